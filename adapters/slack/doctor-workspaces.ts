/** The tokens of the workspaces that installed the app, each tried and its scopes looked at. */
import { webApi } from '@slack/bolt';
import type { Finding } from '../../src/ports.ts';
import { codeOf, startFailure } from './failures.ts';
import { type KeptInstalls, readInstall } from './installs.ts';
import { missingScopes } from './scopes.ts';

export interface InstalledWorkspaces extends KeptInstalls {
  /** Where this service is reached from outside, if it says. */
  readonly publicUrl?: string;
}

type Options = webApi.WebClientOptions;

const again = (publicUrl: string | undefined): string =>
  `have somebody there open ${publicUrl?.replace(/\/+$/u, '') ?? 'PUBLIC_URL'}/slack/install and install the app again`;

/** Rejects when Slack cannot be asked. */
const examineOne = async (workspaces: InstalledWorkspaces, workspace: string, options: Options): Promise<Finding> => {
  const install = await readInstall(workspaces, workspace);
  // Taken away a moment ago.
  if (install === 'none') return { what: `${workspace} is no longer installed.` };
  if (install === 'sealed')
    return {
      what: `The token of ${workspace} cannot be opened: it was sealed with another ENCRYPTION_KEY.`,
      fix: `put that key back, or ${again(workspaces.publicUrl)}`,
    };
  const name = install.team.name === undefined ? workspace : `${install.team.name} (${workspace})`;
  try {
    const { response_metadata } = await new webApi.WebClient(install.bot.token, options).auth.test();
    const missing = missingScopes(response_metadata?.scopes ?? install.bot.scopes);
    if (missing.length === 0) return { what: `The token of ${name} is good.` };
    const lacks = missing.map(({ scope, use }) => `${scope} (${use})`).join(', ');
    return { what: `The token of ${name} lacks scopes: ${lacks}.`, fix: again(workspaces.publicUrl) };
  } catch (error) {
    if (!(error instanceof webApi.WebAPIPlatformError)) throw error;
    return {
      what: `Slack does not accept the token of ${name} (${codeOf(error)}).`,
      fix: again(workspaces.publicUrl),
    };
  }
};

/** One after another, by id: Slack counts these calls, and an operator can wait. */
export const examineWorkspaces = async (
  workspaces: InstalledWorkspaces,
  options: Options,
  redact: (text: string) => string,
): Promise<readonly Finding[]> => {
  const ids = await workspaces.installs.workspaces('slack');
  if (ids.length === 0) return [{ what: 'Slack is set up for many workspaces; none has installed the app yet.' }];
  const findings: Finding[] = [];
  for (const id of ids) {
    try {
      findings.push(await examineOne(workspaces, id, options));
    } catch (error) {
      // Whoever cannot be asked about one workspace cannot be asked about the next.
      const { message, fix } = startFailure(error, 'SLACK_CLIENT_ID', redact);
      return [...findings, { what: message, fix }];
    }
  }
  return findings;
};

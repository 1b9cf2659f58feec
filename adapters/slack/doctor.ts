/** What is wrong with the tokens of Slack, found by asking Slack; each with what to do. */
import { webApi } from '@slack/bolt';
import { CrosswireError } from '../../src/errors.ts';
import type { Finding } from '../../src/ports.ts';
import { examineWorkspaces, type InstalledWorkspaces } from './doctor-workspaces.ts';
import { startFailure } from './failures.ts';
import { redactor } from './logging.ts';
import { missingScopes } from './scopes.ts';

interface SlackTokens {
  /** None where the app is for many workspaces. */
  readonly botToken?: string;
  /** Those that installed it; undefined while another process holds the database. */
  readonly workspaces?: InstalledWorkspaces | undefined;
  readonly appToken?: string;
  readonly apiUrl?: string;
}

const PATIENCE_MS = 10_000;

const findingOf = (error: unknown): Finding => {
  if (error instanceof CrosswireError) return { what: error.message, fix: error.fix };
  throw error;
};

/** The bot token: whether it is good, whose it is, and the scopes that it lacks. */
const examineBot = async (
  botToken: string,
  options: webApi.WebClientOptions,
  redact: (text: string) => string,
): Promise<readonly Finding[]> => {
  try {
    const { user, team, response_metadata } = await new webApi.WebClient(botToken, options).auth.test();
    const good: Finding = { what: `SLACK_BOT_TOKEN is good: ${user ?? 'a bot'} in ${team ?? 'a workspace'}.` };
    const missing = missingScopes(response_metadata?.scopes ?? []);
    return [good, ...missing.map(({ what, fix }) => ({ what, fix }))];
  } catch (error) {
    return [findingOf(startFailure(error, 'SLACK_BOT_TOKEN', redact))];
  }
};

const examineBots = async (
  { botToken, workspaces }: SlackTokens,
  options: webApi.WebClientOptions,
  redact: (text: string) => string,
): Promise<readonly Finding[]> => {
  if (botToken !== undefined) return examineBot(botToken, options, redact);
  if (workspaces !== undefined) return examineWorkspaces(workspaces, options, redact);
  return [
    {
      what: 'Slack is set up for many workspaces. Their tokens stand in the database, which a Crosswire that is running holds: stop it to have each looked at.',
    },
  ];
};

const examineApp = async (
  appToken: string,
  options: webApi.WebClientOptions,
  redact: (text: string) => string,
): Promise<Finding> => {
  try {
    await new webApi.WebClient(appToken, options).apps.connections.open();
    return { what: 'SLACK_APP_TOKEN is good: Socket Mode can be opened.' };
  } catch (error) {
    return findingOf(startFailure(error, 'SLACK_APP_TOKEN', redact));
  }
};

/** Asks Slack about each token once; never throws for what Slack or the network says, never repeats a token. */
export const examineSlack = async (tokens: SlackTokens): Promise<readonly Finding[]> => {
  const quiet = () => undefined;
  const options: webApi.WebClientOptions = {
    ...(tokens.apiUrl !== undefined && { slackApiUrl: tokens.apiUrl }),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: PATIENCE_MS,
    logger: {
      debug: quiet,
      info: quiet,
      warn: quiet,
      error: quiet,
      setLevel: quiet,
      getLevel: () => webApi.LogLevel.ERROR,
      setName: quiet,
    },
  };
  const redact = redactor([tokens.botToken, tokens.appToken]);
  const bot = await examineBots(tokens, options, redact);
  return tokens.appToken === undefined ? bot : [...bot, await examineApp(tokens.appToken, options, redact)];
};

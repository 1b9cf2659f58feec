/** Scopes that a token lacks, each with what it is for and what to do. */
import type { Finding, Log } from '../../src/ports.ts';
import { botScopes } from './manifest.ts';

/** @param granted as Slack lists them beside an answer, or gives them with an installation */
export const missingScopes = (
  granted: readonly string[],
): readonly (Required<Finding> & { readonly scope: string; readonly use: string })[] => {
  const held = new Set(granted);
  return Object.entries(botScopes)
    .filter(([scope]) => !held.has(scope))
    .map(([scope, use]) => ({
      scope,
      use,
      what: `The scope ${scope} is missing: ${use}.`,
      fix: 'add it under OAuth & Permissions (crosswire manifest slack lists them all) and reinstall the app',
    }));
};

/** Said as soon as it is known: an app that was made from an older manifest lacks what came since. */
export const warnOfMissing = (granted: readonly string[], log: Log, where: Readonly<Record<string, string>>): void => {
  for (const { what, fix } of missingScopes(granted)) log.warn(what, { fix, ...where });
};

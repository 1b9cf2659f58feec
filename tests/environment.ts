/** What the test machine offers; the only reader of the environment under tests/ and bench/. */
import { existsSync } from 'node:fs';

const variable = (name: string): string | undefined => {
  const value = process.env[name];
  return value === undefined || value === '' ? undefined : value;
};

/** The folder with the evaluation data, or undefined: tests that need it are skipped. */
export const dataFolder = variable('CROSSWIRE_DATA');

/** The folder with the platforms' machine-readable specifications, or undefined. */
export const specsFolder = variable('CROSSWIRE_SPECS');

/** A PostgreSQL server where the tests may make and drop databases of their own, or undefined: it is not tested then. */
export const postgresUrl = variable('CROSSWIRE_TEST_POSTGRES');

const browsers = [variable('CHROMIUM'), '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** An installed Chromium, or undefined: browser tests are skipped. */
export const chromium = browsers.find((path) => path !== undefined && existsSync(path));

/** Set by .ci/run: what is skipped for want of a tool is a failure there. */
export const nothingMayBeSkipped = variable('CROSSWIRE_REQUIRE_ALL') === '1';

/** The environment for a child process: what it needs to run, and nothing of the developer's own settings. */
export const childEnvironment = (extra: Record<string, string> = {}): Record<string, string> => ({
  PATH: variable('PATH') ?? '',
  HOME: variable('HOME') ?? '',
  ...extra,
});

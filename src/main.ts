#!/usr/bin/env node
/**
 * The command line, and the only composition root: here the stages, the store and the platforms meet. What only some
 * commands need is loaded by them, so that help and refusals come at once.
 */
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { CommanderError } from 'commander';
import { z } from 'zod';
import { webLinker } from '../adapters/links.ts';
import { renderAnswer as renderTerminal } from '../adapters/terminal/render.ts';
import { runDoctor } from './cli/doctor.ts';
import { describeFailure } from './cli/failure.ts';
import { createLog } from './cli/log.ts';
import { housesBeside, linkSigner, openFilled, openNetwork, shippedTopics } from './cli/opening.ts';
import { readOrders } from './cli/orders.ts';
import { createOutput, printJson, survivePipes } from './cli/output.ts';
import { buildProgram } from './cli/program.ts';
import type { ReadServices } from './cli/read.ts';
import { redactor } from './cli/redact.ts';
import { runExport, runImport } from './cli/transfer.ts';
import type { Config } from './config.ts';
import { processEnvironment, readConfig, secretsOf, wantsColor } from './config.ts';
import type { Budget } from './desk.ts';
import { CrosswireError } from './errors.ts';
import type { Answer } from './model.ts';
import type { Clock, Signer, Store } from './ports.ts';

const environment = processEnvironment();
const { version } = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')));

const clock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) => delay(ms, undefined, { signal }).catch(() => undefined),
};

const instant = (): string => new Date(clock.now()).toISOString();

const redact = redactor(secretsOf(environment));
const output = createOutput(wantsColor(environment, process.stdout.isTTY), redact);

/** Cards and threads as this terminal shows them. */
const show =
  (publicUrl: string | undefined, signer?: Signer) =>
  (answer: Answer): string => {
    const style = { width: output.columns, color: output.color, linker: webLinker(publicUrl, signer?.sign) };
    const { parent, replies } = renderTerminal(answer, style);
    return [parent, ...replies].map((payload) => payload.text).join('');
  };

const withStore = async <R>(use: (store: Store, config: Config) => Promise<R>): Promise<R> => {
  const config = readConfig(environment);
  const store = await openFilled(config, output, instant());
  try {
    return await use(store, config);
  } finally {
    await store.close();
  }
};

type Commands = typeof import('./cli/read.ts');

/** Runs a command that reads, on a corpus or on the store. A corpus needs no configuration. */
const reading = async (
  corpus: string | undefined,
  run: (commands: Commands, services: ReadServices) => Promise<void>,
): Promise<void> => {
  const [commands, { openCorpus }] = await Promise.all([import('./cli/read.ts'), import('./cli/corpus.ts')]);
  const shipped = await shippedTopics();
  if (corpus !== undefined) {
    const { createDesk } = await import('./desk.ts');
    const { library, topics } = await openCorpus(corpus, shipped, output);
    const houses = await housesBeside(corpus);
    const desk = async (budget?: Budget) => createDesk(library, budget, houses);
    return run(commands, { desk, topics, output, show: show(undefined) });
  }
  const { openStandingDesk } = await import('./live/standing-desk.ts');
  try {
    await withStore(async (store, { web, feeds, logLevel, dataDir }) => {
      const houses = await housesBeside(dataDir);
      const standing = { store, houses, clock, log: createLog(logLevel, redact), ...feeds };
      const desk = (budget?: Budget) => openStandingDesk(standing, budget);
      return run(commands, { desk, topics: shipped, output, show: show(web.publicUrl, await linkSigner(store)) });
    });
  } catch (error) {
    if (!(error instanceof CrosswireError && error.code === 'database-busy')) throw error;
    const fix = 'read files with --corpus PATH, stop the service, or let both use one PostgreSQL (DATABASE_URL)';
    throw new CrosswireError(error.code, error.message, fix, { cause: error });
  }
};

/** What makes the app on each platform, from the very table that the handlers are made from. */
const manifest = async (platform: string, own: readonly string[]): Promise<void> => {
  const { shortcutTopics, slashCommands } = await import('./chat/commands.ts');
  const topics = await shippedTopics();
  const commands = slashCommands([...topics, ...shortcutTopics(own, topics)]);
  const { slack, discord, web } = readConfig(environment);
  if (platform === 'slack') {
    const { slackManifest } = await import('../adapters/slack/manifest.ts');
    const http = slack !== undefined && slack.appToken === undefined;
    const requestUrl = `${web.publicUrl ?? 'https://YOUR.ADDRESS'}/slack/events`;
    const redirectUrl = slack?.oauth && `${web.publicUrl ?? 'https://YOUR.ADDRESS'}/slack/oauth_redirect`;
    printJson(output, slackManifest(commands, http ? { kind: 'http', requestUrl } : { kind: 'socket' }, redirectUrl));
    output.note('Paste it at https://api.slack.com/apps: Create New App, From a manifest.');
  } else if (platform === 'discord') {
    const { applicationIdOf, discordManifest } = await import('../adapters/discord/manifest.ts');
    const applicationId = discord === undefined ? undefined : applicationIdOf(discord.token);
    printJson(output, discordManifest(commands, { applicationId, suggests: true }));
    output.note(
      'Crosswire registers these commands itself when it starts; open the invite link to add the bot to a server.',
    );
  } else throw new CrosswireError('usage', `there is no platform "${platform}"`, 'name slack or discord');
};

/** Every part is examined even when another is ill. */
const doctor = async (): Promise<void> => {
  const topics = await shippedTopics();
  await runDoctor(output, {
    configuration: async () => {
      readOrders(environment, topics, instant());
      return [{ what: 'The configuration can be read.' }];
    },
    database: async () => {
      try {
        await withStore(async () => undefined);
        return [{ what: 'The database can be opened and written.' }];
      } catch (error) {
        if (!(error instanceof CrosswireError && error.code === 'database-busy')) throw error;
        return [{ what: `${error.message} A Crosswire that is running holds it.` }];
      }
    },
    slack: async () => {
      const { slack } = readConfig(environment);
      if (slack === undefined) return [{ what: 'Slack is not connected: SLACK_BOT_TOKEN is not set.' }];
      const { examineSlack } = await import('../adapters/slack/doctor.ts');
      const { oauth } = slack;
      if (oauth === undefined) return examineSlack(slack);
      const { createSeal } = await import('./seal.ts');
      try {
        return await withStore(({ installs }, { web: { publicUrl } }) => {
          const seal = createSeal(oauth.encryptionKey);
          const workspaces = { installs, seal, ...(publicUrl !== undefined && { publicUrl }) };
          return examineSlack({ ...slack, workspaces });
        });
      } catch (error) {
        if (!(error instanceof CrosswireError && error.code === 'database-busy')) throw error;
        return examineSlack(slack);
      }
    },
    discord: async () => {
      const { discord } = readConfig(environment);
      if (discord === undefined) return [{ what: 'Discord is not connected: DISCORD_TOKEN is not set.' }];
      return (await import('../adapters/discord/doctor.ts')).examineDiscord(discord);
    },
  });
};

const program = buildProgram(
  {
    serve: async () => {
      const { runService } = await import('./cli/service.ts');
      await runService({ environment, version, clock, output, redact, show });
    },
    brief: (corpus, topic, options) =>
      reading(corpus, (commands, services) => commands.runBrief(services, topic, options)),
    digest: (corpus, options) => reading(corpus, (commands, services) => commands.runDigest(services, options)),
    stories: (corpus, options) => reading(corpus, (commands, services) => commands.runStories(services, options)),
    ask: (corpus, question, options) =>
      reading(corpus, (commands, services) => commands.runAsk(services, question, options)),
    ingest: (paths) =>
      withStore(async (store, { feeds }) => {
        const [{ runIngest }, { barProgress, lineProgress }, network] = await Promise.all([
          import('./cli/ingest.ts'),
          import('./cli/progress.ts'),
          openNetwork(feeds, version, clock),
        ]);
        const progress = process.stderr.isTTY ? await barProgress() : lineProgress(output);
        await runIngest({ store, fetch: network.fetch, output, progress, now: instant() }, paths).finally(
          network.close,
        );
      }),
    manifest,
    doctor,
    exportTo: (file) => withStore((store) => runExport(store, file, output)),
    importFrom: (file) => withStore((store) => runImport(store, file, output)),
  },
  version,
);

survivePipes(output);

try {
  await program.parseAsync();
} catch (error) {
  // Commander has printed its own line; --help and --version end here too.
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else {
    const { lines, exitStatus } = describeFailure(error, environment.LOG_LEVEL === 'debug');
    for (const line of lines) output.note(line);
    process.exitCode = exitStatus;
  }
}

#!/usr/bin/env node
/**
 * The command line, and the only composition root: here the stages, the store and the platforms meet. What only some
 * commands need is loaded by them, so that help and refusals come at once.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { CommanderError } from 'commander';
import { z } from 'zod';
import { webLinker } from '../adapters/links.ts';
import { renderAnswer as renderTerminal } from '../adapters/terminal/render.ts';
import { runDoctor } from './cli/doctor.ts';
import { endOnSignals, endSoon, whenAborted } from './cli/ending.ts';
import { describeFailure } from './cli/failure.ts';
import { createLog } from './cli/log.ts';
import { readOrders } from './cli/orders.ts';
import { createOutput, printJson, survivePipes } from './cli/output.ts';
import { buildProgram } from './cli/program.ts';
import type { ReadServices } from './cli/read.ts';
import { redactor } from './cli/redact.ts';
import { runExport, runImport } from './cli/transfer.ts';
import { postWelcome, statusOf, welcome } from './cli/welcome.ts';
import type { Config } from './config.ts';
import { processEnvironment, readConfig, secretsOf, wantsColor } from './config.ts';
import type { Budget } from './desk.ts';
import { CrosswireError } from './errors.ts';
import type { DeskThread } from './live/desk-thread.ts';
import type { Live } from './live/live.ts';
import type { Answer, Topic } from './model.ts';
import type { Clock, Log, Platform, Store } from './ports.ts';

const seeds = fileURLToPath(new URL('../seeds', import.meta.url));
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
  (publicUrl: string | undefined) =>
  (answer: Answer): string => {
    const style = { width: output.columns, color: output.color, linker: webLinker(publicUrl) };
    const { parent, replies } = renderTerminal(answer, style);
    return [parent, ...replies].map((payload) => payload.text).join('');
  };

/** The store of the configuration; an empty one is filled with the corpus that ships. */
const open = async (config: Config): Promise<Store> => {
  const [{ openStore }, { fillWhenEmpty }] = await Promise.all([import('./store/store.ts'), import('./cli/corpus.ts')]);
  const store = await openStore(config.database);
  await fillWhenEmpty(store, join(seeds, 'articles'), output, instant());
  return store;
};

const withStore = async (use: (store: Store, config: Config) => Promise<void>): Promise<void> => {
  const config = readConfig(environment);
  const store = await open(config);
  try {
    await use(store, config);
  } finally {
    await store.close();
  }
};

const shippedTopics = async (): Promise<readonly Topic[]> => (await import('./cli/corpus.ts')).loadTopics(seeds);

/** Which publishers speak as one: those that ship, and those of `publishers.yaml` in a folder of the operator's. */
const housesBeside = async (folder: string) => (await import('./cli/corpus.ts')).loadHouses(seeds, folder);

/** The network for strangers' addresses. */
const openNetwork = async ({ allowPrivateHosts, contact }: Config['feeds']) => {
  const { createFetch } = await import('./ingest/fetch/fetch.ts');
  const whom = contact === undefined ? 'a self-hosted news desk' : `+${contact}`;
  return createFetch({ allowPrivateHosts, userAgent: `Crosswire/${version} (${whom})`, clock });
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
      return run(commands, { desk, topics: shipped, output, show: show(web.publicUrl) });
    });
  } catch (error) {
    if (!(error instanceof CrosswireError && error.code === 'database-busy')) throw error;
    const fix = 'read files with --corpus PATH, stop the service, or let both use one PostgreSQL (DATABASE_URL)';
    throw new CrosswireError(error.code, error.message, fix, { cause: error });
  }
};

/** The platforms of the configuration: those with a token, and the web page. An SDK is loaded only where it is used. */
const connect = async (
  config: Config,
  store: Store,
  topics: readonly Topic[],
  log: Log,
  live: () => Live,
  failed: (error: CrosswireError) => void,
) => {
  const [{ expectsNotice }, { slashCommands, suggestions }, slackLook, discordLook, { createWebPlatform }] =
    await Promise.all([
      import('./chat/chat.ts'),
      import('./chat/commands.ts'),
      import('../adapters/slack/render/render.ts'),
      import('../adapters/discord/render/render.ts'),
      import('../adapters/web/web.ts'),
    ]);
  const { slack, discord, web } = config;
  const commands = slashCommands(topics);
  const shared = { linker: webLinker(web.publicUrl), clock, log, posted: store.threads.put };
  const pageLinker = webLinker(() => page.url);
  const page = createWebPlatform({
    host: web.host,
    port: web.port,
    ...(web.publicUrl !== undefined && { publicUrl: web.publicUrl }),
    renderers: [
      { name: 'slack', render: (answer) => slackLook.renderAnswer(answer, pageLinker) },
      { name: 'discord', render: (answer) => discordLook.render(answer, pageLinker) },
    ],
    articles: store.articles,
    commands,
    clock,
    log,
    posted: store.threads.put,
    connectHint: welcome.connect(config),
    health: async () => ({ ...(await live().health()) }),
    metrics: () => live().metrics(),
  });
  const platforms: Platform[] = [page];
  if (slack !== undefined) {
    const { createSlackPlatform } = await import('../adapters/slack/slack.ts');
    platforms.push(createSlackPlatform({ ...shared, ...slack, listen: { port: slack.port, host: web.host } }));
  }
  if (discord !== undefined) {
    const { createDiscordPlatform } = await import('../adapters/discord/discord.ts');
    platforms.push(
      createDiscordPlatform({
        ...shared,
        ...discord,
        commands,
        expectsNotice,
        choices: async (workspace) => suggestions([...topics, ...(await store.topics.list(`discord:${workspace}`))]),
        failed,
      }),
    );
  }
  return { page, platforms };
};

/** What the service holds open; a store that cannot be opened closes the rest. */
const openAll = async (thread: DeskThread, config: Config) => {
  try {
    return await Promise.all([open(config), openNetwork(config.feeds)]);
  } catch (error) {
    await thread.close();
    throw error;
  }
};

const runService = async (): Promise<void> => {
  const ending = new AbortController();
  endOnSignals(ending);
  const topics = await shippedTopics();
  const { config, orders } = readOrders(environment, topics, instant());
  const log = createLog(config.logLevel, redact);
  // A fault that nobody caught leaves the process in no known state: it is told, and whoever runs us starts us again.
  process.on('uncaughtException', (error) => {
    log.error('a fault that nobody caught', { err: error });
    process.exit(1);
  });
  const [{ openDeskThread }, { startLive }, { serve }] = await Promise.all([
    import('./live/desk-thread.ts'),
    import('./live/live.ts'),
    import('./serve.ts'),
  ]);
  // The thread loads the analysis while the rest starts.
  const thread = openDeskThread(log, await housesBeside(config.dataDir), config.feeds.liveArticles);
  const [store, network] = await openAll(thread, config);
  const { desk } = thread;
  const { page, platforms } = await connect(
    config,
    store,
    topics,
    log,
    () => live,
    (failure) => ending.abort(failure),
  );
  const live = startLive({
    store,
    thread,
    fetch: network.fetch,
    clock,
    log,
    random: Math.random,
    platforms,
    settings: config.feeds,
  });
  const background = [live, { stop: network.close }, { stop: thread.close }];
  const status = () => statusOf(store, desk);
  const services = {
    desk,
    store,
    fetch: network.fetch,
    clock,
    topics,
    status,
    platforms,
    orders,
    log,
    random: Math.random,
    background,
  };
  const service = await serve(services, ending.signal);
  try {
    if (!ending.signal.aborted) {
      const digest = await desk.digest(welcome.order(clock.now()));
      output.print(show(page.url)({ kind: 'digest', digest }));
      for (const line of welcome.lines(config, page.url)) output.print(`${line}\n`);
      await postWelcome(page, store, digest);
    }
    await whenAborted(ending.signal);
  } finally {
    await service.stop();
    endSoon();
  }
  // A platform that was closed for good ends the service with its reason; a signal's own is none.
  if (ending.signal.reason instanceof CrosswireError) throw ending.signal.reason;
};

/** What makes the app on each platform, from the very table that the handlers are made from. */
const manifest = async (platform: string): Promise<void> => {
  const { slashCommands } = await import('./chat/commands.ts');
  const commands = slashCommands(await shippedTopics());
  const { slack, discord, web } = readConfig(environment);
  if (platform === 'slack') {
    const { slackManifest } = await import('../adapters/slack/manifest.ts');
    const http = slack !== undefined && slack.appToken === undefined;
    const requestUrl = `${web.publicUrl ?? 'https://YOUR.ADDRESS'}/slack/events`;
    printJson(output, slackManifest(commands, http ? { kind: 'http', requestUrl } : { kind: 'socket' }));
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
      return (await import('../adapters/slack/doctor.ts')).examineSlack(slack);
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
    serve: runService,
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
          openNetwork(feeds),
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

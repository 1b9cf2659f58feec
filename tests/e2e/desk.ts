/** The service composed as main does it, over both fakes at once, with a clock and an engine that a test may hold. */
import { createServer } from 'node:http';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { vi } from 'vitest';
import { createDiscordPlatform } from '../../adapters/discord/discord.ts';
import { webLinker } from '../../adapters/links.ts';
import { createSlackPlatform } from '../../adapters/slack/slack.ts';
import { expectsNotice } from '../../src/chat/chat.ts';
import { slashCommands } from '../../src/chat/commands.ts';
import { createSuggest } from '../../src/chat/suggest.ts';
import { fillWhenEmpty, loadTopics } from '../../src/cli/corpus.ts';
import { readOrders } from '../../src/cli/orders.ts';
import type { Output } from '../../src/cli/output.ts';
import { createDesk, type OpenDesk } from '../../src/desk.ts';
import { openDeskThread } from '../../src/live/desk-thread.ts';
import { startLive } from '../../src/live/live.ts';
import type { Briefing } from '../../src/model.ts';
import type { Clock, Fetch, Log, Store } from '../../src/ports.ts';
import { type ServeServices, type Service, serve } from '../../src/serve.ts';
import { openStore } from '../../src/store/store.ts';
import { createFakeDiscord, type FakeDiscord } from '../fakes/discord/fake.ts';
import { readMessage } from '../fakes/discord/reading.ts';
import { channelNamed } from '../fakes/discord/world.ts';
import { read } from '../fakes/slack/reading.ts';
import { FakeSlack } from '../fakes/slack/slack.ts';
import { ids } from '../fakes/slack/workspace.ts';
import { root } from './command-line.ts';

/** Where readers would reach the page: articles of the seed corpus have no address of their own. */
export const publicUrl = 'https://desk.example.org';

export const until = (check: () => void, patienceMs = 90_000): Promise<void> =>
  vi.waitFor(check, { timeout: patienceMs, interval: 20 });

/**
 * Resolves when nothing more comes. Counted in turns of the event loop, in which all of it happens here: a machine that
 * holds the process up for a while ends this no sooner.
 */
export const quiet = async (count: () => number): Promise<void> => {
  let last = count();
  for (let still = 0; still < 40; still += 1) {
    await delay(5);
    const now = count();
    if (now !== last) still = -1;
    last = now;
  }
};

/** Real time, moved: what waits, waits in real time. */
export const movedClock = (iso: string): Clock & { set(iso: string): void } => {
  let ahead = Date.parse(iso) - Date.now();
  return {
    now: () => Date.now() + ahead,
    sleep: (ms, signal) => delay(ms, undefined, signal && { signal }).catch(() => undefined),
    set: (to) => {
      ahead = Date.parse(to) - Date.now();
    },
  };
};

/** An engine that answers only when it is let go. */
export interface Brake {
  hold(): void;
  release(): void;
  /** Whether somebody waits for it. */
  readonly asked: boolean;
}

const braked = (desk: OpenDesk): OpenDesk & Brake => {
  let held: Promise<void> = Promise.resolve();
  let release = (): void => undefined;
  let asked = false;
  const wait = async (): Promise<void> => {
    asked = true;
    await held;
  };
  return {
    ...desk,
    within: (scope) => {
      const scoped = desk.within(scope);
      return {
        ...scoped,
        topStories: () => wait().then(() => scoped.topStories()),
        topic: (topic) => wait().then(() => scoped.topic(topic)),
      };
    },
    hold: () => {
      asked = false;
      held = new Promise((resolve) => {
        release = resolve;
      });
    },
    release: () => release(),
    get asked() {
      return asked;
    },
  };
};

export interface Fakes {
  readonly slack: FakeSlack;
  readonly discord: FakeDiscord;
  close(): Promise<void>;
}

export const startFakes = async (): Promise<Fakes> => {
  const [slack, discord] = await Promise.all([FakeSlack.start(), createFakeDiscord()]);
  return {
    slack,
    discord,
    close: async () => {
      await slack.close();
      await discord.close();
    },
  };
};

/** The settings under which a service finds the fakes. */
export const settingsFor = ({ slack, discord }: Fakes, mode: 'socket' | 'http' = 'socket'): Record<string, string> => ({
  SLACK_BOT_TOKEN: slack.workspace.botToken,
  ...(mode === 'socket'
    ? { SLACK_APP_TOKEN: slack.workspace.appToken }
    : { SLACK_SIGNING_SECRET: slack.workspace.signingSecret }),
  SLACK_API_URL: slack.apiUrl,
  DISCORD_TOKEN: discord.world.token,
  DISCORD_API_URL: discord.apiUrl,
  PUBLIC_URL: publicUrl,
});

/** A post as people see it, whichever platform shows it. */
export interface Seen {
  readonly ref: string;
  /** `ref` of the card in whose thread it stands. */
  readonly parent: string | undefined;
  readonly alone: boolean;
  readonly text: string;
  readonly links: readonly string[];
  /** Who would be called by it. */
  readonly pings: readonly string[];
}

export const onSlack = ({ slack }: Fakes): readonly Seen[] =>
  slack.workspace.messages
    .filter(({ by }) => by === 'app')
    .map((message) => ({
      ref: message.ts,
      parent: message.threadTs,
      alone: message.onlyFor !== undefined,
      ...read(message),
    }));

export const onDiscord = ({ discord: { world } }: Fakes): readonly Seen[] =>
  world.messages
    .filter(({ author }) => author === 'bot')
    .map((message) => ({
      ref: message.id,
      parent: world.channels.get(message.channel)?.type === 11 ? message.channel : undefined,
      alone: message.ephemeral,
      ...readMessage(message.body),
    }));

/** Where digests are ordered to. */
export const channels = ({ discord }: Fakes): { slack: string; discord: string } => ({
  slack: ids.channel,
  discord: channelNamed(discord.world, 'news').id,
});

const silent: Output = { print: () => undefined, note: () => undefined, columns: 80, color: false };

/** Posts wait for one another as long as the platforms' limits ask: a second or two. */
const paceMs = 5_000;
const mostRounds = 100;

export interface Composed {
  readonly service: Service;
  readonly store: Store;
  readonly engine: Brake;
  readonly desk: OpenDesk;
  /** What a topic comes to, asked past the brake. */
  topic(name: string): Promise<Briefing>;
  readonly errors: readonly string[];
  /** A minute's tick of the heartbeat; resolves when it has done its work. */
  beat(): Promise<void>;
}

/** @param data the folder of the database: the same one again is a restart */
export const compose = async (
  fakes: Fakes,
  data: string,
  clock: Clock,
  digests = '',
  mode: 'socket' | 'http' = 'socket',
  analysis: 'here' | 'in its thread' = 'here',
): Promise<Composed> => {
  const seeds = join(root, 'seeds');
  const topics = await loadTopics(seeds);
  const settings = { ...settingsFor(fakes, mode), DATA_DIR: data, DIGESTS: digests };
  const now = new Date(clock.now()).toISOString();
  const { config, orders } = readOrders(settings, topics, now);
  const { slack, discord } = config;
  if (slack === undefined || discord === undefined) throw new Error('both platforms are to be connected');
  const store = await openStore(config.database);
  await fillWhenEmpty(store, join(seeds, 'articles'), silent, now);
  const errors: string[] = [];
  const log: Log = {
    debug: () => undefined,
    info: () => undefined,
    warn: () => undefined,
    error: (message, fields) => void errors.push(`${message} ${JSON.stringify(fields)}`),
  };
  const fetch: Fetch = async () => ({ kind: 'failed', code: 'dns', reason: 'there is no network here', fix: 'none' });
  const status = async () => ['well'];
  const thread = analysis === 'here' ? undefined : openDeskThread(log);
  const desk = thread?.desk ?? createDesk(store.articles);
  const engine = braked(desk);
  const commands = slashCommands(topics);
  const suggest = createSuggest({ desk, store, fetch, clock, topics, status });
  const shared = { linker: webLinker(publicUrl), clock, log, posted: store.threads.put, suggest };
  const platforms = [
    createSlackPlatform({ ...shared, ...slack, listen: listenFor(fakes.slack) }),
    createDiscordPlatform({ ...shared, ...discord, commands, expectsNotice }),
  ];
  const works: (() => Promise<number | undefined>)[] = [];
  const heartbeat: ServeServices['heartbeat'] = (work) => {
    const life = new AbortController();
    works.push(() => work(life.signal));
    return { stop: async () => life.abort() };
  };
  const live =
    thread && startLive({ store, thread, fetch, clock, log, random: () => 0, platforms, settings: config.feeds });
  const services = {
    desk: engine,
    store,
    fetch,
    clock,
    topics,
    status,
    platforms,
    orders,
    log,
    random: () => 0,
    heartbeat,
    background: live === undefined ? [] : [live, { stop: async () => thread?.close() }],
  };
  const service = await serve(services, new AbortController().signal);
  const topic = async (name: string): Promise<Briefing> => {
    const found = topics.find((each) => each.name === name);
    if (found === undefined) throw new Error(`there is no topic ${name}`);
    return desk.topic(found);
  };
  const beat = async (): Promise<void> => {
    for (const work of works) {
      // As the heartbeat does: within the minute it goes on at the instant that the work names.
      for (let rounds = 0; rounds < mostRounds; rounds += 1) {
        const next = await work();
        if (next === undefined || next - clock.now() > paceMs) break;
        await clock.sleep(Math.max(20, next - clock.now()));
      }
    }
  };
  return { service, store, engine, desk, topic, errors, beat };
};

/** HTTP mode on a free port, of which the fake is told. */
const listenFor =
  (slack: FakeSlack) =>
  async (listener: Parameters<typeof createServer>[1]): Promise<() => Promise<void>> => {
    const server = createServer(listener);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('not listening');
    slack.requestUrl = `http://127.0.0.1:${address.port}/slack/events`;
    return () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
  };

/**
 * How soon people in Slack and Discord are acknowledged while the service, as it is shipped, reads articles, and when it
 * has nothing to do: `npm run bench:acks [-- --articles 2000]`. The real SDKs over both fakes. Ends with 1 when a gate is
 * missed.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { openStore } from '../src/store/store.ts';
import { childEnvironment } from '../tests/environment.ts';
import { createFakeDiscord, type FakeDiscord } from '../tests/fakes/discord/fake.ts';
import { FakeSlack } from '../tests/fakes/slack/slack.ts';
import { quantile } from './measure.ts';
import { compileInto } from './sim/compile.ts';
import { shippedFlags, shippedSettings } from './sim/shipped.ts';
import { newsStream } from './stream.ts';
import { isMet, type Measure, printTable } from './table.ts';

const { values } = parseArgs({
  options: {
    articles: { type: 'string', default: '2000' },
    /** Commands given while nothing is read. */
    idle: { type: 'string', default: '60' },
    /** Seconds after which the measuring ends though articles are left: what was read by then is told. */
    patience: { type: 'string', default: '600' },
  },
});
const [count, idle, patience] = [Number(values.articles), Number(values.idle), Number(values.patience)];

/** Asked one after another on both platforms at once: people do not wait for one another, but somebody is always asking. */
const commands = [
  { name: 'news', text: '' },
  { name: 'news', text: 'help' },
  { name: 'news', text: 'ask How many people were hurt?' },
  { name: 'swap', text: '' },
  { name: 'news', text: 'status' },
];
/** The thread that reads also answers: asked several times a second, it would do little else. */
const pauseMs = 800;
/** Commands between two looks at how many articles are left: what is measured is not to wait for the measurement. */
const looks = 20;
const startMs = 120_000;
const ackMs = 10_000;
/** After which a service that has just begun has nothing left to do. */
const restMs = 5_000;

interface Running {
  readonly page: string;
  stop(): Promise<void>;
}

interface Fakes {
  readonly slack: FakeSlack;
  readonly discord: FakeDiscord;
}

const startService = async (folder: string, data: string, { slack, discord }: Fakes): Promise<Running> => {
  const child = spawn(process.execPath, [...shippedFlags, join(folder, 'src', 'main.js'), 'serve'], {
    env: childEnvironment({
      ...shippedSettings,
      DATA_DIR: data,
      PORT: '0',
      SLACK_BOT_TOKEN: slack.workspace.botToken,
      SLACK_APP_TOKEN: slack.workspace.appToken,
      SLACK_API_URL: slack.apiUrl,
      DISCORD_TOKEN: discord.world.token,
      DISCORD_API_URL: discord.apiUrl,
    }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // It ends with us, however we end.
  process.once('exit', () => child.kill('SIGKILL'));
  let printed = '';
  const print = (chunk: Buffer): void => {
    printed += chunk.toString();
  };
  child.stdout.on('data', print);
  child.stderr.on('data', print);
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    const insist = setTimeout(() => child.kill('SIGKILL'), 20_000);
    await ended;
    clearTimeout(insist);
  };
  const began = performance.now();
  for (;;) {
    const page = /Web page: (\S+)/u.exec(printed)?.[1];
    if (page !== undefined && discord.world.commands.length > 0 && slack.openSockets > 0) return { page, stop };
    if (child.exitCode !== null || performance.now() - began > startMs) {
      await stop();
      throw new Error(`the service did not start: ${printed}`);
    }
    await delay(50);
  }
};

/** Articles that wait to be read, as the service itself tells. */
const unreadAt = async (page: string): Promise<number> => {
  const text = await (await fetch(`${page}/metrics`)).text();
  const [, found] = /^crosswire_queue\{queue="unread"\} (\d+)$/mu.exec(text) ?? [];
  if (found === undefined) throw new Error('the service tells no queue of unread articles');
  return Number(found);
};

const askOnDiscord = async (discord: FakeDiscord, name: string, text: string): Promise<number> => {
  const began = performance.now();
  const interaction = discord.people.slash({ name, text });
  while (interaction.state === 'open') {
    if (performance.now() - began > ackMs) throw new Error('Discord was not acknowledged');
    await delay(1);
  }
  return performance.now() - began;
};

interface Times {
  readonly slack: number[];
  readonly discord: number[];
}

/** Gives commands until it is told that it is enough; milliseconds to each acknowledgement. */
const ask = async ({ slack, discord }: Fakes, enough: (given: number) => Promise<boolean>): Promise<Times> => {
  const times: Times = { slack: [], discord: [] };
  for (let turn = 0; !(await enough(turn)); turn += 1) {
    const { name, text } = commands[turn % commands.length] ?? { name: 'news', text: '' };
    const [ack, other] = await Promise.all([
      slack.slash({ command: `/${name}`, text }),
      askOnDiscord(discord, name, text),
    ]);
    if (ack.status !== 200) throw new Error(`Slack was answered ${ack.status}`);
    times.slack.push(ack.after);
    times.discord.push(other);
    await delay(pauseMs);
  }
  return times;
};

const rowsOf = (platform: string, when: string, times: readonly number[], gated: boolean): Measure[] => [
  { what: `ack on ${platform} ${when}, median`, value: quantile(times, 0.5), unit: 'ms' },
  { what: 'the same, 95% of them within', value: quantile(times, 0.95), unit: 'ms' },
  { what: 'the same, 99%', value: quantile(times, 0.99), unit: 'ms', ...(gated && { gate: { most: 300 } }) },
  { what: 'the same, all', value: Math.max(...times), unit: 'ms' },
];

/** Acknowledgements of a service that has read everything. */
const measureIdle = async (folder: string, data: string, fakes: Fakes): Promise<Times> => {
  const service = await startService(folder, data, fakes);
  try {
    await delay(restMs);
    return await ask(fakes, async (given) => given >= idle);
  } finally {
    await service.stop();
  }
};

interface Busy {
  readonly times: Times;
  readonly first: number;
  readonly left: number;
  readonly seconds: number;
}

/** Acknowledgements of a service that finds many articles unread, until they are read. */
const measureBusy = async (folder: string, data: string, fakes: Fakes): Promise<Busy> => {
  const service = await startService(folder, data, fakes);
  try {
    const first = await unreadAt(service.page);
    const began = performance.now();
    const seconds = (): number => (performance.now() - began) / 1000;
    let left = first;
    const times = await ask(fakes, async (given) => {
      if (given % looks === 0) {
        left = await unreadAt(service.page);
        console.error(`${seconds().toFixed(0)} s: ${left} articles left, ${given} commands on each platform`);
      }
      return left === 0 || seconds() > patience;
    });
    return { times, first, left, seconds: seconds() };
  } finally {
    await service.stop();
  }
};

const fill = async (path: string): Promise<void> => {
  const store = await openStore({ kind: 'sqlite', path });
  const seen = new Date().toISOString();
  await store.articles.put(newsStream(count, 11).map((article) => ({ ...article, seen })));
  await store.close();
};

const measure = async (folder: string): Promise<readonly Measure[]> => {
  await compileInto(folder);
  const data = join(folder, 'data');
  const [slack, discord] = await Promise.all([FakeSlack.start(), createFakeDiscord()]);
  try {
    const quiet = await measureIdle(folder, data, { slack, discord });
    await fill(join(data, 'crosswire.db'));
    const { times, first, left, seconds } = await measureBusy(folder, data, { slack, discord });
    return [
      { what: 'articles unread at the first command', value: first, unit: '', gate: { least: count / 2 } },
      { what: 'articles unread at the last', value: left, unit: '' },
      { what: 'time in between', value: seconds, unit: 's' },
      { what: 'commands given in it', value: times.slack.length * 2, unit: '' },
      ...rowsOf('Slack', 'while nothing is read', quiet.slack, false),
      ...rowsOf('Slack', 'while articles are', times.slack, true),
      ...rowsOf('Discord', 'while nothing is read', quiet.discord, false),
      ...rowsOf('Discord', 'while articles are', times.discord, true),
    ];
  } finally {
    await Promise.all([slack.close(), discord.close()]);
  }
};

for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => process.exit(1));
const folder = await mkdtemp(join(tmpdir(), 'crosswire-acks-'));
try {
  const measures = await measure(folder);
  console.log(printTable(measures));
  process.exitCode = measures.every(isMet) ? 0 : 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}

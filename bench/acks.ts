/** How soon people in Slack and Discord are acknowledged while the running service reads articles. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openStore } from '../src/store/store.ts';
import { childEnvironment } from '../tests/environment.ts';
import { createFakeDiscord, type FakeDiscord } from '../tests/fakes/discord/fake.ts';
import { FakeSlack } from '../tests/fakes/slack/slack.ts';
import { quantile } from './measure.ts';
import { newsStream } from './stream.ts';
import type { Measure } from './table.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
/** Asked one after another: people do not wait for one another, but one is always asking. */
const commands = [
  { name: 'news', text: '' },
  { name: 'news', text: 'help' },
  { name: 'news', text: 'ask How many people were hurt?' },
  { name: 'swap', text: '' },
  { name: 'news', text: 'status' },
];
const pauseMs = 400;
/** The service is given up when it takes longer than this to start, or to read them all. */
const patienceMs = 600_000;

interface Running {
  readonly page: string;
  stop(): Promise<void>;
}

const startService = async (data: string, slack: FakeSlack, discord: FakeDiscord): Promise<Running> => {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts', 'serve'], {
    cwd: root,
    env: childEnvironment({
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
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => {
    printed += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    printed += chunk.toString();
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
  };
  const began = performance.now();
  for (;;) {
    const page = /Web page: (\S+)/u.exec(printed)?.[1];
    if (page !== undefined && discord.world.commands.length > 0 && slack.openSockets > 0) return { page, stop };
    if (child.exitCode !== null || performance.now() - began > patienceMs) {
      await stop();
      throw new Error(`the service did not start: ${printed}`);
    }
    await delay(50);
  }
};

/** Articles that wait to be read, as the service itself tells. */
const unreadAt = async (page: string): Promise<number> => {
  const text = await (await fetch(`${page}/metrics`)).text();
  const [, count] = /^crosswire_queue\{queue="unread"\} (\d+)$/mu.exec(text) ?? [];
  if (count === undefined) throw new Error('the service tells no queue of unread articles');
  return Number(count);
};

const askOnDiscord = async (discord: FakeDiscord, name: string, text: string): Promise<number> => {
  const began = performance.now();
  const interaction = discord.people.slash({ name, text });
  while (interaction.state === 'open') {
    if (performance.now() - began > 10_000) throw new Error('Discord was not acknowledged');
    await delay(1);
  }
  return performance.now() - began;
};

/** @param count articles that the service finds unread when it starts */
export const measureAcks = async (count: number): Promise<Measure[]> => {
  const data = await mkdtemp(join(tmpdir(), 'crosswire-bench-'));
  const [slack, discord] = await Promise.all([FakeSlack.start(), createFakeDiscord()]);
  let service: Running | undefined;
  try {
    const store = await openStore({ kind: 'sqlite', path: join(data, 'crosswire.db') });
    const seen = new Date().toISOString();
    await store.articles.put(newsStream(count, 11).map((article) => ({ ...article, seen })));
    await store.close();
    service = await startService(data, slack, discord);
    const times = { slack: [] as number[], discord: [] as number[] };
    const first = await unreadAt(service.page);
    const began = performance.now();
    let left = first;
    for (let turn = 0; left > 0; turn += 1) {
      const { name, text } = commands[turn % commands.length] ?? { name: 'news', text: '' };
      const [ack, other] = await Promise.all([
        slack.slash({ command: `/${name}`, text }),
        askOnDiscord(discord, name, text),
      ]);
      if (ack.status !== 200) throw new Error(`Slack was answered ${ack.status}`);
      times.slack.push(ack.after);
      times.discord.push(other);
      await delay(pauseMs);
      // Asked now and then: what is measured is not to wait for the measurement.
      if (turn % 5 === 4) left = await unreadAt(service.page);
      if (performance.now() - began > patienceMs) throw new Error(`${left} articles are still unread`);
    }
    const gate = { most: 300 };
    return [
      { what: 'articles unread at the first command', value: first, unit: '', gate: { least: count / 2 } },
      { what: 'commands given while they were read', value: times.slack.length * 2, unit: '' },
      { what: 'ack on Slack, 99% of them within', value: quantile(times.slack, 0.99), unit: 'ms', gate },
      { what: 'ack on Discord, 99% of them within', value: quantile(times.discord, 0.99), unit: 'ms', gate },
    ];
  } finally {
    await service?.stop();
    await Promise.all([slack.close(), discord.close()]);
    await rm(data, { recursive: true, force: true });
  }
};

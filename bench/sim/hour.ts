/**
 * The service as it is shipped, a process of its own at the rate of real time, against a simulated web at loopback's own
 * addresses (Linux has 127.0.0.0/8): `npm run sim:hour [-- --minutes 60 --feeds 500 --hosts 100 --metrics FILE]`. Ends
 * with 1 when a gate is missed.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { openStore } from '../../src/store/store.ts';
import { childEnvironment } from '../../tests/environment.ts';
import { endingLength } from '../../tests/fakes/web/account.ts';
import { spawnWeb } from '../../tests/fakes/web/process.ts';
import { hostName, type Offer } from '../../tests/fakes/web/web.ts';
import { quantile } from '../measure.ts';
import { isMet, type Measure, printTable } from '../table.ts';
import { compileInto } from './compile.ts';
import { sourceOf } from './offers.ts';
import { shippedFlags, shippedSettings } from './shipped.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '60' },
    feeds: { type: 'string', default: '500' },
    hosts: { type: 'string', default: '100' },
    items: { type: 'string', default: '300' },
    seed: { type: 'string', default: '1' },
    /** File into which /metrics goes, before and after. */
    metrics: { type: 'string' },
  },
});
const [minutes, feeds, hosts, items, seed] = [
  values.minutes,
  values.feeds,
  values.hosts,
  values.items,
  values.seed,
].map(Number);
const settings = {
  seed: seed ?? 1,
  feeds: feeds ?? 500,
  hosts: hosts ?? 100,
  items: items ?? 300,
  hours: (minutes ?? 60) / 60,
  gapMs: 1_000,
  addresses: true,
  trusting: true,
};

const second = 1_000;
/** Nothing is published any more: what was seen last is read and placed. */
const restSeconds = 90;
const patienceSeconds = 60;

const address = { platform: 'web', workspace: 'local', channel: 'news' } as const;

/** Has every feed of the web followed, before the service begins. */
const follow = async (path: string, offers: readonly Offer[], now: number): Promise<void> => {
  const store = await openStore({ kind: 'sqlite', path });
  for (const offer of offers)
    await store.sources.follow(sourceOf(offer, now), { address, by: 'operator', at: new Date(now).toISOString() });
  await store.close();
};

const startService = async (folder: string, data: string) => {
  const child = spawn(process.execPath, [...shippedFlags, join(folder, 'src', 'main.js'), 'serve'], {
    env: childEnvironment({
      ...shippedSettings,
      DATA_DIR: data,
      PORT: '0',
      LOG_LEVEL: 'error',
      ALLOW_PRIVATE_HOSTS: Array.from({ length: settings.hosts }, (_, host) => hostName(host, settings)).join(','),
    }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // It ends with us, however we end.
  process.once('exit', () => child.kill('SIGKILL'));
  let [said, errors] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  for (let waited = 0; ; waited += 0.1) {
    const page = /Web page: (\S+)/u.exec(said)?.[1];
    if (page !== undefined) return { page, pid: child.pid ?? 0, ended, child, errors: () => errors };
    if (child.exitCode !== null || waited > patienceSeconds) {
      child.kill('SIGKILL');
      throw new Error(`the service did not start: ${said}${errors}`);
    }
    await delay(second / 10);
  }
};

/** Megabytes that a process holds, as Linux tells it. */
const megabytesOf = async (pid: number): Promise<number> => {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB$/mu.exec(status)?.[1]) / 1024;
};

const scrape = async (page: string): Promise<string> => (await fetch(`${page}/metrics`)).text();

/** The sum of a metric over its labels. */
const totalOf = (metrics: string, name: string): number =>
  [...metrics.matchAll(/^(\w+)(?:\{[^}]*\})? (\S+)$/gmu)]
    .filter(([, found]) => found === name)
    .reduce((sum, [, , value]) => sum + Number(value), 0);

const run = async (folder: string): Promise<readonly Measure[]> => {
  await compileInto(folder);
  const start = Date.now();
  const web = await spawnWeb({ ...settings, start });
  const data = join(folder, 'data');
  const path = join(data, 'crosswire.db');
  try {
    await follow(path, web.offers, Date.now());
    const service = await startService(folder, data);
    const samples: number[] = [];
    const slow: number[] = [];
    const ill = new Set<string>();
    const before = await scrape(service.page);
    const end = start + settings.hours * 3_600 * second;
    for (let turn = 0; Date.now() < end + restSeconds * second; turn += 1) {
      if (service.child.exitCode !== null) throw new Error(`the service ended: ${service.errors()}`);
      await web.setNow(Math.min(Date.now(), end + restSeconds * second));
      samples.push(await megabytesOf(service.pid));
      if (turn % 60 === 0) {
        const asked = performance.now();
        const { problems = [] } = (await (await fetch(`${service.page}/healthz`)).json()) as { problems?: string[] };
        slow.push(performance.now() - asked);
        for (const problem of problems) ill.add(problem);
        console.error(`minute ${Math.round((Date.now() - start) / 60_000)}: ${samples.at(-1)?.toFixed(0)} MB`);
      }
      await delay(second);
    }
    const after = await scrape(service.page);
    service.child.kill('SIGTERM');
    const status = await service.ended;
    if (values.metrics !== undefined)
      await writeFile(values.metrics, `# /metrics before\n\n${before}\n# /metrics after\n\n${after}`);
    const store = await openStore({ kind: 'sqlite', path });
    const waiting = await store.pages.waiting();
    const account = await web.reckon(
      (await store.articles.all())
        .filter(({ source }) => source !== undefined)
        .map(({ id, url, title, text }) => ({ id, url, title, ending: text.slice(-endingLength) })),
    );
    await store.close();
    for (const problem of ill) console.log(`healthz: ${problem}`);
    if (service.errors() !== '') console.log(`standard error: ${service.errors().slice(0, 2_000)}`);
    for (const each of account.lost.some) console.log(`lost, or waiting for its page: ${each}`);
    const counted = (name: string): number => totalOf(after, name) - totalOf(before, name);
    const half = Math.floor(samples.length / 2);
    const none = { most: 0 };
    return [
      { what: 'feeds', value: settings.feeds, unit: '' },
      { what: 'minutes', value: settings.hours * 60, unit: '' },
      { what: 'requests', value: counted('crosswire_fetches_total'), unit: '' },
      { what: 'items seen after the first reading of a feed', value: account.expected, unit: '' },
      { what: 'articles stored', value: account.stored, unit: '' },
      { what: 'pages to be tried again', value: waiting, unit: '' },
      { what: 'items lost, but for those', value: Math.max(0, account.lost.count - waiting), unit: '', gate: none },
      { what: 'items stored twice', value: account.twice.count, unit: '', gate: none },
      { what: 'items of a first reading stored', value: account.old.count, unit: '', gate: none },
      { what: 'two requests at once at a host', value: account.politeness.atOnce, unit: '', gate: none },
      { what: 'stories', value: totalOf(after, 'crosswire_stories'), unit: '' },
      { what: 'memory, median of the first half', value: quantile(samples.slice(0, half), 0.5), unit: 'MB' },
      { what: 'memory, median of the second half', value: quantile(samples.slice(half), 0.5), unit: 'MB' },
      { what: 'memory at its peak', value: Math.max(...samples), unit: 'MB', gate: { most: 300 } },
      {
        what: 'of one core',
        value: (100 * counted('process_cpu_seconds_total')) / ((Date.now() - start) / second),
        unit: '%',
        gate: { most: 50 },
      },
      { what: 'event loop late, 99%', value: totalOf(after, 'nodejs_eventloop_lag_p99_seconds') * second, unit: 'ms' },
      { what: '/healthz answered within', value: Math.max(...slow), unit: 'ms' },
      { what: 'exit status', value: status ?? Number.NaN, unit: '', gate: none },
    ];
  } finally {
    await web.close();
  }
};

for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => process.exit(1));
const folder = await mkdtemp(join(tmpdir(), 'crosswire-hour-'));
try {
  const measures = await run(folder);
  console.log(printTable(measures));
  process.exitCode = measures.every(isMet) ? 0 : 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}

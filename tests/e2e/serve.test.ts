/** `crosswire serve` as a process: how it starts, refuses to start, and ends. */

import { randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { briefingSchema } from '../../src/brief/schema.ts';
import { readStandingOrders } from '../../src/deliver/standing-orders.ts';
import { openStore } from '../../src/store/store.ts';
import { postgresUrl } from '../environment.ts';
import { discardAll, type Finished, newFolder, type Running, root, run, start } from './command-line.ts';
import { channels, type Fakes, onDiscord, onSlack, type Seen, settingsFor, startFakes, until } from './desk.ts';

let fakes: Fakes;
beforeEach(async () => {
  fakes = await startFakes();
});
afterEach(() => fakes.close());
afterAll(discardAll);

const ready = 'Ctrl-C ends it.';

const serveWith = async (env: Record<string, string>): Promise<Running> => {
  const running = start(['serve'], { env: { PORT: '0', ...env } });
  await running.printed(ready);
  return running;
};

const minuteMs = 60_000;
/** HH:MM of an instant, as DIGESTS takes it for UTC. */
const timeOf = (at: number): string => new Date(at).toISOString().slice(11, 16);

/** A service that is up before the minute for which it has an order: begun once more, with more time, where it was not. */
const serveBefore = async (envFor: (due: string) => Promise<Record<string, string>>) => {
  for (let leadMs = 8_000; leadMs < 2 * minuteMs; ) {
    const began = Date.now();
    const due = Math.ceil((began + leadMs) / minuteMs) * minuteMs;
    const env = await envFor(timeOf(due));
    const running = await serveWith(env);
    if (Date.now() < due) return { env, running };
    running.child.kill('SIGKILL');
    await running.ended;
    leadMs = 2 * (Date.now() - began);
  }
  throw new Error('the service takes longer than a minute to start');
};

const pageOf = (running: Running): string => /Web page: (\S+)/u.exec(running.output())?.[1] ?? '';

/** Every problem on a line, the fix last, no stack trace, no secret. */
const expectRefusal = (
  { status, stdout, stderr }: Finished,
  says: readonly RegExp[],
  secrets: readonly string[] = [],
) => {
  for (const each of says) expect(stderr).toMatch(each);
  expect(stderr.trimEnd().split('\n').at(-1)).toMatch(/^fix: \w/u);
  expect(stderr).not.toMatch(/^\s+at |node:internal|\.ts:\d/mu);
  for (const secret of secrets) expect(stdout + stderr).not.toContain(secret);
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
};

describe('the service', () => {
  it('starts without any setting: prints the digest and its page, answers there, ends with a signal', async () => {
    const running = await serveWith({ DATA_DIR: await newFolder() });
    const page = pageOf(running);
    expect(page).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/u);
    expect(running.output()).toContain('Morning digest');
    expect(running.output()).toMatch(/connect Slack and Discord.*\.env/iu);
    expect(await (await fetch(`${page}/healthz`)).json()).toMatchObject({ status: 'ok' });
    const token = / name="token" value="([^"]+)"/u.exec(await (await fetch(page)).text())?.[1] ?? '';
    const answer = await fetch(`${page}/say`, {
      method: 'POST',
      headers: { origin: page, 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      body: new URLSearchParams({ text: '/swap', thread: '', zone: '', token }),
    });
    expect(await answer.json()).toMatchObject({ kind: 'post' });
    expect(await (await fetch(page)).text()).toContain('Prisoner swap');

    running.child.kill('SIGTERM');
    const ended = await running.ended;
    expect({ status: ended.status, stderr: ended.stderr }).toEqual({ status: 0, stderr: '' });
  });

  it('answers on both platforms, posts what DIGESTS orders by its own heartbeat, and goes on after it was killed', async () => {
    const to = channels(fakes);
    const { env, running: first } = await serveBefore(async (due) => ({
      ...settingsFor(fakes),
      DATA_DIR: await newFolder(),
      DIGESTS: `slack:${to.slack} ${due} daily UTC swap; discord:${to.discord} ${due} daily UTC`,
      LOG_LEVEL: 'debug',
    }));
    expect(first.output()).toMatch(/Slack: connected\nDiscord: connected/u);
    const ack = await fakes.slack.slash({ command: '/swap', text: '' });
    expect(ack.status).toBe(200);
    fakes.discord.people.slash({ name: 'swap', text: '' });
    const threadOf = (posts: readonly Seen[], title: string) => {
      const card = posts.find(({ parent, text }) => parent === undefined && text.includes(title));
      return posts.filter(({ parent }) => parent !== undefined && parent === card?.ref);
    };
    const both = () => [onSlack(fakes), onDiscord(fakes)];
    for (const index of [0, 1])
      await until(() => expect(threadOf(both()[index] ?? [], 'Prisoner swap').length).toBeGreaterThan(0));

    const digests = () =>
      both().map((posts) => posts.filter(({ text, parent }) => parent === undefined && /Morning digest/u.test(text)));
    await until(() => expect(digests().map((cards) => cards.length)).toEqual([1, 1]), 170_000);
    for (const index of [0, 1])
      await until(() => expect(threadOf(both()[index] ?? [], 'Morning digest').at(-1)?.text).toContain('Sources'));

    first.child.kill('SIGKILL');
    await first.ended;
    const second = await serveWith(env);
    await fakes.slack.slash({ command: '/news', text: 'status' });
    await until(() => expect(onSlack(fakes).at(-1)?.text).toContain('Digests: 1'));
    expect(digests().map((cards) => cards.length)).toEqual([1, 1]);

    second.child.kill('SIGINT');
    expect((await second.ended).status).toBe(0);
    const { botToken, appToken } = fakes.slack.workspace;
    for (const secret of [botToken, appToken, fakes.discord.world.token])
      expect(first.output() + second.output()).not.toContain(secret);
    expect(fakes.discord.world.violations).toEqual([]);
  }, 300_000);

  it('ends at once and well when it is told to while it starts', async () => {
    // A Slack that never says hello holds the start up.
    fakes.slack.manners = 'silent';
    const running = start(['serve'], { env: { ...settingsFor(fakes), PORT: '0', DATA_DIR: await newFolder() } });
    await until(() => expect(fakes.slack.called('apps.connections.open').length).toBeGreaterThan(0));
    running.child.kill('SIGTERM');
    const { status, stdout, stderr } = await running.ended;
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    // What the SDK logs of the socket that is closed under it is no failure of the command.
    expect(stderr).not.toMatch(/^(?:crosswire|fix):/mu);
  });

  it('ends at the second signal without waiting', async () => {
    const running = await serveWith({ DATA_DIR: await newFolder() });
    running.child.kill('SIGINT');
    running.child.kill('SIGTERM');
    const { status } = await running.ended;
    // Whichever came first, and whether or not it had ended by then.
    expect([0, 130, 143]).toContain(status);
  });

  it('ends with the reason when Discord closes the connection for good', async () => {
    const running = await serveWith({ ...settingsFor(fakes), DATA_DIR: await newFolder() });
    fakes.discord.gateway.close(4004);
    const { status, stderr } = await running.ended;
    expect(status).toBe(1);
    expect(stderr).toMatch(/crosswire: Discord: .*4004.*\nfix: .*DISCORD_TOKEN/u);
  });
});

if (postgresUrl === undefined) console.log('CROSSWIRE_TEST_POSTGRES is not set: the service over it is not tested.');

describe.skipIf(postgresUrl === undefined)('the service over PostgreSQL', () => {
  const name = `crosswire_test_${randomUUID().replaceAll('-', '')}`;
  const url = new URL(postgresUrl ?? 'postgres://127.0.0.1/postgres');
  const query = async (statement: string): Promise<void> => {
    const client = new pg.Client({ connectionString: postgresUrl });
    await client.connect();
    await client.query(statement).finally(() => client.end());
  };
  beforeAll(() => query(`CREATE DATABASE ${name}`));
  afterAll(() => query(`DROP DATABASE ${name} WITH (FORCE)`));

  /** The order stands since an hour ago, as a service that was stopped since has left it: what is due is due at once. */
  const orderedBefore = async (digests: string): Promise<void> => {
    const orders = readStandingOrders(digests, new Set(), new Date(Date.now() - 60 * minuteMs).toISOString());
    if (orders.kind === 'invalid') throw new Error(orders.problems.join());
    const store = await openStore({ kind: 'postgres', url: url.href });
    for (const order of orders.subscriptions) await store.subscriptions.put(order);
    await store.close();
  };

  it('shares it with commands beside it, and with a second service that posts nothing twice', async () => {
    url.pathname = `/${name}`;
    const to = channels(fakes);
    const env = {
      ...settingsFor(fakes),
      DATABASE_URL: url.href,
      DIGESTS: `discord:${to.discord} ${timeOf(Date.now() - minuteMs)} daily UTC`,
    };
    await orderedBefore(env.DIGESTS);
    const services = await Promise.all([serveWith(env), serveWith(env)]);
    const brief = await run(['brief', 'swap', '--json'], { env });
    expect(briefingSchema.parse(JSON.parse(brief.stdout)).topic).toBe('swap');
    const digests = () =>
      onDiscord(fakes).filter(({ text, parent }) => parent === undefined && /Morning digest/u.test(text));
    await until(() => expect(digests()).toHaveLength(1), 170_000);
    await until(() => expect(onDiscord(fakes).at(-1)?.text).toContain('Sources'));
    for (const { child } of services) child.kill('SIGTERM');
    for (const { ended } of services) expect((await ended).status).toBe(0);
    expect(digests()).toHaveLength(1);
    const texts = onDiscord(fakes).map(({ text }) => text);
    expect(new Set(texts).size).toBe(texts.length);
  }, 300_000);
});

it('doctor finds good tokens good, with every scope, and the bot in its server', async () => {
  const env = { ...settingsFor(fakes), DATA_DIR: await newFolder() };
  const { status, stdout, stderr } = await run(['doctor'], { env });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  for (const name of ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'DISCORD_TOKEN'])
    expect(stdout).toMatch(new RegExp(`^ok +${name} is good`, 'mu'));
  expect(stdout).not.toMatch(/^problem/mu);
});

describe('a service that cannot start', () => {
  it('names every wrong setting at once, and repeats none', async () => {
    const secrets = ['hunter2-bot', 'hunter2-db', 'hunter2-sign'];
    const env = {
      DATA_DIR: await newFolder(),
      SLACK_BOT_TOKEN: 'hunter2-bot',
      DATABASE_URL: 'mysql://desk:hunter2-db@db/news',
      PORT: 'eighty',
      LOG_LEVEL: 'loud',
      PUBLIC_URL: 'news.example.org',
      DIGESTS: 'C1 08:00; slack:C1 25:00; slack:C2 08:00 Europe/Nowhere; discord:1 08:00 swpa',
    };
    const says = [
      /SLACK_BOT_TOKEN does not start with "xoxb-"/u,
      /SLACK_BOT_TOKEN needs SLACK_APP_TOKEN/u,
      /DATABASE_URL is not postgres:/u,
      /PORT is not a number/u,
      /LOG_LEVEL is none of/u,
      /PUBLIC_URL is not an http/u,
      /"C1 08:00" does not begin with PLATFORM:CHANNEL/u,
      /"25:00" is no time of day/u,
      /no time zone "Europe\/Nowhere"/u,
      /there is no topic swpa; there are swap,/u,
    ];
    expectRefusal(await run(['serve'], { env }), says, secrets);
    const doctor = await run(['doctor'], { env });
    expect(doctor.status).toBe(1);
    for (const each of says) expect(doctor.stdout).toMatch(each);
    for (const secret of secrets) expect(doctor.stdout + doctor.stderr).not.toContain(secret);
  });

  it('names a digest for a platform that has no token', async () => {
    const env = { DATA_DIR: await newFolder(), DIGESTS: 'slack:C1 08:00; discord:1 08:00' };
    expectRefusal(await run(['serve'], { env }), [/slack:C1, but SLACK_BOT_TOKEN/u, /discord:1, but DISCORD_TOKEN/u]);
  });

  it('names each token that its platform refuses, and repeats none', async () => {
    const wrong = {
      SLACK_BOT_TOKEN: 'xoxb-9999-wrong-wrongwrong',
      SLACK_APP_TOKEN: 'xapp-1-A0APP-wrongwrong',
      DISCORD_TOKEN: `${fakes.discord.world.token.slice(0, -4)}oops`,
    };
    const env = { ...settingsFor(fakes), ...wrong, PORT: '0', DATA_DIR: await newFolder(), LOG_LEVEL: 'trace' };
    const ended = await run(['serve'], { env });
    expect(ended).toMatchObject({ status: 1, stdout: '' });
    expect(ended.stderr).toMatch(/SLACK_BOT_TOKEN/u);
    expect(ended.stderr).toMatch(/Discord: the bot token was refused/u);
    const doctor = await run(['doctor'], { env });
    expect(doctor.status).toBe(1);
    for (const name of Object.keys(wrong))
      expect(doctor.stdout).toMatch(new RegExp(`^problem .*${name}.*\n +fix: \\w`, 'mu'));
    for (const secret of Object.values(wrong))
      expect(ended.stderr + doctor.stdout + doctor.stderr).not.toContain(secret);
  });

  it('names a port that is taken', async () => {
    const holder = createServer();
    await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
    const address = holder.address();
    if (address === null || typeof address === 'string') throw new Error('not listening');
    const env = { DATA_DIR: await newFolder(), PORT: String(address.port) };
    expectRefusal(await run(['serve'], { env }), [new RegExp(`127\\.0\\.0\\.1:${address.port}`, 'u'), /fix: .*PORT/u]);
    holder.close();
  });

  it('says that a running one holds the database, and what can be done all the same', async () => {
    const env = { DATA_DIR: await newFolder() };
    const running = await serveWith(env);
    const path = join(env.DATA_DIR, 'crosswire.db');
    expectRefusal(await run(['serve'], { env: { ...env, PORT: '0' } }), [new RegExp(path, 'u'), /another process/u]);
    expectRefusal(await run(['brief', 'swap'], { env }), [new RegExp(path, 'u'), /fix: .*--corpus.*DATABASE_URL/u]);
    const corpus = await run(['brief', 'swap', '--json', '--corpus', join(root, 'seeds', 'articles')], { env });
    expect(briefingSchema.parse(JSON.parse(corpus.stdout)).topic).toBe('swap');
    const doctor = await run(['doctor'], { env });
    expect(doctor).toMatchObject({ status: 0, stderr: '' });
    expect(doctor.stdout).toContain('running');
    running.child.kill('SIGKILL');
    await running.ended;
    expect((await run(['brief', 'swap'], { env })).status).toBe(0);
  }, 180_000);

  it('says that the database is damaged, and leaves the file as it was', async () => {
    const folder = await newFolder();
    const file = join(folder, 'crosswire.db');
    const junk = 'these are not the pages of a database\n'.repeat(200);
    await writeFile(file, junk);
    for (const parameters of [['serve'], ['brief'], ['ingest', join(root, 'seeds', 'articles')]])
      expectRefusal(await run(parameters, { env: { DATA_DIR: folder, PORT: '0' } }), [/crosswire\.db is damaged/u]);
    expect(await readFile(file, 'utf8')).toBe(junk);
  });

  it('says that there is no writing to the folder of the database', async () => {
    expectRefusal(await run(['serve'], { env: { DATA_DIR: '/dev/null/data', PORT: '0' } }), [/\/dev\/null\/data/u]);
  });

  it('says that PostgreSQL cannot be reached, without its password', async () => {
    const env = { DATABASE_URL: 'postgres://desk:hunter2@127.0.0.1:1/news', PORT: '0' };
    expectRefusal(await run(['serve'], { env }), [/127\.0\.0\.1:1\/news cannot be reached/u], ['hunter2']);
  });
});

/** Replicas of one Slack app: each its own connection, each event answered by one of them. */
import { afterEach, describe, expect, it } from 'vitest';
import { createSlackPlatform } from '../../../adapters/slack/slack.ts';
import type { Platform, Store } from '../../../src/ports.ts';
import { openStore } from '../../../src/store/store.ts';
import { answers, sampleLinker } from '../../contracts/samples.ts';
import { FakeSlack } from '../../fakes/slack/slack.ts';
import { ids } from '../../fakes/slack/workspace.ts';
import { memoryLog, quickClock, until } from './harness.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const replicas = async (names: string) => {
  const fake = await FakeSlack.start();
  const store: Store = await openStore({ kind: 'sqlite', path: ':memory:' });
  closing.push(
    () => store.close(),
    () => fake.close(),
  );
  const asked: string[] = [];
  const replica = async (name: string): Promise<Platform> => {
    const platform = createSlackPlatform({
      botToken: fake.workspace.botToken,
      appToken: fake.workspace.appToken,
      apiUrl: fake.apiUrl,
      linker: sampleLinker,
      clock: quickClock,
      log: memoryLog().log,
      arrive: store.arrive,
    });
    closing.push(() => platform.stop());
    await platform.start(async ({ text }) => {
      asked.push(`${name} ${text}`);
      return answers.notice;
    });
    return platform;
  };
  for (const name of names) await replica(name);
  return { fake, asked, replica };
};

const mention = (text: string) => ({
  type: 'app_mention',
  user: ids.admin,
  channel: ids.channel,
  ts: '1750000000.000100',
  text: `<@${ids.botUser}> ${text}`,
});

describe('two replicas of one Slack app', () => {
  it('hold a connection each, and share what comes', async () => {
    const { fake, asked } = await replicas('ab');
    expect(fake.openSockets).toBe(2);
    for (const n of [1, 2, 3, 4]) await fake.slash({ command: '/news', text: `question ${n}` });
    await until(() => expect(asked).toHaveLength(4));
    expect(new Set(asked.map((one) => one[0]))).toEqual(new Set(['a', 'b']));
    expect(new Set(asked.map((one) => one.slice(2))).size).toBe(4);
  });

  it('act once on an event that Slack hands to both', async () => {
    const { fake, asked } = await replicas('ab');
    const events = [1, 2].map(() => fake.event(mention('how long?'), 'Ev-same'));
    await Promise.all(events);
    await fake.event(mention('and now?'), 'Ev-other');
    await until(() => expect(asked.some((one) => one.includes('and now?'))).toBe(true));
    expect(asked.filter((one) => one.includes('how long?'))).toHaveLength(1);
    expect(asked).toHaveLength(2);
  });
});

describe('ten replicas of one Slack app', () => {
  it('hold a connection each, and share what comes', async () => {
    const { fake, asked } = await replicas('abcdefghij');
    expect(fake.openSockets).toBe(10);
    for (let n = 0; n < 20; n += 1) await fake.slash({ command: '/news', text: `question ${n}` });
    await until(() => expect(asked).toHaveLength(20));
    expect(new Set(asked.map((one) => one[0])).size).toBe(10);
    expect(new Set(asked.map((one) => one.slice(2))).size).toBe(20);
  });

  it('leave no room for one more, which says so and what to do; the ten go on', async () => {
    const { fake, asked, replica } = await replicas('abcdefghij');
    await expect(replica('k')).rejects.toMatchObject({
      code: 'platform',
      message: expect.stringContaining('ten connections'),
      fix: expect.stringContaining('HTTP mode'),
    });
    await until(() => expect(fake.openSockets).toBe(10));
    await fake.slash({ command: '/news', text: 'still there?' });
    await until(() => expect(asked).toHaveLength(1));
  });

  it('take back their place when Slack recycles their connections', async () => {
    const { fake } = await replicas('abcdefghij');
    const opened = fake.called('apps.connections.open').length;
    fake.refreshSockets();
    await until(() => expect(fake.called('apps.connections.open').length).toBeGreaterThanOrEqual(opened + 10));
    await until(() => expect(fake.openSockets).toBe(10));
  });
});

import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDiscordPlatform } from '../../../adapters/discord/discord.ts';
import { planShards, recommendedShards, renewMs, shareShards } from '../../../adapters/discord/shards.ts';
import type { Clock, Log, Platform, Store } from '../../../src/ports.ts';
import { openStore } from '../../../src/store/store.ts';
import { contractCommands } from '../../contracts/harness.ts';
import { answers, sampleLinker } from '../../contracts/samples.ts';
import { createFakeDiscord, type FakeDiscord } from '../../fakes/discord/fake.ts';
import { channelNamed } from '../../fakes/discord/world.ts';

describe('the plan of one replica', () => {
  const held = (...pairs: (readonly [number, string])[]) => new Map(pairs);

  it('takes all shards where it is alone, and keeps them', () => {
    expect(planShards(3, 1, held(), 'a')).toEqual({ keep: [], end: [], take: [0, 1, 2] });
    expect(planShards(3, 1, held([0, 'a'], [1, 'a'], [2, 'a']), 'a')).toEqual({ keep: [0, 1, 2], end: [], take: [] });
  });

  it('gives up what is more than its share when another has come, who takes that', () => {
    const all = held([0, 'a'], [1, 'a'], [2, 'a'], [3, 'a']);
    expect(planShards(4, 2, all, 'a')).toEqual({ keep: [0, 1], end: [2, 3], take: [] });
    expect(planShards(4, 2, all, 'b')).toEqual({ keep: [], end: [], take: [] });
    expect(planShards(4, 2, held([0, 'a'], [1, 'a']), 'b')).toEqual({ keep: [], end: [], take: [2, 3] });
  });

  it('stands by where there are more replicas than shards, and takes what one that died has left', () => {
    expect(planShards(1, 3, held([0, 'a']), 'b')).toEqual({ keep: [], end: [], take: [] });
    expect(planShards(1, 2, held(), 'b')).toEqual({ keep: [], end: [], take: [0] });
  });

  it('leaves no shard unserved, however many replicas there are', () => {
    for (let count = 1; count <= 12; count += 1)
      for (let living = 1; living <= 5; living += 1) {
        const taken = new Map<number, string>();
        for (let replica = 0; replica < living; replica += 1)
          for (const id of planShards(count, living, taken, `r${replica}`).take) taken.set(id, `r${replica}`);
        expect(taken.size).toBe(count);
      }
  });
});

describe('one set of shards over replicas', () => {
  let discord: FakeDiscord;
  let store: Store;
  let ahead = 0;
  const started: Platform[] = [];
  /** Renewals come quickly; `ahead` moves the time. */
  const clock: Clock = {
    now: () => Date.now() + ahead,
    sleep: (ms, signal) =>
      wait(ms === renewMs ? 50 : ms, undefined, signal === undefined ? {} : { signal }).catch(() => undefined),
  };
  const quiet = (): void => undefined;
  const log: Log = { debug: quiet, info: quiet, warn: quiet, error: quiet };

  beforeEach(async () => {
    ahead = 0;
    discord = await createFakeDiscord({ shards: 3 });
    store = await openStore({ kind: 'sqlite', path: ':memory:' });
  });
  afterEach(async () => {
    for (const platform of started.splice(0)) await platform.stop();
    await discord.close();
    await store.close();
  });

  const replica = async (holder: string, asked: string[] = [], turns = store.turns): Promise<Platform> => {
    const { token } = discord.world;
    const { apiUrl } = discord;
    const platform = shareShards(
      (shards) =>
        createDiscordPlatform({
          token,
          apiUrl,
          commands: contractCommands,
          linker: sampleLinker,
          clock,
          log,
          arrive: store.arrive,
          shards,
        }),
      { turns, holder, count: () => recommendedShards({ token, apiUrl }, clock), clock, log },
    );
    started.push(platform);
    await platform.start(async () => {
      asked.push(holder);
      return answers.notice;
    });
    return platform;
  };
  const until = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 30_000, interval: 20 });
  const allOnce = () => expect(discord.gateway.shards).toEqual(['0/3', '1/3', '2/3']);
  const holders = async () =>
    (await store.turns.list('discord/shard/', clock.now())).map(({ holder }) => holder).toSorted();

  it('is served by one replica alone, then by two, each shard once', async () => {
    await replica('a');
    allOnce();
    await replica('b');
    await until(async () => expect(await holders()).toEqual(['a', 'a', 'b']));
    await until(allOnce);
  });

  it('goes to those who stay when a replica leaves, and when one dies', async () => {
    await replica('a');
    const leaving = await replica('b');
    await until(allOnce);
    await leaving.stop();
    await until(allOnce);
    // One that dies renews no more: its turns run out.
    await store.turns.take({ name: 'discord/replica/dead', holder: 'dead' }, clock.now(), clock.now() + 35_000);
    await until(async () => expect(await store.turns.list('discord/shard/', clock.now())).toHaveLength(2));
    ahead += 36_000;
    await until(async () => expect(await store.turns.list('discord/shard/', clock.now())).toHaveLength(3));
    await until(allOnce);
  });

  it('hears each command once, and every replica sends, with a shard or without', async () => {
    const asked: string[] = [];
    const replicas = [];
    for (const holder of ['a', 'b', 'c', 'd']) replicas.push(await replica(holder, asked));
    // One shard each for three of them: then none changes hands any more, and a command finds its shard connected.
    await until(async () => expect(new Set(await holders()).size).toBe(3));
    await until(allOnce);
    discord.people.slash({ name: 'news', text: '' });
    await until(() => expect(asked).toHaveLength(1));
    const address = {
      platform: 'discord',
      workspace: discord.world.guild,
      channel: channelNamed(discord.world, 'news').id,
    } as const;
    for (const [n, platform] of replicas.entries()) {
      const { parent } = platform.render(answers.small);
      // While its shards change hands, a replica puts posts off.
      await until(async () => expect((await platform.send(address, parent, `key-${n}`)).kind).toBe('sent'));
      // Known again, also by one that hears nothing of itself.
      await until(async () => expect((await platform.send(address, parent, `key-${n}`, true)).kind).toBe('sent'));
    }
    expect(discord.world.messages.filter(({ ephemeral }) => !ephemeral)).toHaveLength(replicas.length);
  });
});

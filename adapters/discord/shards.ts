/**
 * One set of shards over all replicas. A shard is a turn in the database: who holds it keeps its connection to the
 * gateway, and renews it; a replica that dies leaves its shards to the others when its turns run out. Every replica
 * counts who else lives and holds its fair share; one without a shard still sends, and stands by.
 *
 * A change of what a replica holds is a new connection with the new set: for the seconds that this takes Discord tells
 * people that the bot did not answer. Where two hold one shard for a moment, what arrives twice is noted once
 * (`Store.arrive`).
 */
import { REST, Routes } from 'discord.js';
import { z } from 'zod';
import type { Delivery } from '../../src/model.ts';
import type { Answerer, Clock, Log, Platform, Turn, TurnStore } from '../../src/ports.ts';
import { type ShardSet, startPatiently } from './gateway.ts';

/** How often turns are renewed, and how long they last without. */
export const renewMs = 10_000;
const turnMs = 35_000;

const replicaPrefix = 'discord/replica/';
const shardPrefix = 'discord/shard/';

export interface Plan {
  readonly keep: readonly number[];
  readonly end: readonly number[];
  /** Free ones, as many as may be taken. */
  readonly take: readonly number[];
}

/**
 * What one replica does about its shards: all hold as many, give or take one. Pure.
 *
 * @param count  of shards in all
 * @param living replicas, this one included
 * @param held   shards that somebody holds, with who does
 */
export const planShards = (count: number, living: number, held: ReadonlyMap<number, string>, holder: string): Plan => {
  const share = Math.ceil(count / Math.max(1, living));
  const all = Array.from({ length: count }, (_, id) => id);
  const own = all.filter((id) => held.get(id) === holder);
  return {
    keep: own.slice(0, share),
    end: own.slice(share),
    take: all.filter((id) => !held.has(id)).slice(0, Math.max(0, share - own.length)),
  };
};

const gatewayShape = z.object({ shards: z.int().positive() });

/**
 * How many shards Discord asks for: one for up to 2,500 servers, in practice for each thousand.
 *
 * @throws CrosswireError when Discord cannot be asked
 */
export const recommendedShards = (
  { token, apiUrl }: { readonly token: string; readonly apiUrl?: string | undefined },
  clock: Clock,
): Promise<number> => {
  const rest = new REST({ ...(apiUrl !== undefined && { api: apiUrl }), version: '10', retries: 0 });
  // What is no token at all is refused where the connection is made, without being shown.
  if (/^[\w.-]+$/u.test(token)) rest.setToken(token);
  const ask = async (): Promise<number> => gatewayShape.parse(await rest.get(Routes.gatewayBot())).shards;
  return startPatiently(ask, clock, new AbortController().signal);
};

export interface Sharing {
  readonly turns: TurnStore;
  /** This run of this replica, unlike every other. */
  readonly holder: string;
  /** Discord's recommendation. Rejects with a CrosswireError when Discord cannot be asked. */
  readonly count: () => Promise<number>;
  readonly clock: Clock;
  readonly log: Log;
}

const notConnected: Delivery = { kind: 'failed', code: 'not-connected', unknown: false };

/** @param open the platform with the shards that it is to serve */
export const shareShards = (open: (shards: ShardSet) => Platform, sharing: Sharing): Platform => {
  const { turns, holder, clock, log } = sharing;
  /** Renders, and knows the limits; never started. */
  const still = open({ ids: [], count: 1 });
  let current: { readonly platform: Platform; readonly ids: readonly number[] } | undefined;
  let life = new AbortController();
  let loop: Promise<void> = Promise.resolve();

  const turnOf = (id: number): Turn => ({ name: `${shardPrefix}${String(id).padStart(5, '0')}`, holder });
  const replicaTurn: Turn = { name: `${replicaPrefix}${holder}`, holder };

  /** Renews what is held, gives up what is too much, takes what is free; the shards that are held then. */
  const share = async (count: number): Promise<readonly number[]> => {
    const now = clock.now();
    const until = now + turnMs;
    await turns.take(replicaTurn, now, until);
    const living = await turns.list(replicaPrefix, now);
    const held = new Map(
      (await turns.list(shardPrefix, now)).map((turn) => [Number(turn.name.slice(shardPrefix.length)), turn.holder]),
    );
    const plan = planShards(count, living.length, held, holder);
    const ids: number[] = [];
    for (const id of [...plan.keep, ...plan.take]) if (await turns.take(turnOf(id), now, until)) ids.push(id);
    return ids.sort((a, b) => a - b);
  };

  const endTurns = async (but: readonly number[] = []): Promise<void> => {
    for (const turn of await turns.list(shardPrefix, clock.now())) {
      const own = turn.holder === holder && !but.includes(Number(turn.name.slice(shardPrefix.length)));
      if (own) await turns.end(turn);
    }
  };

  /** The connection with these shards in place of the one before; a shard that is given up is free once that is closed. */
  const serve = async (ids: readonly number[], count: number, answerer: Answerer): Promise<void> => {
    const before = current;
    current = undefined;
    await before?.platform.stop();
    await endTurns(ids);
    const platform = open({ ids, count });
    await platform.start(answerer);
    current = { platform, ids };
    log.info('Discord: this replica serves its shards', { shards: ids, of: count });
  };

  const keep = async (count: number, answerer: Answerer, signal: AbortSignal): Promise<void> => {
    let serving: Promise<void> | undefined;
    for (;;) {
      await clock.sleep(renewMs, signal);
      if (signal.aborted) break;
      try {
        const ids = await share(count);
        const same = current !== undefined && JSON.stringify(current.ids) === JSON.stringify(ids);
        if (same || serving !== undefined) continue;
        // Not waited for: the turns are renewed meanwhile.
        serving = serve(ids, count, answerer)
          .catch((error: unknown) => log.error('Discord cannot be connected to; trying again', { err: error }))
          .finally(() => {
            serving = undefined;
          });
      } catch (error) {
        log.warn('the shards of Discord could not be renewed; trying again', { err: error });
      }
    }
    await serving;
  };

  return {
    ...still,
    start: async (answerer) => {
      life = new AbortController();
      const count = await sharing.count();
      await serve(await share(count), count, answerer);
      loop = keep(count, answerer, life.signal);
    },
    stop: async () => {
      life.abort();
      await loop;
      await current?.platform.stop();
      current = undefined;
      await endTurns();
      await turns.end(replicaTurn);
    },
    send: async (...given) => current?.platform.send(...given) ?? notConnected,
    tell: async (...given) => current?.platform.tell?.(...given) ?? notConnected,
    topicsChanged: async (workspace) => current?.platform.topicsChanged?.(workspace),
  };
};

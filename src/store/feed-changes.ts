/** Which channels of a workspace follow which sources: checked against what stands, and written, however many at once. */
import { isDeepStrictEqual } from 'node:util';
import type { Transaction } from 'kysely';
import type { Edit, Follower } from '../model.ts';
import { batches, type Flavour } from './flavour.ts';
import { lockHosts, refreshHosts } from './hosts.ts';
import { readFollower } from './records.ts';
import type { Tables } from './schema.ts';
import { sourceRow } from './sources.ts';

export type FeedEdit = Extract<Edit, { kind: 'feed' }>;

/**
 * Writes the edits, each of another source.
 *
 * @returns the first that does not begin with what stands; then nothing of them may be kept
 */
export const applyFeeds = async (
  trx: Transaction<Tables>,
  flavour: Flavour,
  workspace: string,
  edits: readonly FeedEdit[],
): Promise<FeedEdit | undefined> => {
  if (edits.length === 0) return undefined;
  const ids = edits.map(({ source }) => source.id);
  if (new Set(ids).size < ids.length) throw new Error('two edits of one source in one change');
  const hosts = await holdSources(trx, flavour, edits);
  const held = await followersOf(trx, workspace, ids);
  const conflict = edits.find(({ source, before }) => !isSame(held.get(source.id) ?? [], before));
  if (conflict !== undefined) return conflict;
  await lockHosts(trx, flavour, hosts);
  await join(trx, workspace, edits);
  for (const edit of edits) await leave(trx, workspace, edit);
  await letGo(trx, ids);
  await refreshHosts(trx, hosts);
  return undefined;
};

const byChannel = (followers: readonly Follower[]): readonly Follower[] =>
  [...followers].sort((a, b) => (a.address.channel < b.address.channel ? -1 : 1));

const isSame = (held: readonly Follower[], before: readonly Follower[]): boolean =>
  isDeepStrictEqual(byChannel(held), byChannel(before));

/**
 * Adds those that are to be followed and are not there, and locks all of them: sources before hosts, both in one order,
 * as everybody does. So two lists of feeds that are taken in at once never wait for one another. Gives their hosts.
 */
const holdSources = async (
  trx: Transaction<Tables>,
  flavour: Flavour,
  edits: readonly FeedEdit[],
): Promise<readonly string[]> => {
  const sorted = [...edits].sort((a, b) => (a.source.id < b.source.id ? -1 : 1));
  const hosts: string[] = [];
  for (const batch of batches(sorted)) {
    const wanted = batch.filter(({ after }) => after.length > 0).map(({ source }) => source);
    // Goes round again only when another process took one away between the two statements.
    for (;;) {
      if (wanted.length > 0)
        await trx
          .insertInto('sources')
          .values(wanted.map((source) => ({ ...sourceRow(source), listed_at: 0 })))
          .onConflict((conflict) => conflict.doNothing())
          .execute();
      const rows = await trx
        .selectFrom('sources')
        .select(['id', 'host'])
        .where(
          'id',
          'in',
          batch.map(({ source }) => source.id),
        )
        .orderBy('id')
        .$if(flavour === 'postgres', (query) => query.forUpdate())
        .execute();
      const there = new Set(rows.map(({ id }) => id));
      if (!wanted.every(({ id }) => there.has(id))) continue;
      hosts.push(...rows.map(({ host }) => host));
      break;
    }
  }
  return hosts;
};

const followersOf = async (
  trx: Transaction<Tables>,
  workspace: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly Follower[]>> => {
  const held = new Map<string, Follower[]>();
  for (const batch of batches(ids)) {
    const rows = await trx
      .selectFrom('followers')
      .select(['source', 'content'])
      .where('workspace', '=', workspace)
      .where('source', 'in', batch)
      .execute();
    for (const { source, content } of rows) {
      const followers = held.get(source) ?? [];
      followers.push(readFollower(content));
      held.set(source, followers);
    }
  }
  return held;
};

const join = async (trx: Transaction<Tables>, workspace: string, edits: readonly FeedEdit[]): Promise<void> => {
  const rows = edits.flatMap(({ source, after }) =>
    after.map((follower) => ({
      source: source.id,
      workspace,
      channel: follower.address.channel,
      content: JSON.stringify(follower),
    })),
  );
  for (const batch of batches(rows))
    await trx
      .insertInto('followers')
      .values(batch)
      .onConflict((conflict) =>
        conflict
          .columns(['source', 'workspace', 'channel'])
          .doUpdateSet((eb) => ({ content: eb.ref('excluded.content') })),
      )
      .execute();
};

const leave = async (
  trx: Transaction<Tables>,
  workspace: string,
  { source, before, after }: FeedEdit,
): Promise<void> => {
  const stay = new Set(after.map(({ address }) => address.channel));
  const gone = before.map(({ address }) => address.channel).filter((channel) => !stay.has(channel));
  for (const batch of batches(gone))
    await trx
      .deleteFrom('followers')
      .where('source', '=', source.id)
      .where('workspace', '=', workspace)
      .where('channel', 'in', batch)
      .execute();
};

/** What nobody follows is no longer read. */
const letGo = async (trx: Transaction<Tables>, ids: readonly string[]): Promise<void> => {
  for (const batch of batches(ids))
    await trx
      .deleteFrom('sources')
      .where('id', 'in', batch)
      .where((eb) =>
        eb.not(eb.exists(eb.selectFrom('followers').select('channel').whereRef('followers.source', '=', 'sources.id'))),
      )
      .execute();
};

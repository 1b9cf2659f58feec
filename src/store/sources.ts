/** Sources, who follows them, and what their readings came to. */
import type { Kysely, Transaction } from 'kysely';
import type { Follower, Source, SourceStatus } from '../model.ts';
import type { SourceStore } from '../ports.ts';
import { type Base, type Flavour, lists, padded } from './flavour.ts';
import { claimHosts, freeHost, isLate, Leases, lockHosts, refreshHosts, releaseHosts } from './hosts.ts';
import { type ItemRow, lookup, ownKey, prepare, sharedKey } from './item-keys.ts';
import { mayBring, settleItems } from './items.ts';
import { isListedIn, scopeOf } from './listings.ts';
import { readFollower, readSource } from './records.ts';
import type { Tables } from './schema.ts';

const workspaceOf = ({ address }: Follower): string => `${address.platform}:${address.workspace}`;

export const sourceRow = (source: Source): Omit<Tables['sources'], 'listed_at'> => ({
  id: source.id,
  host: source.host,
  status: source.status,
  due_at: source.status === 'gone' ? null : source.dueAt,
  content: JSON.stringify(source),
});

/** Untitled ones last. */
const byTitle = (a: Source, b: Source): number => {
  const [first, second] = [a, b].map(({ title, id }) => [title === null ? '1' : `0${title}`, id] as const);
  if (first === undefined || second === undefined) return 0;
  const at = first[0] === second[0] ? 1 : 0;
  return first[at] < second[at] ? -1 : first[at] > second[at] ? 1 : 0;
};

export const sourceStore = ({ db, flavour }: Base): SourceStore => {
  const leases = new Leases();
  return {
    follow: (source, follower) => db.transaction().execute((trx) => follow(trx, flavour, source, follower)),

    unfollow: (workspace, id) => db.transaction().execute((trx) => unfollow(trx, flavour, workspace, id)),

    item: async (key, workspace) => {
      const followed = workspace === undefined ? [] : await followedBy(db, workspace);
      // A twin is found by what its own source has for it.
      const keys = [sharedKey(key), ...followed.map((source) => ownKey(source, key))];
      const listed = async (how: 'brought' | 'listed'): Promise<ItemRow | undefined> => {
        const rows: ItemRow[] = [];
        for (const batch of lists(keys))
          rows.push(
            ...(await db
              .selectFrom('item_keys')
              .innerJoin('items', 'items.number', 'item_keys.item')
              .selectAll('items')
              .where('key', 'in', batch)
              .$if(workspace !== undefined, (query) => query.where((eb) => isListedIn(eb, workspace ?? '', how)))
              .execute()),
          );
        return rows.toSorted((a, b) => a.number - b.number)[0];
      };
      const row = await listed('brought');
      if (row === undefined) return (await listed('listed')) && 'known';
      return row.origin === 'waiting' ? 'waiting' : row.origin === 'none' ? 'known' : 'article';
    },

    list: async (workspace) => {
      const rows = await db
        .selectFrom('sources')
        .select('content')
        .$if(workspace !== undefined, (query) =>
          query.where('id', 'in', (eb) =>
            eb
              .selectFrom('followers')
              .select('source')
              .where('workspace', '=', workspace ?? ''),
          ),
        )
        .execute();
      return rows.map(({ content }) => readSource(content)).sort(byTitle);
    },

    get: async (id) => {
      const row = await db.selectFrom('sources').select('content').where('id', '=', id).executeTakeFirst();
      return row === undefined ? undefined : readSource(row.content);
    },

    followers: async (id) => {
      const rows = await db
        .selectFrom('followers')
        .select('content')
        .where('source', '=', id)
        .orderBy('workspace')
        .orderBy('channel')
        .execute();
      return rows.map(({ content }) => readFollower(content));
    },

    channels: () => db.selectFrom('followers').select(['workspace', 'channel']).distinct().execute(),

    scope: (workspace) => scopeOf(db, workspace),

    claim: (now, leaseMs, limit) =>
      db.transaction().execute(async (trx) => {
        const ids = await claimHosts(trx, flavour, leases, 'sources', { now, leaseMs, limit });
        if (ids.length === 0) return [];
        const rows = await trx
          .selectFrom('sources')
          .select('content')
          .where('id', 'in', padded(ids))
          .orderBy('due_at')
          .orderBy('id')
          .execute();
        return rows.map(({ content }) => readSource(content));
      }),

    settle: (reading) =>
      db.transaction().execute(async (trx) => {
        const { source, items, now, hostFreeAt } = reading;
        const held = await lockSource(trx, flavour, source.id);
        // Nobody follows it any more: nothing of it becomes an article.
        const baseline = reading.baseline || held === undefined;
        const prepared = prepare(source.id, items);
        const known = await lookup(trx, prepared);
        const pages = prepared.flatMap((one) =>
          !baseline && one.item.page !== undefined && mayBring(known, one, source.id) ? [one.item.page.host] : [],
        );
        const own = [held?.host ?? source.host, source.host];
        const hosts = await lockHosts(trx, flavour, [...own, ...pages]);
        const outcomes = await settleItems(trx, flavour, { source, now, baseline }, prepared, known);
        const lease = leases.take('sources', source.id);
        const [host = ''] = own;
        if (held !== undefined && !isLate(hosts.get(host), lease)) {
          const brought = outcomes.includes('new') || outcomes.includes('listed');
          const newAt = brought ? new Date(now).toISOString() : source.newAt;
          await trx
            .updateTable('sources')
            .set({ ...sourceRow({ ...source, newAt }), ...(items.length > 0 && { listed_at: now }) })
            .where('id', '=', source.id)
            .execute();
        }
        await freeHost(trx, hosts.get(host), lease, hostFreeAt);
        if (source.host !== host) await freeHost(trx, hosts.get(source.host), lease, hostFreeAt);
        await refreshHosts(trx, [...own, ...pages]);
        return outcomes;
      }),

    release: (ids) =>
      db.transaction().execute(async (trx) => {
        for (const batch of lists(ids)) {
          const held = await trx.selectFrom('sources').select(['id', 'host']).where('id', 'in', batch).execute();
          await releaseHosts(trx, flavour, leases, 'sources', held);
        }
      }),

    counts: async (now) => {
      const rows = await db
        .selectFrom('sources')
        .select(({ fn }) => [
          'status',
          fn.countAll<number>().as('all'),
          fn.count<number>('due_at').filterWhere('due_at', '<=', now).as('due'),
        ])
        .groupBy('status')
        .execute();
      const counts: Record<SourceStatus | 'due', number> = { new: 0, active: 0, resting: 0, gone: 0, due: 0 };
      for (const { status, all, due } of rows) {
        counts[status] = all;
        counts.due += due;
      }
      return counts;
    },
  };
};

const followedBy = async (db: Kysely<Tables>, workspace: string): Promise<readonly string[]> => {
  const rows = await db
    .selectFrom('followers')
    .select('source')
    .where('workspace', '=', workspace)
    .distinct()
    .execute();
  return rows.map(({ source }) => source);
};

const lockSource = (
  trx: Transaction<Tables>,
  flavour: Flavour,
  id: string,
): Promise<{ readonly host: string } | undefined> =>
  trx
    .selectFrom('sources')
    .select('host')
    .where('id', '=', id)
    .$if(flavour === 'postgres', (query) => query.forUpdate())
    .executeTakeFirst();

const unfollow = async (
  trx: Transaction<Tables>,
  flavour: Flavour,
  workspace: string,
  id: string,
): Promise<boolean> => {
  const held = await lockSource(trx, flavour, id);
  if (held === undefined) return false;
  const left = await trx
    .deleteFrom('followers')
    .where('source', '=', id)
    .where('workspace', '=', workspace)
    .returning('channel')
    .execute();
  if (left.length === 0) return false;
  const other = await trx.selectFrom('followers').select('channel').where('source', '=', id).executeTakeFirst();
  if (other !== undefined) return true;
  await lockHosts(trx, flavour, [held.host]);
  await trx.deleteFrom('sources').where('id', '=', id).execute();
  await refreshHosts(trx, [held.host]);
  return true;
};

const follow = async (
  trx: Transaction<Tables>,
  flavour: Flavour,
  source: Source,
  follower: Follower,
): Promise<'added' | 'joined' | 'already'> => {
  const added = await addSource(trx, flavour, source);
  if (added) {
    await lockHosts(trx, flavour, [source.host]);
    await refreshHosts(trx, [source.host]);
  }
  const joined = await trx
    .insertInto('followers')
    .values({
      source: source.id,
      workspace: workspaceOf(follower),
      channel: follower.address.channel,
      content: JSON.stringify(follower),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('channel')
    .execute();
  return added ? 'added' : joined.length > 0 ? 'joined' : 'already';
};

/** False when it is there, and then it is locked: nobody takes it away before the follower is written. */
const addSource = async (trx: Kysely<Tables>, flavour: Flavour, source: Source): Promise<boolean> => {
  // Goes round again only when another process took the source away between the two statements.
  for (;;) {
    const added = await trx
      .insertInto('sources')
      .values({ ...sourceRow(source), listed_at: 0 })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .execute();
    if (added.length > 0) return true;
    const held = await trx
      .selectFrom('sources')
      .select('id')
      .where('id', '=', source.id)
      .$if(flavour === 'postgres', (query) => query.forUpdate())
      .executeTakeFirst();
    if (held !== undefined) return false;
  }
};

/** What people changed: checked against what stands, written, and noted, in one transaction. */
import { isDeepStrictEqual } from 'node:util';
import type { Transaction } from 'kysely';
import type { Change, ChangeRequest, Edit, Follower, Subscription } from '../model.ts';
import type { ChangeStore } from '../ports.ts';
import type { Base, Flavour } from './flavour.ts';
import { readChange, readFollower, readSettings, readSubscription, readTopic } from './records.ts';
import type { Tables } from './schema.ts';
import { follow, unfollow } from './sources.ts';
import { putSubscription, removeSubscription } from './subscriptions.ts';
import { putTopic } from './topics.ts';

/** Thrown within the transaction, so that nothing of it is kept. */
class Conflict extends Error {
  readonly edit: Edit;
  constructor(edit: Edit) {
    super('somebody was quicker');
    this.edit = edit;
  }
}

export const changeStore = (base: Base): ChangeStore => ({
  apply: async (request) => {
    try {
      const change = await base.db.transaction().execute((trx) => apply(trx, base, request));
      return { kind: 'applied', change };
    } catch (error) {
      if (error instanceof Conflict) return { kind: 'conflict', edit: error.edit };
      throw error;
    }
  },

  list: async (workspace, limit) => {
    const rows = await base.db
      .selectFrom('changes')
      .selectAll()
      .where('workspace', '=', workspace)
      .orderBy('number', 'desc')
      .limit(limit)
      .execute();
    return rows.map(changeOf);
  },

  get: async (workspace, id) => {
    const number = Number(id);
    if (!Number.isSafeInteger(number)) return undefined;
    const row = await base.db
      .selectFrom('changes')
      .selectAll()
      .where('workspace', '=', workspace)
      .where('number', '=', number)
      .executeTakeFirst();
    return row === undefined ? undefined : changeOf(row);
  },
});

const changeOf = ({ number, content, undone_by }: Tables['changes']): Change => ({
  ...readChange(content),
  id: String(number),
  ...(undone_by !== null && { undoneBy: String(undone_by) }),
});

const apply = async (trx: Transaction<Tables>, base: Base, request: ChangeRequest): Promise<Change> => {
  const { workspace } = request;
  // Its row is held until all is written: changes of one workspace come one after another.
  const { changes: number } = await trx
    .insertInto('workspaces')
    .values({ workspace, settings: null, changes: 1 })
    .onConflict((conflict) =>
      conflict.column('workspace').doUpdateSet((eb) => ({ changes: eb('workspaces.changes', '+', 1) })),
    )
    .returning('changes')
    .executeTakeFirstOrThrow();
  for (const edit of request.edits) {
    if (!(await stands(trx, base.flavour, workspace, edit))) throw new Conflict(edit);
    await write(trx, base, workspace, edit);
  }
  if (request.undoes !== undefined)
    await trx
      .updateTable('changes')
      .set({ undone_by: number })
      .where('workspace', '=', workspace)
      .where('number', '=', Number(request.undoes))
      .execute();
  await trx
    .insertInto('changes')
    .values({ workspace, number, content: JSON.stringify(request), undone_by: null })
    .execute();
  return { ...request, id: String(number) };
};

/** What the platform thinks of a subscription is nobody's change. */
const ordered = (subscription: Subscription | null): unknown => {
  if (subscription === null) return null;
  const { refused: _, ...rest } = subscription;
  return rest;
};

/** Whether a thing is still as the edit says that it was before. */
const stands = async (trx: Transaction<Tables>, flavour: Flavour, workspace: string, edit: Edit): Promise<boolean> => {
  switch (edit.kind) {
    case 'subscription': {
      const row = await trx
        .selectFrom('subscriptions')
        .select('content')
        .where('id', '=', edit.id)
        .$if(flavour === 'postgres', (query) => query.forUpdate())
        .executeTakeFirst();
      const held = row === undefined ? null : readSubscription(row.content);
      return isDeepStrictEqual(ordered(held), ordered(edit.before));
    }
    case 'topic': {
      const row = await trx
        .selectFrom('topics')
        .select('content')
        .where('workspace', '=', workspace)
        .where('name', '=', edit.name)
        .executeTakeFirst();
      return isDeepStrictEqual(row === undefined ? null : readTopic(row.content), edit.before);
    }
    case 'feed':
      return isDeepStrictEqual(await followersIn(trx, workspace, edit.source.id), byChannel(edit.before));
    case 'settings': {
      const row = await trx
        .selectFrom('workspaces')
        .select('settings')
        .where('workspace', '=', workspace)
        .executeTakeFirst();
      const held = row === undefined || row.settings === null ? null : readSettings(row.settings);
      return isDeepStrictEqual(held, edit.before);
    }
  }
};

const byChannel = (followers: readonly Follower[]): readonly Follower[] =>
  [...followers].sort((a, b) => (a.address.channel < b.address.channel ? -1 : 1));

const followersIn = async (
  trx: Transaction<Tables>,
  workspace: string,
  source: string,
): Promise<readonly Follower[]> => {
  const rows = await trx
    .selectFrom('followers')
    .select('content')
    .where('source', '=', source)
    .where('workspace', '=', workspace)
    .execute();
  return byChannel(rows.map(({ content }) => readFollower(content)));
};

const write = async (
  trx: Transaction<Tables>,
  { flavour, now }: Base,
  workspace: string,
  edit: Edit,
): Promise<void> => {
  switch (edit.kind) {
    case 'subscription': {
      if (edit.after === null) await removeSubscription(trx, edit.id, now());
      else await putSubscription(trx, edit.after);
      return;
    }
    case 'topic': {
      if (edit.after !== null) return putTopic(trx, workspace, edit.after);
      await trx.deleteFrom('topics').where('workspace', '=', workspace).where('name', '=', edit.name).execute();
      return;
    }
    case 'feed': {
      // Those who join first: a source that somebody follows is never let go in between.
      const before = new Set(edit.before.map(({ address }) => address.channel));
      const after = new Set(edit.after.map(({ address }) => address.channel));
      for (const follower of edit.after)
        if (!before.has(follower.address.channel)) await follow(trx, flavour, edit.source, follower);
      for (const { address } of edit.before)
        if (!after.has(address.channel)) await unfollow(trx, flavour, workspace, edit.source.id, address.channel);
      return;
    }
    case 'settings': {
      const settings = edit.after === null ? null : JSON.stringify(edit.after);
      await trx.updateTable('workspaces').set({ settings }).where('workspace', '=', workspace).execute();
      return;
    }
  }
};

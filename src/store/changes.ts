/** What people changed: checked against what stands, written, and noted, in one transaction. */
import { isDeepStrictEqual } from 'node:util';
import type { Transaction } from 'kysely';
import type { Address, Change, ChangeRequest, Edit, Subscription } from '../model.ts';
import type { ChangeStore } from '../ports.ts';
import { applyFeeds, type FeedEdit } from './feed-changes.ts';
import type { Base, Flavour } from './flavour.ts';
import { readChange, readSettings, readSubscription, readTopic } from './records.ts';
import type { Tables } from './schema.ts';
import { removeSubscription, replaceSubscription } from './subscriptions.ts';
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

  list: async (workspace, limit, before) => {
    const number = before === undefined ? undefined : numberOf(before);
    const rows = await base.db
      .selectFrom('changes')
      .selectAll()
      .where('workspace', '=', workspace)
      .$if(number !== undefined, (query) => query.where('number', '<', number ?? 0))
      .orderBy('number', 'desc')
      .limit(limit)
      .execute();
    return rows.map(changeOf);
  },

  get: async (workspace, id) => {
    const number = numberOf(id);
    if (number === undefined) return undefined;
    const row = await base.db
      .selectFrom('changes')
      .selectAll()
      .where('workspace', '=', workspace)
      .where('number', '=', number)
      .executeTakeFirst();
    return row === undefined ? undefined : changeOf(row);
  },
});

/** No larger number fits the column. */
const highest = 2 ** 31 - 1;

const numberOf = (id: string): number | undefined => {
  const number = /^\d{1,10}$/u.test(id) ? Number(id) : 0;
  return number > 0 && number <= highest ? number : undefined;
};

const changeOf = ({ number, content, undone_by }: Tables['changes']): Change => ({
  ...readChange(content),
  id: String(number),
  ...(undone_by !== null && { undoneBy: String(undone_by) }),
});

const apply = async (trx: Transaction<Tables>, base: Base, request: ChangeRequest): Promise<Change> => {
  const { workspace, edits } = request;
  for (const edit of edits) assertOwn(request, edit);
  // Its row is held until all is written: changes of one workspace come one after another.
  const { changes: number } = await trx
    .insertInto('workspaces')
    .values({ workspace, settings: null, changes: 1 })
    .onConflict((conflict) =>
      conflict.column('workspace').doUpdateSet((eb) => ({ changes: eb('workspaces.changes', '+', 1) })),
    )
    .returning('changes')
    .executeTakeFirstOrThrow();
  for (const edit of edits) {
    if (edit.kind === 'feed') continue;
    if (!(await stands(trx, base.flavour, workspace, edit))) throw new Conflict(edit);
    await write(trx, base, workspace, edit);
  }
  const feeds = edits.filter((edit) => edit.kind === 'feed');
  const late = await applyFeeds(trx, base.flavour, workspace, feeds);
  if (late !== undefined) throw new Conflict(late);
  if (request.undoes !== undefined && !(await markUndone(trx, workspace, request.undoes, number)))
    throw edits[0] === undefined ? new Error('what was undone already is not undone again') : new Conflict(edits[0]);
  await trx
    .insertInto('changes')
    .values({ workspace, number, content: JSON.stringify(request), undone_by: null })
    .execute();
  return { ...request, id: String(number) };
};

/** False when it was taken back before, or never was. */
const markUndone = async (
  trx: Transaction<Tables>,
  workspace: string,
  id: string,
  undoneBy: number,
): Promise<boolean> => {
  const marked = await trx
    .updateTable('changes')
    .set({ undone_by: undoneBy })
    .where('workspace', '=', workspace)
    .where('number', '=', numberOf(id) ?? 0)
    .where('undone_by', 'is', null)
    .returning('number')
    .execute();
  return marked.length > 0;
};

const workspaceOf = ({ platform, workspace }: Address): string => `${platform}:${workspace}`;

/** What the DIGESTS setting orders stands in no workspace; it is its own creator. */
const isOrdered = ({ createdBy, address }: Subscription): boolean => createdBy === address.workspace;

/**
 * A change reaches nothing of another workspace, whatever is asked for. What the DIGESTS setting orders may be changed by
 * the channel that it is for.
 *
 * @throws Error: whoever asks has let through what is not theirs
 */
const assertOwn = ({ workspace, channel }: ChangeRequest, edit: Edit): void => {
  const isOwn = (address: Address): boolean => workspaceOf(address) === workspace;
  const isHere = (subscription: Subscription): boolean =>
    isOwn(subscription.address) ||
    (isOrdered(subscription) &&
      subscription.address.channel === channel &&
      isOwn({ ...subscription.address, workspace: workspace.slice(subscription.address.platform.length + 1) }));
  const wrong = (): boolean => {
    switch (edit.kind) {
      case 'subscription':
        return [edit.before, edit.after].some((each) => each !== null && (each.id !== edit.id || !isHere(each)));
      case 'topic':
        return [edit.before, edit.after].some((each) => each !== null && each.name !== edit.name);
      case 'feed':
        return [...edit.before, ...edit.after].some(({ address }) => !isOwn(address));
      case 'settings':
        return false;
    }
  };
  if (wrong()) throw new Error('a change of what is not the workspace’s, or not what it says');
};

/** What the platform thinks of a subscription is nobody's change. */
const ordered = (subscription: Subscription | null): unknown => {
  if (subscription === null) return null;
  const { refused: _, ...rest } = subscription;
  return rest;
};

/** Any but an edit of a feed. */
type PlainEdit = Exclude<Edit, FeedEdit>;

/** Whether a thing is still as the edit says that it was before. */
const stands = async (
  trx: Transaction<Tables>,
  flavour: Flavour,
  workspace: string,
  edit: PlainEdit,
): Promise<boolean> => {
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

const write = async (
  trx: Transaction<Tables>,
  { now }: Pick<Base, 'now'>,
  workspace: string,
  edit: PlainEdit,
): Promise<void> => {
  switch (edit.kind) {
    case 'subscription': {
      if (edit.after === null) await removeSubscription(trx, edit.id, now());
      else await replaceSubscription(trx, edit.after);
      return;
    }
    case 'topic': {
      if (edit.after !== null) return putTopic(trx, workspace, edit.after);
      await trx.deleteFrom('topics').where('workspace', '=', workspace).where('name', '=', edit.name).execute();
      return;
    }
    case 'settings': {
      const settings = edit.after === null ? null : JSON.stringify(edit.after);
      await trx.updateTable('workspaces').set({ settings }).where('workspace', '=', workspace).execute();
      return;
    }
  }
};

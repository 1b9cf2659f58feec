/** Changes as the contract makes them. */
import { inverseOf } from '../../src/chat/changes.ts';
import type { Change, ChangeRequest, Edit, Follower, Settings, Source, Subscription, Topic } from '../../src/model.ts';
import type { Store } from '../../src/ports.ts';

const at = '2025-06-02T09:00:00.000Z';
export const odd = 'nul \0 half \uD800 quote \' " \\ <!channel>';

export const requestOf = (edits: readonly Edit[], change: Partial<ChangeRequest> = {}): ChangeRequest => ({
  workspace: 'slack:T1',
  channel: 'C1',
  by: 'U1',
  at,
  what: 'follow ferries at 08:00',
  edits,
  ...change,
});

export const following = (id: string, before: Subscription | null, after: Subscription | null): Edit => ({
  kind: 'subscription',
  id,
  before,
  after,
});
export const topic = (name: string, query = name): Topic => ({
  name,
  title: name,
  query,
  description: '',
  shortcut: true,
});
export const topicEdit = (name: string, before: Topic | null, after: Topic | null): Edit => ({
  kind: 'topic',
  name,
  before,
  after,
});
export const feedEdit = (source: Source, before: readonly Follower[], after: readonly Follower[]): Edit => ({
  kind: 'feed',
  source,
  before,
  after,
});
export const settings = (change: Partial<Settings> = {}): Settings => ({
  changes: 'managers',
  editors: [],
  charts: false,
  ...change,
});
export const settingsEdit = (before: Settings | null, after: Settings | null): Edit => ({
  kind: 'settings',
  before,
  after,
});

/** The edits that take it back. */
const backwards = ({ edits }: Change): readonly Edit[] => [...edits].reverse().map(inverseOf);

export const applied = async (store: Store, request: ChangeRequest): Promise<Change> => {
  const outcome = await store.changes.apply(request);
  if (outcome.kind === 'applied') return outcome.change;
  throw new Error('somebody was quicker');
};

export const undo = (store: Store, change: Change) =>
  store.changes.apply({ ...change, what: `undo ${change.id}`, edits: backwards(change), undoes: change.id });

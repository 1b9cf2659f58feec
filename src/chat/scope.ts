/** What of the desk's articles those who ask may see: what an operator put in, and what their own workspace follows. */
import type { Address, ReaderScope } from '../model.ts';
import type { Store } from '../ports.ts';
import { operator } from '../schedule.ts';
import { workspaceKey } from './topics.ts';

type Known = Pick<Store, 'sources' | 'subscriptions' | 'settings' | 'installs'>;

/** The page and the terminal are the operator's own. */
const isOperators = ({ platform }: Address): boolean => platform === 'web' || platform === 'terminal';

/** Workspaces of a platform in which anything was ever ordered or followed, with the channels that are known of each. */
const workspacesOn = async (store: Known, { platform }: Address): Promise<ReadonlyMap<string, ReadonlySet<string>>> => {
  const found = new Map<string, Set<string>>();
  const note = (workspace: string, channel?: string): void => {
    const channels = found.get(workspace) ?? new Set();
    if (channel !== undefined) channels.add(channel);
    found.set(workspace, channels);
  };
  const here = `${platform}:`;
  for (const { address } of await store.subscriptions.list())
    if (address.platform === platform && address.workspace !== operator) note(workspaceKey(address), address.channel);
  for (const { workspace, channel } of await store.sources.channels())
    if (workspace.startsWith(here)) note(workspace, channel);
  for (const workspace of await store.settings.workspaces()) if (workspace.startsWith(here)) note(workspace);
  for (const workspace of await store.installs.workspaces(platform)) note(`${here}${workspace}`);
  return found;
};

/**
 * The workspace (`PLATFORM:WORKSPACE`) whose feeds a channel's digests rest on. The DIGESTS setting names a channel
 * without its workspace: it is the one in which the channel is known, or the only one there is; else undefined.
 */
const workspaceOf = async (store: Known, address: Address): Promise<string | undefined> => {
  if (address.workspace !== operator) return workspaceKey(address);
  const workspaces = await workspacesOn(store, address);
  for (const [workspace, channels] of workspaces) if (channels.has(address.channel)) return workspace;
  const [only, other] = workspaces.keys();
  return other === undefined ? only : undefined;
};

export const scopeOf = async (store: Known, address: Address): Promise<ReaderScope> => {
  if (isOperators(address)) return 'everything';
  const workspace = await workspaceOf(store, address);
  return workspace === undefined ? { sources: new Map(), old: new Set() } : store.sources.scope(workspace);
};

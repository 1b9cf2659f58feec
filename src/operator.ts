/** What whoever runs Crosswire sees of it, over all workspaces. Looks and never changes anything. Composed by the service. */
import { settingsOf } from './chat/permissions.ts';
import { preview } from './chat/preview.ts';
import { scopeOf } from './chat/scope.ts';
import type { OpenDesk } from './desk.ts';
import { isSilent } from './ingest/feeds/feeds.ts';
import type { Health } from './live/health.ts';
import type { Change, Digest, Follower, Settings, Source, Subscription, Topic } from './model.ts';
import type { Clock, Store } from './ports.ts';
import { nextSlots } from './schedule.ts';

export interface OperatorServices {
  readonly store: Store;
  readonly desk: OpenDesk;
  readonly clock: Clock;
  /** All that a workspace of that name knows. */
  readonly topicsOf: (subscription: Subscription) => Promise<readonly Topic[]>;
  readonly health: () => Promise<Health>;
  readonly version: string;
}

const slotsShown = 3;
const changesShown = 50;

const keyOf = ({ platform, workspace }: Subscription['address']): string => `${platform}:${workspace}`;

/** The platform and the workspace of a key; a workspace's own id may hold colons. */
const addressOf = (key: string): Subscription['address'] | undefined => {
  const [, platform, workspace] = /^(slack|discord|web|terminal):(.*)$/su.exec(key) ?? [];
  if (workspace === undefined) return undefined;
  if (platform !== 'slack' && platform !== 'discord' && platform !== 'web' && platform !== 'terminal') return undefined;
  return { platform, workspace, channel: '' };
};

const nobody = { id: '', manages: false } as const;

export const createOperatorDesk = (services: OperatorServices) => {
  const { store, clock } = services;

  const workspaces = async (): Promise<readonly string[]> => {
    const orders = await store.subscriptions.list();
    const sources = await store.sources.list();
    const followers = (await Promise.all(sources.map(({ id }) => store.sources.followers(id)))).flat();
    const addresses = [...orders, ...followers].map(({ address }) => keyOf(address));
    return [...new Set([...addresses, ...(await store.settings.workspaces())])].sort();
  };

  return {
    channels: async (): Promise<readonly { subscription: Subscription; next: readonly string[] }[]> => {
      const rows = (await store.subscriptions.list()).map((subscription) => ({
        subscription,
        next: nextSlots(subscription, clock.now(), slotsShown),
      }));
      const soonest = (row: (typeof rows)[number]): string => row.next[0] ?? '9999';
      return rows.sort((a, b) => (soonest(a) < soonest(b) ? -1 : soonest(a) > soonest(b) ? 1 : 0));
    },

    preview: async (id: string): Promise<Digest | undefined> => {
      const subscription = (await store.subscriptions.list()).find((each) => each.id === id);
      if (subscription === undefined) return undefined;
      // As the channel will see it, not as the operator might.
      const desk = services.desk.within(await scopeOf(store, subscription.address));
      return preview({ ...services, desk }, subscription, await services.topicsOf(subscription));
    },

    feeds: async (): Promise<readonly { source: Source; followers: readonly Follower[]; silent: boolean }[]> => {
      const sources = await store.sources.list();
      const rows = await Promise.all(
        sources.map(async (source) => ({
          source,
          followers: await store.sources.followers(source.id),
          silent: isSilent(source, clock.now()),
        })),
      );
      const ill = ({ source, silent }: (typeof rows)[number]): boolean =>
        source.failures > 0 || source.status === 'resting' || source.status === 'gone' || silent;
      return [...rows.filter(ill), ...rows.filter((row) => !ill(row))];
    },

    health: async () => {
      const [{ problems, feeds, unread }, posts, pages, size, counts] = await Promise.all([
        services.health(),
        store.outbox.waiting(),
        store.pages.waiting(),
        services.desk.size(),
        store.sources.counts(clock.now()),
      ]);
      return {
        problems,
        queues: [
          { name: 'Posts to send', waiting: posts },
          { name: 'Pages to read', waiting: pages },
          { name: 'Articles to analyse', waiting: unread },
          { name: 'Feeds that are due', waiting: counts.due },
        ],
        facts: [
          { name: 'Version', value: services.version },
          { name: 'Articles at the desk', value: String(size.articles) },
          { name: 'Stories', value: String(size.stories) },
          { name: 'Feeds', value: `${feeds} (${counts.resting} at rest, ${counts.gone} gone)` },
        ],
      };
    },

    logs: async (): Promise<readonly { workspace: string; settings: Settings; changes: readonly Change[] }[]> => {
      const rows = [];
      for (const workspace of await workspaces()) {
        const address = addressOf(workspace);
        if (address === undefined) continue;
        const command = { address, person: nobody, name: 'news', text: '' };
        rows.push({
          workspace,
          settings: await settingsOf({ store, command }),
          changes: await store.changes.list(workspace, changesShown),
        });
      }
      return rows;
    },
  };
};

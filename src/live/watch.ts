/** What stands behind a channel's digest: how much was read for it, and which of its feeds cannot be read. */
import type { ReaderScope, Source, Subscription, Watch } from '../model.ts';
import type { Store } from '../ports.ts';
import { operator } from '../schedule.ts';

const nameOf = ({ title, url }: Source): string => title ?? new URL(url).host;

const isFailing = ({ status, failures }: Source): boolean => status === 'resting' || status === 'gone' || failures > 0;

/**
 * @param since ISO instant from which articles are counted; null for all there are
 * @param scope what the channel may be told
 * @returns undefined where no feed is followed
 */
export const watchOf = async (
  { sources, articles }: Pick<Store, 'sources' | 'articles'>,
  { address }: Subscription,
  since: string | null,
  scope: ReaderScope,
): Promise<Watch | undefined> => {
  const { platform, workspace } = address;
  // What the settings order stands in no workspace: whatever its channel may be told is behind it.
  const listed = await sources.list(workspace === operator ? undefined : `${platform}:${workspace}`);
  const followed = listed.filter(({ id }) => scope === 'everything' || scope.sources.has(id));
  if (followed.length === 0) return undefined;
  const failing = followed.filter(isFailing);
  return {
    sources: followed.length - failing.length,
    articles: await articles.count(since, scope),
    failing: failing.map(nameOf),
  };
};

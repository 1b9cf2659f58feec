/** What stands behind a channel's digest: how much was read for it, and which of its feeds cannot be read. */
import type { Source, Subscription, Watch } from '../model.ts';
import type { Store } from '../ports.ts';
import { operator } from '../schedule.ts';

const nameOf = ({ title, url }: Source): string => title ?? new URL(url).host;

const isFailing = ({ status, failures }: Source): boolean => status === 'resting' || status === 'gone' || failures > 0;

/**
 * @param since ISO instant from which articles are counted; null for all there are
 * @returns undefined where no feed is followed
 */
export const watchOf = async (
  { sources, articles }: Pick<Store, 'sources' | 'articles'>,
  { address }: Subscription,
  since: string | null,
): Promise<Watch | undefined> => {
  const { platform, workspace } = address;
  // What the settings order stands in no workspace: every feed may be behind it.
  const followed = await sources.list(workspace === operator ? undefined : `${platform}:${workspace}`);
  if (followed.length === 0) return undefined;
  const failing = followed.filter(isFailing);
  return {
    sources: followed.length - failing.length,
    articles: await articles.count(since),
    failing: failing.map(nameOf),
  };
};

/** Names that last: a story keeps its id as it grows, and of two that prove one, the older id stays. */
import type { Entry, StoryEntry } from './entry.ts';

/** FNV-1a over UTF-16 code units, in 32 bits. */
const fnv = (text: string, basis: number): number => {
  let hash = basis;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash >>> 0;
};

/** 64 bits of a text as 14 letters and digits. */
export const fingerprint = (text: string): string => {
  const part = (basis: number): string => fnv(text, basis).toString(36).padStart(7, '0');
  return `${part(0x811c9dc5)}${part(0x2f0b4c47)}`;
};

/** The id of the story that an article founds: the same for ever, and safe in a URL and a file name. */
export const storyId = (article: string): string => `s${fingerprint(article)}`;

const most = (counts: ReadonlyMap<number, number>): number => {
  let best = -1;
  for (const [group, count] of counts) if (best < 0 || count > (counts.get(best) ?? 0)) best = group;
  return best;
};

/**
 * Gives each group of entries its story. A story lives on in the group that has most of its articles; of several that
 * live on in one group the oldest does, and takes over their retired articles. A group that none lives on in is new.
 * @param found    makes a story founded by an entry
 * @param absorbed told of each story that ended in another
 */
export const settleIdentity = (
  groups: readonly (readonly Entry[])[],
  found: (founder: Entry) => StoryEntry,
  absorbed: (story: StoryEntry, into: StoryEntry) => void,
): void => {
  const shares = new Map<StoryEntry, Map<number, number>>();
  for (const [index, group] of groups.entries()) {
    for (const entry of group) {
      const counts = shares.get(entry.story) ?? new Map<number, number>();
      counts.set(index, (counts.get(index) ?? 0) + entry.articles.length);
      shares.set(entry.story, counts);
    }
  }
  const heirs = groups.map((): StoryEntry[] => []);
  for (const [story, counts] of shares) heirs[most(counts)]?.push(story);
  for (const [index, group] of groups.entries()) {
    const [oldest, ...others] = (heirs[index] ?? []).sort((a, b) => a.founded - b.founded);
    const founder = group[0];
    if (founder === undefined) continue;
    const story = oldest ?? found(founder);
    for (const other of others) {
      story.retired.push(...other.retired.splice(0));
      absorbed(other, story);
    }
    for (const entry of group) entry.story = story;
  }
};

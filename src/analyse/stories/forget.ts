/** Letting articles go for good: those past retention leave the index, and a story ends with its last article. */
import type { AwaitedEntry, Entry } from './entry.ts';
import { settle } from './snapshot.ts';
import { drop, type State } from './state.ts';

export const forget = (state: State, articles: ReadonlySet<string>): void => {
  settle(state);
  const without = (ids: readonly string[]): string[] => ids.filter((id) => !articles.has(id));
  for (const id of articles) {
    state.order.delete(id);
    state.awaited.delete(id);
  }
  const peopled = new Set<string>();
  const keep = (entry: Entry | AwaitedEntry): boolean => {
    // Of an original and its copies the rest stay, under the original's terms.
    entry.articles = without(entry.articles);
    if (entry.articles.length > 0) peopled.add(entry.story.id);
    return entry.articles.length > 0;
  };
  for (const entry of [...state.live]) if (!keep(entry)) drop(state, entry);
  for (const entry of new Set(state.awaited.values())) keep(entry);
  for (const story of [...state.stories.values()]) {
    story.retired = without(story.retired);
    if (story.retired.length === 0 && !peopled.has(story.id)) state.stories.delete(story.id);
  }
};

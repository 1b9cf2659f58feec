/** What one workspace's readers may see. Apart from the desk, which loads the whole analysis with it. */
import type { Article, ReaderScope } from './model.ts';

/** The same for the same scope. */
export const scopeKey = (scope: ReaderScope): string =>
  scope === 'everything' ? scope : JSON.stringify([[...scope.sources].sort(), [...scope.old].sort()]);

/** Whether an article may be seen. One that came before its source was followed stays unseen, as it would without others' following it. */
export const seenThrough =
  (scope: ReaderScope) =>
  ({ id, source, seen }: Article): boolean => {
    if (scope === 'everything' || source === undefined) return true;
    if (scope.old.has(id)) return false;
    const since = scope.sources.get(source);
    return since !== undefined && (seen === undefined || Date.parse(seen) >= since);
  };

/** Of an item that several sources brought, each for its own readers, whoever may see all of it is shown the first. */
export const withoutTwins =
  (articles: ReadonlyMap<string, Article>) =>
  ({ twinOf }: Article): boolean =>
    twinOf === undefined || !articles.has(twinOf);

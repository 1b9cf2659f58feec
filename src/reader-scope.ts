/** What one workspace's readers may see. Apart from the desk, which loads the whole analysis with it. */
import type { Article, ReaderScope } from './model.ts';

/** The same for the same scope. */
export const scopeKey = (scope: ReaderScope): string =>
  scope === 'everything'
    ? scope
    : JSON.stringify([[...scope.sources].sort(), [...scope.articles.keys()].sort(), [...scope.old].sort()]);

/** Whether an article may be seen. One that came before its source was followed stays unseen, as it would without others' following it. */
export const seenThrough =
  (scope: ReaderScope) =>
  ({ id, source, seen }: Article): boolean => {
    if (scope === 'everything' || source === undefined || scope.articles.has(id)) return true;
    if (scope.old.has(id)) return false;
    const since = scope.sources.get(source);
    return since !== undefined && (seen === undefined || Date.parse(seen) >= since);
  };

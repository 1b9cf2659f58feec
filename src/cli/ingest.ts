/** `crosswire ingest PATH...`: into the store, with an outcome per item and a summary. */
import { CrosswireError } from '../errors.ts';
import { problemLine, readCorpus } from '../ingest/ingest.ts';
import type { Store } from '../ports.ts';
import type { Output } from './output.ts';

/** Written together: a cut-off run loses at most this many, and a second run takes them up. */
const batch = 200;

/** @param now ISO instant at which new articles are first seen */
export const runIngest = async (store: Store, paths: readonly string[], output: Output, now: string): Promise<void> => {
  const totals = { new: 0, same: 0, changed: 0 };
  const problems: string[] = [];
  for (const path of paths) {
    if (/^https?:\/\//iu.test(path)) {
      problems.push(`${path} is an address; files and folders are read so far: save the page as .html and name that`);
      continue;
    }
    const outcome = await readCorpus(path);
    for (const warning of outcome.warnings) output.note(`${problemLine(warning)}. ${warning.fix}`);
    if (outcome.kind === 'failed') problems.push(`${outcome.message} ${outcome.fix}`);
    for (let start = 0; start < outcome.articles.length; start += batch) {
      const articles = outcome.articles.slice(start, start + batch).map((article) => ({ ...article, seen: now }));
      const outcomes = await store.articles.put(articles);
      for (const [index, what] of outcomes.entries()) {
        totals[what] += 1;
        output.print(`${what.padEnd(8)}${articles[index]?.id ?? ''}\n`);
      }
    }
  }
  output.print(`${totals.new} new, ${totals.changed} changed, ${totals.same} already there\n`);
  if (problems.length > 0)
    throw new CrosswireError('corpus', problems.join('\n'), 'mend these and run it again: what is there already stays');
};

/** `crosswire ingest PATH|URL...`: into the store, with progress, an outcome per item and a summary. */
import { CrosswireError } from '../errors.ts';
import { problemLine, readCorpus } from '../ingest/ingest.ts';
import { readAddress } from '../ingest/pages/pages.ts';
import type { Article } from '../model.ts';
import type { Fetch, Store } from '../ports.ts';
import type { Output } from './output.ts';
import type { Progress } from './progress.ts';

/** Written together: a cut-off run loses at most this many, and a second run takes them up. */
const batch = 200;

export interface IngestServices {
  readonly store: Pick<Store, 'articles'>;
  /** For addresses, which may lead anywhere. */
  readonly fetch: Fetch;
  readonly output: Output;
  readonly progress: Progress;
  /** ISO instant at which new articles are first seen. */
  readonly now: string;
}

interface Found {
  readonly articles: readonly Article[];
  /** What stops the command in the end. */
  readonly problems: readonly string[];
}

const isAddress = (path: string): boolean => /^https?:\/\//iu.test(path);

const readUrl = async ({ fetch }: IngestServices, url: string): Promise<Found> => {
  const outcome = await readAddress(fetch, url);
  if (outcome.kind === 'refused') return { articles: [], problems: [`${url}: ${outcome.reason}. ${outcome.fix}`] };
  const problems = outcome.articles.length === 0 ? [`${url} holds no article with a text. Name the page of one.`] : [];
  return { articles: outcome.articles, problems };
};

const readPath = async ({ output }: IngestServices, path: string): Promise<Found> => {
  const outcome = await readCorpus(path);
  for (const warning of outcome.warnings) output.note(`${problemLine(warning)}. ${warning.fix}`);
  const problems = outcome.kind === 'failed' ? [`${outcome.message} ${outcome.fix}`] : [];
  return { articles: outcome.articles, problems };
};

export const runIngest = async (services: IngestServices, paths: readonly string[]): Promise<void> => {
  const { store, output, progress, now } = services;
  const totals = { new: 0, same: 0, changed: 0 };
  const problems: string[] = [];
  for (const path of paths) {
    const found = await (isAddress(path) ? readUrl(services, path) : readPath(services, path));
    problems.push(...found.problems);
    const held: string[] = [];
    progress.start(path, found.articles.length);
    for (let start = 0; start < found.articles.length; start += batch) {
      const articles = found.articles.slice(start, start + batch).map((article) => ({ ...article, seen: now }));
      const outcomes = await store.articles.put(articles);
      for (const [index, what] of outcomes.entries()) {
        totals[what] += 1;
        const line = `${what.padEnd(8)}${articles[index]?.id ?? ''}\n`;
        if (progress.holdsTheLine) held.push(line);
        else output.print(line);
      }
      progress.advance(articles.length);
    }
    progress.stop();
    output.print(held.join(''));
  }
  output.print(`${totals.new} new, ${totals.changed} changed, ${totals.same} already there\n`);
  if (problems.length > 0)
    throw new CrosswireError('corpus', problems.join('\n'), 'mend these and run it again: what is there already stays');
};

/** Where a command's articles come from: a corpus on disk, or the store. */
import { join } from 'node:path';
import type { Library } from '../desk.ts';
import { CrosswireError } from '../errors.ts';
import type { CorpusOutcome } from '../ingest/ingest.ts';
import { problemLine, readCorpus, readPublishers, readTopics, withOwnHouses } from '../ingest/ingest.ts';
import type { Article, House, Topic } from '../model.ts';
import type { Store } from '../ports.ts';
import type { Output } from './output.ts';

/** A corpus may bring its own topics; without them, those that ship serve. */
const topicsFile = 'topics.yaml';

export const loadTopics = async (folder: string): Promise<readonly Topic[]> => {
  const read = await readTopics(join(folder, topicsFile));
  if (read.kind === 'ok') return read.topics;
  throw new CrosswireError('corpus', read.message, read.fix);
};

const publishersFile = 'publishers.yaml';

/** Which publishers speak as one: those that ship, and the operator's own where his folder holds the file. */
export const loadHouses = async (shipped: string, own: string): Promise<readonly House[]> => {
  const [known, added] = await Promise.all(
    [shipped, own].map((folder) => readPublishers(join(folder, publishersFile))),
  );
  if (known?.kind === 'failed') throw new CrosswireError('corpus', known.message, known.fix);
  if (added?.kind === 'failed' && !(added.code === 'missing' || added.code === 'unreadable'))
    throw new CrosswireError('config', added.message, added.fix);
  return withOwnHouses(known?.houses ?? [], added?.kind === 'ok' ? added.houses : []);
};

const articlesOf = (outcome: CorpusOutcome, output: Output): readonly Article[] => {
  for (const warning of outcome.warnings) output.note(`${problemLine(warning)}. ${warning.fix}`);
  if (outcome.kind === 'ok') return outcome.articles;
  throw new CrosswireError('corpus', outcome.message, outcome.fix);
};

export interface Corpus {
  readonly library: Library;
  readonly topics: readonly Topic[];
}

/** @param shipped the topics to use when the corpus has none of its own */
export const openCorpus = async (path: string, shipped: readonly Topic[], output: Output): Promise<Corpus> => {
  const articles = articlesOf(await readCorpus(path), output);
  const own = await readTopics(join(path, topicsFile));
  if (own.kind === 'failed' && own.code === 'broken') throw new CrosswireError('corpus', own.message, own.fix);
  return {
    library: { all: async () => articles, revision: async () => 0 },
    topics: own.kind === 'ok' ? own.topics : shipped,
  };
};

/** An empty store begins with the corpus that ships. @param now ISO instant at which it is first seen */
export const fillWhenEmpty = async (store: Store, folder: string, output: Output, now: string): Promise<void> => {
  if ((await store.articles.revision()) > 0) return;
  const articles = articlesOf(await readCorpus(folder), output);
  await store.articles.put(articles.map((article) => ({ ...article, seen: now })));
};

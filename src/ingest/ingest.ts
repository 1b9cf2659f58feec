/** Files and folders to Articles: the table of contents of this stage. */
import { findFiles } from './files.ts';
import type { CorpusOutcome, FileReading, Problem } from './outcome.ts';
import { problemsLine } from './outcome.ts';
import { KNOWN_TYPES, readArticleFile } from './read-file.ts';
import { uniqueArticles } from './unique.ts';

export type { CorpusOutcome } from './outcome.ts';
export { problemLine } from './outcome.ts';
export { readPublishers, withOwnHouses } from './publishers.ts';
export { readTopics } from './topics.ts';

/**
 * Reads every article of a corpus.
 *
 * @param path a folder (with its subfolders) or one file: .md, .txt, .html or .jsonl
 * @returns `ok` with the articles sorted by id and a warning for each thing passed over; `failed` when the path cannot
 *   be read, holds no article, or holds a broken line: every problem is named, and what could be read comes along.
 */
export const readCorpus = async (path: string): Promise<CorpusOutcome> => {
  const found = await findFiles(path);
  if (found.kind === 'failed') return { ...found, problems: [], articles: [], warnings: [] };
  const readings: FileReading[] = [];
  for (const file of found.paths) readings.push(await readArticleFile(file));
  const { articles, warnings } = uniqueArticles(readings.flatMap((reading) => reading.articles));
  const problems = [...found.problems, ...readings.flatMap((reading) => reading.broken)];
  const allWarnings = [...found.skipped, ...readings.flatMap((reading) => reading.warnings), ...warnings];
  if (problems.length > 0) return broken(problems, articles, allWarnings);
  if (articles.length === 0) return empty(path, allWarnings);
  return { kind: 'ok', articles, warnings: allWarnings };
};

type Failure = Extract<CorpusOutcome, { kind: 'failed' }>;

const broken = (
  problems: readonly Problem[],
  articles: Failure['articles'],
  warnings: readonly Problem[],
): Failure => ({
  kind: 'failed',
  code: 'broken',
  message: problemsLine(problems),
  fix: [...new Set(problems.map((problem) => problem.fix))].join(' '),
  problems,
  articles,
  warnings,
});

const empty = (path: string, warnings: readonly Problem[]): Failure => ({
  kind: 'failed',
  code: 'empty',
  message: `The corpus ${path} holds no article${warnings.length === 0 ? '' : ` (${problemsLine(warnings)})`}.`,
  fix: `Put at least one ${KNOWN_TYPES} file with some text there.`,
  problems: [],
  articles: [],
  warnings,
});

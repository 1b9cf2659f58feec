/** Reads one file as articles, by its ending. */
import { readFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { idOf } from './files.ts';
import { readHtml } from './html.ts';
import { readJsonl } from './jsonl.ts';
import { readMarkdown } from './markdown.ts';
import { type FileReading, fileFault, type SourceFile } from './outcome.ts';
import { readText } from './text.ts';

type Reader = (file: SourceFile) => FileReading;

const readers: Readonly<Record<string, Reader>> = {
  '.md': readMarkdown,
  '.markdown': readMarkdown,
  '.txt': readText,
  '.html': readHtml,
  '.htm': readHtml,
  '.jsonl': readJsonl,
  '.ndjson': readJsonl,
};

export const KNOWN_TYPES = '.md, .txt, .html, .jsonl';

/** A README, the topics and the publishers of a corpus belong to it and are no articles. */
const isCompanion = (path: string): boolean =>
  /^(?:readme(?:\..*)?|(?:topics|publishers)\.ya?ml)$/iu.test(basename(path));

export const readArticleFile = async (path: string): Promise<FileReading> => {
  if (isCompanion(path)) return { articles: [], broken: [], warnings: [] };
  const reader = readers[extname(path).toLowerCase()];
  if (reader === undefined) {
    const message = 'a file of this kind was passed over';
    const fix = `Only ${KNOWN_TYPES} files are read as articles.`;
    return { articles: [], broken: [], warnings: [{ file: path, code: 'unknown-type', message, fix }] };
  }
  try {
    return reader({ path, id: idOf(path), bytes: await readFile(path) });
  } catch (error) {
    // A fault of the file system is the operator's to mend; anything else is a bug and goes on up.
    const { code, reason } = fileFault(error);
    if (code === 'unknown') throw error;
    const fix = "Check the file's permissions, or take it out.";
    return { articles: [], broken: [{ file: path, code: 'unreadable', message: reason, fix }], warnings: [] };
  }
};

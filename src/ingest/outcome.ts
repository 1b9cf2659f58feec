/** What reading a corpus can come to. Everything an operator can cause is a value, and names its file and its fix. */
import type { Article } from '../model.ts';

export type ProblemCode =
  | 'unreadable'
  | 'broken-line'
  | 'empty-article'
  | 'duplicate-same'
  | 'duplicate-id'
  | 'unknown-type'
  | 'front-matter'
  | 'bad-title'
  | 'bad-publisher'
  | 'bad-url'
  | 'bad-date'
  | 'encoding'
  | 'no-article';

/** One thing wrong with one file or one of its lines. `message` and `fix` are one line each, without the file's name. */
export interface Problem {
  readonly file: string;
  /** Counted from 1. */
  readonly line?: number;
  readonly code: ProblemCode;
  readonly message: string;
  readonly fix: string;
}

export type CorpusOutcome =
  | {
      readonly kind: 'ok';
      /** Sorted by id. */
      readonly articles: readonly Article[];
      readonly warnings: readonly Problem[];
    }
  | {
      readonly kind: 'failed';
      readonly code: 'missing' | 'unreadable' | 'empty' | 'broken';
      /** One line that names every problem. */
      readonly message: string;
      readonly fix: string;
      /** What stops the command, one by one. */
      readonly problems: readonly Problem[];
      /** What could be read all the same, for a caller who chooses to go on. */
      readonly articles: readonly Article[];
      readonly warnings: readonly Problem[];
    };

/** One file, not yet read as articles. */
export interface SourceFile {
  /** As the operator would name it. */
  readonly path: string;
  /** File name without its ending: the id of a one-article file. */
  readonly id: string;
  readonly bytes: Uint8Array;
}

/** What one file held: `broken` stops the command, `warnings` do not. */
export interface FileReading {
  readonly articles: readonly LocatedArticle[];
  readonly broken: readonly Problem[];
  readonly warnings: readonly Problem[];
}

export interface LocatedArticle {
  readonly article: Article;
  readonly file: string;
  readonly line?: number;
}

/** A name may hold what would move the cursor, forge a line of a log or turn its reading direction. */
const onOneLine = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu, ' ');

/** "corpus/news.jsonl:12: the line is not JSON". */
export const problemLine = (problem: Problem): string =>
  onOneLine(`${problem.file}${problem.line === undefined ? '' : `:${problem.line}`}: ${problem.message}`);

const NAMED_AT_MOST = 20;

/** Every problem in one line; past twenty, their number stands for the rest (`problems` holds them all). */
export const problemsLine = (problems: readonly Problem[]): string => {
  const rest = problems.length - NAMED_AT_MOST;
  const named = problems.slice(0, NAMED_AT_MOST).map(problemLine).join('; ');
  return rest > 0 ? `${named}; and ${rest} more` : named;
};

/** What the operating system said, in words; the code alone where we have none. */
export const fileFault = (error: unknown): { code: string; reason: string } => {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
  const reasons: Readonly<Record<string, string>> = {
    ENOENT: 'there is no such file or folder',
    EACCES: 'it may not be read by this user',
    EPERM: 'it may not be read by this user',
    EISDIR: 'it is a folder',
    ELOOP: 'its links go round in a circle',
    EMFILE: 'too many files are open',
    ERR_FS_FILE_TOO_LARGE: 'it is too large to read at once',
    ERR_STRING_TOO_LONG: 'it is too large to read at once',
  };
  return { code, reason: reasons[code] ?? `it cannot be read (${code})` };
};

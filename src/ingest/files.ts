/** Finds the files of a corpus: one file, or every file below a folder, in one order on every machine. */
import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { fileFault, type Problem } from './outcome.ts';

export type FoundFiles =
  | {
      readonly kind: 'ok';
      readonly paths: readonly string[];
      readonly problems: readonly Problem[];
      /** What is neither a file nor a folder. */
      readonly skipped: readonly Problem[];
    }
  | {
      readonly kind: 'failed';
      readonly code: 'missing' | 'unreadable';
      readonly message: string;
      readonly fix: string;
    };

/** A pipe or a device would be waited for, or read, for ever. */
const NO_FILE = 'it is no file';

const FIX = 'Check the path and its permissions, then run the command again.';

/** Ids and reports are sorted by code unit, so that no locale changes them. */
export const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** File name without its ending: "news/a.b.txt" gives "a.b". */
export const idOf = (path: string): string => basename(path, extname(path));

/** `path` may be a file or a folder; subfolders are read too, names that begin with a dot are not. */
export const findFiles = async (path: string): Promise<FoundFiles> => {
  try {
    const found = await stat(path);
    if (found.isFile()) return { kind: 'ok', paths: [path], problems: [], skipped: [] };
    if (!found.isDirectory()) return unreadable(path, NO_FILE);
    return { kind: 'ok', ...(await walk(path)) };
  } catch (error) {
    const { code, reason } = fileFault(error);
    return unreadable(path, reason, code === 'ENOENT' ? 'missing' : 'unreadable');
  }
};

const unreadable = (path: string, reason: string, code: 'missing' | 'unreadable' = 'unreadable'): FoundFiles => ({
  kind: 'failed',
  code,
  message: `The corpus ${path} cannot be read: ${reason}.`,
  fix: FIX,
});

const walk = async (root: string): Promise<{ paths: string[]; problems: Problem[]; skipped: Problem[] }> => {
  const paths: string[] = [];
  const problems: Problem[] = [];
  const skipped: Problem[] = [];
  // A link may lead back to a folder above it: each real folder is entered once.
  const entered = new Set<string>();

  const enter = async (folder: string): Promise<void> => {
    const real = await realpath(folder);
    if (entered.has(real)) return;
    entered.add(real);
    const names = (await readdir(folder)).filter((name) => !name.startsWith('.')).sort(byCodeUnit);
    for (const name of names) await look(join(folder, name));
  };

  const look = async (path: string): Promise<void> => {
    try {
      const found = await stat(path);
      if (found.isDirectory()) await enter(path);
      else if (found.isFile()) paths.push(path);
      else skipped.push({ file: path, code: 'unknown-type', message: NO_FILE, fix: 'Take it out of the corpus.' });
    } catch (error) {
      problems.push({ file: path, code: 'unreadable', message: fileFault(error).reason, fix: FIX });
    }
  };

  await enter(root);
  return { paths, problems, skipped };
};

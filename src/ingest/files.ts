/** Finds the files of a corpus: one file, or every file below a folder, in one order on every machine. */
import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { fileFault, type Problem } from './outcome.ts';

export type FoundFiles =
  | { readonly kind: 'ok'; readonly paths: readonly string[]; readonly problems: readonly Problem[] }
  | {
      readonly kind: 'failed';
      readonly code: 'missing' | 'unreadable';
      readonly message: string;
      readonly fix: string;
    };

const FIX = 'Check the path and its permissions, then run the command again.';

/** Ids and reports are sorted by code unit, so that no locale changes them. */
export const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** File name without its ending: "news/a.b.txt" gives "a.b". */
export const idOf = (path: string): string => basename(path, extname(path));

/** `path` may be a file or a folder; subfolders are read too, names that begin with a dot are not. */
export const findFiles = async (path: string): Promise<FoundFiles> => {
  try {
    const found = await stat(path);
    if (!found.isDirectory()) return { kind: 'ok', paths: [path], problems: [] };
    return { kind: 'ok', ...(await walk(path)) };
  } catch (error) {
    const { code, reason } = fileFault(error);
    return {
      kind: 'failed',
      code: code === 'ENOENT' ? 'missing' : 'unreadable',
      message: `The corpus ${path} cannot be read: ${reason}.`,
      fix: FIX,
    };
  }
};

const walk = async (root: string): Promise<{ paths: string[]; problems: Problem[] }> => {
  const paths: string[] = [];
  const problems: Problem[] = [];
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
      if ((await stat(path)).isDirectory()) await enter(path);
      else paths.push(path);
    } catch (error) {
      problems.push({ file: path, code: 'unreadable', message: fileFault(error).reason, fix: FIX });
    }
  };

  await enter(root);
  return { paths, problems };
};

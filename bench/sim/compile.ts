/** The program as it is shipped, without the loader of TypeScript: what memory and time are measured on. */
import { cp, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folders = ['src', 'adapters', 'bench', 'tests/fakes', 'seeds'];
const files = ['package.json', 'tests/environment.ts'];

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.ESNext,
  verbatimModuleSyntax: true,
  rewriteRelativeImportExtensions: true,
};

const put = async (file: string, into: string): Promise<void> => {
  await mkdir(join(into, dirname(file)), { recursive: true });
  if (!file.endsWith('.ts')) return cp(join(root, file), join(into, file));
  const source = await readFile(join(root, file), 'utf8');
  const { outputText } = ts.transpileModule(source, { compilerOptions: options, fileName: file });
  await writeFile(join(into, file.replace(/\.ts$/u, '.js')), outputText);
};

/** Compiles, without a check of types, into a folder that is there. */
export const compileInto = async (into: string): Promise<void> => {
  const found = await Promise.all(
    folders.map(async (folder) =>
      (await readdir(join(root, folder), { recursive: true, withFileTypes: true }))
        .filter((entry) => entry.isFile() && !/\.test\.ts$|\.d\.ts$/u.test(entry.name))
        .map((entry) => join(entry.parentPath, entry.name).slice(root.length)),
    ),
  );
  for (const file of [...files, ...found.flat()]) await put(file, into);
  await symlink(join(root, 'node_modules'), join(into, 'node_modules'));
};

import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { CrosswireError } from '../../src/errors.ts';
import { openStore } from '../../src/store/store.ts';
import { storeContract } from '../contracts/store.ts';
import { childEnvironment } from '../environment.ts';
import { sampleArticle } from './sample.ts';

const folders: string[] = [];
const folder = async (): Promise<string> => {
  const made = await mkdtemp(join(tmpdir(), 'crosswire-store-'));
  folders.push(made);
  return made;
};
afterEach(async () => {
  for (const made of folders.splice(0)) await rm(made, { recursive: true, force: true });
});

storeContract('SQLite in memory', async (now) => ({
  store: await openStore({ kind: 'sqlite', path: ':memory:' }, now),
}));

storeContract('SQLite in a file', async (now) => {
  const path = join(await folder(), 'crosswire.db');
  const open = () => openStore({ kind: 'sqlite', path }, now);
  return { store: await open(), again: open };
});

const failure = async (path: string): Promise<CrosswireError> => {
  const error = await openStore({ kind: 'sqlite', path }).then(
    () => new Error('it opened'),
    (reason: unknown) => reason,
  );
  if (error instanceof CrosswireError) return error;
  throw error;
};

/** A process that opens the database, says `ready`, and puts one article after another, naming each once it is kept. */
const startWriter = async (path: string): Promise<{ child: ChildProcess; kept: string[] }> => {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', fileURLToPath(new URL('./writer.ts', import.meta.url)), path],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: childEnvironment(),
    },
  );
  const kept: string[] = [];
  await new Promise<void>((resolve, reject) => {
    child.once('exit', () => reject(new Error('the writer ended by itself')));
    createInterface({ input: child.stdout }).on('line', (line) => {
      kept.push(line);
      if (kept.length === 30) resolve();
    });
  });
  return { child, kept };
};

const kill = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    child.once('close', () => resolve());
    child.kill('SIGKILL');
  });

describe('an SQLite database', () => {
  it('refuses a second process in one line with a fix, and opens as soon as the first is killed', async () => {
    const path = join(await folder(), 'crosswire.db');
    const { child, kept } = await startWriter(path);
    const busy = await failure(path);
    expect(busy.code).toBe('database-busy');
    expect(busy.message).toBe(`The database ${path} is held by another process.`);
    expect(busy.message + busy.fix).not.toContain('\n');
    await kill(child);

    const store = await openStore({ kind: 'sqlite', path });
    const ids = new Set((await store.articles.all()).map((article) => article.id));
    expect(kept.filter((id) => !ids.has(id))).toEqual([]);
    // In the order written, without a gap: what a kill cuts off is the end.
    expect(ids).toEqual(new Set(Array.from({ length: ids.size }, (_, n) => `n${n}`)));
    expect(await store.articles.revision()).toBe(ids.size);
    expect(await store.articles.put([sampleArticle(kept[0] ?? '')])).toEqual(['same']);
    await store.close();
  });

  it('is refused to a second opening in the same process, and free after it was closed', async () => {
    const path = join(await folder(), 'crosswire.db');
    const store = await openStore({ kind: 'sqlite', path });
    expect((await failure(path)).code).toBe('database-busy');
    await store.close();
    const again = await openStore({ kind: 'sqlite', path });
    await again.close();
  });

  it('makes the folder that it is to stand in, and leaves one file there when closed', async () => {
    const parent = join(await folder(), 'new', 'data');
    const store = await openStore({ kind: 'sqlite', path: join(parent, 'crosswire.db') });
    await store.close();
    expect(await readdir(parent)).toEqual(['crosswire.db']);
  });

  it('lets nobody but its owner read what it makes, and leaves the rights of a file that stands there', async () => {
    const path = join(await folder(), 'crosswire.db');
    const rights = async (name: string): Promise<string> => ((await stat(name)).mode & 0o777).toString(8);
    const store = await openStore({ kind: 'sqlite', path });
    expect([await rights(path), await rights(`${path}-wal`)]).toEqual(['600', '600']);
    await store.close();
    await chmod(path, 0o640);
    await (await openStore({ kind: 'sqlite', path })).close();
    expect(await rights(path)).toBe('640');
  });

  it('says that a file is no database', async () => {
    const path = join(await folder(), 'crosswire.db');
    await writeFile(path, 'these are not the pages of a database\n'.repeat(200));
    const error = await failure(path);
    expect([error.code, error.message]).toEqual(['database', `The file ${path} is damaged or is no SQLite database.`]);
  });

  it('says that a path cannot be used', async () => {
    const made = await folder();
    await writeFile(join(made, 'file'), '');
    for (const path of [made, join(made, 'file', 'crosswire.db')]) {
      const error = await failure(path);
      expect(error.code).toBe('database');
      expect(error.message).toContain(path);
      expect(error.message).not.toContain('\n');
    }
  });
});

/** `crosswire ingest` killed at any moment: nothing is lost, nothing comes twice, and the next run takes up. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/store.ts';
import { chance } from '../fakes/web/chance.ts';
import { discardAll, newFolder, run, start } from './command-line.ts';

afterAll(discardAll);

const items = 2000;
const kills = 50;
/** Databases, each of which sees its share of the kills. */
const databases = 10;
const each = kills / databases;
/** At a time: more would only wait for one another. */
const abreast = 5;

interface Line {
  readonly id: string;
  readonly title: string;
  readonly publisher: string;
  readonly published: string;
  readonly text: string;
}

const lines = Array.from(
  { length: items },
  (_, n): Line => ({
    id: `item-${n}`,
    title: `Ferry ${n} runs again`,
    publisher: `Outlet ${n % 7}`,
    published: '2031-01-06',
    text: `Ferry number ${n} runs again since Monday. The harbour office counted ${n % 90} passengers on its first trip.`,
  }),
);

/** Ids that a run told to be new: told after they were written, so that none may be new again. */
const newIn = (stdout: string): string[] =>
  // The last line may be cut off by the kill.
  stdout
    .slice(0, stdout.lastIndexOf('\n') + 1)
    .split('\n')
    .flatMap((line) => /^new\s+(item-\d+)\s*$/u.exec(line)?.[1] ?? []);

interface Killing {
  readonly killed: boolean;
  /** As `newIn`. */
  readonly told: readonly string[];
}

/** Outcomes told, of whatever kind. */
const toldIn = (stdout: string): number => stdout.match(/\bitem-\d+/gu)?.length ?? 0;

/**
 * Kills a run: one in five while it starts, makes its tables or reads the file, the others when they have told of
 * about `share` of the items, or a little later, while the next are being written. It may have ended before.
 */
const killOnce = async (file: string, data: string, share: number, number: number): Promise<Killing> => {
  const running = start(['ingest', file], { env: { DATA_DIR: data } });
  const { child } = running;
  const kill = (): void => void child.kill('SIGKILL');
  if (number % 5 === 0) setTimeout(kill, 300 + 1500 * chance(number, 1));
  else {
    const enough = items * (share - 0.1 * chance(number, 2));
    // Now and then at once, mostly within the next batch or two.
    const later = 20 * chance(number, 3) - 4;
    const look = (): void => {
      if (toldIn(running.output()) < enough) return;
      child.stdout?.off('data', look);
      if (later <= 0) kill();
      else setTimeout(kill, later);
    };
    child.stdout?.on('data', look);
  }
  const { status, stdout } = await running.ended;
  return { killed: status === null, told: newIn(stdout) };
};

describe('crosswire ingest of 2,000 items', () => {
  it('loses nothing and takes nothing twice, killed at 50 moments', { timeout: 400_000 }, async () => {
    const folder = await newFolder();
    const file = join(folder, 'items.jsonl');
    await writeFile(file, lines.map((line) => JSON.stringify(line)).join('\n'));
    let killed = 0;
    const one = async (database: number): Promise<void> => {
      const data = await newFolder();
      const told: string[] = [];
      for (let k = 0; k < each; k += 1) {
        // One that was through before its moment came is run again, to be killed earlier.
        for (let attempt = 0, over = false; !over && attempt < 8; attempt += 1) {
          const share = (k + 1) / (each + 2) / (attempt + 1);
          const killing = await killOnce(file, data, share, database * 1000 + k * 10 + attempt);
          told.push(...killing.told);
          over = killing.killed;
          if (over) killed += 1;
        }
      }
      const last = await run(['ingest', file], { env: { DATA_DIR: data } });
      expect(last).toMatchObject({ status: 0 });
      told.push(...newIn(last.stdout));
      expect(new Set(told).size).toBe(told.length);
      const store = await openStore({ kind: 'sqlite', path: join(data, 'crosswire.db') });
      const held = (await store.articles.all()).filter(({ id }) => id.startsWith('item-'));
      const first = await store.articles.search('ferry passengers', items * 2);
      await store.close();
      expect(held.map(({ id, text }) => `${id} ${text}`).sort()).toEqual(
        lines.map(({ id, text }) => `${id} ${text}`).sort(),
      );
      expect(new Set(first).size).toBe(first.length);
      expect(first.filter((id) => id.startsWith('item-'))).toHaveLength(items);
    };
    for (let from = 0; from < databases; from += abreast)
      await Promise.all(Array.from({ length: abreast }, (_, at) => one(from + at)));
    expect(killed).toBe(kills);
  });
});

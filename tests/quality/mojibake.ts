/** How well broken encoding is mended, and whether text that is right is left alone. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { repairEncoding } from '../../src/analyse/clean/encoding.ts';

const line = z.object({
  broken: z.string(),
  fixed: z.string(),
  ok: z.boolean(),
  source: z.string(),
  known_failure: z.boolean().optional(),
});

export interface MojibakeFigures {
  readonly broken: number;
  readonly repaired: number;
  readonly clean: number;
  /** Text that was right and came back changed. */
  readonly damaged: number;
  readonly mistakes: readonly string[];
}

/** Exact match of the repaired text; lines that ftfy itself is known to fail are left out. */
const measureMojibake = (jsonl: string): MojibakeFigures => {
  const figures = { broken: 0, repaired: 0, clean: 0, damaged: 0 };
  const mistakes: string[] = [];
  for (const raw of jsonl.split('\n').filter((entry) => entry !== '')) {
    const { broken, fixed, ok, known_failure } = line.parse(JSON.parse(raw));
    if (known_failure === true) continue;
    const right = repairEncoding(broken).text === fixed;
    if (!right) mistakes.push(broken);
    figures[ok ? 'clean' : 'broken'] += 1;
    if (ok && !right) figures.damaged += 1;
    if (!ok && right) figures.repaired += 1;
  }
  return { ...figures, mistakes };
};

/** Our own words alone. */
export const ownMojibake = (): MojibakeFigures =>
  measureMojibake(readFileSync(new URL('./data/mojibake-words.jsonl', import.meta.url), 'utf8'));

/** The whole evaluation set; undefined where it is not at hand. */
export const allMojibake = (dataFolder: string | undefined): MojibakeFigures | undefined => {
  const path = dataFolder === undefined ? undefined : join(dataFolder, 'mojibake.jsonl');
  return path !== undefined && existsSync(path) ? measureMojibake(readFileSync(path, 'utf8')) : undefined;
};

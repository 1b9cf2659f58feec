/** How well quantities are read: figures over the labelled sentences of `data/quantities.jsonl`, which are our own. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { findQuantities } from '../../src/analyse/quantities/quantities.ts';
import type { Quantity } from '../../src/model.ts';

const gold = z.object({
  text: z.string(),
  value: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  unit: z.string(),
  of: z.string().nullable(),
  comparator: z.string(),
  scope: z.string().nullable(),
});
const line = z.object({ sentence: z.string(), quantities: z.array(gold) });
type Gold = z.infer<typeof gold>;

export interface QuantityFigures {
  /** Labelled quantities, and how many of them have value, unit, comparator and scope all right. */
  readonly labelled: number;
  readonly right: number;
  /** Quantities found that match no labelled one, and all that were found. */
  readonly invented: number;
  readonly found: number;
  /** Same last word of what is counted, among the matches. */
  readonly counted: number;
  readonly matched: number;
  /** One line for each mistake. */
  readonly mistakes: readonly string[];
}

const close = (a: number | null, b: number | null): boolean =>
  a === b || (a !== null && b !== null && Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b)));

const lastWord = (phrase: string | null): string | null => phrase?.split(' ').at(-1)?.toLowerCase() ?? null;

const brief = (entry: Quantity | Gold): string =>
  `${entry.text} = ${entry.value} [${entry.low}, ${entry.high}] ${entry.comparator} ${entry.unit} scope ${entry.scope} of ${entry.of}`;

/** The measure of the evaluation set's README: spans overlap, and value (or low and high) and unit are equal. */
const measureQuantities = (jsonl: string): QuantityFigures => {
  let labelled = 0;
  let right = 0;
  let invented = 0;
  let found = 0;
  let counted = 0;
  let matched = 0;
  const mistakes: string[] = [];
  for (const raw of jsonl.split('\n').filter((text) => text !== '')) {
    const { sentence, quantities } = line.parse(JSON.parse(raw));
    const predicted = [...findQuantities(sentence)];
    found += predicted.length;
    labelled += quantities.length;
    let from = 0;
    for (const wanted of quantities) {
      const start = sentence.indexOf(wanted.text, from);
      const end = start + wanted.text.length;
      from = end;
      const at = predicted.findIndex(
        (entry) =>
          entry.start < end &&
          entry.end > start &&
          entry.unit === wanted.unit &&
          close(entry.value, wanted.value) &&
          (wanted.value !== null || (close(entry.low, wanted.low) && close(entry.high, wanted.high))),
      );
      const hit = predicted[at];
      if (hit === undefined) {
        mistakes.push(`${sentence}\n    wanted ${brief(wanted)}\n    found  ${predicted.map(brief).join(' | ')}`);
        continue;
      }
      predicted.splice(at, 1);
      matched += 1;
      if (lastWord(hit.of) === lastWord(wanted.of)) counted += 1;
      if (hit.comparator === wanted.comparator && hit.scope === wanted.scope) right += 1;
      else mistakes.push(`${sentence}\n    wanted ${brief(wanted)}\n    found  ${brief(hit)}`);
    }
    invented += predicted.length;
    for (const extra of predicted) mistakes.push(`${sentence}\n    invented ${brief(extra)}`);
  }
  return { labelled, right, invented, found, counted, matched, mistakes };
};

/** The committed sentences. */
export const ownQuantities = (): QuantityFigures =>
  measureQuantities(readFileSync(new URL('./data/quantities.jsonl', import.meta.url), 'utf8'));

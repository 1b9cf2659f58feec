/** What a name is the name of, for a label. */
import { z } from 'zod';
import type { Mention } from './mentions.ts';
import data from './roles.json' with { type: 'json' };

const list = z.array(z.string().min(1));
const roles = z.strictObject({ people: list, bodies: list }).parse(data);

/** How far before and behind the name the word of its role may stand. */
const before = 30;
const behind = 15;

const besideOf = ({ statement, start, end }: Mention): string =>
  `${statement.text.slice(Math.max(0, start - before), start)} ${statement.text.slice(end, end + behind)}`.toLowerCase();

/** The role told most often beside the mentions; undefined where none is. */
export const roleOf = (mentions: readonly Mention[], person: boolean): string | undefined => {
  const known = new Set(person ? roles.people : roles.bodies);
  const counts = new Map<string, number>();
  for (const mention of mentions)
    for (const word of besideOf(mention).match(/\p{L}+/gu) ?? [])
      if (known.has(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].sort(([x, n], [y, m]) => m - n || (x < y ? -1 : 1))[0]?.[0];
};

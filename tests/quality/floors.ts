/** The floors that quality may not fall below; lowering one needs a written reason beside it. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';

const schema = z.record(z.string(), z.strictObject({ floor: z.number(), reason: z.string().optional() }));

/** All floors, read from floors.json. */
export const floors = (): z.infer<typeof schema> =>
  schema.parse(JSON.parse(readFileSync(new URL('./floors.json', import.meta.url), 'utf8')));

/** The floor of one measure; a measure without one is a mistake of its test. */
export const floorOf = (name: string): number => {
  const entry = floors()[name];
  if (entry === undefined) throw new Error(`floors.json has no floor for "${name}"`);
  return entry.floor;
};

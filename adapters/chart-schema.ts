/** A Chart as it lies in a payload. */
import { z } from 'zod';
import type { Chart } from '../src/model.ts';

/** A payload may have lain in the outbox, written by an earlier version: what cannot be read is not drawn. */
export const chartSchema = z.intersection(
  z.object({ title: z.string(), alt: z.string() }),
  z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('range'),
      unit: z.string(),
      bars: z.array(z.object({ label: z.string(), low: z.number(), high: z.number().nullable() })),
    }),
    z.object({ kind: z.literal('timeline'), marks: z.array(z.object({ date: z.string(), label: z.string() })) }),
  ]),
) satisfies z.ZodType<Chart>;

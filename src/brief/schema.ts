/** The JSON contracts of the command line, as zod schemas; `npm run schema` writes them out as JSON Schema. */
import { z } from 'zod';

const citation = z.strictObject({
  source: z.int().positive(),
  article: z.string(),
  start: z.int().nonnegative(),
  end: z.int().positive(),
  quote: z.string().min(1),
});
const citations = z.array(citation).min(1).readonly();

const point = z.strictObject({
  text: z.string().min(1),
  support: z.enum(['corroborated', 'single', 'disputed']),
  speaker: z.string().optional(),
  citations,
});

const difference = z.strictObject({
  about: z.string().min(1),
  kind: z.enum(['number', 'money', 'duration', 'date', 'age', 'name', 'place', 'scope', 'polarity']),
  positions: z
    .array(z.strictObject({ value: z.string().min(1), citations }))
    .min(2)
    .readonly(),
});

const source = z.strictObject({
  n: z.int().positive(),
  article: z.string(),
  title: z.string(),
  publisher: z.string().optional(),
  url: z.string().optional(),
  published: z.string().optional(),
});

export const briefingSchema = z.strictObject({
  title: z.string(),
  asOf: z.string().nullable(),
  topic: z.string().optional(),
  story: z.string().optional(),
  points: z.array(point).readonly(),
  differences: z.array(difference).readonly(),
  updates: z.array(difference).readonly(),
  timeline: z
    .array(
      z.strictObject({
        date: z.iso.date(),
        precision: z.enum(['day', 'month', 'year']),
        text: z.string().min(1),
        citations,
      }),
    )
    .readonly(),
  ahead: z.array(z.strictObject({ date: z.iso.date().optional(), text: z.string().min(1), citations })).readonly(),
  sources: z.array(source).readonly(),
});

export const replySchema = z.strictObject({
  question: z.string(),
  readAs: z.array(z.string().min(1)).readonly().optional(),
  answer: z.array(point).readonly(),
  reason: z.string().optional(),
  nearest: point.optional(),
  sources: z.array(source).readonly(),
});

export const storiesSchema = z.strictObject({
  stories: z
    .array(
      z.strictObject({
        id: z.string(),
        title: z.string(),
        articles: z.array(z.string()).readonly(),
        publishers: z.array(z.string()).readonly(),
        first: z.string().nullable(),
        last: z.string().nullable(),
      }),
    )
    .readonly(),
});

/** The JSON documents of `--json`, by name. */
import { z } from 'zod';
import { briefingSchema, replySchema, storiesSchema } from '../src/brief/schema.ts';

export const documents: Readonly<Record<string, z.ZodType>> = {
  briefing: briefingSchema,
  reply: replySchema,
  stories: storiesSchema,
};

export const schemaText = (name: string, schema: z.ZodType): string =>
  `${JSON.stringify({ title: name, ...z.toJSONSchema(schema) }, null, 2)}\n`;

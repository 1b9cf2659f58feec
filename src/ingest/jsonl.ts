/** A `.jsonl` file holds one article a line. `text` is kept exactly as given: citations count in it. */
import { z } from 'zod';
import { BYTE_ORDER_MARK, decode } from './decode.ts';
import { readMetadata, textField } from './metadata.ts';
import type { FileReading, LocatedArticle, Problem, SourceFile } from './outcome.ts';
import { encodingWarnings } from './text.ts';
import { pastTitle } from './title.ts';

const lineSchema = z.object({
  id: z.union([z.string().trim().min(1), z.number()]).transform(String),
  text: z.string(),
  title: textField,
  publisher: textField,
  url: textField,
  published: textField,
});

const FIX = 'Mend the line or take it out; each line is one JSON object with at least "id" and "text".';

export const readJsonl = (file: SourceFile): FileReading => {
  const { text, doubt } = decode(file.bytes);
  const articles: LocatedArticle[] = [];
  const broken: Problem[] = [];
  const warnings: Problem[] = [...encodingWarnings(file.path, doubt)];
  const content = text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
  for (const [index, source] of content.split('\n').entries()) {
    if (source.trim() === '') continue;
    const where = { file: file.path, line: index + 1 };
    const line = parseLine(source);
    if (line.kind === 'broken') {
      broken.push({ ...where, code: 'broken-line', message: line.reason, fix: FIX });
      continue;
    }
    const { id, text: body, ...given } = line.value;
    const read = readMetadata(given, where);
    const bodyStart = read.metadata.title === null ? 0 : pastTitle(body, 0, read.metadata.title);
    articles.push({ article: { id, ...read.metadata, text: body, bodyStart }, ...where });
    warnings.push(...read.warnings);
  }
  return { articles, broken, warnings };
};

type ParsedLine =
  | { readonly kind: 'ok'; readonly value: z.infer<typeof lineSchema> }
  | { readonly kind: 'broken'; readonly reason: string };

const parseLine = (source: string): ParsedLine => {
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch {
    return { kind: 'broken', reason: 'the line is not valid JSON' };
  }
  const parsed = lineSchema.safeParse(value);
  if (parsed.success) return { kind: 'ok', value: parsed.data };
  const [issue] = parsed.error.issues;
  const field = issue?.path[0];
  if (field === undefined) return { kind: 'broken', reason: 'the line is no JSON object' };
  const held = typeof value === 'object' && value !== null && String(field) in value;
  return { kind: 'broken', reason: `"${String(field)}" is ${held ? 'not of the right kind' : 'missing'}` };
};

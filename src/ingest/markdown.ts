/** A `.md` file is one article; YAML front matter between two lines of `---` may name its title, publisher, url and date. */
import { z } from 'zod';
import { decode } from './decode.ts';
import { readMetadata } from './metadata.ts';
import type { FileReading, Problem, SourceFile } from './outcome.ts';
import { encodingWarnings } from './text.ts';
import { findTitle, pastBlank, pastTitle } from './title.ts';
import { parseYaml } from './yaml.ts';

interface FrontMatter {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly end: number;
  readonly warnings: readonly Problem[];
}

export const readMarkdown = (file: SourceFile): FileReading => {
  const { text, doubt } = decode(file.bytes);
  const front = readFrontMatter(text, file.path);
  const { metadata, warnings } = readMetadata(front.fields, { file: file.path });
  const heading = metadata.title === null ? findTitle(text, front.end) : undefined;
  const bodyStart =
    metadata.title === null
      ? (heading?.end ?? pastBlank(text, front.end))
      : pastBlank(text, pastTitle(text, front.end, metadata.title));
  const article = { id: file.id, ...metadata, title: metadata.title ?? heading?.title ?? null, text, bodyStart };
  return {
    articles: [{ article, file: file.path }],
    broken: [],
    warnings: [...encodingWarnings(file.path, doubt), ...front.warnings, ...warnings],
  };
};

const OPENING = /^\uFEFF?---[ \t]*\r?\n/u;
const CLOSING = /^(?:---|\.\.\.)[ \t]*\r?$/mu;

const record = z.record(z.string(), z.unknown());

/** A file that begins with a rule (`---`) and holds no front matter is read whole. */
const readFrontMatter = (text: string, file: string): FrontMatter => {
  const opening = OPENING.exec(text)?.[0];
  if (opening === undefined) return { fields: {}, end: 0, warnings: [] };
  const closing = CLOSING.exec(text.slice(opening.length));
  if (closing === null) return { fields: {}, end: 0, warnings: [warn(file, 1, 'it has no closing line of ---')] };
  const source = text.slice(opening.length, opening.length + closing.index);
  const end = opening.length + closing.index + closing[0].length;
  const parsed = parseYaml(source);
  if (parsed.kind === 'broken') return { fields: {}, end, warnings: [warn(file, parsed.line + 1, parsed.reason)] };
  const fields = record.safeParse(parsed.value ?? {});
  if (fields.success) return { fields: fields.data, end, warnings: [] };
  return { fields: {}, end: 0, warnings: [warn(file, 1, 'it is no list of "name: value" lines')] };
};

const warn = (file: string, line: number, reason: string): Problem => ({
  file,
  line,
  code: 'front-matter',
  message: `the front matter was left out: ${reason}`,
  fix: 'Write "title: ...", "publisher: ...", "url: ..." and "published: ..." between two lines of ---; quote a value that holds a colon.',
});

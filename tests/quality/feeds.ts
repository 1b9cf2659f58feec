/** Feeds with a known reading: what the parser makes of them, and whether anything that could run survives in its text. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type FeedReading, parseFeed } from '../../src/ingest/feeds/parse.ts';
import { paragraphsOfMarkup } from '../../src/ingest/feeds/text.ts';

const row = z.object({ file: z.string(), path: z.string(), value: z.string() });
type Row = z.infer<typeof row>;

/** Where the set's relative links were read from. */
const ADDRESS = 'http://127.0.0.1:8097/';

export interface FeedFigures {
  readonly rows: number;
  readonly right: number;
  /** `FILE PATH: wanted, got`. */
  readonly wrong: readonly string[];
}

export interface FeedsMeasure {
  /** Rows that RSS, Atom or JSON Feed defines. */
  readonly defined: FeedFigures;
  /** HTML cleaning: our text against the text of what another product leaves. */
  readonly sanitized: FeedFigures;
  /** Files whose reading still holds a tag, a handler or a script address as such. */
  readonly alive: readonly string[];
  /** Files that are refused, with the code. */
  readonly refused: readonly string[];
  readonly groups: Readonly<Record<string, FeedFigures>>;
}

/** The header that a file says it is served with. */
const headersOf = (bytes: Uint8Array): Record<string, string> => {
  const location = /^Header:\s+Content-Location:\s*(\S+)/mu.exec(new TextDecoder('latin1').decode(bytes))?.[1];
  return location === undefined ? {} : { 'content-location': location };
};

const readValue = (reading: FeedReading, path: string): string => {
  if (reading.kind === 'refused') return `(refused: ${reading.code})`;
  const { feed } = reading;
  if (path === 'feed.title') return feed.title ?? '';
  const item = feed.items[0];
  const texts = (...paragraphs: (readonly string[] | undefined)[]): string =>
    paragraphs.find((each) => each !== undefined && each.length > 0)?.join('\n') ?? '';
  switch (path.replace('entries[0].', '')) {
    case 'title':
      return item?.title ?? '';
    case 'link':
      return item?.url ?? '';
    case 'id':
    case 'guid':
      return item?.id ?? '';
    case 'summary':
    case 'description':
      return texts(item?.summary, item?.content);
    case 'updated':
      return item?.updated ?? item?.published ?? '';
    default:
      throw new Error(`no such path: ${path}`);
  }
};

const isText = (path: string): boolean => /title|summary|description/u.test(path);

/** Both sides as text: what we keep of an item is its words. */
const agrees = ({ path, value }: Row, got: string): boolean => {
  if (!isText(path)) return got.trim() === value.trim();
  const squeezed = (text: string): string => text.replace(/\s+/gu, ' ').trim();
  return squeezed(got) === squeezed(paragraphsOfMarkup(value).join('\n')) || squeezed(got) === squeezed(value);
};

/** What a browser would take for something to run, in the strings that come out. */
const ALIVE =
  /<\s*(?:script|style|iframe|object|embed|applet|link|meta|img|a|svg)\b|\bon[a-z]{3,20}\s*=|javascript\s*:/iu;

export const measureFeeds = (data: string): FeedsMeasure => {
  const folder = join(data, 'feeds');
  const rows = readFileSync(join(folder, 'expect.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => row.parse(JSON.parse(line)));
  const readings = new Map(
    readdirSync(folder)
      .filter((name) => name.endsWith('.xml'))
      .map((name) => {
        const bytes = readFileSync(join(folder, name));
        return [name, parseFeed(bytes, headersOf(bytes), ADDRESS)];
      }),
  );
  const groups: Record<string, { rows: number; right: number; wrong: string[] }> = {};
  for (const each of rows) {
    const name = each.file.split('__')[0] ?? '';
    const group = groups[name] ?? { rows: 0, right: 0, wrong: [] };
    groups[name] = group;
    const reading = readings.get(each.file);
    const got = reading === undefined ? '(no file)' : readValue(reading, each.path);
    group.rows += 1;
    if (agrees(each, got)) group.right += 1;
    else group.wrong.push(`${each.file} ${each.path}: ${JSON.stringify(each.value)}, got ${JSON.stringify(got)}`);
  }
  const sum = (figures: readonly FeedFigures[]): FeedFigures => ({
    rows: figures.reduce((total, { rows: count }) => total + count, 0),
    right: figures.reduce((total, { right }) => total + right, 0),
    wrong: figures.flatMap(({ wrong }) => wrong),
  });
  const entries = Object.entries(groups);
  return {
    defined: sum(entries.filter(([name]) => name !== 'sanitize').map(([, figures]) => figures)),
    sanitized: sum(entries.filter(([name]) => name === 'sanitize').map(([, figures]) => figures)),
    alive: [...readings].flatMap(([name, reading]) =>
      reading.kind === 'ok' && ALIVE.test(JSON.stringify(reading.feed)) ? [name] : [],
    ),
    refused: [...readings].flatMap(([name, reading]) =>
      reading.kind === 'refused' ? [`${name}: ${reading.code}, ${reading.reason}`] : [],
    ),
    groups,
  };
};

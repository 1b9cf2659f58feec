/** Title, publisher, URL and date of an article, checked: what is wrong is named and left out, never mended by a guess. */
import { z } from 'zod';
import type { Article } from '../model.ts';
import { mailDateAsIso } from './mail-date.ts';
import type { Problem, ProblemCode } from './outcome.ts';
import { visibleLine } from './visible.ts';

export type Metadata = Pick<Article, 'title' | 'publisher' | 'url' | 'published'>;

/** YAML and JSON give bare numbers for titles such as "1984". */
export const textField = z.union([z.string(), z.number()]).transform(String).nullish();

const url = z.url({ protocol: /^https?$/, hostname: z.regexes.domain });
const localUrl = z.url({ protocol: /^https?$/ });

const clean = (value: string): string | null => {
  const text = visibleLine(value);
  return text === '' ? null : text;
};

const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(?:[.,](\d{1,9}))?\s?(Z|[+-]\d{2}:?\d{2})?)?$/iu;

const FIRST_YEAR = 1450;

/**
 * An ISO 8601 date or instant, as the outlet gave it, or the same in the form of mail. A time without a zone is no
 * instant anywhere: its day alone is kept. Undefined when it is no date of the calendar.
 */
export const readDate = (value: string): string | undefined => {
  const match = ISO.exec(value) ?? ISO.exec(mailDateAsIso(value) ?? '');
  if (match === null) return undefined;
  const [, year, month, day, time, fraction, zone] = match;
  const date = `${year}-${month}-${day}`;
  // Content systems write 0001-01-01 for "none"; nothing was published before there was print.
  if (Number(year) < FIRST_YEAR) return undefined;
  // So do others with the first instant of their clock.
  if (/^1970-01-01T00:00(?::00)?/u.test(`${date}T${time ?? ''}`)) return undefined;
  const parsed = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(parsed) || new Date(parsed).toISOString().slice(0, 10) !== date) return undefined;
  if (time === undefined) return date;
  const offset = zone
    ?.toUpperCase()
    .replace(/^([+-]\d{2}):?(\d{2})$/u, '$1:$2')
    .replace('-00:00', 'Z');
  const instant = `${date}T${time}${fraction === undefined ? '' : `.${fraction.slice(0, 3)}`}${offset ?? 'Z'}`;
  if (Number.isNaN(Date.parse(instant))) return undefined;
  return offset === undefined ? date : instant;
};

/** Longer than any that a chat or a browser is sure to take. */
export const LONGEST_URL = 2_000;

/** An absolute http or https address, without a user's name: that is a secret, or the disguise of another site. */
export const readUrl = (value: string): string | undefined => {
  const trimmed = value.trim();
  if (trimmed.length > LONGEST_URL) return undefined;
  if (!url.safeParse(trimmed).success && !localUrl.safeParse(trimmed).success) return undefined;
  const { href, username, password } = new URL(trimmed);
  return username === '' && password === '' ? href : undefined;
};

interface Field {
  readonly code: ProblemCode;
  readonly read: (value: string) => string | null | undefined;
  readonly fix: string;
}

const fields: Readonly<Record<keyof Metadata, Field>> = {
  title: { code: 'bad-title', read: clean, fix: 'Write the title as one line of text.' },
  publisher: { code: 'bad-publisher', read: clean, fix: "Write the outlet's name as one line of text." },
  url: { code: 'bad-url', read: readUrl, fix: 'Write the whole address, such as https://example.org/story.' },
  published: {
    code: 'bad-date',
    read: (value) => readDate(value.trim()),
    fix: 'Write a date such as 2025-06-02 or an instant such as 2025-06-02T10:30:00Z.',
  },
};

/** Values as a file gives them: unknown until checked. A missing, null or blank one is null and no problem. */
export const readMetadata = (
  given: Readonly<Record<string, unknown>>,
  where: { readonly file: string; readonly line?: number },
): { readonly metadata: Metadata; readonly warnings: readonly Problem[] } => {
  const warnings: Problem[] = [];
  const read = (name: keyof Metadata): string | null => {
    const { code, read: readField, fix } = fields[name];
    const text = textField.safeParse(given[name]);
    const value = text.success ? text.data : undefined;
    if (text.success && (value === undefined || value === null || value.trim() === '')) return null;
    const checked = typeof value === 'string' ? readField(value) : undefined;
    if (checked !== undefined) return checked;
    const shown = JSON.stringify(given[name])?.slice(0, 80) ?? 'the value';
    warnings.push({ ...where, code, message: `${name} ${shown} was left out: it cannot be read`, fix });
    return null;
  };
  return {
    metadata: { title: read('title'), publisher: read('publisher'), url: read('url'), published: read('published') },
    warnings,
  };
};

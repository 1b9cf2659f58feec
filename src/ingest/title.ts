/** Tells a title line at the head of a text from its first sentence. */

export interface TitleLine {
  /** Markdown marks gone. */
  readonly title: string;
  /** Where the text after the title begins. */
  readonly end: number;
}

const LONGEST_TITLE = 200;

interface Line {
  readonly text: string;
  readonly end: number;
  readonly next: number;
}

const lineAt = (text: string, start: number): Line => {
  const feed = text.indexOf('\n', start);
  const end = feed === -1 ? text.length : feed;
  return { text: text.slice(start, end).trim(), end, next: feed === -1 ? text.length : feed + 1 };
};

/** The first line at or after `start` with something on it. */
const firstLine = (text: string, start: number): (Line & { readonly start: number }) | undefined => {
  let at = start;
  while (at < text.length) {
    const line = lineAt(text, at);
    if (line.text !== '' && line.text !== '\uFEFF') return { ...line, start: at };
    at = line.next;
  }
  return undefined;
};

const withoutMarks = (line: string): string =>
  line
    .replace(/^\uFEFF/u, '')
    .replace(/^#{1,6}\s+/u, '')
    .replace(/\*\*|__/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();

/** A whole line in bold or under `#` is a heading, blank line or not. */
const isMarkedHeading = (line: string): boolean => {
  const bare = line.replace(/^\uFEFF/u, '');
  return /^#\s+\S/u.test(bare) || (/^\*\*[^*]+\*\*$/u.test(bare) && bare.length > 4);
};

const endsAsSentence = (line: string): boolean =>
  /[.:;,]["'”’)\]]*$/u.test(line) && !/(?:^|[\s(])(?:\p{Lu}\.){2,}$/u.test(line) && !/(?:\.\.\.|…)$/u.test(line);

/** A full stop after a word of three letters or more, then a capital: two sentences, not one headline. */
const holdsSentences = (line: string): boolean => /\p{Ll}{3}\.["”’]?\s+["“‘]?\p{Lu}/u.test(line);

const looksLikeTitle = (line: string): boolean =>
  line.length <= LONGEST_TITLE &&
  /\p{L}/u.test(line) &&
  !/^(?:[-*•–—]\s|\d+[.)]\s)/u.test(line) &&
  !endsAsSentence(line) &&
  !holdsSentences(line);

const lettersOf = (line: string): string => line.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/** Many pages repeat the headline at the head of the text: such a line belongs to the title. */
const pastRepeats = (text: string, from: number, title: string): number => {
  const wanted = lettersOf(title);
  let end = from;
  for (;;) {
    const line = firstLine(text, end);
    if (line === undefined || lettersOf(withoutMarks(line.text)) !== wanted) return end;
    end = line.end;
  }
};

const isBlank = (text: string): boolean => !/\S/u.test(text);

/**
 * The title of `text` from `start` on: a first line that is marked as a heading, or that looks like a title and is set
 * apart by a blank line. Undefined when there is none, or nothing comes after it.
 */
export const findTitle = (text: string, start: number): TitleLine | undefined => {
  const line = firstLine(text, start);
  if (line === undefined) return undefined;
  const title = withoutMarks(line.text);
  const apart = line.next < text.length && lineAt(text, line.next).text === '';
  if (!(isMarkedHeading(line.text) || (apart && looksLikeTitle(title))) || title === '') return undefined;
  const end = pastRepeats(text, line.end, title);
  return isBlank(text.slice(end)) ? undefined : { title, end: pastBlank(text, end) };
};

/** Skips a first line that only repeats a title known from elsewhere. */
export const pastTitle = (text: string, start: number, title: string): number => {
  const end = pastRepeats(text, start, title);
  return isBlank(text.slice(end)) ? start : pastBlank(text, end);
};

/** The first character after `start` that is no white space. */
export const pastBlank = (text: string, start: number): number => {
  let at = start;
  while (at < text.length && /[\s\uFEFF]/u.test(text.charAt(at))) at += 1;
  return at;
};

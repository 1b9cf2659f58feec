/**
 * Links from a citation to the words that it cites. Pure.
 * Text fragments: https://wicg.github.io/scroll-to-text-fragment/ (text directive `text=START[,END]`).
 */
import type { Linker, Signer } from '../src/ports.ts';
import { webUrl } from './text.ts';

/** Quotes up to this many UTF-16 code units are written out; a longer one is named by its first and last words. */
export const wholeQuoteLimit = 120;

/** How many words stand for the start and for the end of a long quote. */
export const edgeWords = 6;

type Sign = Signer['sign'];

const loneSurrogate = /\p{Surrogate}/gu;

/** What the directive's own syntax uses (dash, comma, ampersand), and what chat mark-up would trip over. */
const encode = (text: string): string =>
  encodeURIComponent(text.replace(loneSurrogate, '\uFFFD')).replace(
    /[-!'()*~_]/gu,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

const wordsOf = (line: string): readonly string[] => line.split(/\s+/u).filter((word) => word !== '');

/**
 * The text directive for a quote: `text=...`. A fragment matches whole words only, so a long quote is cut between words.
 * One exact match never crosses a block of the page: a quote that runs over a line break is named by the first words of
 * its first line and the last words of its last.
 */
export const textDirective = (quote: string): string | undefined => {
  const lines = quote
    .split(/[\r\n]+/u)
    .map(wordsOf)
    .filter((words) => words.length > 0);
  const [first, last] = [lines[0], lines.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const whole = first.join(' ');
  if (lines.length === 1 && (whole.length <= wholeQuoteLimit || first.length <= 2 * edgeWords)) {
    return `text=${encode(whole)}`;
  }
  return `text=${encode(first.slice(0, edgeWords).join(' '))},${encode(last.slice(-edgeWords).join(' '))}`;
};

/** `/read/ARTICLE?key=SIGNATURE#START-END`, under the page's own address. */
const readerUrl = (
  base: string,
  { article, start, end }: { article: string; start: number; end: number },
  sign: Sign | undefined,
): string => {
  const id = article.replace(loneSurrogate, '\uFFFD');
  const key = sign === undefined ? '' : `?key=${sign(id)}`;
  return `${base.replace(/\/+$/u, '')}/read/${encodeURIComponent(id)}${key}#${start}-${end}`;
};

/**
 * To the article's own page where it has a URL (http or https, without a user's name; anything else is no link), else to our reader where
 * `publicUrl` says how it is reached, else nowhere.
 * @param publicUrl address of the web page, `''` for links relative to its root; a function when it is known only later
 * @param sign what our reader asks of a link to an article that a feed brought; only who runs Crosswire can do without
 */
export const webLinker =
  (publicUrl: string | undefined | (() => string | undefined), sign?: Sign): Linker =>
  (citation, url) => {
    const page = webUrl(url);
    if (page !== undefined) {
      const directive = textDirective(citation.quote);
      if (directive !== undefined) page.hash = `${page.hash.replace(/^#/u, '').replace(/:~:.*$/u, '')}:~:${directive}`;
      return page.href;
    }
    const base = typeof publicUrl === 'function' ? publicUrl() : publicUrl;
    return base === undefined ? undefined : readerUrl(base, citation, sign);
  };

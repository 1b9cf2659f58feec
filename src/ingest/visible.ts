/** What a reader sees of a text that a stranger wrote. Pure. */

/**
 * Drawn by nothing, though they change how all else is drawn: direction overrides, zero-width marks, soft hyphens, tags,
 * byte order marks, halves of surrogate pairs. Joiners stay between letters of scripts, and emoji, that are spelt with them.
 */
const UNSEEN = /(?<![^\0-\u024F])[\u200C\u200D]|[\u200C\u200D](?![^\0-\u024F])|[^\P{Cf}\u200C\u200D]|\p{Cs}/gu;

/** On one line: every run of spaces, line ends and control characters is one space. */
export const visibleLine = (text: string): string =>
  text
    .replace(UNSEEN, '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();

/** At most so many characters (UTF-16 code units), cut at a word where there is one; the ellipsis is counted. */
export const shortened = (text: string, most: number): string => {
  if (text.length <= most) return text;
  const head = text.slice(0, most - 1);
  const space = head.lastIndexOf(' ');
  const cut = space > most / 2 ? head.slice(0, space) : head.replace(/[\uD800-\uDBFF]$/u, '');
  return `${cut.trimEnd()}…`;
};

/** Longer than any headline, and than any outlet's name. Characters. */
export const LONGEST_TITLE = 500;
export const LONGEST_NAME = 120;

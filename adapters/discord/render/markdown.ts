/** Text of articles and people as Discord Markdown that says exactly what it says. Pure. */
import { clip, webUrl } from '../../text.ts';

const controls = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu;
const loneSurrogates = /\p{Surrogate}/gu;

/** One line without control characters, direction overrides and broken characters: what every field of a payload needs. */
export const plainLine = (text: string): string =>
  text.replace(/\s+/gu, ' ').replace(controls, '').replace(loneSurrogates, '\uFFFD').trim();

/**
 * Escapes one run of text. Discord un-escapes a backslash before any punctuation, so what would format, link, mention or
 * hide gets one: emphasis, code, spoilers, masked links, `<...>` mentions and timestamps, `@everyone`, headings, quotes,
 * and the colon of a bare URL, which would become a link otherwise.
 */
export const escapeMarkdown = (text: string): string =>
  plainLine(text)
    .replace(/[\\*_~`|[\]<>#@]/gu, '\\$&')
    .replace(/:(?=\/\/)/gu, '\\:')
    .replace(/^(?:[-+](?=\s)|\d+(?=[.)](?:\s|$)))/u, (start) => (/\d/u.test(start) ? `${start}\\` : `\\${start}`));

/** A label cut at a word so that, escaped, it has at most `limit` code units. */
export const clipMarkdown = (text: string, limit: number): string => {
  const line = plainLine(text);
  let room = limit;
  let escaped = escapeMarkdown(clip(line, room));
  while (escaped.length > limit) {
    room -= Math.max(1, Math.ceil((escaped.length - limit) / 2));
    escaped = escapeMarkdown(clip(line, room));
  }
  return escaped;
};

/** An http(s) URL that cannot end its own brackets, or undefined. */
export const safeUrl = (url: string | undefined): string | undefined => {
  return webUrl(url)?.href.replace(
    /[()\\<>"'`|[\]{}\s*]/gu,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
};

/**
 * `[label](url)`, or the label alone where there is no safe URL. The label is escaped already. Discord prints a link
 * whose label holds an address as it is typed, brackets and all: beside such a label stands a link of its own.
 */
export const link = (label: string, url: string | undefined): string => {
  const safe = safeUrl(url);
  if (safe === undefined) return label;
  return /:\/\//u.test(label) ? `${label} [link](${safe})` : `[${label}](${safe})`;
};

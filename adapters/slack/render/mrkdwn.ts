/** Text in Slack's mark-up. Whatever comes from an article or a chat passes through `say` or `link` and is inert. */
import { clip, webUrl } from '../../text.ts';
import { URL_CHARACTERS } from '../limits.ts';

/**
 * One line without what would disturb it: line breaks and other control characters (a forged line would look like ours),
 * marks that reverse the reading direction, halves of surrogate pairs (they cannot be sent). Backticks become
 * apostrophes: a pair of ``` in two lines would show the links between them as code.
 */
const line = (text: string): string =>
  text
    .replace(/[\u202A-\u202E\u2066-\u2069\uFEFF]/gu, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .replace(/\p{Cs}/gu, '\uFFFD')
    .replaceAll('`', "'")
    .trim();

/** `&`, `<` and `>` and nothing else, as Slack asks; without a bare `<` there is no ping and no link. */
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Foreign text as inert mark-up. */
export const say = (text: string): string => escaped(line(text));

/** The same, clipped at a word so that the escaped result has at most `limit` characters. */
export const sayWithin = (text: string, limit: number): string => {
  const whole = line(text);
  let room = Math.min(whole.length, limit);
  let said = escaped(clip(whole, room));
  // An escape adds at most 4 characters, so that this ends after a few turns.
  while (said.length > limit) {
    room -= Math.max(1, Math.ceil((said.length - limit) / 5));
    said = escaped(clip(whole, room));
  }
  return said;
};

/** The same where Slack reads no mark-up at all: what is read out in place of a button or a picture. */
export const readOut = (text: string, limit: number): string => clip(line(text), limit);

/** The address as Slack takes it, or undefined when it is not one that a reader should be sent to. */
const address = (url: string): string | undefined => {
  const parsed = webUrl(url);
  if (parsed === undefined) return undefined;
  // `|` ends the address of a link; `<` and `>` are encoded by URL where they may stand, and here where they may not.
  const safe = escaped(parsed.href.replaceAll('|', '%7C').replaceAll('<', '%3C').replaceAll('>', '%3E'));
  return safe.length <= URL_CHARACTERS ? safe : undefined;
};

/** A link, or its label alone where there is no address to go to. The label is foreign text too. */
export const link = (url: string | undefined, label: string): string => {
  const target = url === undefined ? undefined : address(url);
  // A bar parts the address from the label; one like it stands for those of a title.
  const words = say(label).replaceAll('|', '│') || 'untitled';
  return target === undefined ? words : `<${target}|${words}>`;
};

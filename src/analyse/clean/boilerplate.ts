/** Text that belongs to the page, not to the article: calls to the reader, notices, menus, lists of links. */
import { z } from 'zod';
import raw from './boilerplate.json' with { type: 'json' };

const schema = z.object({
  about: z.string(),
  calls: z.object({ verbs: z.array(z.string()), objects: z.array(z.string()) }),
  openings: z.array(z.string()),
  wholes: z.array(z.string()),
  anywhere: z.array(z.string()),
  sections: z.array(z.string()),
  bars: z.array(z.string()),
});
const data = schema.parse(raw);

const any = (patterns: readonly string[]): string => `(?:${patterns.join('|')})`;
const callVerbs = new Set(data.calls.verbs);
/** The object stands within a few words of the verb. */
const callObject = new RegExp(`^(?:\\W+[\\w'’-]+){0,5}?[^\\w-]+${any(data.calls.objects)}(?![\\w-])`, 'iu');
/** What tells of something rather than asks for it. */
const tells = /\b(?:said|says|told|was|were|had|has been|saw|fell|rose)\b/iu;
const opening = new RegExp(`^${any(data.openings)}`, 'iu');
const whole = new RegExp(`^${any(data.wholes)}[.:]?$`, 'iu');
const anywhere = new RegExp(any(data.anywhere), 'iu');
const section = new RegExp(`^${any(data.sections)}\\s*:?$`, 'iu');
const barWords = new Set(data.bars);

/** Longer text tells something, whatever its first word. */
const longestCall = 25;
const longestNotice = 400;

const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{N}][\p{L}\p{N}'’&.-]*/gu) ?? [];

/** "See how it was done in the video below": asks the reader to do something with the page. */
const isCall = (text: string, words: readonly string[]): boolean => {
  const [first] = words;
  return (
    first !== undefined &&
    words.length <= longestCall &&
    callVerbs.has(first.toLowerCase()) &&
    !tells.test(text) &&
    callObject.test(text.slice(text.indexOf(first) + first.length))
  );
};

/** "Source 1 • Source 2", "Facebook Twitter WhatsApp": short labels in a row. */
const isBar = (text: string, words: readonly string[]): boolean => {
  const parts = text.split(/\s*[•|·»›]\s*|\s{3,}/u).filter((part) => part !== '');
  if (parts.length >= 2 && !/[.!?]["”’]?$/u.test(text) && parts.every((part) => wordsOf(part).length <= 5)) return true;
  return words.length > 0 && words.length <= 15 && words.every((word) => barWords.has(word.toLowerCase()));
};

/** A label such as "Related stories:", after which come links until prose returns. */
export const opensLinks = (text: string): boolean => section.test(text.trim());

/** Whether a block or a sentence is boilerplate. Quoted speech never is. */
export const isBoilerplate = (given: string): boolean => {
  const text = given.trim();
  if (text.length > longestNotice || /^["“‘']/u.test(text)) return false;
  const words = wordsOf(text.slice(0, longestNotice));
  if (words.length === 0) return true;
  return whole.test(text) || opening.test(text) || anywhere.test(text) || isCall(text, words) || isBar(text, words);
};

/** One headline by itself: stripped of what a site puts round it, and judged fit or unfit to stand over a story. */
import { z } from 'zod';
import data from './headlines.json' with { type: 'json' };

const words = z.array(z.string().min(1)).min(1);
const lists = z.object({ 'lead-ins': words, openings: words, lures: words, listed: words }).parse(data);
const leadIns = new Set(lists['lead-ins']);
const listed = new Set(lists.listed);

/** A headline longer than this does not fit a card's first line. */
export const longestTitle = 120;
const fewestWords = 4;
/** "Headline | Site", "Headline - Site": what follows the last bar, or the last dash of few words, is the site. */
const fewestKept = 4;
const mostSiteWords = 4;

const normal = (text: string): string => text.toLowerCase().replaceAll('’', "'");
const wordsIn = (text: string): string[] => text.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));

const withoutSite = (title: string): string => {
  const parts = title.split(/ *[|»] *| +[-–—] +/u);
  const last = parts.at(-1);
  if (parts.length < 2 || last === undefined) return title;
  const head = title.slice(0, title.lastIndexOf(last)).replace(/[\s|»–—-]+$/u, '');
  return wordsIn(last).length <= mostSiteWords && wordsIn(head).length >= fewestKept ? withoutSite(head) : title;
};

/** "Video: ", "Breaking News - "; a bare hyphen only after two words, for "Live-streamed" is none. */
const withoutLeadIn = (title: string): string => {
  const [, first, mark, rest] = /^([\p{L} ]{2,20}?)(\s?[:|]\s|\s?[–—-]\s?)(\S.*)$/u.exec(title) ?? [];
  if (first === undefined || rest === undefined || !leadIns.has(normal(first).trim())) return title;
  return mark === '-' && !first.includes(' ') ? title : withoutLeadIn(rest);
};

/** Single line, without markup, site name, lead-in ("Video:"), date stamp or closing full stop. */
export const cleanHeadline = (title: string): string => {
  const plain = title
    .replace(/\p{Cf}+/gu, '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .replace(/[*_#`]{2,}|^#+ | [*_`]+$|^[*_`]+/gu, '')
    .trim()
    .replace(/^[([]?(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4})[)\]]?[\s:–—-]*/u, '');
  return withoutLeadIn(withoutSite(plain))
    .replace(/(?:\.{2,}|\s*…)$/u, '…')
    .replace(/(?<![.\s]\p{L})\.$/u, '')
    .trim();
};

/** "An", "the", "of" ... at the end: the rest was cut off. */
const cutOff = /(?:…|\b(?:a|an|the|of|to|in|on|at|by|for|with|from|and|or|but|as|that|is|are|was|were)|[,:;–—-])$/iu;

/** A whole statement of what happened: no question, lure, list, shout or fragment. `cleanHeadline` comes first. */
export const isFit = (headline: string): boolean => {
  const lower = ` ${normal(headline)
    .replace(/[^\p{L}\p{N}'-]+/gu, ' ')
    .trim()} `;
  const count = wordsIn(headline).length;
  const letters = headline.replace(/[^\p{L}]/gu, '');
  if (count < fewestWords || headline.length > longestTitle) return false;
  if (/[?!]/u.test(headline) || cutOff.test(headline)) return false;
  if (letters === letters.toUpperCase()) return false;
  if (lists.openings.some((opening) => lower.startsWith(` ${opening} `))) return false;
  if (lists.lures.some((lure) => lower.includes(` ${lure} `))) return false;
  const [first, second, third] = lower.trim().split(' ');
  return !(
    /^(?:\d+|[a-z]+)$/u.test(first ?? '') &&
    /^\d+$/u.test(first ?? '') &&
    (listed.has(second ?? '') || listed.has(third ?? ''))
  );
};

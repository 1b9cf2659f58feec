/**
 * A shorter wording of a sentence, made by leaving out alone: brackets, asides between dashes, relative and participle
 * clauses, appositions, a second clause. What denies, hedges, limits, opposes, counts, dates or attributes always stays,
 * so that what is left was said just so. The citation keeps the whole sentence.
 */
import { z } from 'zod';
import type { Span, Statement } from '../model.ts';
import data from './shortening.json' with { type: 'json' };

const words = z.array(z.string().min(1));
const lists = z
  .object({
    about: z.string(),
    denying: words,
    hedging: words,
    attributing: words,
    counting: words,
    notParticiples: words,
    finite: words,
    saying: words,
    contents: words,
    empty: words,
    opening: words,
  })
  .parse(data);

const anyOf = (...each: readonly (readonly string[])[]): string => `(?:${each.flat().join('|')})`;
const figures = '\\p{N}|[$€£¥%]';
/** No cut may hold one of these; a clause of saying may hedge or attribute, since that goes with it. */
const kept = new RegExp(
  `\\b${anyOf(lists.denying, lists.hedging, lists.attributing, lists.counting)}\\b|n['’]t\\b|${figures}`,
  'iu',
);
const keptOfSaying = new RegExp(
  `\\b${anyOf(lists.denying, lists.counting, ['said', 'says', 'told', 'according'])}\\b|n['’]t\\b|${figures}`,
  'iu',
);
const finite = `(?:${anyOf(lists.finite)}|\\p{Ll}{2,}ed)\\b`;
const hasFinite = new RegExp(`\\b${finite}|\\b\\p{Ll}{3,}(?:es|[^s\\W]s)\\b`, 'u');
const isEmpty = new RegExp(`\\b${anyOf(lists.empty)}\\b`, 'iu');
const opens = new RegExp(`^[“"‘]?${anyOf(lists.opening)}\\b`, 'iu');

/** A clause without commas, quotation marks or brackets of its own. */
const plain = '[^,;:()“”"—–]';
const participle = `(?!${anyOf(lists.notParticiples)}\\b)\\p{Ll}{2,}ing\\b`;
const goesOn = `(?=\\s+(?:(?:also|later|then|now|once|again|has|have|had)\\s+)?${finite})`;
const ends = '(?=[.!][”"’)]*$)';
const word = '(?<=[\\p{L}\\p{N}”"’)])';

/**
 * aside: within a clause, which goes on after it; tail: up to the end; saying: a tail that tells what else was said;
 * contents: what stands in a paper or a speech that the next sentence speaks of.
 */
type Kind = 'bracket' | 'aside' | 'tail' | 'saying' | 'contents';

interface Pattern {
  readonly kind: Kind;
  /** Stands wherever the pattern matches, and is looked for in less time. */
  readonly cue: RegExp;
  readonly pattern: RegExp;
  readonly fill?: string;
}

const relativeCue = /, (?:who|which|whose|where) /u;
const ingCue = /, \p{Ll}+ing /u;
const sayingCue = new RegExp(`, (?:and )?${anyOf(lists.saying)} `, 'u');

/** Clauses that can go, those least missed first: what the pattern matches, with the commas that set it off. */
const patterns: readonly Pattern[] = [
  // "the Ministry of Ports (MOP)"
  { kind: 'bracket', cue: /\(/u, pattern: /\s\((?!(?:and|or)\b)[^()]{2,80}\)(?![\p{L}\p{N}])/gu },
  // "a strike—under Operation Heron—against", "a strike - the first - against"
  { kind: 'bracket', cue: /—/u, pattern: /\s?—[^—]{3,120}—\s?/gu, fill: ' ' },
  { kind: 'bracket', cue: /\s[–-]\s/u, pattern: /\s[–-]\s[^–—]{3,120}?\s[–-]\s/gu, fill: ' ' },
  // "Ann Lee, speaking from Oslo, Norway, said"
  {
    kind: 'aside',
    cue: ingCue,
    pattern: new RegExp(`${word}, ${participle} ${plain}{2,80}(?:, \\p{Lu}\\p{L}+)?,${goesOn}`, 'gu'),
  },
  // "Ann Lee, who heads the port, said"
  {
    kind: 'aside',
    cue: relativeCue,
    pattern: new RegExp(`${word}, (?:who|which|whose|where) ${plain}{4,120},${goesOn}`, 'gu'),
  },
  // "…, which pleased the mayor."
  {
    kind: 'tail',
    cue: relativeCue,
    pattern: new RegExp(`${word}, (?:who|which|whose|where) ${plain}{4,200}${ends}`, 'gu'),
  },
  // "…, saying that the pier had rotted."
  {
    kind: 'saying',
    cue: sayingCue,
    pattern: new RegExp(`${word}, (?:and )?${anyOf(lists.saying)} [^;()]{4,240}${ends}`, 'gu'),
  },
  // "…, marking the end of the season."; not "charged with theft, lying and arson", which is a list.
  {
    kind: 'tail',
    cue: ingCue,
    pattern: new RegExp(
      `${word}, (?!${anyOf(lists.saying)})${participle}(?!${plain}* (?:and|or) ) ${plain}{4,200}${ends}`,
      'gu',
    ),
  },
  // "…, with plans for another pier."
  { kind: 'tail', cue: /, with /u, pattern: new RegExp(`${word}, with ${plain}{4,200}${ends}`, 'gu') },
  // "…, and it was old."
  {
    kind: 'tail',
    cue: /, and (?:he|she|it|they|there) /u,
    pattern: new RegExp(`${word}, and (?:he|she|it|they|there) ${plain}{4,200}${ends}`, 'gu'),
  },
  // "Elsa, the oldest port of the coast, was": what a place or a body is; who somebody is stays.
  {
    kind: 'aside',
    cue: /, (?:the|an?) [^,]*,/u,
    pattern: new RegExp(`(?<=\\p{Lu}\\p{L}+), (?:the|an?) ${plain}{3,80},${goesOn}`, 'gu'),
  },
];

/** What stands in something goes with its conditions and denials, but not with figures: the next sentence opens it anew. */
const keptOfContents = new RegExp(`\\b${anyOf(lists.counting)}\\b|${figures}|[“"]`, 'iu');
/** "presented a proposal expressing its readiness to sell." */
const contents: Pattern = {
  kind: 'contents',
  cue: new RegExp(` ${anyOf(lists.contents)} `, 'u'),
  pattern: new RegExp(
    `(?<=\\b(?:an?|the|its|his|her|their) (?:\\p{Ll}+ ){1,3}?(?!\\p{Ll}+(?:ed|en|ly) )\\p{Ll}{3,}) ${anyOf(lists.contents)} ${plain}{4,200}${ends}`,
    'gu',
  ),
};

interface Cut extends Span {
  readonly kind: Kind;
  readonly fill: string;
}

const quotation = /[“"][^“”"]*[”"]/gu;
const marks = /[“”"]/gu;
const isOpen = (text: string): boolean => (text.match(marks)?.length ?? 0) % 2 === 1;

const thing = /\b(?:it|its|itself|they|them|their|theirs|this|these|those|former|latter|there)\b/iu;
const person = /\b(?:he|she|him|her|his|hers)\b/iu;

/** A later word may stand for what is left out: "it" for a thing, "he" for somebody named, an abbreviation for what it was set beside. */
const isMissed = (gone: string, rest: string): boolean => {
  const own = rest.replace(quotation, ' ');
  if (thing.test(own) || (person.test(own) && /\p{Lu}/u.test(gone))) return true;
  return (gone.match(/\p{Lu}[\p{L}-]*\p{Lu}[\p{L}-]*/gu) ?? []).some((abbreviation) => rest.includes(abbreviation));
};

const definite = /\bthe (\p{Ll}+)/giu;

/** "The plan" of the next sentence is one that what is left does not speak of, and what goes does. */
const introduces = (left: string, gone: string, following: string): boolean =>
  [...following.matchAll(definite)].some(([, noun = '']) => gone.includes(` ${noun}`) && !left.includes(noun));

/** "The minister, Ann Lee, who …, said": the comma after the aside closes what another opened; cut, it would be lost. */
const closesAnother = (before: string): boolean => {
  const clause = before.slice(Math.max(before.lastIndexOf(';'), before.lastIndexOf(':')) + 1).trim();
  return clause.includes(',') && !opens.test(clause) && !/, (?:and|but|or|so|that) [^,]*$/u.test(clause);
};

const leastWords = 6;
/** No point is made of a longer sentence, so none is looked through. */
const mostRead = 200;
const countWords = (text: string): number => text.split(/\s+/u).filter((each) => each !== '').length;

/** What is left must be a whole sentence still, with a verb of its own. */
const isWhole = (text: string): boolean =>
  countWords(text) >= leastWords && hasFinite.test(text.replace(quotation, ' ')) && !/[,;:—–-]\s*[.!]/u.test(text);

const overlaps = (cut: Span, spans: readonly Span[]): boolean =>
  spans.some(({ start, end }) => start < cut.end && end > cut.start);

/** Where figures, dates and the speaker stand in what is left of a statement's text. */
const placesIn = (text: string, { quantities, dates, speaker }: Statement): Span[] =>
  [...quantities, ...dates].flatMap(({ text: figure }) => spanOf(text, figure)).concat(spanOf(text, speaker?.name));

const spanOf = (text: string, part: string | undefined): Span[] => {
  const start = part === undefined ? -1 : text.indexOf(part);
  return part === undefined || start < 0 ? [] : [{ start, end: start + part.length }];
};

/** "Ann Lee, the head of the port, said": without it nobody knows who she is. */
const tellsWhoSomebodyIs = (text: string, { start }: Span, { names }: Statement): boolean =>
  names.some(({ kind, text: name }) => kind === 'person' && text.slice(0, start).endsWith(name));

const mayGo = (statement: Statement, text: string, cut: Cut, following: string): boolean => {
  const { start, end, kind, fill } = cut;
  const [before, gone, rest] = [text.slice(0, start), text.slice(start, end), text.slice(end)];
  if (isOpen(before) || isOpen(gone) || isMissed(gone, rest)) return false;
  if (following !== '' && (isMissed(gone, following) || introduces(before + rest, gone, following))) return false;
  if (kind === 'contents') {
    if (keptOfContents.test(gone)) return false;
  } else if (kind === 'saying') {
    if (keptOfSaying.test(gone) || isEmpty.test(before)) return false;
  } else if (kept.test(gone)) return false;
  if (kind === 'aside') {
    if (closesAnother(before)) return false;
    if (/^, (?:the|an?) /u.test(gone) && tellsWhoSomebodyIs(text, cut, statement)) return false;
  }
  return isWhole(before + fill + rest);
};

const abbreviation = /\s\(([\p{Lu}\p{N}][\p{L}\p{N}.&-]{0,9})\)/gu;

/** "prisoners of war (POWs)": nobody needs the short form of what is not named again. */
export const withoutAbbreviations = (text: string): string =>
  text.replace(abbreviation, (bracket, short: string, at: number) => {
    const isShort = /\p{Lu}[\p{Ll}.&-]{0,2}\p{Lu}/u.test(short) || /^\p{Lu}{2}/u.test(short);
    return isShort && !text.slice(at + bracket.length).includes(short.replace(/s$/u, '')) ? '' : bracket;
  });

/**
 * The sentence in at most `most` words if cuts alone can bring it there; else as short as they make it. One that is short
 * enough comes back as it is, and so does one of more than `mostRead` words.
 * @param following the sentences after it that lean on it: what they speak of stays
 */
export const shorten = (statement: Statement, most: number, following = ''): string => {
  let { text } = statement;
  if (countWords(text) > mostRead) return text;
  for (const { kind, cue, pattern, fill = '' } of following === '' ? patterns : [...patterns, contents]) {
    if (countWords(text) <= most) return text;
    if (!cue.test(text)) continue;
    // From the end, so that earlier places still hold.
    for (const match of [...text.matchAll(pattern)].reverse()) {
      const cut = { start: match.index, end: match.index + match[0].length, kind, fill };
      if (overlaps(cut, placesIn(text, statement)) || !mayGo(statement, text, cut, following)) continue;
      text = text.slice(0, cut.start) + fill + text.slice(cut.end);
    }
  }
  return text;
};

const endClause = new RegExp(
  `${word}, (?:and (?:he|she|it|they|there)|who|which|whose|where|${participle}(?!${plain}* (?:and|or) )) ${plain}{4,200}${ends}`,
  'gu',
);

const supporting = new RegExp(
  `\\b${anyOf(lists.denying, lists.attributing, ['reportedly', 'allegedly'])}\\b|n['’]t\\b`,
  'iu',
);

/** The clauses at the end of a text that can go where what they say is told elsewhere, with what each leaves. */
export const endClauses = (text: string): { readonly clause: string; readonly left: string }[] =>
  [...text.matchAll(endClause)].flatMap(({ 0: gone, index }) => {
    const left = text.slice(0, index) + text.slice(index + gone.length);
    const stays = supporting.test(gone) || isOpen(gone) || isOpen(text.slice(0, index)) || !isWhole(left);
    return stays ? [] : [{ clause: gone, left }];
  });

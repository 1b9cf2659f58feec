/** Words that stand for something said before, and whether the sentence itself says what. */
import type { NameMention, Span } from '../../model.ts';
import { after, events, people, persons, prepositions, shells, times } from './context.ts';
import { opensWithName } from './tagging.ts';
import { speaksOfUnnamed } from './unnamed.ts';

interface Word extends Span {
  readonly lower: string;
  readonly quoted: boolean;
}

const wordsOf = (sentence: string, quotations: readonly Span[]): Word[] => {
  let next = 0;
  return [...sentence.matchAll(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu)].map((match) => {
    const start = match.index;
    while ((quotations[next]?.end ?? sentence.length) <= start) next += 1;
    const quotation = quotations[next];
    return {
      start,
      end: start + match[0].length,
      lower: match[0].toLowerCase().replace(/’/gu, "'"),
      quoted: quotation !== undefined && quotation.start <= start,
    };
  });
};

const person = new Set(['he', 'she', 'him', 'her', 'his', 'hers', "he's", "she's", "he'd", "she'd", "he'll", "she'll"]);
const thing = new Set([
  'it',
  'its',
  'they',
  'them',
  'their',
  'theirs',
  "it's",
  "they're",
  "they've",
  "they'll",
  "they'd",
]);
const writer = new Set([
  'we',
  'our',
  'us',
  'ours',
  'ourselves',
  'i',
  'my',
  'me',
  'mine',
  'you',
  'your',
  'yours',
  "we're",
  "we've",
  "i'm",
  "i've",
  "you're",
  "we'll",
  "you'll",
]);

/** Words that name nothing: an "it" after these alone has nothing to stand for. */
const nameless =
  /^(?:the|an?|and|or|but|if|as|in|on|at|of|to|for|by|with|from|after|before|when|while|although|though|because|since|not|also|said|says|is|was|were|are|be|been|has|have|had|will|would|that|this|these|those|there|then|now|today|maybe|perhaps|currently|again|soon|later|earlier|so|yet|still|even|if|what|who|how|why|where|which|once|\d+)$/u;

/** "In his statement, Zelensky said": the name comes right after the clause that the pronoun stands in. */
const comesNext = (sentence: string, at: number, names: readonly NameMention[]): boolean => {
  const comma = sentence.indexOf(',', at);
  if (at === 0 || comma === -1 || comma - at > 160 || at > 160) return false;
  return names.some(({ start, kind }) => kind !== 'place' && start > comma && start - comma <= 40);
};

const hasPersonBefore = (
  sentence: string,
  words: readonly Word[],
  i: number,
  names: readonly NameMention[],
): boolean => {
  const at = words[i]?.start ?? 0;
  if (names.some(({ end, kind }) => end <= at && (kind === 'person' || kind === 'other'))) return true;
  const named = ({ lower }: Word): boolean =>
    lower === 'who' || persons.has(lower) || persons.has(lower.replace(/(?:'s|s|s')$/u, ''));
  return words.slice(0, i).some(named) || (i > 0 && opensWithName(sentence));
};

/** "it is clear that", "it was unclear whether": stands for what follows. */
const isEmptyIt = (sentence: string, word: Word): boolean =>
  word.lower === 'it' &&
  /^ (?:is|was|will be|would be|remains|had been|has been) (?:not |still |now )?(?!\p{L}+ed )\p{L}+ (?:that|to|whether|how|if|who|for)\b/u.test(
    sentence.slice(word.end, word.end + 60),
  );

const pointsBackWith = (
  sentence: string,
  words: readonly Word[],
  i: number,
  names: readonly NameMention[],
): boolean => {
  const word = words[i];
  if (word === undefined) return false;
  const { lower, quoted, start } = word;
  const next = words[i + 1]?.lower ?? '';
  if (writer.has(lower))
    return (
      !quoted &&
      !(lower === 'us' && /^U\.?S/u.test(sentence.slice(start, start + 3))) &&
      !(lower === 'i' && /^(?:of|and|or|,|\.)/u.test(next))
    );
  if (person.has(lower)) return !hasPersonBefore(sentence, words, i, names) && !comesNext(sentence, start, names);
  if (thing.has(lower))
    return (
      !words.slice(0, i).some((before) => !nameless.test(before.lower) && !writer.has(before.lower)) &&
      !isEmptyIt(sentence, word) &&
      !comesNext(sentence, start, names)
    );
  if (quoted) return false;
  if (lower === 'this' || lower === 'these') return !times.has(next.replace(/'s$/u, ''));
  if (
    lower === 'that' &&
    /^(?:was|is|would|will|meant|means|did|does|had|has)$/u.test(next) &&
    /^(?:and|but|or|so|if|as|because)$/u.test(words[i - 1]?.lower ?? '')
  )
    return true;
  if (lower === 'that' || lower === 'those')
    return (
      prepositions.has(words[i - 1]?.lower ?? '') &&
      !(lower === 'those' && /^(?:who|of|in|with|whose|from|involved|responsible|killed|on|at|affected)$/u.test(next))
    );
  if (lower === 'there')
    return (
      !/^(?:is|are|was|were|be|been|has|have|had|will|would|may|might|could|should|can|must|appears?|seems?|remains?|exists?|'s)$/u.test(
        next,
      ) && !names.some(({ kind, end }) => kind === 'place' && end <= start)
    );
  if (lower === 'latter' || lower === 'former') return words[i - 1]?.lower === 'the' && !/^\p{L}/u.test(next);
  return false;
};

/** "The move comes", "the two sides": nouns with "the" that say nothing of which one. Only where the sentence begins. */
const opensWithShell = (sentence: string, words: readonly Word[], names: readonly NameMention[]): boolean => {
  if (words[0]?.lower !== 'the') return false;
  for (let i = 1; i <= 3; i += 1) {
    const word = words[i];
    const next = words[i + 1];
    if (word === undefined || names.some(({ start, end }) => start <= word.start && word.start < end)) return false;
    const isShell = shells.has(word.lower) || people.has(word.lower);
    const isEvent = events.has(word.lower);
    if (!isShell && !isEvent) continue;
    const runsOn = next !== undefined && /^\s$/u.test(sentence.slice(word.end, next.start));
    if (runsOn && (shells.has(next.lower) || people.has(next.lower) || events.has(next.lower))) continue;
    if (runsOn && after.has(next.lower))
      return next.lower === 'in' && isShell && !names.some(({ start }) => start >= next.end);
    if (names.some(({ start }) => start >= word.end && start <= word.end + 1)) return false;
    return isShell || names.length === 0;
  }
  return false;
};

const pairs =
  /\b(?:both|the two) (?:sides|countries|nations|leaders|parties|men|women|governments|presidents|companies|teams|states)\b/iu;
const anonymous = /["”’,] the (?:\p{L}+ )?(\p{L}+) (?:said|says|added|told \p{L}+)\.?$/u;

/** "The marchers had dispersed", "There were no bids". */
const bareOpening = /^(?:The(?! \p{L}+(?: \p{L}+){0,4} (?:of|from|in|at|on|against|between|who|that) )|There) /u;
/** A shorter sentence without a name says too little. */
const fewestNameless = 8;
/** "both sides", "…, the delegation said", where no name of the sentence tells whose. */
const speaksOfUnnamedSides = (sentence: string, names: readonly NameMention[]): boolean =>
  names.length === 0 &&
  (pairs.test(sentence) ||
    people.has(anonymous.exec(sentence.slice(-80))?.[1] ?? '') ||
    bareOpening.test(sentence) ||
    sentence.split(' ', fewestNameless).length < fewestNameless);

/** Whether some word of the sentence stands for a thing that only earlier sentences name. Linear but for names, which are few. */
export const hasOpenReference = (
  sentence: string,
  names: readonly NameMention[],
  quotations: readonly Span[],
): boolean => {
  const words = wordsOf(sentence, quotations);
  return (
    speaksOfUnnamedSides(sentence, names) ||
    speaksOfUnnamed(sentence, names) ||
    opensWithShell(sentence, words, names) ||
    words.some((_, i) => pointsBackWith(sentence, words, i, names))
  );
};

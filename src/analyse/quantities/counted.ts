/** The noun phrase that a number counts, and the kind of thing that it names. */
import { causing, changeVerbs, harmed, isListedNoun, isPlural, nounClass, stops, tolls } from './lexicon.ts';
import { isCapitalised, isHyphen, type Token } from './tokens.ts';

export interface Phrase {
  /** Token range, end excluded. */
  readonly from: number;
  readonly to: number;
  /** The head noun. */
  readonly head: Token;
}

/** Adjectives and nouns before the head of one phrase; longer runs are no noun phrase of a news sentence. */
const longest = 7;

const notCounted = new Set(['times', 'fold', 'sides', 'minds', 'ways', 's']);

/** The plural noun phrase that begins at `at`: "fighter jets", "young Somali men". */
export const pluralPhrase = (tokens: readonly Token[], at: number): Phrase | undefined => {
  for (let index = at; index < Math.min(at + longest, tokens.length); index += 1) {
    const token = tokens[index];
    if (token === undefined) return undefined;
    if (index === at && token.lower === 'such') continue;
    // "Somali and Yemeni pirates"
    if (token.lower === 'and' && index > at && isCapitalised(tokens[index - 1]) && isCapitalised(tokens[index + 1]))
      continue;
    if (isHyphen(tokens, index) || (token.kind === 'number' && index > at)) continue;
    if (token.text === '"' || token.text === '“' || token.text === '”' || token.text === "'") continue;
    // "seven AK-47s": the plural of a model's number.
    if (token.text === 's' && !token.spaced && tokens[index - 1]?.kind === 'number' && index > at + 1)
      return { from: at, to: index + 1, head: token };
    if (token.kind !== 'word' || (stops.has(token.lower) && !(token.lower === 'us' && token.text === 'US')))
      return undefined;
    if (!isPlural(token.lower) || isHyphen(tokens, index + 1)) continue;
    if (notCounted.has(token.lower)) return undefined;
    let head = index;
    // "the three workers-two women and a man"
    // "arms dealers", "sports fans": a listed noun right behind a plural is the head.
    while (head + 1 < at + longest) {
      const next = tokens[head + 1];
      if (next?.kind !== 'word' || !isListedNoun(next.lower) || !isPlural(next.lower) || stops.has(next.lower)) break;
      if (harmed.has(next.lower)) break;
      head += 1;
    }
    const noun = tokens[head];
    const opens = tokens[at]?.kind === 'mark' && at < head ? at + 1 : at;
    return noun === undefined ? undefined : { from: opens, to: head + 1, head: noun };
  }
  return undefined;
};

const verbLike = (token: Token): boolean => /(?:ed|ing)$/.test(token.lower) && !isListedNoun(token.lower);

/** The noun phrase that begins at `at`, singular or mass: "stint", "jewellery", "military spending". */
export const phrase = (tokens: readonly Token[], at: number): Phrase | undefined => {
  let end = at;
  while (end < Math.min(at + longest, tokens.length)) {
    const token = tokens[end];
    if (token === undefined || token.kind !== 'word' || stops.has(token.lower)) break;
    if (end > at && verbLike(token)) break;
    end += 1;
    if (isPlural(token.lower)) break;
    if (isHyphen(tokens, end)) end += 1;
  }
  const head = tokens[end - 1];
  return end === at || head === undefined || head.kind !== 'word' ? undefined : { from: at, to: end, head };
};

const determiners = new Set([
  'the',
  'a',
  'an',
  'its',
  'their',
  'his',
  'her',
  'our',
  'these',
  'those',
  'all',
  'this',
  'that',
]);

export const afterDeterminer = (tokens: readonly Token[], at: number): number =>
  determiners.has(tokens[at]?.lower ?? '') ? at + 1 : at;

/** The kind of thing that a phrase names: `item` when the lists know no better. */
export const kindOf = (found: Phrase, tokens: readonly Token[]): string => {
  const own = nounClass(found.head.text);
  if (own !== undefined) return own;
  // "crew members" and the like are found by their head; "fire engines" too. Adjectives used as nouns are people.
  return harmed.has(found.head.lower) && found.to - found.from === 1 && tokens.length > 0 ? 'person' : 'item';
};

const auxiliaries = new Set([
  'were',
  'was',
  'are',
  'is',
  'have',
  'has',
  'had',
  'remain',
  'remained',
  'will',
  'would',
  'could',
  'may',
  'might',
  'did',
  'do',
]);
const pastVerbs = new Set([
  'lost',
  'took',
  'fled',
  'went',
  'came',
  'got',
  'died',
  'left',
  'fell',
  'fought',
  'began',
  'spoke',
  'sought',
  'sat',
  'stood',
  'held',
  'ran',
  'made',
  'told',
  'said',
  'say',
  'gave',
  'drowned',
  'met',
  'voted',
  'chose',
  'won',
  'saw',
  'still',
  'more',
  'others',
]);

/** Whether what follows a bare number reads as something people do or suffer: "20 wounded", "700 were injured". */
export const readsAsPeople = (tokens: readonly Token[], at: number): boolean => {
  const next = tokens[at];
  if (next?.kind !== 'word') return false;
  const aboard = next.lower === 'aboard' || (next.lower === 'on' && tokens[at + 1]?.lower === 'board');
  return (
    aboard ||
    harmed.has(next.lower) ||
    auxiliaries.has(next.lower) ||
    pastVerbs.has(next.lower) ||
    /[^e]ed$/.test(next.lower)
  );
};

/** Whether the sentence speaks of a toll before `at`: "The toll rose to 10". */
export const speaksOfToll = (tokens: readonly Token[], at: number): boolean => {
  for (let index = Math.max(0, at - 8); index < at; index += 1) {
    if (tolls.has(tokens[index]?.lower ?? '')) return true;
    // "the number of victims rose to 13", "the number saved"
    if (tokens[index]?.lower !== 'number') continue;
    const counted = tokens[tokens[index + 1]?.lower === 'of' ? index + 2 : index + 1];
    if (counted !== undefined && (harmed.has(counted.lower) || nounClass(counted.text) === 'person')) return true;
  }
  for (let index = Math.max(0, at - 4); index < at; index += 1)
    if (causing.has(tokens[index]?.lower ?? '')) return true;
  return false;
};

/** The subject of the clause before `at`: the noun before its first verb, or undefined when it is a pronoun. */
export const subjectBefore = (tokens: readonly Token[], at: number): Phrase | undefined => {
  let from = at;
  while (from > 0 && at - from < 14 && !/^[.;:?!"“]$/.test(tokens[from - 1]?.text ?? '')) from -= 1;
  const start = afterDeterminer(tokens, from);
  let end = start;
  while (end < at) {
    const token = tokens[end];
    if (token === undefined || token.kind !== 'word' || stops.has(token.lower)) break;
    if (end > start && (verbLike(token) || pastVerbs.has(token.lower) || changeVerbs.has(token.lower))) break;
    end += 1;
    if (isPlural(token.lower) && !isCapitalised(tokens[end])) break;
  }
  // "The fund holds $1.2 trillion", "A ticket costs up to": the last word in -s before the amount is the verb.
  const last = tokens[end - 1];
  if (end - start > 1 && last?.lower.endsWith('s') && (end === at || stops.has(tokens[end]?.lower ?? ''))) end -= 1;
  const head = tokens[end - 1];
  return end === start || head === undefined ? undefined : { from: start, to: end, head };
};

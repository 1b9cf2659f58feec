/** What a question asks for and with which words, so that a passage without it is no answer. */
import stem from 'wink-porter2-stemmer';
import { z } from 'zod';
import data from './asking.json' with { type: 'json' };
import type { Language } from './language.ts';
import type { Meaning } from './meanings.ts';
import { baseOf, meaningOf, stemsAt } from './meanings.ts';
import { stemOfWord } from './postings.ts';

export type QuestionKind =
  | 'how many'
  | 'how much'
  | 'how long'
  | 'how old'
  | 'how'
  | 'who'
  | 'when'
  | 'where'
  | 'why'
  | 'whether'
  | 'what';

/** A content word of the question. */
export interface AskedWord {
  readonly term: string;
  readonly meaning: Meaning;
  /** So general that sharing it says little. */
  readonly light: boolean;
}

/** A name in the question. */
export interface AskedName {
  readonly text: string;
  readonly folded: string;
  readonly entity: string;
}

export interface Question {
  readonly text: string;
  readonly kind: QuestionKind;
  readonly words: readonly AskedWord[];
  readonly names: readonly AskedName[];
  /** All its terms in order, those of names among them. */
  readonly terms: readonly string[];
  /** The head of "how many HEAD", "which HEAD": what the answer must be about. */
  readonly focus?: AskedWord;
  /** What is asked is what the named person said. */
  readonly asksSaying: boolean;
  readonly asksMoney: boolean;
  /** An answer must speak of the focus itself. */
  readonly needsFocus: boolean;
  /** Whether it asks of what is to come or of what has been; undefined where it may be either. */
  readonly tense: 'ahead' | 'happened' | undefined;
  /** What the one asked for did: "who paid for", "who leads"; undefined where that says little. */
  readonly deed?: AskedWord;
  /** It asks for what is denied: "who was not hurt". */
  readonly negated: boolean;
  /** It asks of the one after this. */
  readonly asksNext: boolean;
  /** It asks of the one before, not of the one at hand or to come. */
  readonly asksEarlier: boolean;
  /** Numbers of the question, as digits. */
  readonly numbers: readonly string[];
  /** Months, weekdays and ordinals, in small letters. */
  readonly times: readonly string[];
}

const strings = z.array(z.string().min(1));
const lexicon = z
  .object({
    auxiliaries: strings,
    empty: strings,
    light: strings,
    kept: strings,
    saying: strings,
    money: strings,
    ordinals: strings,
    calendar: strings,
    heads: z.object({ place: strings, name: strings, date: strings }),
  })
  .parse(data);
const auxiliaries = new Set(lexicon.auxiliaries);
const stemsOf = (words: readonly string[]): ReadonlySet<string> => new Set(words.map((word) => stem(word)));
const empty = stemsOf([...lexicon.empty, ...lexicon.auxiliaries]);
const kept = new Set(lexicon.kept);
const light = stemsOf(lexicon.light);
const heads = {
  place: stemsOf(lexicon.heads.place),
  name: stemsOf(lexicon.heads.name),
  date: stemsOf(lexicon.heads.date),
};
const saying = new Set(lexicon.saying);
const money = new Set(lexicon.money);
const ordinals = new Set(lexicon.ordinals);
const calendar = new Set(lexicon.calendar);

const patterns: readonly (readonly [RegExp, QuestionKind])[] = [
  [/\bhow many\b/u, 'how many'],
  [/\bhow much\b/u, 'how much'],
  [/\bhow (?:long|brief|short)\b|\bhow much time\b/u, 'how long'],
  [/\bhow (?:old|young)\b|\b(?:what|which) age\b/u, 'how old'],
  [/\b(?:when|since when|what (?:date|day|month|year|time)|which (?:date|day|month|year))\b/u, 'when'],
  [/\bwhere\b/u, 'where'],
  [/\bwho(?:m|se)?\b/u, 'who'],
  [/\bwhy\b|\bwhat (?:was|is) the reason\b|\bfor what reason\b/u, 'why'],
  [/\bhow\b/u, 'how'],
  [/\b(?:what|which)\b/u, 'what'],
];

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+(?:[.,]\p{N}+)*/gu) ?? [];

const kindOf = (text: string, words: readonly string[]): QuestionKind => {
  // "Did he say when?" asks whether only where nothing else is asked for.
  if (auxiliaries.has(words[0] ?? '')) return 'whether';
  return patterns.find(([pattern]) => pattern.test(text.toLowerCase()))?.[1] ?? 'what';
};

/** "what is the price of …": an answer that does not speak of the price is none. */
const wantedOf = /\bwh(?:at|ich) (?:is|was|are|were) the (?:[\p{L}-]+ )?([\p{L}-]+) (?:of|for|in|on|between)\b/iu;

/** "all-for-all": words joined by hyphens stand for one thing, though each alone says little. */
const joined = /\p{L}+(?:-\p{L}+)+/gu;

/** "who paid for …", "who was arrested": the first word after it that tells something. */
const deedOf = (text: string, language: Language): string | undefined => {
  const after = /\bwho\s+(.*)$/iu.exec(text)?.[1] ?? '';
  const first = (after.match(/[\p{L}’'-]+/gu) ?? []).find((each) => !auxiliaries.has(each.toLowerCase()));
  return first === undefined || /^\p{Lu}/u.test(first) ? undefined : language.terms(first)[0];
};

/** "how many captured soldiers will …": the last content word before the verb. */
const focusOf = (text: string, language: Language): string | undefined => {
  const wanted = wantedOf.exec(text)?.[1];
  if (wanted !== undefined) return language.terms(wanted).at(-1);
  const asked = /\b(?:how many|how much|which|what|whose)\s+(.*)$/iu.exec(text)?.[1];
  if (asked === undefined) return undefined;
  const phrase: string[] = [];
  for (const word of asked.match(/[\p{L}\p{N}’'-]+/gu) ?? []) {
    if (auxiliaries.has(word.toLowerCase()) || /^(?:of|in|on|from|at|for|to|by|with|that|who)$/iu.test(word)) break;
    phrase.push(word);
  }
  if (phrase.length > 4) return undefined;
  // A general list of stop words may hold what is counted: "seconds".
  return language.terms(phrase.join(' ')).at(-1) ?? stemsAt(phrase.join(' '), language).at(-1)?.stem;
};

const kindOfHead = (kind: QuestionKind, head: string | undefined): QuestionKind => {
  if (kind !== 'what' || head === undefined) return kind;
  if (heads.place.has(head)) return 'where';
  if (heads.name.has(head)) return 'who';
  return heads.date.has(head) ? 'when' : kind;
};

/** Names as typed; where all is typed small, the words that the articles know as names. */
const namesIn = (
  text: string,
  words: readonly string[],
  language: Language,
  isName: (folded: string) => boolean,
): AskedName[] => {
  if (/\p{Lu}/u.test(text.trim().slice(1)))
    return language.names(text).map(({ text: name, entity }) => ({ text: name, folded: language.fold(name), entity }));
  return words
    .map((word) => ({ word, folded: language.fold(word) }))
    .filter(({ word, folded }) => !empty.has(stemOfWord(word)) && !calendar.has(word) && isName(folded))
    .map(({ word, folded }) => ({ text: word, folded, entity: folded }));
};

/** Stems of the content words, those among them that a general list of stop words would drop. */
const termsIn = (text: string, language: Language): string[] => {
  const terms = new Set(language.terms(text));
  const stems = stemsAt(text, language);
  return stems
    .filter(({ stem: each, start, end }) => terms.has(each) || kept.has(text.slice(start, end).toLowerCase()))
    .map(({ stem: each }) => each);
};

/** @param isName whether the articles know a folded word as a name */
export const readQuestion = (text: string, language: Language, isName: (folded: string) => boolean): Question => {
  const words = wordsOf(text);
  const head = focusOf(text, language);
  const kind = kindOfHead(kindOf(text, words), head);
  const names = namesIn(text, words, language, isName);
  const inNames = new Set(names.flatMap(({ text: name }) => language.terms(name)));
  const isContent = (term: string): boolean =>
    !inNames.has(term) && !empty.has(term) && !/^\p{N}/u.test(term) && !calendar.has(term) && !ordinals.has(term);
  const askedWord = (term: string): AskedWord => ({
    term,
    meaning: meaningOf(term, kind === 'whether', language),
    light: light.has(term),
  });
  const isType =
    head !== undefined && !/^how/u.test(kind) && [heads.place, heads.name, heads.date].some((stems) => stems.has(head));
  // "How many seconds" asks for seconds; elsewhere "second" tells which one.
  const isCounted = head !== undefined && /^how/u.test(kind) && ordinals.has(head);
  const focus = head !== undefined && (isCounted || (isContent(head) && !isType)) ? askedWord(head) : undefined;
  const done = kind === 'who' ? deedOf(text, language) : undefined;
  const deed = done !== undefined && isContent(done) && !light.has(done) ? askedWord(done) : undefined;
  const terms = [...new Set(termsIn(text, language))].filter((term) => isContent(term) && !(isType && term === head));
  return {
    text,
    kind,
    words: [...terms, ...(text.toLowerCase().match(joined) ?? []).filter((each) => !terms.includes(each))].map(
      askedWord,
    ),
    names,
    terms: termsIn(text, language).map((term) => baseOf(term)),
    ...(focus !== undefined && { focus }),
    asksSaying: /\b(?:what|how)\b/iu.test(text) && words.some((word) => saying.has(word)) && names.length > 0,
    asksMoney: words.some((word) => money.has(word)),
    needsFocus: wantedOf.test(text),
    ...(deed !== undefined && { deed }),
    negated: /\b(?:not|never)\b|n['’]t\b/iu.test(text),
    asksNext: /\bnext\b/iu.test(text),
    asksEarlier: /\b(?:previous|previously|earlier|last|recent|before)\b/iu.test(text),
    tense: /\b(?:will|going to|next|again|planned|expected|scheduled)\b/iu.test(text)
      ? 'ahead'
      : /\b(?:did|was|were|had)\b/iu.test(text)
        ? 'happened'
        : undefined,
    numbers: words.filter((word) => /^\p{N}/u.test(word)).map((word) => word.replace(/,/gu, '')),
    times: words.filter((word, i) => ordinals.has(word) || (calendar.has(word) && !isModal(words, i))),
  };
};

/** The question with a name that nobody bears taken for words: "West Coast Police" may be written of as such. */
export const nameAsWords = (question: Question, name: AskedName, language: Language): Question => {
  const own = [...new Set(language.terms(name.text))];
  const words = own
    .filter((term) => !question.words.some((each) => each.term === term))
    .map(
      (term): AskedWord => ({
        term,
        meaning: meaningOf(term, question.kind === 'whether', language),
        light: light.has(term),
      }),
    );
  return { ...question, words: [...question.words, ...words], names: question.names.filter((each) => each !== name) };
};

/** "May Russia attack?", "who may come": the verb, not the month. */
const isModal = (words: readonly string[], i: number): boolean =>
  words[i] === 'may' && !/^(?:in|on|of|since|until|by|last|this|next|early|late|\d+)$/u.test(words[i - 1] ?? '');

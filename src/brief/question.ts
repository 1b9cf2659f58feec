/** What a question asks for and with which words, so that a passage without it is no answer. */
import stem from 'wink-porter2-stemmer';
import { z } from 'zod';
import type { QuestionKind } from './asked-kind.ts';
import { kindOf, unitsAskedFor } from './asked-kind.ts';
import type { AskedName, NameTest } from './asked-names.ts';
import { namesIn } from './asked-names.ts';
import data from './asking.json' with { type: 'json' };
import type { Language } from './language.ts';
import type { Meaning } from './meanings.ts';
import { baseOf, meaningOf, stemsAt } from './meanings.ts';
import { phrasesIn } from './phrases.ts';
import { stemOfWord } from './postings.ts';

/** A content word of the question. */
export interface AskedWord {
  readonly term: string;
  readonly meaning: Meaning;
  /** So general that sharing it says little. */
  readonly light: boolean;
}

/** "stage 14": a number that tells which one. */
export interface AskedLabel {
  readonly term: string;
  readonly number: string;
}

export interface Question {
  readonly text: string;
  readonly kind: QuestionKind;
  readonly words: readonly AskedWord[];
  readonly names: readonly AskedName[];
  /** All its terms in order, those of names among them. */
  readonly terms: readonly string[];
  /** "Which town": the sort of place, person or time that is asked for. */
  readonly type?: AskedWord;
  /** The head of "how many HEAD", "which HEAD": what the answer must be about. */
  readonly focus?: AskedWord;
  /** What is asked is what the named person said. */
  readonly asksSaying: boolean;
  readonly asksMoney: boolean;
  /** An answer must speak of the focus itself. */
  readonly needsFocus: boolean;
  /** Whether it asks of what is to come or of what has been; undefined where it may be either. */
  readonly tense: 'ahead' | 'happened' | undefined;
  /** What was done: "who paid for", "when did it sink"; undefined where that says little. */
  readonly deed?: AskedWord;
  /** "Who won", not "who was beaten": it asks for the doer. */
  readonly asksDoer: boolean;
  /** It asks of what will be. */
  readonly asksAhead: boolean;
  /** Who is asked to have done it: "did Norland win?" */
  readonly subject?: AskedName;
  /** "Who is the mayor of Elsa?": what the one asked for is. */
  readonly role?: AskedWord;
  /** "Who is Ilse Brandt?" */
  readonly asksIdentity: boolean;
  /** Units in which the answer is given. */
  readonly units?: ReadonlySet<string>;
  /** It asks for what is denied: "who was not hurt". */
  readonly negated: boolean;
  /** It asks of the one after this. */
  readonly asksNext: boolean;
  /** It asks of the one before, not of the one at hand or to come. */
  readonly asksEarlier: boolean;
  /** Numbers of the question, as digits. */
  readonly numbers: readonly string[];
  readonly labels: readonly AskedLabel[];
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

/** "4th" is "fourth", but for a day of the month. */
const ordinalOf = (word: string, around: readonly string[]): string => {
  const digits = /^(\d{1,3})(?:st|nd|rd|th)$/u.exec(word)?.[1];
  if (digits === undefined) return word;
  return around.some((each) => calendar.has(each)) ? digits : (lexicon.ordinals[Number(digits) - 1] ?? digits);
};

/** In small letters; "Brandt's" is two, "O'Brien" is one. */
const wordsOf = (text: string): string[] => {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+(?:[.,]\p{N}+|['’]\p{L}{3,})*/gu) ?? [];
  return words.map((word, i) => ordinalOf(word, [words[i - 1] ?? '', words[i + 1] ?? '', words[i + 2] ?? '']));
};

/** "what is the price of …": an answer that does not speak of the price is none. */
const wantedOf = /\bwh(?:at|ich) (?:is|was|are|were) the (?:[\p{L}-]+ )?([\p{L}-]+) (?:of|for|in|on|between)\b/iu;

/** "what was Brandt's job" */
const possessed = /\bwh(?:at|ich) (?:is|was|are|were) [\p{L} .-]+['’]s? [\p{L}-]+\W*$/iu;

/** "all-for-all": words joined by hyphens stand for one thing, though each alone says little. */
const joined = /\p{L}+(?:-\p{L}+)+/gu;

const asksForDoer = /\bwho\s+(?!(?:is|are|was|were|did|does|do|has|have|had|will|would)\b)/iu;
const asksOfDoer = /\b(?:did|does|do|has|have|had|will|would|can|could|may|might|must|shall)\s+(?:the\s+)?(.*)$/iu;

/** The name right behind the auxiliary. */
const subjectOf = (text: string, names: readonly AskedName[]): AskedName | undefined => {
  const behind = asksOfDoer.exec(text)?.[1]?.toLowerCase();
  return names.find((name) => behind?.startsWith(name.text.toLowerCase()) === true);
};

type Tagged = ReturnType<Language['tagged']>;

/** "who paid for …", "who was arrested": the first word after it that tells something. */
const deedOfWho = (text: string, tagged: Tagged, language: Language): string | undefined => {
  const after = /\bwho\s+(.*)$/iu.exec(text)?.[1] ?? '';
  const first = (after.match(/[\p{L}’'-]+/gu) ?? []).find((each) => !auxiliaries.has(each.toLowerCase()));
  if (first === undefined || /^\p{Lu}/u.test(first)) return undefined;
  const isNoun = tagged.some((each) => each.text === first && each.part === 'NOUN');
  const phrase = phrasesIn(after)[0]?.means;
  return phrase ?? (isNoun && tagged.some(({ part }) => part === 'VERB') ? undefined : language.terms(first)[0]);
};

/** The first verb that tells something; behind "did …" the last noun of the clause, where the tagger knows none. */
const deedOf = (tagged: Tagged, isTelling: (term: string) => boolean, language: Language): string | undefined => {
  const termsOf = (words: Tagged, part: string): string[] =>
    words
      .filter((each) => each.part === part)
      .flatMap(({ text }) => language.terms(text).slice(0, 1))
      .filter(isTelling);
  const [verb] = termsOf(tagged, 'VERB');
  if (verb !== undefined) return verb;
  const at = tagged.findIndex(({ text }) => /^(?:did|does|do)$/iu.test(text));
  if (at < 0) return undefined;
  const clause = tagged.slice(at + 2);
  const end = clause.findIndex(({ part }) => part === 'ADP');
  return termsOf(end < 0 ? clause : clause.slice(0, end), 'NOUN').at(-1);
};

const identifying = /^(?:and |but |so )?who(?:['’]s| is| was| are| were)\s+(?:the )?/iu;

/** "who is the mayor of …", "who was Brandt's predecessor": the noun for what somebody is. */
const roleOf = (text: string, tagged: Tagged, language: Language): string | undefined => {
  if (!identifying.test(text) || tagged.some(({ part }) => part === 'VERB')) return undefined;
  const [phrase = ''] = text
    .replace(identifying, '')
    .split(/\b(?:of|for|in|at|on|to|from|with|when|during|behind)\b/iu);
  return language.terms(phrase).at(-1);
};

const labelled = /(\p{L}{3,})\s+(?:no\.?\s*|number\s+|#)?(\d{1,3})(?![\d\p{L}]|[.,:]\d)/gu;

/** Numbers that stand behind a noun. */
const labelsIn = (text: string, tagged: Tagged, language: Language): AskedLabel[] => {
  const nouns = new Set(tagged.filter(({ part }) => part === 'NOUN' || part === 'PROPN').map((each) => each.text));
  return [...text.matchAll(labelled)].flatMap(([, word = '', number = '']) => {
    const term = nouns.has(word) && !calendar.has(word.toLowerCase()) ? language.terms(word)[0] : undefined;
    return term === undefined ? [] : [{ term, number }];
  });
};

/** "how many captured soldiers will …": the last content word before the verb. */
const focusOf = (text: string, tagged: Tagged, language: Language): string | undefined => {
  const wanted = wantedOf.exec(text)?.[1];
  if (wanted !== undefined) return language.terms(wanted).at(-1);
  const owned = possessed.test(text) ? /([\p{L}-]+)\W*$/u.exec(text)?.[1] : undefined;
  if (owned !== undefined) return language.terms(owned).at(-1);
  const asked = /\b(?:how many|how much|which|what|whose)\s+(.*)$/iu.exec(text)?.[1];
  if (asked === undefined) return undefined;
  const parts = new Map(tagged.map((each) => [each.text, each.part]));
  const phrase: string[] = [];
  for (const word of asked.match(/[\p{L}\p{N}’'-]+/gu) ?? []) {
    const part = parts.get(word) ?? 'NOUN';
    const isNoun = part === 'NOUN' || part === 'PROPN';
    // Behind a noun, only another noun goes on with it: "which town | wants", "what steps | did".
    if (
      auxiliaries.has(word.toLowerCase()) ||
      part === 'ADP' ||
      part === 'PRON' ||
      (phrase.length > 0 && parts.get(phrase.at(-1) ?? '') === 'NOUN' && !isNoun)
    )
      break;
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

/** Stems of the content words, those among them that a general list of stop words would drop. */
const termsIn = (text: string, language: Language): string[] =>
  [...text.matchAll(/[\p{L}\p{N}]+/gu)].flatMap(([word]) => {
    const [term] = language.terms(word);
    return term ?? (kept.has(word.toLowerCase()) ? stemOfWord(word.toLowerCase()) : []);
  });

/** @param typed a question typed all in capitals is read as if typed small */
export const readQuestion = (typed: string, language: Language, isName: NameTest): Question => {
  const text = /\p{Ll}/u.test(typed) ? typed : typed.toLowerCase();
  const words = wordsOf(text);
  const tagged = language.tagged(text);
  const phrases = phrasesIn(text);
  const inPhrases = new Set(phrases.flatMap(({ bases }) => bases));
  const head = focusOf(text, tagged, language);
  const kind = kindOfHead(kindOf(text, words), head);
  const names = namesIn(text, words, language, isName, (word) => empty.has(stemOfWord(word)) || calendar.has(word));
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
  const isCounted = head !== undefined && /^how/u.test(kind) && (ordinals.has(head) || head === 'year');
  const focus = head !== undefined && (isCounted || (isContent(head) && !isType)) ? askedWord(head) : undefined;
  const isTelling = (term: string): boolean => isContent(term) && !light.has(term) && !inPhrases.has(baseOf(term));
  const foundRole = kind === 'who' ? roleOf(text, tagged, language) : undefined;
  const role = foundRole !== undefined && isContent(foundRole) ? askedWord(foundRole) : undefined;
  const done =
    kind === 'who' && role === undefined
      ? deedOfWho(text, tagged, language)
      : (deedOf(tagged, isTelling, language) ?? phrases[0]?.means);
  const deed = done !== undefined && isTelling(done) ? askedWord(done) : undefined;
  const subject = deed && subjectOf(text, names);
  const units = kind === 'measure' ? unitsAskedFor(text) : undefined;
  const terms = [...new Set([...termsIn(text, language), ...phrases.map(({ means }) => means)])].filter(
    (term) => isContent(term) && !(isType && term === head) && !inPhrases.has(baseOf(term)),
  );
  return {
    text,
    kind,
    words: [...terms, ...(text.toLowerCase().match(joined) ?? []).filter((each) => !terms.includes(each))].map(
      askedWord,
    ),
    names,
    terms: termsIn(text, language).map((term) => baseOf(term)),
    ...(focus !== undefined && { focus }),
    ...(isType && { type: askedWord(head) }),
    asksSaying: /\b(?:what|how)\b/iu.test(text) && words.some((word) => saying.has(word)) && names.length > 0,
    asksMoney: words.some((word) => money.has(word)),
    needsFocus: wantedOf.test(text) || possessed.test(text),
    ...(deed !== undefined && { deed }),
    ...(subject !== undefined && { subject }),
    ...(role !== undefined && { role }),
    ...(units !== undefined && { units }),
    asksDoer: kind === 'who' && deed !== undefined && asksForDoer.test(text),
    asksAhead: /\b(?:will|going to)\b/iu.test(text),
    asksIdentity: kind === 'who' && terms.length === 0 && identifying.test(text),
    labels: labelsIn(text, tagged, language),
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

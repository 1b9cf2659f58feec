/** Whether a passage holds the sort of thing that is asked for: a number of prisoners, a time, a place, a reason. */
import stem from 'wink-porter2-stemmer';
import { z } from 'zod';
import type { NameMention, Quantity, Span, Statement } from '../model.ts';
import data from './asking.json' with { type: 'json' };
import type { Known } from './coverage.ts';
import { holdsWord, isNamed } from './coverage.ts';
import type { Language } from './language.ts';
import { baseOf, sameFamily, stemsAt } from './meanings.ts';
import { holdersOf, tellsOffice } from './offices.ts';
import { stemOfWord } from './postings.ts';
import type { AskedWord, Question } from './question.ts';

const phrases = z.array(z.string().min(1));
const lexicon = z
  .object({
    /** Words that give a reason, and words that may: patterns, as all the lists here that are put together by `anyOf`. */
    causes: phrases,
    looseCauses: phrases,
    means: phrases,
    denials: phrases,
    /** What there is one of for each person: whoever counts "the remains of 20 soldiers" counts remains. */
    onePerPerson: phrases,
    /** Ways of doing a thing, by the verb that asks for them. */
    manners: z.record(z.string(), phrases),
  })
  .parse(data);
const anyOf = (words: readonly string[]): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.join('|')})(?![\\p{L}\\p{N}])`, 'iu');
const causes = anyOf(lexicon.causes);
const looseCauses = anyOf(lexicon.looseCauses);
const byMeans = anyOf(lexicon.means);
const mannersOf = new Map(
  Object.entries(lexicon.manners).map(([verb, words]) => [stem(verb), new Set(words.map((word) => stem(word)))]),
);

const denial = anyOf(lexicon.denials);

const timeUnits = new Set(['second', 'minute', 'hour', 'day', 'week', 'month', 'year']);
/** What is counted one by one answers "how many", not "how much". */
const countedUnits = new Set(['', 'person', 'child', 'body', 'aircraft', 'vehicle', 'building', 'item']);
const currencies = /^[A-Z]{3}$/u;
/** "aged 25", "under 25", "a 25-year-old": an age, where the unit is years. */
const tellsAge = (quantity: Quantity, { text }: Statement): boolean =>
  quantity.unit === 'year' &&
  (/\b(?:aged?|old|younger|older)\b/iu.test(text.slice(Math.max(0, quantity.start - 12), quantity.end + 12)) ||
    !/\byears?\b/iu.test(quantity.text));

const isRepeated = (quantity: Quantity, question: Question): boolean =>
  quantity.value !== null && question.numbers.includes(String(quantity.value));

const holdsTerm = (term: string | undefined, focus: AskedWord, language: Language): boolean => {
  if (term === undefined) return false;
  const concept = language.concept(term);
  const { exact, near } = focus.meaning;
  return exact.has(term) || exact.has(concept) || near.has(term) || near.has(concept) || sameFamily(term, focus.term);
};

const onePerPerson = new Set(lexicon.onePerPerson.map((word) => stem(word)));
const people = new Set(['person', 'child']);
/** Up to a quantity: "the remains of", "the deaths of at least". */
const countedOf = /(\p{L}+) of (?:(?:the|some|all|about|around|nearly|almost|up to|at least|more than|over) )*$/iu;
/** Characters before a quantity in which that stands. */
const countedReach = 50;

/** "the remains of 6,000 soldiers": remains are counted there, too. */
const countsThroughPeople = (
  quantity: Quantity,
  { text }: Statement,
  focus: AskedWord,
  language: Language,
): boolean => {
  if (!people.has(quantity.unit ?? '')) return false;
  const word = countedOf.exec(text.slice(Math.max(0, quantity.start - countedReach), quantity.start))?.[1];
  const term = word === undefined ? undefined : stemOfWord(word.toLowerCase());
  return term !== undefined && onePerPerson.has(term) && holdsTerm(term, focus, language);
};

const countsFocus = (quantity: Quantity, statement: Statement, question: Question, language: Language): boolean => {
  const { focus } = question;
  if (focus === undefined) return quantity.unit === 'person';
  if (quantity.unit !== null && stemOfWord(quantity.unit) === focus.term) return true;
  if (!countedUnits.has(quantity.unit ?? '')) return holdsTerm(language.terms(quantity.text).at(-1), focus, language);
  // "two bomb threats" counts no bombs: the last noun before "of" is what is counted.
  const [head = ''] = (quantity.of ?? '').split(/\s(?:of|from|in|on|at|for|to|with|who|which|that)\s/u);
  const terms = [language.terms(quantity.text).at(-1), language.terms(head).at(-1)];
  return (
    terms.some((term) => holdsTerm(term, focus, language)) || countsThroughPeople(quantity, statement, focus, language)
  );
};

const holdsFocus = (statement: Statement, question: Question, language: Language): boolean =>
  question.focus === undefined || holdsWord(question.focus, statement, language) > 0;

/** How well a passage fits the kind of the question, and the parts of it that do. */
export interface Fit {
  /** 0 to 1: 0 where it cannot be an answer, whatever it speaks of. */
  readonly strength: number;
  readonly spans: readonly Span[];
  /** The very thing that is asked for is counted there. */
  readonly direct: boolean;
}

const fits = (strength: number, spans: readonly Span[] = [], direct = false): Fit => ({ strength, spans, direct });
const misfit = fits(0);
const fitting = (spans: readonly Span[], strength = 1): Fit => (spans.length > 0 ? fits(strength, spans) : misfit);

const howMany = (statement: Statement, question: Question, language: Language): Fit => {
  const counts = statement.quantities.filter((each) => !isRepeated(each, question));
  const counted = counts.filter((each) => countsFocus(each, statement, question, language));
  if (counted.length > 0) return fits(1, counted, question.focus !== undefined);
  const plain = counts.filter(({ unit, of }) => countedUnits.has(unit ?? '') && of === null);
  // "accepted only 10": what is counted was named before the number.
  return question.focus !== undefined && holdsFocus(statement, question, language) ? fitting(plain, 0.9) : misfit;
};

const howMuch = (statement: Statement, question: Question, language: Language): Fit => {
  const amounts = statement.quantities.filter((each) => !isRepeated(each, question));
  if (question.asksMoney) return fitting(amounts.filter(({ unit }) => currencies.test(unit ?? '')));
  if (!holdsFocus(statement, question, language)) return misfit;
  return fitting(
    amounts.filter(({ unit }) => !timeUnits.has(unit ?? '') && !countedUnits.has(unit ?? '')),
    0.95,
  );
};

/** "a day before", "for the second time in three years": a distance in time, no length. */
const tellsDistance = ({ start, end }: Quantity, { text }: Statement): boolean =>
  /^,? (?:before|after|ago|later|earlier|from now|apart)\b/iu.test(text.slice(end, end + 20)) ||
  /\b(?:time|first|second|third|fourth|fifth|once|next|past|last) in (?:more than |less than |almost |nearly )?$/iu.test(
    text.slice(Math.max(0, start - 40), start),
  );

const lengths = new Set(['km', 'm', 'foot', 'mile', 'yard', 'nautical mile']);
/** "How long was the pier?" may ask for metres; "how long did it last?" does not. */
const asksLength = /\bhow long (?:is|are|was|were)\b/iu;

const howLong = (statement: Statement, question: Question): Fit => {
  const times = statement.quantities.filter(
    (each) => timeUnits.has(each.unit ?? '') && !tellsAge(each, statement) && !tellsDistance(each, statement),
  );
  if (times.length > 0 || !asksLength.test(question.text)) return fitting(times);
  return fitting(
    statement.quantities.filter(({ unit }) => lengths.has(unit ?? '')),
    0.95,
  );
};

const measure = ({ quantities }: Statement, { units }: Question): Fit =>
  fitting(quantities.filter(({ unit }) => units?.has(unit ?? '') === true));

const isAsked = ({ entity }: { entity: string }, question: Question, known: Known): boolean =>
  question.names.some((name) => known.get(name.folded)?.has(entity) === true);

const nearName = 30;

/** Where nothing but a person is asked of, the age must stand beside the name: "Jane Roe, 43,". */
const howOld = (statement: Statement, question: Question, known: Known): Fit => {
  const ages = statement.quantities.filter((each) => tellsAge(each, statement));
  if (question.words.length > 0) return fitting(ages);
  const named = statement.names.filter((name) => isAsked(name, question, known));
  return fitting(
    ages.filter(({ comparator, start, end }) =>
      named.some((name) => comparator === '=' && Math.max(start - name.end, name.start - end) <= nearName),
    ),
  );
};

/** "Hakan Fidan, the Turkish foreign minister": one name put for the other. */
const standsBeside = (a: Span, b: Span, { text }: Statement): boolean =>
  /^,? (?:the )?$/u.test(a.end <= b.start ? text.slice(a.end, b.start) : text.slice(b.end, a.start));

const who = (statement: Statement, question: Question, known: Known, language: Language): Fit => {
  if (question.asksIdentity) {
    const own = statement.names.filter((name) => isAsked(name, question, known));
    const people = statement.names.filter((name) => name.kind === 'person' && !isAsked(name, question, known));
    const apposed = own.some((name) => people.some((person) => standsBeside(name, person, statement)));
    return fits(apposed ? 1 : tellsOffice(own, statement, question.text));
  }
  const others = statement.names.filter((name) => !isAsked(name, question, known));
  const { role } = question;
  if (role !== undefined) {
    const owners = statement.names.filter((name) => isAsked(name, question, known));
    const asked = { role, question: question.text, owners, named: question.names.length > 0 };
    return fitting(holdersOf(asked, others, statement, language));
  }
  const speaks = statement.speaker !== null && !isAsked(statement.speaker, question, known);
  if (others.some(({ kind }) => kind === 'person')) return fits(1);
  if (others.some(({ kind }) => kind === 'organisation')) return fits(0.97);
  if (others.length > 0 || speaks) return fits(0.9);
  // "Five men were found guilty."
  return fits(statement.quantities.some(({ unit }) => unit === 'person') ? 0.75 : 0);
};

/** "8.30 p.m.", "20:45", "2045 GMT", "noon". */
const clock =
  /(?<![\d.:£$€])(?:\d{1,2}(?:[.:]\d\d)?\s?[ap]\.?m\b|\d{1,2}:\d\d(?!\d)|\d{4} (?:GMT|UTC|BST|EST|EDT|CET)\b|\d{4} hours\b)|\b(?:noon|midnight)\b/giu;

const when = (statement: Statement, question: Question): Fit => {
  const told = statement.dates.filter(
    ({ text }) => !question.times.some((time) => text.toLowerCase().includes(time)) || question.times.length === 0,
  );
  // "May 16" tells more than "last month".
  const exact = [
    ...told.filter(({ day, text }) => day !== null || /day\b/iu.test(text)),
    ...[...statement.text.matchAll(clock)].map(({ 0: text, index }) => ({ start: index, end: index + text.length })),
  ];
  return exact.length > 0 ? fits(1, exact) : fitting(told, 0.9);
};

const locating =
  /\b(?:in|at|from|near|to|on|outside|across|over|inside|into|off|of|around|toward|towards|through|by|via|held at)\s+(?:(?:the|an?|its|their|his|her|our|both|central|(?:north|south|east|west)\p{L}*|capital|city|town|port|village|province|state|region|island|district|suburb|historic|old|new|neighbou?ring|nearby|of|\p{Lu}[\p{L}’'.-]*)\s+){0,4}$/u;

const where = (statement: Statement, question: Question, known: Known): Fit => {
  const isPlace = ({ kind, start }: NameMention): boolean =>
    kind === 'place' || (kind === 'other' && locating.test(statement.text.slice(Math.max(0, start - 60), start)));
  const places = statement.names.filter((name) => isPlace(name) && !isAsked(name, question, known));
  if (/\bwhere\b/iu.test(question.text))
    return fitting(places.filter(({ start }) => locating.test(statement.text.slice(Math.max(0, start - 60), start))));
  return fitting(places);
};

const whatSaid = (statement: Statement, question: Question, known: Known): number => {
  const { speaker } = statement;
  if (speaker !== null) {
    const asked = question.names.flatMap((name) => [...(known.get(name.folded) ?? [])]);
    return asked.some((entity) => speaker.entity === entity || speaker.entity.includes(entity)) ? 1 : 0;
  }
  const first = statement.names[0];
  return first !== undefined && question.names.some((name) => isNamed(name, known, statement)) ? 0.85 : 0;
};

/** "was stabbed" tells how somebody was killed; else "by …ing", "with the help of". */
const tellsHow = ({ text, terms }: Statement, { deed }: Question): number => {
  const ways = deed && mannersOf.get(baseOf(deed.term));
  if (ways !== undefined && terms.some((term) => ways.has(baseOf(term)))) return 1;
  return byMeans.test(text) ? (ways === undefined ? 1 : 0.85) : 0;
};

/** "fired from his job": speaks of a thing without telling what it is. */
const onlyPointsAt = ({ text }: Statement, { focus }: Question, language: Language): boolean => {
  if (focus === undefined) return false;
  const places = stemsAt(text, language).filter(({ stem }) => focus.meaning.exact.has(stem));
  return (
    places.length > 0 &&
    places.every(
      ({ start, end }) =>
        /\b(?:his|her|their|its)\s$/iu.test(text.slice(Math.max(0, start - 7), start)) &&
        !/^ (?:is|was|as|of)\b|^:/u.test(text.slice(end)),
    )
  );
};

export const answersKind = (statement: Statement, question: Question, known: Known, language: Language): Fit => {
  switch (question.kind) {
    case 'how many':
      return howMany(statement, question, language);
    case 'how much':
      return howMuch(statement, question, language);
    case 'how long':
      return howLong(statement, question);
    case 'how old':
      return howOld(statement, question, known);
    case 'measure':
      return measure(statement, question);
    case 'who':
      return who(statement, question, known, language);
    case 'when':
      return when(statement, question);
    case 'where':
      return where(statement, question, known);
    case 'why':
      return fits(causes.test(statement.text) ? 1 : looseCauses.test(statement.text) ? 0.85 : 0);
    case 'how':
      return fits(tellsHow(statement, question));
    case 'what':
      if (question.asksSaying) return fits(whatSaid(statement, question, known));
      if (question.needsFocus && onlyPointsAt(statement, question, language)) return misfit;
      if (holdsFocus(statement, question, language)) return fits(1);
      return question.needsFocus ? misfit : fits(0.85);
    case 'whether':
      return fits(denial.test(statement.text) ? 1 : 0.98);
  }
};

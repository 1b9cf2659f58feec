/** How much of what a question speaks of a passage speaks of too. */
import type { Analysis, NameMention, Statement } from '../model.ts';
import type { AskedName } from './asked-names.ts';
import type { Language } from './language.ts';
import { baseOf, sameFamily, stemsAt } from './meanings.ts';
import { before } from './passages.ts';
import { phrasesIn } from './phrases.ts';
import type { AskedWord, Question } from './question.ts';

/** What a word is worth where it is found: in the sentence itself, or only in what it leans on. */
const worth = { exact: 1, near: 0.8, shown: 0.85, nearby: 0.45, lead: 0.5, article: 0.4 } as const;
const nearbySentences = 2;

const joined = /\p{L}+(?:-\p{L}+)+/gu;

/** Kept for a while, as neighbours are looked at again and again; not for good, as there are very many. */
const mostKept = 20_000;
const concepts = new Map<Statement, ReadonlySet<string>>();

/** The stems of a Statement and what stands for them. */
const conceptsOf = (statement: Statement, language: Language): ReadonlySet<string> => {
  const known = concepts.get(statement);
  if (known !== undefined) return known;
  const words = stemsAt(statement.text, language).map(({ stem }) => stem);
  const found = new Set(
    [
      ...statement.terms,
      ...words,
      ...phrasesIn(statement.text).map(({ means }) => means),
      ...(statement.text.toLowerCase().match(joined) ?? []),
    ].flatMap((term) => [term, baseOf(term)].flatMap((each) => [each, language.concept(each)])),
  );
  if (concepts.size >= mostKept) concepts.clear();
  concepts.set(statement, found);
  return found;
};

/** 0 to 1: how well a Statement holds a word of the question. */
export const holdsWord = (word: AskedWord, statement: Statement, language: Language): number => {
  const held = conceptsOf(statement, language);
  for (const each of word.meaning.exact) if (held.has(each)) return worth.exact;
  for (const each of word.meaning.near) if (held.has(each)) return worth.near;
  for (const term of statement.terms) if (sameFamily(term, word.term)) return worth.near;
  return 0;
};

/** Sentences at the head of an article that tell what it is about. */
const leadSentences = 2;

const leads = new WeakMap<readonly Statement[], ReadonlySet<string>>();

/** What the title and the first sentences of the article speak of. */
const leadOf = (analysis: Analysis, { article }: Statement, language: Language): ReadonlySet<string> => {
  const statements = analysis.statements.get(article) ?? [];
  const known = leads.get(statements);
  if (known !== undefined) return known;
  const title = language.terms(analysis.articles.get(article)?.title ?? '');
  const found = new Set([
    ...title.flatMap((term) => [term, baseOf(term), language.concept(term)]),
    ...statements.slice(0, leadSentences).flatMap((each) => [...conceptsOf(each, language)]),
  ]);
  leads.set(statements, found);
  return found;
};

/** The entities that a name of the question may mean among those of the articles. */
export type Known = ReadonlyMap<string, ReadonlySet<string>>;

export const isNamed = (name: AskedName, known: Known, statement: Statement): boolean => {
  const entities = known.get(name.folded);
  if (entities === undefined) return false;
  const { speaker } = statement;
  return (
    statement.names.some(({ entity }) => entities.has(entity)) || (speaker !== null && entities.has(speaker.entity))
  );
};

const isPerson = (mentions: readonly NameMention[], entities: ReadonlySet<string>): boolean =>
  mentions.some(({ kind, entity }) => kind === 'person' && entities.has(entity));

const articleEntities = new WeakMap<readonly Statement[], ReadonlySet<string>>();

const entitiesOf = (statements: readonly Statement[]): ReadonlySet<string> => {
  const known = articleEntities.get(statements);
  if (known !== undefined) return known;
  const found = new Set(statements.flatMap(({ names }) => names.map(({ entity }) => entity)));
  articleEntities.set(statements, found);
  return found;
};

export interface Coverage {
  /** 0 to 1. */
  readonly share: number;
  /** 0 to 1: the share of the words alone, names left out; 1 where there are none. */
  readonly words: number;
  /** A name of the question stands nowhere in the article. */
  readonly lacksName: boolean;
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');

/** @param weights what each word and name of the question weighs, by term or folded name */
export const coverageOf = (
  analysis: Analysis,
  question: Question,
  passage: readonly Statement[],
  known: Known,
  weights: ReadonlyMap<string, number>,
  language: Language,
): Coverage => {
  const statement = passage.at(-1);
  if (statement === undefined) return { share: 0, words: 0, lacksName: true };
  const shown = passage.slice(0, -1);
  const nearby = before(analysis, statement, nearbySentences);
  const lead = leadOf(analysis, statement, language);
  let whole = 0;
  let held = 0;
  let wholeWords = 0;
  let heldWords = 0;
  let lacksName = false;
  for (const word of question.words) {
    const weight = weights.get(word.term) ?? 1;
    const own = holdsWord(word, statement, language);
    // What the article is about need not be said again, but for what was done.
    const isAbout =
      question.kind !== 'whether' &&
      word.term !== question.deed?.term &&
      [...word.meaning.exact].some((each) => lead.has(each));
    const best = Math.max(
      own,
      isAbout ? worth.lead : 0,
      ...shown.map((each) => holdsWord(word, each, language) * worth.shown),
      ...nearby.map((each) => holdsWord(word, each, language) * worth.nearby),
    );
    wholeWords += weight;
    heldWords += weight * best;
  }
  for (const name of question.names) {
    const weight = weights.get(name.folded) ?? 1;
    const entities = known.get(name.folded) ?? new Set();
    whole += weight;
    if (isNamed(name, known, statement)) held += weight;
    else if (shown.some((each) => isNamed(name, known, each))) held += weight * worth.shown;
    else {
      const statements = analysis.statements.get(statement.article) ?? [];
      const inArticle =
        [...entitiesOf(statements)].some((entity) => entities.has(entity)) ||
        language.fold(analysis.articles.get(statement.article)?.title ?? '').includes(name.folded);
      // "the captain of HMS Heron" is no other captain, though the article speaks of the ship.
      const isOwner = question.text.includes(` of ${name.text}`) && !nearby.some((each) => isNamed(name, known, each));
      // "Ravn's boat" is not another's.
      const isPossessor = new RegExp(`${escaped(name.text)}['’]`, 'iu').test(question.text);
      if (!inArticle || isOwner || isPossessor) lacksName = true;
      else if (nearby.some((each) => isNamed(name, known, each))) held += weight * worth.nearby;
      else if (statements.some(({ names }) => isPerson(names, entities)) || name === question.subject) lacksName = true;
      else held += weight * worth.article;
    }
  }
  const all = whole + wholeWords;
  return {
    share: all === 0 ? 0 : (held + heldWords) / all,
    words: wholeWords === 0 ? 1 : heldWords / wholeWords,
    lacksName,
  };
};

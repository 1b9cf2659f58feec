/** One Article into Statements: clean, split into sentences, and find in each what it says. */
import type { Article, Span, Statement } from '../model.ts';
import type { Block } from './clean/blocks.ts';
import { type CleanText, cleanArticle } from './clean/clean.ts';
import type { KnownWords } from './clean/vocabulary.ts';
import { findDates } from './dates/dates.ts';
import { findNames, knownNames } from './names/names.ts';
import { findQuantities } from './quantities/quantities.ts';
import { datelineLength } from './sentences/datelines.ts';
import { connectiveLength, standsAlone } from './sentences/stands-alone.ts';
import { findSpeaker } from './speakers/speakers.ts';
import { findStance, findTense } from './speakers/stance.ts';
import { detectLanguage } from './terms/language.ts';
import { termsOf } from './terms/terms.ts';

export interface ReadArticle {
  readonly article: Article;
  /** ISO 639-1, or `und` when the text does not tell. */
  readonly language: string;
  /** In the order of the text. Of another language than English: sentences and terms alone, none standing alone. */
  readonly statements: readonly Statement[];
  /** Stems of the title's words, and of the words that stand in names, each name once: what placing compares first. */
  readonly titleTerms: readonly string[];
  readonly nameTerms: readonly string[];
}

/** Words of other articles, folded, by which broken encoding is confirmed: see `vocabularyOf`. */
export interface ReadContext {
  readonly vocabulary?: KnownWords;
}

interface Sentence {
  /** In the cleaned text, past dateline and connective. */
  readonly span: Span;
  readonly text: string;
  readonly paragraph: number;
  readonly kind: Block['kind'];
}

/** Headings are no statements, but for the one that tells the story in place of a title. */
const isRead = (block: Block, index: number, title: string | null): boolean =>
  block.kind !== 'heading' || (index === 0 && title === null);

const sentencesOf = (clean: CleanText, title: string | null): Sentence[] =>
  clean.blocks.flatMap((block, paragraph) =>
    (isRead(block, paragraph, title) ? block.sentences : []).map(({ start, end }) => {
      const whole = clean.text.slice(start, end);
      const filed = datelineLength(whole);
      const skipped = filed + connectiveLength(whole.slice(filed));
      const text = whole.slice(skipped).replace(/\s+/gu, ' ');
      return { span: { start: start + skipped, end }, text, paragraph, kind: block.kind };
    }),
  );

const read = (
  article: Article,
  clean: CleanText,
  sentence: Sentence,
  position: number,
  english: boolean,
  known: ReadonlySet<string>,
): Statement => {
  const { text, paragraph, kind } = sentence;
  const { start, end } = clean.original(sentence.span);
  const names = english ? findNames(text, known) : [];
  return {
    id: `${article.id}#${start}`,
    article: article.id,
    citation: { article: article.id, start, end, quote: article.text.slice(start, end) },
    text,
    paragraph,
    position,
    speaker: english ? findSpeaker(text, names) : null,
    stance: english ? findStance(text) : 'asserts',
    tense: english ? findTense(text) : 'happened',
    names,
    quantities: english ? findQuantities(text) : [],
    dates: english ? findDates(text, article.published) : [],
    terms: termsOf(text),
    standsAlone: english && kind !== 'heading' && standsAlone(text, names, kind === 'item'),
  };
};

/** Reads one article. Pure and near linear in its length. */
export const readArticle = (article: Article, context: ReadContext): ReadArticle => {
  const clean = cleanArticle(article, context.vocabulary);
  const language = detectLanguage(clean.text);
  const english = language === 'en' || language === 'und';
  const sentences = sentencesOf(clean, article.title);
  const known = knownNames(sentences.map(({ text }) => text));
  const statements = sentences.map((sentence, position) => read(article, clean, sentence, position, english, known));
  const named = new Set(statements.flatMap((statement) => statement.names.map((name) => name.text)));
  return {
    article,
    language,
    statements,
    titleTerms: termsOf(article.title ?? ''),
    nameTerms: termsOf([...named].join('\n')),
  };
};

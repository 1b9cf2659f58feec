/** Sentences that may be shown: those that read alone, and those that do so behind the sentences they lean on. */
import type { Analysis, Article, Citation, Statement } from '../model.ts';
import { once } from './once.ts';
import { shorten, withoutAbbreviations } from './shorten.ts';

/** Sentences in a row of one article; the last says what the passage is shown for. */
export type Passage = readonly [Statement, ...Statement[]];

const mostSentences = 3;
const mostWords = 90;

/** "we", "you" outside quotations: the writer turns to the reader. */
const addressesReader = /\b(?:we|our|us|you|your)\b/iu;
const quoted = /[“"][^”"]*[”"]/gu;
const wordLike = /[\p{L}\p{N}]/u;

/** "With the winner crossing the line at noon.": a clause that hangs on nothing. */
const hanging = /^With (?:[^,;:—–]* )?\p{Ll}{2,}ing\b[^,;:—–]*$/u;
/** "The second, by Ann Lee, was read in spring.": of what, an earlier sentence tells. */
const ordinalAlone =
  /^The (?:first|second|third|fourth|fifth|last|latter|former|other|largest|biggest|smallest)(?:,| (?:is|was|are|were|has|had|will|would|came|took)\b)/u;

/** "The one in Elsa was older": of what, an earlier sentence tells. */
const oneAlone = /^The ones? (?:is|was|are|were|has|have|had|will|would|in|at|of|on|from)\b/u;

/** Whole and well-formed, though it may lean on what stands before it. */
const isWhole = once(({ text }: Statement): boolean => {
  const outside = text.replace(quoted, ' ');
  return (
    /^[\p{Lu}\p{N}“"‘']/u.test(text) &&
    /[.!][”"’')]*$/u.test(text) &&
    !hanging.test(text) &&
    !/[“”"]/u.test(outside) &&
    !addressesReader.test(outside) &&
    text.split(' ', 4).length >= 4
  );
});

const somebody = /\b(?:he|she|his|her|him)\b/iu;

/** The analysis tells; held here to be sure: a "he" whom nobody names. */
export const readsAlone = once(
  ({ text, names, standsAlone }: Statement): boolean =>
    standsAlone &&
    !hanging.test(text) &&
    !ordinalAlone.test(text) &&
    !oneAlone.test(text) &&
    (names.some(({ kind }) => kind === 'person' || kind === 'other' || kind === 'organisation') ||
      !somebody.test(text) ||
      !somebody.test(text.replace(quoted, ' '))),
);

const pronoun =
  /\b(?:he|she|it|they|him|her|his|hers|its|their|theirs|them|this|these|those|there|both|such)\b|\bthat (?:is|was|would|will|came|comes|meant|means)\b/iu;
const connective =
  /^(?:but|and|or|so|yet|still|however|instead|also|then|thus|therefore|meanwhile|simultaneously|moreover|furthermore|nevertheless|another|others?|neither|either|one)\b/iu;

/** Leans on earlier sentences at most by a definite noun ("the talks"), which a question on it supplies. */
export const leansOnNounsOnly = (statement: Statement): boolean =>
  isWhole(statement) && !pronoun.test(statement.text.replace(quoted, ' ')) && !connective.test(statement.text);

const positions = once(
  (statements: readonly Statement[]): ReadonlyMap<string, number> => new Map(statements.map(({ id }, i) => [id, i])),
);

const indexOf = (statements: readonly Statement[], statement: Statement): number =>
  positions(statements).get(statement.id) ?? -1;

/** The statements before this one in its article, nearest first. */
export const before = (analysis: Analysis, statement: Statement, most: number): Statement[] => {
  const statements = analysis.statements.get(statement.article) ?? [];
  const at = indexOf(statements, statement);
  return at <= 0 ? [] : statements.slice(Math.max(0, at - most), at).reverse();
};

const wordsIn = (sentences: readonly Statement[]): number =>
  sentences.reduce((sum, { text }) => sum + text.split(' ').length, 0);

/** The next sentence of the paragraph, where it is a whole one. */
export const nextOf = (analysis: Analysis, statement: Statement): Statement | undefined => {
  const statements = analysis.statements.get(statement.article) ?? [];
  const next = statements[indexOf(statements, statement) + 1];
  return next?.paragraph === statement.paragraph && isWhole(next) ? next : undefined;
};

/** A Statement by itself, whether it reads alone or not. */
export const alone = once((statement: Statement): Passage => [statement]);

const ledPassage = (analysis: Analysis, statement: Statement, across: boolean): Passage | undefined => {
  if (!isWhole(statement)) return undefined;
  const sentences: Statement[] = [statement];
  for (const earlier of before(analysis, statement, mostSentences - 1)) {
    if ((!across && earlier.paragraph !== statement.paragraph) || !isWhole(earlier)) return undefined;
    sentences.unshift(earlier);
    if (wordsIn(sentences) > mostWords) return undefined;
    if (readsAlone(earlier)) return [earlier, ...sentences.slice(1)];
  }
  return undefined;
};

/** Of an article's statements those that do not read alone, with the passage within a paragraph; null where there is none. */
const ledIn = once((_: readonly Statement[]): Map<Statement, Passage | null> => new Map());

/**
 * The shortest passage that ends in the statement and begins with a sentence that reads alone; undefined where there is
 * none.
 *
 * @param across whether it may begin in an earlier paragraph; else it is of one
 */
export const passageFor = (analysis: Analysis, statement: Statement, across = false): Passage | undefined => {
  if (readsAlone(statement)) return alone(statement);
  const article = analysis.statements.get(statement.article);
  if (across || article === undefined) return ledPassage(analysis, statement, across);
  const known = ledIn(article);
  const held = known.get(statement);
  if (held !== undefined) return held ?? undefined;
  const found = ledPassage(analysis, statement, across);
  known.set(statement, found ?? null);
  return found;
};

/** A passage with one more sentence; undefined where that would be too long. */
export const lengthened = (passage: Passage, next: Statement): Passage | undefined =>
  passage.length < mostSentences && wordsIn([...passage, next]) <= mostWords ? [...passage, next] : undefined;

export const textOf = (passage: Passage): string =>
  passage.length === 1 ? passage[0].text : passage.map(({ text }) => text).join(' ');

/** A longer point is shortened where it can be: a message is read on a telephone. */
const comfortable = 32;

/** So long a point is put up with before the sentences that the last one leans on are shortened, too. */
const long = 40;

/** How the passage is put in a briefing. Its last sentence is shortened first: no other leans on that one. */
export const wordingOf = once((passage: Passage): string => {
  const shown = passage.slice(0, -1);
  const last = passage[passage.length - 1] ?? passage[0];
  const end = shorten(last, comfortable - wordsIn(shown));
  let text = end;
  const room = long - end.split(' ').length;
  const isLong = wordsIn(shown) > room;
  for (const earlier of shown.reverse()) text = `${isLong ? shorten(earlier, room, text) : earlier.text} ${text}`;
  return withoutAbbreviations(text);
});

/** One Citation where nothing but white space stands between the sentences; else one a sentence. */
export const citationsOf = (passage: Passage, article: Article | undefined): readonly [Citation, ...Citation[]] => {
  const [first, ...rest] = passage;
  const last = rest.at(-1);
  if (last === undefined || article === undefined) return [first.citation, ...rest.map(({ citation }) => citation)];
  const joined = passage.every(({ citation }, i) => {
    const next = passage[i + 1];
    return next === undefined || !wordLike.test(article.text.slice(citation.end, next.citation.start));
  });
  if (!joined) return [first.citation, ...rest.map(({ citation }) => citation)];
  const { start } = first.citation;
  const { end } = last.citation;
  return [{ article: first.article, start, end, quote: article.text.slice(start, end) }];
};

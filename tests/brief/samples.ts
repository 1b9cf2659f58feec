/** Small statements and analyses, made by hand for the tests of brief/. */
import type { Analysis, Article, Claim, Statement, Story } from '../../src/model.ts';

const stems = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

export const statement = (given: Partial<Statement> & { text: string }): Statement => {
  const article = given.article ?? 'a1';
  const start = given.citation?.start ?? 0;
  return {
    id: `${article}#${start}`,
    article,
    citation: { article, start, end: start + given.text.length, quote: given.text },
    paragraph: 0,
    position: 0,
    speaker: null,
    stance: 'asserts',
    tense: 'happened',
    names: [],
    quantities: [],
    dates: [],
    terms: stems(given.text),
    standsAlone: true,
    ...given,
  };
};

export const claim = (first: Statement, ...others: Statement[]): Claim => {
  const voices = [...new Set([first, ...others].map((each) => each.article))];
  return {
    id: first.id,
    statements: [first, ...others],
    voices,
    support: voices.length > 1 ? 'corroborated' : 'single',
  };
};

/** One article a statement's article id, its text the statements in a row; offsets are set to match. */
export const analysisOf = (
  claims: readonly Claim[],
  story: Partial<Story> = {},
  articles: Partial<Article> = {},
): Analysis => {
  const statements = new Map<string, Statement[]>();
  for (const each of claims)
    for (const one of each.statements) statements.set(one.article, [...(statements.get(one.article) ?? []), one]);
  const held = new Map(
    [...statements].map(([id, all]) => [
      id,
      {
        id,
        title: `Title of ${id}`,
        publisher: null,
        url: null,
        published: null,
        bodyStart: 0,
        text: all.map((one) => one.text).join(' '),
        ...articles,
      },
    ]),
  );
  return {
    articles: held,
    statements,
    stories: [
      {
        id: 's1',
        title: 'A story',
        articles: [...held.keys()],
        publishers: [],
        first: null,
        last: null,
        claims,
        differences: [],
        updates: [],
        ...story,
      },
    ],
  };
};

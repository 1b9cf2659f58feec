import { describe, expect, it } from 'vitest';
import { readArticle } from '../../src/analyse/read.ts';
import { findCandidates } from '../../src/brief/candidates.ts';
import { parseQuery } from '../../src/brief/query.ts';
import { withoutTold } from '../../src/brief/trim.ts';
import { analysisOf, claim } from './samples.ts';

/** The wordings of some sentences told one after the other, each of an outlet of its own. */
const told = (texts: readonly string[], query?: string): string[] => {
  const claims = texts.flatMap((text, n) => {
    const article = { id: `a${n}`, title: null, publisher: null, url: null, published: null, bodyStart: 0, text };
    return readArticle(article, {}).statements.map((each) => claim(each));
  });
  const parsed = query === undefined ? undefined : parseQuery(query);
  const queries = parsed?.kind === 'ok' ? [parsed.query] : [];
  return withoutTold(findCandidates(analysisOf(claims), { queries })).map(({ wording }) => wording);
};

const wish = 'Mayor Tom Ravn of Elsa wants to meet Ilse Brandt in Norland.';
const praise = 'Mayor Tom Ravn praised the divers of Elsa, and he would like to meet Ilse Brandt in Norland.';

describe('the clause at the end of a point', () => {
  it('goes where another point tells it', () => {
    expect(told([wish, praise])).toEqual([wish, 'Mayor Tom Ravn praised the divers of Elsa.']);
  });

  it('stays where no other tells it', () => {
    expect(told(['The council of Elsa sold two ferries.', praise])[1]).toBe(praise);
  });

  it('stays where it names a day', () => {
    const dated = 'Mayor Tom Ravn praised the divers of Elsa, and he will meet Ilse Brandt in Norland on 4 May 2024.';
    expect(told([wish, dated])[1]).toBe(dated);
  });

  it('stays where it alone is what was asked for', () => {
    expect(told([wish, praise], 'meet')).toEqual([wish, praise]);
  });
});

import { describe, expect, it } from 'vitest';
import { digest } from '../../src/brief/digest.ts';
import { parseQuery } from '../../src/brief/query.ts';
import type { PastDigest } from '../../src/brief/why.ts';
import { why } from '../../src/brief/why.ts';
import type { Analysis, Statement } from '../../src/model.ts';
import { analysisOf, claim, statement } from './samples.ts';

const said = (article: string, text: string, given: Partial<Statement> = {}): Statement =>
  statement({ article, text, citation: { article, start: 0, end: text.length, quote: text }, ...given });

const queryOf = (text: string) => {
  const parsed = parseQuery(text);
  if (parsed.kind === 'invalid') throw new Error(parsed.reason);
  return parsed.query;
};

const fire = said('told', 'The ferry fire at Marlow quay killed five people.');
const same = said('joined', 'Five people were killed in a fire on a ferry at Marlow quay.');
const budget = said('other', 'Parliament debated the budget of the province until midnight.');
const foreign = said('foreign', 'Le feu du ferry.', { standsAlone: false });
const later = said('new', 'Divers searched the ferry for a seventh day in rough water.');
const read = analysisOf(
  [claim(fire, same), claim(budget), claim(foreign), claim(later)],
  { title: 'Ferry fire' },
  { published: '2025-06-02T10:00:00Z' },
);
const french = said('french', 'Le port de Marlow reste fermé jusqu’à lundi.', { standsAlone: false });
const reprint = said('zreprint', later.text);
const analysis: Analysis = {
  articles: new Map([
    ...read.articles,
    ...analysisOf([claim(french)], {}, { published: '2025-06-02T10:00:00Z' }).articles,
    ...analysisOf([claim(reprint)], {}, { published: '2025-06-02T12:00:00Z' }).articles,
  ]),
  statements: new Map([...read.statements, ['french', []], ['zreprint', [reprint]]]),
  stories: read.stories.map((story) => ({ ...story, articles: [...story.articles, 'zreprint'] })),
};
const request = { title: 'Morning digest', from: null, to: null, next: null, zone: 'UTC' };
const nothing = { points: [], slots: [] };
const { told } = digest(analysis, { ...request, scope: { articles: new Set(['told']) } });

const past = (given: Partial<PastDigest> = {}): PastDigest => ({
  scope: {},
  from: '2025-06-02T05:00:00Z',
  to: '2025-06-03T05:00:00Z',
  told,
  before: nothing,
  ...given,
});

describe('why an article was or was not in a digest', () => {
  it.each([
    ['a point rests on it', 'told', past(), { kind: 'told' }],
    ['a point says what it says', 'joined', past(), { kind: 'told' }],
    ['it came after the digest', 'new', past({ to: '2025-06-02T09:00:00Z' }), { kind: 'later' }],
    ['it was known before the span', 'new', past({ from: '2025-06-02T11:00:00Z' }), { kind: 'earlier' }],
    ['nothing in it can be read', 'foreign', past(), { kind: 'no-statement' }],
    ['its language is another', 'french', past(), { kind: 'other-language' }],
    ['it reprints what came first', 'zreprint', past(), { kind: 'duplicate', of: 'Title of new' }],
    ['it is about another topic', 'other', past({ scope: { queries: [queryOf('ferry')] } }), { kind: 'other-topic' }],
    ['the channel had been told it', 'told', past({ told: nothing, before: told }), { kind: 'no-change' }],
    ['others ranked before it', 'new', past(), { kind: 'outranked', story: 'Ferry fire' }],
  ] as const)('says that %s', (_, article, digestPast, reason) => {
    expect(why(analysis, article, digestPast)).toEqual(reason);
  });

  it('knows nothing of an article that is not there', () => {
    expect(why(analysis, 'nowhere', past())).toBeUndefined();
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findClaims } from '../../../src/analyse/claims/claims.ts';
import type { Claim } from '../../../src/model.ts';
import { statementsOf } from './make.ts';

const own = (article: string): string => article;
const never = (): boolean => false;

/** Background sentences, so that words have weights as in a real story. */
const filler = {
  x: [
    'Bakers in the old harbour sold bread to sailors before dawn.',
    'The museum keeps its collection of maps in a cellar near the square.',
    'Students painted a mural of birds on the wall of the library.',
    'Heavy rain filled the canals and the market stayed empty.',
    'A choir from the valley sang at the opening of the theatre.',
  ],
};
const claimsOf = (
  articles: Record<string, readonly string[]>,
  voiceOf = own,
  disputed: (id: string) => boolean = never,
): readonly Claim[] => findClaims(statementsOf({ ...filler, ...articles }), voiceOf, disputed);

/** Articles of the claim that holds the first statement of article `a`. */
const articlesWith = (claims: readonly Claim[], id = 'a#0'): string[] =>
  claims
    .find(({ statements }) => statements.some((statement) => statement.id === id))
    ?.statements.map(({ article }) => article)
    .sort() ?? [];

const ferry = 'A ferry carrying 40 passengers sank off the coast of Norway on Monday, Anna Lindqvist said.';

describe('findClaims', () => {
  it('brings together what two articles say in other words', () => {
    const claims = claimsOf({
      a: [ferry],
      b: ['On Monday, off the Norwegian coast, a ferry with 40 passengers aboard sank.'],
    });
    expect(articlesWith(claims)).toEqual(['a', 'b']);
    expect(claims.find(({ statements }) => statements.length === 2)?.support).toBe('corroborated');
  });

  it.each([
    ['another figure', 'A ferry carrying 90 passengers sank off the coast of Norway on Monday.'],
    [
      'a looser figure that allows the first',
      'A ferry carrying at least 3 passengers sank off the coast of Norway on Monday.',
    ],
    ['another day', 'A ferry carrying 40 passengers sank off the coast of Norway on Sunday.'],
    ['another place', 'A ferry carrying 40 passengers sank off the coast of Kenya on Monday.'],
    ['a denial', 'No ferry carrying 40 passengers sank off the coast of Norway on Monday.'],
    ['a fear', 'A ferry carrying 40 passengers could have sunk off the coast of Norway on Monday.'],
    ['a plan', 'A ferry carrying 40 passengers will be sunk off the coast of Norway on Monday.'],
  ])('keeps apart what has %s', (_, other) => {
    expect(articlesWith(claimsOf({ a: [ferry], b: [other] }))).toEqual(['a']);
  });

  it('leads with what all of them say, not with a figure that one alone gives', () => {
    const claims = claimsOf({ a: [ferry], b: ['A ferry with passengers sank off the coast of Norway on Monday.'] });
    expect(articlesWith(claims)).toEqual(['a', 'b']);
    expect(claims.find(({ statements }) => statements.length === 2)?.statements[0].article).toBe('b');
  });

  it('keeps apart what has its parties exchanged', () => {
    const claims = claimsOf({
      a: ['Norway accused Kenya of sinking its largest research vessel.'],
      b: ['Kenya accused Norway of sinking its largest research vessel.'],
    });
    expect(articlesWith(claims)).toEqual(['a']);
  });

  it('keeps apart what two people say', () => {
    const claims = claimsOf({
      a: ['Anna Lindqvist said the ferry sank because its hull had cracked.'],
      b: ['Carl Jonsson said the ferry sank because its hull had cracked.'],
    });
    expect(articlesWith(claims)).toEqual(['a']);
  });

  it('keeps a charge apart from a conviction', () => {
    const claims = claimsOf({
      a: ['Captain Carl Jonsson was charged with sinking the ferry for its insurance.'],
      b: ['Captain Carl Jonsson was convicted of sinking the ferry for its insurance.'],
    });
    expect(articlesWith(claims)).toEqual(['a']);
  });

  it.each([
    [
      'agreed on, and to come',
      'Norway and Kenya came out of their second round of talks in Oslo with an agreement on the exchange of research vessels.',
      'Research vessels will be exchanged between Norway and Kenya, whose ministers held a second round of talks in Oslo.',
    ],
    [
      'a wish in two wordings',
      'President Anna Lindqvist of Norway would like Carl Jonsson and Maria Holm to meet in Oslo.',
      'Norwegian President Anna Lindqvist wants Carl Jonsson to meet Maria Holm in Oslo.',
    ],
    [
      'one condition, denied or not',
      'Norway will ban large ferries from the harbour of Oslo unless the captains are trained for fog.',
      'Norway will ban large ferries from the harbour of Oslo if the captains are not trained for fog.',
    ],
    [
      'little to tell',
      'Port workers replaced their rotten pier.',
      'After the storm the port workers replaced the rotten pier, the mayor added.',
    ],
    [
      'the same words but for a verb',
      '“The ferry company has been called to repair the hull of every vessel before summer,” said Anna Lindqvist, head of the divers’ union.',
      'The head of the divers’ union, Anna Lindqvist, said: “The ferry company has been called to repair the hull of every vessel before summer.”',
    ],
  ])('brings together what is %s', (_, one, other) => {
    expect(articlesWith(claimsOf({ a: [one], b: [other] }))).toEqual(['a', 'b']);
  });

  it('keeps apart what is denied, though the rest is the same word for word', () => {
    const claims = claimsOf({
      a: ['The ferry company repaired the hull of every vessel in the harbour of Oslo before the summer season.'],
      b: ['The ferry company never repaired the hull of every vessel in the harbour of Oslo before the summer season.'],
    });
    expect(articlesWith(claims)).toEqual(['a']);
  });

  it('counts articles of one voice once', () => {
    const articles = { a: [ferry], b: ['On Monday, off the Norwegian coast, a ferry with 40 passengers aboard sank.'] };
    const claim = claimsOf(articles, () => 'one paper').find(({ statements }) => statements.length === 2);
    expect(claim?.support).toBe('single');
    expect(claim?.voices).toEqual(['one paper']);
  });

  it('takes a sentence copied from another outlet for no second voice', () => {
    const claim = claimsOf({ a: [ferry], b: [ferry] }).find(({ statements }) => statements.length === 2);
    expect(claim?.support).toBe('single');
  });

  it('is disputed when a statement of it takes part in a difference', () => {
    const articles = { a: [ferry], b: ['On Monday, off the Norwegian coast, a ferry with 40 passengers aboard sank.'] };
    const claim = claimsOf(articles, own, (id) => id === 'b#0').find(({ statements }) => statements.length === 2);
    expect(claim?.support).toBe('disputed');
  });

  it('puts first a statement that reads alone and that the others say too', () => {
    const claims = claimsOf({
      a: ['They said a ferry with 40 passengers sank off the Norwegian coast on Monday.'],
      b: ['A ferry carrying 40 passengers sank off the coast of Norway on Monday.'],
      c: [
        'A ferry carrying 40 passengers, among them a choir from the valley and two dozen bakers, sank off Norway’s coast on Monday night.',
      ],
    });
    expect(claims.find(({ statements }) => statements.length > 1)?.statements[0].article).toBe('b');
  });

  it('puts every statement in one claim, whatever the order of the input', () => {
    const statements = statementsOf({
      ...filler,
      a: [ferry, 'Rescuers found nobody.'],
      b: ['On Monday, off the Norwegian coast, a ferry with 40 passengers aboard sank.', 'Rescuers found nobody.'],
    });
    const expected = findClaims(statements, own, never);
    expect(expected.flatMap((claim) => claim.statements.map(({ id }) => id)).sort()).toEqual(
      statements.map(({ id }) => id).sort(),
    );
    fc.assert(
      fc.property(fc.shuffledSubarray(statements, { minLength: statements.length }), (shuffled) => {
        expect(findClaims(shuffled, own, never)).toEqual(expected);
      }),
      { numRuns: 20 },
    );
  });

  it('does not lead with a number that another does not give', () => {
    const claims = claimsOf({
      a: ['The harbour team beat the valley team 31-24 in the final of the rowing cup on Monday.'],
      b: ['On Monday the harbour team beat the valley team in the final of the rowing cup.'],
    });
    expect(claims.find(({ statements }) => statements.length === 2)?.statements[0].article).toBe('b');
  });

  it('makes one claim of many copies of a text', () => {
    const copies = Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`copy${at}`, [ferry]]));
    const claims = claimsOf(copies);
    expect(claims.find(({ statements }) => statements.length === 300)?.support).toBe('single');
  });

  it('makes no claims of nothing', () => {
    expect(findClaims([], own, never)).toEqual([]);
  });
});

/** The query language of topics, tried on whatever can be typed and against a second reading of the same words. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseQuery, relevance } from '../../src/brief/query.ts';
import { statement } from './samples.ts';

/** Words that are their own stems, none within another. */
const words = ['grain', 'corn', 'ship', 'port', 'crane'] as const;
const unheard = 'zyxwvut';

const word = fc.constantFrom(...words);
const phrase = fc.array(word, { minLength: 2, maxLength: 3 });
const term = fc.oneof(
  word.map((each): readonly string[] => [each]),
  phrase,
);
type Term = readonly string[];

interface Asked {
  readonly groups: readonly (readonly Term[])[];
  readonly excluded: readonly Term[];
}
const asked: fc.Arbitrary<Asked> = fc.record({
  groups: fc.array(fc.array(term, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 }),
  excluded: fc.array(term, { maxLength: 2 }),
});

const typedTerm = (each: Term): string => (each.length === 1 ? (each[0] ?? '') : `"${each.join(' ')}"`);
const typed = ({ groups, excluded }: Asked): string =>
  [...groups.map((group) => group.map(typedTerm).join(' OR ')), ...excluded.map((each) => `-${typedTerm(each)}`)].join(
    ' ',
  );

/** What the words mean, read anew. */
const means = ({ groups, excluded }: Asked, text: readonly string[]): boolean => {
  const holds = (each: Term): boolean => ` ${text.join(' ')} `.includes(` ${each.join(' ')} `);
  return groups.every((group) => group.some(holds)) && !excluded.some(holds);
};

const matches = (query: string, text: string): boolean | undefined => {
  const parsed = parseQuery(query);
  return parsed.kind === 'ok' ? relevance(parsed.query, statement({ text })).matches : undefined;
};

/** Whatever can be typed: the language's own signs among anything else. */
const anything = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc
    .array(
      fc.oneof(
        word,
        fc.constantFrom(
          '"',
          '-',
          'OR',
          'or',
          '-"',
          '""',
          '=',
          '|',
          '\u201c',
          '--',
          '\0',
          '\uD800',
          '🌾',
          '״',
          '<!channel>',
        ),
      ),
      { maxLength: 30 },
    )
    .chain((parts) => fc.constantFrom('', ' ', '\n').map((between) => parts.join(between))),
);

describe('the query language', () => {
  it('means what its words say: side by side all, OR any, - none', () => {
    fc.assert(
      fc.property(asked, fc.array(word, { minLength: 1, maxLength: 6 }), (query, text) => {
        expect(matches(typed(query), text.join(' ')), typed(query)).toBe(means(query, text));
      }),
      { numRuns: 500 },
    );
  });

  it('never throws, and refuses with a cause and a fix', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const parsed = parseQuery(text);
        if (parsed.kind === 'ok') return;
        expect(['the query has no words', 'the query only excludes']).toContain(parsed.reason);
        expect(parsed.fix).toContain('name at least one word');
      }),
      { numRuns: 500 },
    );
  });

  it('never matches everything: a query that is read asks for a word of its own', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const parsed = parseQuery(text);
        if (parsed.kind === 'invalid') return;
        expect(parsed.query.groups.length).toBeGreaterThan(0);
        expect(parsed.query.groups.every((group) => group.length > 0)).toBe(true);
        if (!text.toLowerCase().includes(unheard)) expect(matches(text, unheard)).toBe(false);
        expect(matches(text, '')).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it('is indifferent to case, to space, and to a quote that was not closed', () => {
    fc.assert(
      fc.property(asked, fc.array(word, { minLength: 1, maxLength: 6 }), (query, text) => {
        const line = typed(query);
        const loud = line.replaceAll(/[a-z]+/gu, (each) => each.toUpperCase());
        const wide = `  ${line.replaceAll(' OR ', '  OR\n')}\t`;
        for (const other of [loud, wide]) expect(matches(other, text.join(' '))).toBe(matches(line, text.join(' ')));
      }),
    );
    expect(matches('"black sea', 'Corn crossed the Black Sea.')).toBe(true);
  });

  it('reads 40 kB of it at once', () => {
    for (const text of [
      '"'.repeat(40_000),
      '-'.repeat(40_000),
      'OR '.repeat(13_000),
      'a'.repeat(40_000),
      `"${'grain '.repeat(6_000)}`,
    ])
      expect(['ok', 'invalid']).toContain(parseQuery(text).kind);
  });
});

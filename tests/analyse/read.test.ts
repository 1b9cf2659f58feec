import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readArticle } from '../../src/analyse/read.ts';
import type { Article, Statement } from '../../src/model.ts';
import { dataFolder } from '../environment.ts';

const article = (text: string, title: string | null = null, bodyStart = 0): Article => ({
  id: 'a',
  title,
  publisher: null,
  url: null,
  published: '2025-06-03',
  text,
  bodyStart,
});

const holdsTheWayBack = ({ text }: Article, statements: readonly Statement[]) => {
  let last = 0;
  for (const { id, citation, text: sentence } of statements) {
    expect(id).toBe(`a#${citation.start}`);
    expect(text.slice(citation.start, citation.end)).toBe(citation.quote);
    expect(citation.start).toBeGreaterThanOrEqual(last);
    expect(sentence).toBe(sentence.trim());
    expect(sentence).not.toBe('');
    last = citation.end;
  }
};

describe('readArticle', () => {
  it('gives statements whose citations stand in the article exactly', () => {
    const text =
      'Ferry leaves\n\n**OSLO, June 2 (AP) —** The *ErdoÄŸan* left at noon.\nHowever, Norway said it would return on Monday.';
    const given = article(text, 'Ferry leaves', 'Ferry leaves\n\n'.length);
    const { language, statements } = readArticle(given, {});
    expect(language).toBe('en');
    expect(statements.map((statement) => statement.text)).toEqual([
      'The Erdoğan left at noon.',
      'Norway said it would return on Monday.',
    ]);
    expect(statements[0]?.citation.quote).toBe('The *ErdoÄŸan* left at noon.');
    expect(statements[1]?.speaker?.name).toBe('Norway');
    holdsTheWayBack(given, statements);
  });

  it('reads headings as no statement but the one in place of a title', () => {
    const text =
      'Ferry leaves harbour\n\nThe ferry left Oslo at noon.\n\nA long way\n\nThe ferry reached Kiel at dusk.';
    const read = (title: string | null) => readArticle(article(text, title), {}).statements;
    expect(read('Another title').map((statement) => statement.text)).toEqual([
      'The ferry left Oslo at noon.',
      'The ferry reached Kiel at dusk.',
    ]);
    expect(read(null)[0]).toMatchObject({ text: 'Ferry leaves harbour', standsAlone: false });
  });

  it('keeps and labels another language without reading English into it', () => {
    const { language, statements } = readArticle(
      article(
        'Beide Seiten trafen sich am Montag in Istanbul. Sie einigten sich auf einen Austausch von 1000 Gefangenen.',
      ),
      {},
    );
    expect(language).toBe('de');
    expect(statements).toHaveLength(2);
    expect(statements.every(({ standsAlone, names }) => !standsAlone && names.length === 0)).toBe(true);
  });

  it.each(['', 'Word', '\u0000\u0000', '* a\n* b', '| a | b |\n| - | - |', '\ud800', '\u200f\u200f', '---\n---'])(
    'survives %j',
    (text) => {
      const given = article(text);
      holdsTheWayBack(given, readArticle(given, {}).statements);
    },
  );

  it('is the same for the same input, and cites exactly, whatever the text', () => {
    const noise = fc
      .array(
        fc.constantFrom(
          '**',
          '\n\n',
          'Norway said it left.',
          'ErdoÄŸan ',
          '“',
          '” ',
          '\u0000',
          '\ud83d',
          'OSLO — ',
          'However, ',
          '* ',
          '&amp; ',
          '12,000 men ',
          'on Monday ',
        ),
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.oneof(noise, fc.string({ unit: 'binary' })), (text) => {
        const given = article(text);
        const { statements } = readArticle(given, {});
        holdsTheWayBack(given, statements);
        expect(readArticle(given, {}).statements).toEqual(statements);
      }),
      { numRuns: 60 },
    );
  });
});

const seeds = dataFolder === undefined ? undefined : join(dataFolder, 'seeds');

describe.skipIf(seeds === undefined || !existsSync(seeds))('over the evaluation articles', () => {
  const given =
    seeds === undefined ? [] : readdirSync(seeds).map((name) => article(readFileSync(join(seeds, name), 'utf8')));
  const statements = given.flatMap((entry) => readArticle(entry, {}).statements);

  it('reads no boilerplate, caption or broken encoding', () => {
    expect(statements.length).toBeGreaterThan(80);
    for (const { text } of statements)
      expect(text).not.toMatch(/Scroll to Top|Read More|Source 1|video below|2:34|Ä|\*\*/u);
  });

  it('repairs a name that stands broken in one article alone', () => {
    expect(statements.some(({ text }) => text.includes('Çırağan Palace'))).toBe(true);
    expect(statements.some(({ text }) => text.includes('Erdoğan of Turkey'))).toBe(true);
  });
});

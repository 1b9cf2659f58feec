import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAnalyser } from '../../src/analyse/analyse.ts';
import { readArticle } from '../../src/analyse/read.ts';
import { createReader } from '../../src/analyse/reader.ts';
import { decodeReading, encodeReading, engineVersion } from '../../src/analyse/stored.ts';
import type { Article } from '../../src/model.ts';

const article = (text: string, more: Partial<Article> = {}): Article => ({
  id: 'a',
  title: null,
  publisher: 'Varnholm Post',
  url: null,
  published: '2031-03-04',
  text,
  bodyStart: 0,
  ...more,
});

const ferry = article(
  'BRENN, March 4 (AP) — The *ErdoÄŸan* with 212  people\naboard ran aground on Tuesday, Captain Mirko Antell said. However, between 3 and 5 crew were hurt, and more than €40 million was lost in May 2030. He will not sail again, the coastguard of Çırağan denied.',
  { title: 'Ferry ErdoÄŸan runs aground' },
);

describe('encodeReading', () => {
  it('gives plain text from which the very reading comes back', () => {
    const reading = readArticle(ferry, {});
    expect(reading.statements.flatMap(({ quantities }) => quantities).length).toBeGreaterThan(1);
    expect(reading.statements.flatMap(({ dates }) => dates).length).toBeGreaterThan(0);
    expect(decodeReading(ferry, encodeReading(reading))).toEqual(reading);
  });

  it('repeats no sentence of the article that it can point at', () => {
    const text = 'The ferry Saint Olga ran aground off Varnholm. Nobody was hurt, said the coastguard.';
    const stored = encodeReading(readArticle(article(text), {}));
    for (const { citation } of readArticle(article(text), {}).statements) expect(stored).not.toContain(citation.quote);
  });

  it('brings any reading back, of any text', () => {
    const word = fc.constantFrom(
      'The',
      'ferry',
      'Saint Olga',
      '212',
      'said',
      '.',
      '\n\n',
      '“',
      'Ä',
      'May 3',
      '€5m',
      '\ud800',
      '\u0000',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(word, { maxLength: 60 }).map((words) => words.join(' ')),
    );
    fc.assert(
      fc.property(text, fc.option(text), (body, title) => {
        const given = article(body, { title });
        const reading = readArticle(given, {});
        expect(decodeReading(given, encodeReading(reading))).toEqual(reading);
      }),
    );
  });
});

describe('decodeReading', () => {
  const stored = encodeReading(readArticle(ferry, {}));

  it('takes no reading of another engine version', () => {
    expect(stored.startsWith(`["${engineVersion}"`)).toBe(true);
    expect(decodeReading(ferry, stored.replace(`["${engineVersion}"`, '["0"'))).toBeUndefined();
  });

  it.each<[string, Partial<Article>]>([
    ['text', { text: `${ferry.text} ` }],
    ['title', { title: null }],
    ['date, to which its Mondays are reckoned', { published: '2031-03-05' }],
    ['beginning', { bodyStart: 2 }],
  ])('takes no reading of an article with another %s', (_, changed) => {
    expect(decodeReading({ ...ferry, ...changed }, stored)).toBeUndefined();
  });

  it('takes a reading of an article whose publisher or address was mended since', () => {
    const mended = { ...ferry, publisher: 'The Varnholm Post', url: 'https://post.example/ferry' };
    expect(decodeReading(mended, stored)?.article).toBe(mended);
  });

  it('takes nothing that is damaged, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.nat(stored.length - 1).map((end) => stored.slice(0, end)),
        ),
        (text) => {
          expect(decodeReading(ferry, text)).toBeUndefined();
        },
      ),
    );
  });
});

describe('createReader', () => {
  it('reads what an analyser takes without reading it again', () => {
    const readings = createReader()([ferry]);
    const analyser = createAnalyser();
    expect(analyser.adopt(readings)).toEqual([]);
    expect(createAnalyser().add([ferry])[0]?.content).toBe(readings[0]?.content);
  });

  it('mends a broken word to one that an earlier article has whole', () => {
    const broken = article('In ÇAĞÄŸ they say that the ferry never left the harbour.', { id: 'broken' });
    const whole = article('In cagg they say that the ferry never left the harbour at all.', { id: 'whole' });
    const reader = createReader();
    expect(reader([broken])[0]?.content).not.toContain('ÇAĞğ');
    reader([whole]);
    expect(reader([broken])[0]?.content).toContain('ÇAĞğ');
  });
});

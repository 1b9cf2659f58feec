import { describe, expect, it } from 'vitest';
import { analyse } from '../../../src/analyse/analyse.ts';
import { housesIn } from '../../../src/analyse/claims/houses.ts';
import { voicesOf } from '../../../src/analyse/claims/voices.ts';
import type { Article, House } from '../../../src/model.ts';

const houses: readonly House[] = [
  {
    name: 'The Daily Gull',
    names: ['Gull News', 'Gull on Sunday', 'Gull & Co.'],
    sites: ['gull.example', 'gull.co.example'],
  },
  { name: 'Heron', names: [], sites: ['heron.example'] },
];
const houseOf = housesIn(houses);
const of = (publisher: string | null, url: string | null = null): string | undefined => houseOf({ publisher, url });

describe('the house of an article', () => {
  it.each([
    ['its name', 'The Daily Gull'],
    ['its name without "The"', 'daily gull'],
    ['another of its names', 'GULL NEWS'],
    ['a name with "The" put before it', 'The Gull on Sunday'],
    ['its host', 'www.gull.example'],
    ['a host below its own', 'news.gull.example'],
  ])('is told by %s', (_, publisher) => {
    expect(of(publisher)).toBe('The Daily Gull');
  });

  it('is told by the site of the address where the name tells nothing', () => {
    expect(of(null, 'https://www.gull.example/2025/ferry')).toBe('The Daily Gull');
    expect(of('Gull: World', 'https://feeds.gull.co.example/x')).toBe('The Daily Gull');
    expect(of('Gull', null)).toBeUndefined();
  });

  it('is told by the name before the address: who prints an agency is not the agency', () => {
    expect(of('Heron', 'https://www.gull.example/2025/ferry')).toBe('Heron');
  });

  it.each([
    [null, null],
    ['The Other Post', 'https://other.example/'],
    ['Seagull News', 'https://seagull.example/'],
    ['x', 'https://gull.example.org/'],
    ['x', 'no address'],
    ['', ''],
  ])('is none for %s at %s', (publisher, url) => {
    expect(of(publisher, url)).toBeUndefined();
  });
});

const words = (from: number): string => Array.from({ length: 50 }, (_, at) => `word${from + at}`).join(' ');
const article = (id: string, publisher: string | null, text: string, url: string | null = null): Article => ({
  id,
  title: null,
  publisher,
  url,
  published: null,
  text,
  bodyStart: 0,
});

describe('publishers of one house', () => {
  it('are one voice, and others are not', () => {
    const voiceOf = voicesOf(
      [
        article('a', 'Gull News', words(0)),
        article('b', 'Gull on Sunday', words(100)),
        article('c', null, words(200), 'https://gull.example/1'),
        article('d', 'Heron', words(300)),
        article('e', 'The Other Post', words(400)),
        article('f', 'Other Post', words(500)),
        article('g', null, words(600)),
      ],
      houseOf,
    );
    expect(new Set(['a', 'b', 'c'].map(voiceOf)).size).toBe(1);
    expect(voiceOf('e')).toBe(voiceOf('f'));
    expect(new Set(['a', 'd', 'e', 'g'].map(voiceOf)).size).toBe(4);
  });

  it('never corroborate one another', () => {
    const told = (second: string): readonly string[] =>
      analyse(
        [
          article(
            'a',
            'Gull News',
            'The ferry Marigold sank off Port Ellis on Monday with 41 people on board, the coast guard said.',
          ),
          article(
            'b',
            second,
            'The ferry Marigold sank off Port Ellis on Monday, and 41 people were on board, according to the coast guard.',
          ),
        ],
        houses,
      ).stories.flatMap(({ claims }) => claims.map(({ support }) => support));
    expect(told('Heron')).toContain('corroborated');
    expect(told('The Daily Gull')).not.toContain('corroborated');
  });
});

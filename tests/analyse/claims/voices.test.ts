import { describe, expect, it } from 'vitest';
import { voicesOf } from '../../../src/analyse/claims/voices.ts';
import type { Article } from '../../../src/model.ts';

const article = (id: string, publisher: string | null, text: string): Article => ({
  id,
  title: null,
  publisher,
  url: null,
  published: null,
  text,
  bodyStart: 0,
});

const words = (from: number, count: number): string =>
  Array.from({ length: count }, (_, at) => `word${from + at}`).join(' ');

describe('voicesOf', () => {
  it('hears the articles of one publisher as one voice, however it is written', () => {
    const voiceOf = voicesOf([
      article('a', 'The Daily Gull', words(0, 50)),
      article('b', 'the daily gull', words(100, 50)),
    ]);
    expect(voiceOf('a')).toBe(voiceOf('b'));
  });

  it('hears an article of an unknown publisher as a voice of its own', () => {
    const voiceOf = voicesOf([
      article('a', null, words(0, 50)),
      article('b', null, words(100, 50)),
      article('c', ' ', words(200, 50)),
    ]);
    expect(new Set(['a', 'b', 'c'].map(voiceOf)).size).toBe(3);
  });

  it('hears a reprint with an added paragraph as the voice that it reprints', () => {
    const voiceOf = voicesOf([
      article('a', 'Gull', words(0, 200)),
      article('b', 'Heron', `${words(0, 200)} ${words(900, 60)}`),
    ]);
    expect(voiceOf('a')).toBe(voiceOf('b'));
  });

  it('hears two outlets that share a sentence as two voices', () => {
    const voiceOf = voicesOf([
      article('a', 'Gull', words(0, 200)),
      article('b', 'Heron', `${words(0, 20)} ${words(900, 180)}`),
    ]);
    expect(voiceOf('a')).not.toBe(voiceOf('b'));
  });

  it('does not depend on the order of the articles', () => {
    const articles = [
      article('c', 'Gull', words(0, 200)),
      article('a', 'Heron', words(0, 200)),
      article('b', 'Heron', words(500, 200)),
      article('d', null, words(500, 210)),
    ];
    const [one, other] = [voicesOf(articles), voicesOf([...articles].reverse())];
    expect(articles.map(({ id }) => one(id))).toEqual(articles.map(({ id }) => other(id)));
    expect(new Set(articles.map(({ id }) => one(id))).size).toBe(1);
  });

  it('hears five hundred copies of one text as one voice', () => {
    const copies = Array.from({ length: 500 }, (_, at) => article(`a${at}`, null, words(0, 300)));
    const voiceOf = voicesOf(copies);
    expect(new Set(copies.map(({ id }) => voiceOf(id))).size).toBe(1);
  });
});

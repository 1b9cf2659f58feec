import { describe, expect, it } from 'vitest';
import { readArticle } from '../../../src/analyse/read.ts';
import { shareNames } from '../../../src/analyse/stories/naming.ts';

const read = (id: string, text: string) =>
  readArticle({ id, title: null, publisher: null, url: null, published: null, text, bodyStart: 0 }, {});

describe('shareNames', () => {
  const full = read('full', 'Finance Minister Jana Kolbovska said on Tuesday that the sugar tax was overdue.');
  const short = read('short', 'Kolbovska said that bakers would be heard. The vote is on Friday.');

  it('gives a name one key in all articles of the story, and its speaker the same', () => {
    const statements = [...shareNames([full, short]).values()].flat();
    const keys = statements.flatMap(({ names }) => names.filter(({ text }) => text.endsWith('Kolbovska')));
    expect(keys.length).toBe(2);
    expect(new Set(keys.map(({ entity }) => entity)).size).toBe(1);
    const speakers = statements.flatMap(({ speaker }) => speaker?.entity ?? []);
    expect(new Set(speakers)).toEqual(new Set(keys.map(({ entity }) => entity)));
  });

  it('keeps a statement as it is when nothing in it has another key', () => {
    const shared = shareNames([full, short]).get('short');
    expect(shared?.at(-1)).toBe(short.statements.at(-1));
  });

  it('gives no statements of an article in another language', () => {
    const german = read(
      'german',
      'Die Finanzministerin sagte am Dienstag, die Zuckersteuer sei überfällig. Die Bäcker wollen weiter dagegen demonstrieren und kündigten neue Märsche an.',
    );
    expect(shareNames([full, german]).get('german')).toEqual([]);
  });
});

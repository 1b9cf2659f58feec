import { describe, expect, it } from 'vitest';
import { foldName } from '../../../src/analyse/names/fold.ts';
import { findNames } from '../../../src/analyse/names/names.ts';
import { resolveNames } from '../../../src/analyse/names/resolve.ts';
import type { NameMention } from '../../../src/model.ts';

/** Entity keys of every mention whose text contains `part`, over articles given as lists of sentences. */
const keysOf = (articles: Record<string, readonly string[]>, part: string): string[] => {
  const mentions = new Map<string, NameMention[]>(
    Object.entries(articles).map(([id, sentences]) => [id, sentences.flatMap((sentence) => findNames(sentence))]),
  );
  const keyOf = resolveNames(mentions);
  const keys = [...mentions.values()]
    .flat()
    .filter(({ text }) => text.includes(part))
    .map(keyOf);
  return [...new Set(keys)].sort();
};

describe('resolveNames', () => {
  it('makes one of the romanisations of a name', () => {
    const articles = {
      a: ['Oleksandr Horbenkyi spoke.', 'Serhii Umierenko spoke.'],
      b: ['Oleksandr Horbenky spoke.', 'Sergiy Umerenko spoke.'],
    };
    expect(keysOf(articles, 'Horbenk')).toHaveLength(1);
    expect(keysOf(articles, 'erenko')).toHaveLength(1);
  });

  it('makes one of a place with its accents and without', () => {
    expect(keysOf({ a: ['They met at Çamlıca Palace.'], b: ['They met at Camlica Palace.'] }, 'Palace')).toEqual([
      'camlica palace',
    ]);
  });

  it('keeps two people of one surname apart, and a bare surname with neither', () => {
    const articles = { a: ['Anna Lindqvist spoke.', 'Later Carl Lindqvist spoke.', 'The crowd cheered Lindqvist.'] };
    expect(keysOf(articles, 'Lindqvist')).toEqual(['anna lindqvist', 'carl lindqvist', 'lindqvist']);
  });

  it('keeps a brother and a sister of nearly one given name apart', () => {
    expect(keysOf({ a: ['Mario Lindqvist spoke.'], b: ['Maria Lindqvist spoke.'] }, 'Lindqvist')).toHaveLength(2);
  });

  it('takes a name with its generation and without for one, and father and son for two', () => {
    expect(
      keysOf({ a: ['Anton Lindqvist III spoke.', 'Lindqvist sat down.'], b: ['Anton Lindqvist spoke.'] }, 'Lindqvist'),
    ).toHaveLength(1);
    const both = { a: ['Anton Lindqvist Sr. spoke.', 'Anton Lindqvist Jr. spoke.'], b: ['Anton Lindqvist spoke.'] };
    expect(keysOf(both, 'Lindqvist')).toHaveLength(3);
  });

  it('knows one person under spellings and an office in three articles, and another of that surname as another', () => {
    const articles = {
      a: ['Norwegian President Olav Zelenkov spoke in Bergen.'],
      b: ['Olav Zelenkow spoke.', 'The Norwegian president left.'],
      c: ['Marta Zelenkova sang.', 'Zelenkova bowed.'],
    };
    expect(keysOf(articles, 'Olav')).toHaveLength(1);
    expect(keysOf(articles, 'Norwegian president')).toEqual(keysOf(articles, 'Olav'));
    expect(keysOf(articles, 'Zelenkova')).not.toEqual(keysOf(articles, 'Olav'));
    expect(keysOf(articles, 'Zelenkova')).toHaveLength(1);
  });

  it('follows a bare surname to the full name of its article', () => {
    const articles = {
      a: ['Anna Lindqvist spoke.', 'The crowd cheered Lindqvist.'],
      b: ['Carl Lindqvist spoke.', 'Then Lindqvist left.'],
    };
    expect(keysOf(articles, 'Lindqvist')).toEqual(['anna lindqvist', 'carl lindqvist']);
  });

  it('follows a bare surname to the one full name that another article gives', () => {
    expect(keysOf({ a: ['Then Lindqvist left.'], b: ['Anna Lindqvist spoke.'] }, 'Lindqvist')).toEqual([
      'anna lindqvist',
    ]);
  });

  it('knows a person by an office tied to the name elsewhere', () => {
    const articles = { a: ['Norwegian President Anna Lindqvist spoke.'], b: ['The Norwegian president left early.'] };
    expect(keysOf(articles, 'resident')).toEqual(['anna lindqvist']);
  });

  it('ties an office to the name right after it, not to the one before the comma', () => {
    const articles = { a: ['It was said by Carl Jonsson, Norwegian President Anna Lindqvist’s aide.'] };
    expect(keysOf(articles, 'resident')).toEqual(['anna lindqvist']);
  });

  it('leaves an office that two people hold to nobody', () => {
    const articles = {
      a: ['Norwegian President Anna Lindqvist spoke.'],
      b: ['Norwegian President Carl Jonsson spoke.'],
      c: ['The Norwegian president left.'],
    };
    expect(keysOf({ c: articles.c, a: articles.a, b: articles.b }, 'president')).toEqual(['role:norway president']);
  });

  it('does not depend on the order of the articles', () => {
    const articles: [string, string[]][] = [
      ['a', ['Oleksandr Horbenkyi met Anna Lindqvist.', 'Then Lindqvist left.']],
      ['b', ['Oleksandr Horbenky met A. Lindqvist.']],
      ['c', ['Then Horbenky left.', 'Anna Lindquist left.']],
    ];
    const all = (order: typeof articles): string[] => {
      const mentions = new Map(order.map(([id, list]) => [id, list.flatMap((sentence) => findNames(sentence))]));
      const keyOf = resolveNames(mentions);
      return [...mentions]
        .flatMap(([id, list]) => list.map((mention) => `${id} ${mention.text} ${keyOf(mention)}`))
        .sort();
    };
    expect(all([...articles].reverse())).toEqual(all(articles));
  });
});

describe('foldName', () => {
  it.each([
    ['Çırağan', 'ciragan'],
    ['O’Brien’s', 'obrien'],
    ['Łódź', 'lodz'],
    ['U.S.', 'us'],
    ['Al-Qaeda', 'al qaeda'],
  ])('folds %s', (name, folded) => {
    expect(foldName(name)).toBe(folded);
  });
});

import { describe, expect, it } from 'vitest';
import { readArticle } from '../../src/analyse/read.ts';
import { contentOf } from '../../src/brief/content.ts';
import { isFigureTold, toldFigureOf } from '../../src/brief/figures.ts';
import { leansOn } from '../../src/brief/leaning.ts';
import { createSameness, heldOf } from '../../src/brief/sameness.ts';
import type { Quantity, Statement } from '../../src/model.ts';

/** The sentences of a text, read as the analysis reads them. */
const read = (text: string): [Statement, ...Statement[]] => {
  const article = { id: 'a', title: null, publisher: null, url: null, published: '2024-03-05', bodyStart: 0, text };
  const [first, ...rest] = readArticle(article, {}).statements;
  if (first === undefined) throw new Error(`no statement in: ${text}`);
  return [first, ...rest];
};

const contentIn = (text: string) => contentOf(read(text));
const others = ['The mayor of Elsa opened a museum on Monday.', 'Norland lost to Ravnholm in the cup final.'];
const sameness = createSameness(others.map(contentIn));
const tells = (told: string, said: string): boolean =>
  sameness.isTold(heldOf(contentIn(said)), [heldOf(contentIn(told))]);
const tellTogether = (told: readonly string[], said: string): boolean =>
  sameness.isToldInParts(
    heldOf(contentIn(said)),
    told.map((each) => heldOf(contentIn(each))),
  );

describe('a sentence is told again', () => {
  it.each([
    [
      'in other words',
      'Mayor Tom Ravn warned the ferry company that it must pay a fine.',
      'The ferry company must pay a fine, warned Tom Ravn.',
    ],
    [
      'with a vague figure for an exact one',
      'The storm in Elsa damaged 6,000 houses along the coast.',
      'Thousands of houses along the coast of Elsa were damaged in the storm.',
    ],
    [
      'with another word for the dead',
      'Norland will hand over 600 bodies to Ravnholm next week.',
      'Next week Norland will hand over the bodies of 600 soldiers to Ravnholm.',
    ],
  ])('%s', (_, told, said) => expect(tells(told, said)).toBe(true));
});

describe('a sentence is not told again', () => {
  it.each([
    ['by another figure', 'The fire in Elsa killed 5 people.', 'The fire in Elsa killed 7 people.'],
    ['by a vague figure', 'The fire in Elsa killed dozens of people.', 'The fire in Elsa killed 41 people.'],
    ['by what denies it', 'Norland did not accept the treaty of Elsa.', 'Norland accepted the treaty of Elsa.'],
    [
      'by the plan of it',
      'Norland will free the sailors of the ferry Aurora.',
      'Norland freed the sailors of the ferry Aurora.',
    ],
  ])('%s', (_, told, said) => expect(tells(told, said)).toBe(false));

  it('by a denial that stands in a condition alone', () =>
    expect(
      tells(
        'Mayor Tom Ravn warned Norland of new tariffs.',
        'Tom Ravn warned Norland of new tariffs if the ferries do not sail.',
      ),
    ).toBe(true));
});

describe('two points together', () => {
  const told = [
    'Norland and Ravnholm prepare the exchange of captured sailors.',
    'Elsa mediates the exchange, said Tom Ravn of the harbour board.',
  ];
  it('tell what each tells in part', () =>
    expect(tellTogether(told, 'Norland and Ravnholm prepare an exchange of sailors, which Elsa mediates.')).toBe(true));
  it('do not tell what names somebody else', () =>
    expect(tellTogether(told, 'Norland and Ravnholm prepare an exchange of sailors, which Ilse Brandt mediates.')).toBe(
      false,
    ));
  it('do not tell what only many others would', () =>
    expect(
      tellTogether(
        ['Jon Vik of Norland keeps his lead in the race.', 'Ilse Brandt wins the green jersey of the race.'],
        'Jon Vik of Norland has won the general classification of the tour.',
      ),
    ).toBe(false));
});

describe('what earlier versions kept, without names', () => {
  const { terms, figures } = contentIn('The ferry Aurora ran aground near Elsa with 41 passengers.');
  const old = heldOf({ terms: [...terms, 'aurora', 'elsa'], figures });
  it('is still known again', () =>
    expect(
      sameness.isTold(heldOf(contentIn('Near Elsa the ferry Aurora ran aground with 41 passengers.')), [old]),
    ).toBe(true));
  it('does not hide another name', () =>
    expect(
      sameness.isTold(heldOf(contentIn('Near Marlow the ferry Kestrel ran aground with 41 passengers.')), [old]),
    ).toBe(false));
});

describe('a figure', () => {
  const figure = (given: Partial<Quantity>): string =>
    toldFigureOf({
      text: '',
      start: 0,
      end: 0,
      value: null,
      low: null,
      high: null,
      comparator: '=',
      unit: 'person',
      of: null,
      scope: null,
      ...given,
    });
  it.each([
    ['by itself', figure({ value: 41 }), figure({ value: 41 }), true],
    ['when vague, by a number within it', figure({ low: 24 }), figure({ value: 41 }), true],
    ['but not by one far beyond it', figure({ low: 24 }), figure({ value: 40_000 }), false],
    ['but not by a vague one when it is exact', figure({ value: 41 }), figure({ low: 24 }), false],
    ['but not in another unit', figure({ value: 41, unit: 'hour' }), figure({ value: 41 }), false],
    ['as a bound, by a number just beyond it', figure({ value: 40, comparator: '>' }), figure({ value: 41 }), true],
    ['but not by a number far beyond it', figure({ value: 40, comparator: '>=' }), figure({ value: 412 }), false],
    ['but not by a bound that it exceeds', figure({ value: 41 }), figure({ value: 40, comparator: '>' }), false],
    ['or by the same number as a bound', figure({ value: 41 }), figure({ value: 41, comparator: '>=' }), true],
    ['or by a number of things unnamed', figure({ value: 41 }), figure({ value: 41, unit: null }), true],
  ])('is told %s', (_, one, other, told) => expect(isFigureTold(one, [other])).toBe(told));
});

describe('a sentence leans', () => {
  it.each([
    [
      'on an event that it does not tell of',
      'Inspectors in Norland say that the attack damaged 41 ferries.',
      ['attack'],
    ],
    ['on nothing, where a phrase says which one', 'The attack of Monday damaged 41 ferries in Norland.', []],
    ['on nothing, where it told of one before', 'An attack on Elsa was feared, but the attack was called off.', []],
    ['on nothing, where there is but one', 'In Norland the police and the government said no more.', []],
  ])('%s', (_, text, nouns) => expect([...leansOn(read(text))]).toEqual(nouns));
});

import { describe, expect, it } from 'vitest';
import { contextOf, findDifferences, judgePair } from '../../../src/analyse/differences/differences.ts';
import { framesOf } from '../../../src/analyse/differences/frame.ts';
import { readArticle } from '../../../src/analyse/read.ts';
import type { Article, Statement } from '../../../src/model.ts';
import { article, values } from './facts/articles.ts';

const statementsOf = (articles: readonly Article[]): Statement[] =>
  articles.flatMap((one) => [...readArticle(one, {}).statements]);

const find = (articles: readonly Article[]) => {
  const dates = new Map(articles.map(({ id, published }) => [id, published]));
  return findDifferences(
    statementsOf(articles),
    (id) => id,
    (id) => dates.get(id) ?? null,
  );
};

const north = 'A barge sank on the lake near Tarnow. The accident injured 14 passengers, the harbour office said.';
const south = 'A barge went down near Tarnow. The accident injured 19 passengers, a doctor said.';

describe('findDifferences', () => {
  it('shows two counts of one thing that cannot both be right, in the words of the articles', () => {
    const { differences, updates } = find([article('north', north), article('south', south)]);
    expect(values(differences)).toEqual([['14 passengers', '19 passengers']]);
    expect(differences[0]?.kind).toBe('number');
    expect(differences[0]?.about).toBe('passengers injured');
    expect(updates).toEqual([]);
  });

  it('quotes exactly what the articles say', () => {
    const texts = new Map([
      ['north', north],
      ['south', south],
    ]);
    const { differences } = find([...texts].map(([id, text]) => article(id, text)));
    for (const { positions } of differences)
      for (const { citations } of positions)
        for (const { article: id, start, end, quote } of citations)
          expect(texts.get(id)?.slice(start, end)).toBe(quote);
    expect(differences).not.toEqual([]);
  });

  it('says the same whatever the order of the articles', () => {
    const articles = [
      article('north', north),
      article('south', south),
      article('west', 'A barge sank near Tarnow. The accident injured 16 passengers, witnesses said.'),
    ];
    expect(find([...articles].reverse())).toEqual(find(articles));
  });

  it('shows a toll that grew from day to day as an update, oldest first', () => {
    const { differences, updates } = find([
      article('later', 'A flood in Tarnow killed 31 people, the mayor said.', '2024-05-04'),
      article('first', 'A flood in Tarnow killed 12 people, the mayor said.', '2024-05-02'),
    ]);
    expect(differences).toEqual([]);
    expect(values(updates)).toEqual([['12 people', '31 people']]);
  });

  it('shows figures of one day as a difference beside the update that they stand in', () => {
    const { differences, updates } = find([
      article('north', 'A flood in Tarnow killed 12 people, the mayor said.', '2024-05-02'),
      article('south', 'A flood in Tarnow killed 19 people, a doctor said.', '2024-05-02'),
      article('later', 'A flood in Tarnow killed 31 people, the mayor said.', '2024-05-04'),
    ]);
    expect(values(differences).map((told) => [...told].sort())).toEqual([['12 people', '19 people']]);
    expect(values(updates)).toEqual([['12 people', '19 people', '31 people']]);
  });

  it('shows a figure in an update beside the difference that it stands in', () => {
    const { differences, updates } = find([
      article('north', 'A flood in Tarnow killed 12 people, the mayor said.', '2024-05-02'),
      article('south', 'A flood in Tarnow killed 13 people, a doctor said.', '2024-05-02'),
      article('later', 'All told, 31 people lost their lives in Tarnow.', '2024-05-09'),
    ]);
    expect(values(differences).map((told) => [...told].sort())).toEqual([['12 people', '13 people']]);
    expect(values(updates).map((told) => told.at(-1))).toEqual(['31 people']);
  });

  it('shows a sum as an update where the later article names it as the one that was topped', () => {
    const { differences, updates } = find([
      article('first', 'Sandberg offers 41 euros a share for the brewery.', '2024-05-02'),
      article(
        'later',
        'Lindholm offers 46 euros a share for the brewery, topping the 41 euros of Sandberg.',
        '2024-05-20',
      ),
    ]);
    expect(differences).toEqual([]);
    expect(values(updates)).toEqual([['41 euros', '46 euros']]);
  });

  it('words a position in digits where most of its articles do', () => {
    const { differences } = find([
      article('a', 'A barge sank near Tarnow. The accident injured fourteen passengers, the harbour office said.'),
      article('b', 'A barge went down near Tarnow, and the accident injured 14 passengers.'),
      article('c', 'The accident near Tarnow injured 14 passengers of a barge.'),
      article('d', 'A barge sank near Tarnow. The accident injured nineteen passengers, the harbour office said.'),
    ]);
    expect(values(differences)).toEqual([['14 passengers', 'nineteen passengers']]);
  });

  it('cites for a position nothing that is told of other things of its number', () => {
    const { differences } = find([
      article('a', 'The storm near Tarnow flattened four villages. The storm near Tarnow flattened four sheds.'),
      article('b', 'The storm near Tarnow flattened seven villages.'),
    ]);
    const cited = differences.flatMap(({ positions }) => positions.flatMap(({ citations }) => citations));
    expect(cited.map(({ quote }) => quote)).toContain('The storm near Tarnow flattened four villages.');
    expect(cited.filter(({ quote }) => quote.includes('sheds'))).toEqual([]);
  });

  it('does not join the tellings of two occasions by a third that names neither', () => {
    const { differences } = find([
      article('a', 'The quake injured five people in Tarnow. A quake of magnitude 5.9 injured five people in Tarnow.'),
      article('b', 'A quake of magnitude 5.1 injured three people in Tarnow.'),
      article('c', 'The quake injured two people in Tarnow.'),
    ]);
    const hurt = differences.filter(({ about }) => about === 'people injured');
    expect(values(hurt)).toEqual([['two people', 'three people', 'five people']]);
    const cited = hurt.flatMap(({ positions }) => positions.flatMap(({ citations }) => citations));
    expect(cited.filter(({ quote }) => quote.includes('magnitude')).length).toBe(1);
  });

  it('compares how long something lasted whatever word tells it', () => {
    const { differences } = find([
      article('a', 'The blackout in Tarnow lasted four hours, the council said.'),
      article('b', 'Tarnow was without light in a blackout for nine hours, a baker said.'),
    ]);
    expect(values(differences).map((told) => [...told].sort())).toEqual([['four hours', 'nine hours']]);
  });

  it('shows a figure that is said to have become another as an update, though it fell', () => {
    const { updates } = find([
      article('first', 'The council of Tarnow offers the choir 900,000 euros in aid.', '2024-05-02'),
      article('later', 'The council of Tarnow cut the aid offered to the choir to 400,000 euros.', '2024-05-04'),
    ]);
    expect(values(updates)).toEqual([['900,000 euros', '400,000 euros']]);
  });

  it.each([
    ['The talks cost 3 million euros.', 'The talks cost 4 million dollars.'],
    ['The storm destroyed 41 barns in Tarnow.', 'The storm destroyed more than 40 barns in Tarnow.'],
    ['The accident killed 3 passengers near Tarnow.', 'The accident injured 9 passengers near Tarnow.'],
    ['The choir has 60 singers.', 'The bakery sold 75 cakes.'],
  ])('shows nothing for "%s" and "%s"', (a, b) => {
    expect(find([article('a', a), article('b', b)])).toEqual({ differences: [], updates: [] });
  });

  it('shows a difference of the whole that a number is of', () => {
    const { differences } = find([
      article('a', 'The clubs agreed to exchange at least 40 players in total.'),
      article('b', 'The clubs agreed to exchange at least 40 players from each side.'),
    ]);
    expect(differences.map(({ kind }) => kind)).toEqual(['scope']);
    expect(values(differences)[0]).toEqual(['at least 40 players in total', 'at least 40 players from each side']);
  });

  it('does not set one article against itself', () => {
    expect(find([article('a', `${north} ${south}`)]).differences).toEqual([]);
  });

  it('reads a hundred articles of one story without comparing every pair of numbers', () => {
    const articles = Array.from({ length: 100 }, (_, index) =>
      article(
        `a${index}`,
        `A barge sank near Tarnow. The accident injured ${14 + (index % 90)} passengers. `.repeat(5),
      ),
    );
    expect(find(articles).differences[0]?.positions.length).toBeLessThanOrEqual(5);
  });
});

describe('judgePair', () => {
  it('gives the verdict on two sentences', () => {
    const [a, b] = [statementsOf([article('north', north)]).at(-1), statementsOf([article('south', south)]).at(-1)];
    if (a === undefined || b === undefined) throw new Error('no statements');
    const context = contextOf(
      [a, b].flatMap((one) => framesOf(one)),
      () => null,
    );
    expect(judgePair(a, b, context)?.verdict).toBe('differ');
    expect(judgePair(b, a, context)).toEqual(judgePair(a, b, context));
  });
});

import { describe, expect, it } from 'vitest';
import { findDifferences, framesInOrder } from '../../../src/analyse/differences/differences.ts';
import type { Frame } from '../../../src/analyse/differences/frame.ts';
import { sameRow } from '../../../src/analyse/differences/lists.ts';
import { readArticle } from '../../../src/analyse/read.ts';
import { article, values } from './facts/articles.ts';

const statementsOf = (id: string, text: string) => readArticle(article(id, text), {}).statements;
const framesOf = (id: string, text: string): readonly Frame[] => framesInOrder([...statementsOf(id, text)]);

const north = 'Ferry services to Crete were cut by 30 percent, to Sicily by 45 percent.';
const south = 'The union says that 50 per cent of night services to Crete, and 70 per cent to Sicily, were called off.';

/** Which figures of the one text stand in the same row as which of the other. */
const rows = (one: string, other: string): string[] => {
  const [ours, theirs] = [framesOf('north', one), framesOf('south', other)];
  return ours.flatMap((a) =>
    theirs.flatMap((b) => (sameRow(a, b, ours, theirs) ? [`${a.quantity.value} ${b.quantity.value}`] : [])),
  );
};

describe('sameRow', () => {
  it('pairs the figures of two lists by the names that they are told of', () => {
    expect(rows(north, south)).toEqual(['30 50', '45 70']);
  });

  it('pairs by name, not by order', () => {
    const turned =
      'The union says that 70 per cent of night services to Sicily, and 50 per cent to Crete, were called off.';
    expect(rows(north, turned)).toEqual(['30 50', '45 70']);
  });

  it('says the same whichever list comes first', () => {
    expect(rows(south, north)).toEqual(['50 30', '70 45']);
  });

  it('takes one name in common for no list', () => {
    const elsewhere =
      'The union says that 50 per cent of night services to Crete, and 70 per cent to Malta, were called off.';
    expect(rows(north, elsewhere)).toEqual([]);
    expect(rows(north, 'Some 50 per cent of night services to Crete were called off.')).toEqual([]);
  });

  it('takes lists of two years, or of what rose and what fell, for two', () => {
    const rose = 'Wheat exports rose 80 percent in Egypt and 65 percent in Kenya';
    expect(rows(`${rose}.`, 'Wheat imports fell 20 percent in Egypt and 10 percent in Kenya.')).toEqual([]);
    expect(rows(`${rose} in 2019.`, 'Wheat exports rose 20 percent in Egypt and 10 percent in Kenya in 2020.')).toEqual(
      [],
    );
  });

  it('needs both rows in one sentence', () => {
    const apart =
      'Some 50 per cent of night services to Crete were called off. To Sicily 70 per cent of them were called off.';
    expect(rows(north, apart)).toEqual([]);
  });
});

describe('findDifferences', () => {
  it('shows each row of two lists in unlike words that cannot both be right', () => {
    const statements = [...statementsOf('north', north), ...statementsOf('south', south)];
    const { differences } = findDifferences(
      statements,
      (id) => id,
      () => null,
    );
    expect(values(differences)).toEqual([
      ['30 percent', '50 per cent'],
      ['45 percent', '70 per cent'],
    ]);
  });

  it('shows no difference between lists of two things, though they are of the same names', () => {
    const owned = 'About 80 percent of adults in Egypt own a phone, and 65 percent in Kenya.';
    const driven = 'Some 20 percent of adults in Egypt own a car, and 10 percent in Kenya.';
    const { differences } = findDifferences(
      [...statementsOf('north', owned), ...statementsOf('south', driven)],
      (id) => id,
      () => null,
    );
    expect(differences).toEqual([]);
  });
});

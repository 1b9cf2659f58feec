import { describe, expect, it } from 'vitest';
import { comparable } from '../../../src/analyse/differences/comparable.ts';
import { type Frame, framesOf } from '../../../src/analyse/differences/frame.ts';
import { readArticle } from '../../../src/analyse/read.ts';
import { article } from './facts/articles.ts';

/** The frame of the figure that reads `figure` in a sentence. */
const frameIn = (id: string, sentence: string, figure: string): Frame => {
  const frames = readArticle(article(id, sentence), {}).statements.flatMap((one) => framesOf(one));
  const found = frames.find(({ quantity }) => quantity.text === figure);
  if (found === undefined)
    throw new Error(`no "${figure}" in "${sentence}": ${frames.map(({ quantity }) => quantity.text)}`);
  return found;
};

const undated = (): null => null;
type Told = readonly [sentence: string, figure: string];
const judged = (a: Told, b: Told, published: (id: string) => string | null = undated) => {
  const [one, two] = [frameIn('a', ...a), frameIn('b', ...b)];
  const [there, back] = [comparable(one, two, published), comparable(two, one, published)];
  expect(back).toBe(there);
  return there;
};

describe('comparable', () => {
  it('does not set a sum against one of its parts', () => {
    const parts = 'A storm in Tarnow killed one person and injured two others.';
    expect(judged(['A storm hit three people in Tarnow.', 'three people'], [parts, 'two others'])).toBeUndefined();
    expect(judged(['A storm injured three people in Tarnow.', 'three people'], [parts, 'two others'])).toBe('differ');
  });

  it('compares things of one noun whatever kind of thing each was taken for', () => {
    expect(
      judged(
        ['The brigade sent six engines to the barn.', 'six engines'],
        ['The brigade sent four appliances to the barn.', 'four appliances'],
      ),
    ).toBe('differ');
  });

  it('sets a figure against the sentence that denies it, whoever else is named', () => {
    const denial = 'Rovers say that the bid is less than the $184 million reported by Wanderers.';
    expect(
      judged(['The bid by United is worth $184 million.', '$184 million'], [denial, 'less than the $184 million']),
    ).toBe('differ');
  });

  it('compares lengths up to the report only where the reports are known to lie close together', () => {
    const told = [
      ['She moved to Tarnow 12 weeks ago.', '12 weeks'],
      ['She moved to Tarnow six weeks ago.', 'six weeks'],
    ] as const;
    const dates = (last: string) => (id: string) => (id === 'a' ? '2024-05-01' : last);
    expect(judged(...told)).toBeUndefined();
    expect(judged(...told, dates('2024-05-03'))).toBe('differ');
    expect(judged(...told, dates('2024-08-01'))).toBeUndefined();
  });

  it('takes the crowds of two days for two, and the toll of two days for one', () => {
    expect(
      judged(
        ['On Monday about 130 people marched in Tarnow.', 'about 130 people'],
        ['On Wednesday about 300 people attended the vigil in Tarnow.', 'about 300 people'],
      ),
    ).toBeUndefined();
    expect(
      judged(
        ['The storm of Monday killed 12 people in Tarnow.', '12 people'],
        ['Until Wednesday the storm killed 19 people in Tarnow.', '19 people'],
      ),
    ).toBe('differ');
  });

  it('takes a woman and a man for two people, whatever their ages', () => {
    const woman = ['Mira Sand, a 29-year-old woman, was pulled from the river in Tarnow.', '29-year-old'] as const;
    expect(judged(woman, ['A 31-year-old man was pulled from the river in Tarnow.', '31-year-old'])).toBeUndefined();
    expect(judged(woman, ['A 31-year-old woman was pulled from the river in Tarnow.', '31-year-old'])).toBe('differ');
  });

  it('does not set a sum against one that leaves something out', () => {
    const whole = ['The bridge in Tarnow cost 410 million euros.', '410 million euros'] as const;
    expect(judged(whole, ['The bridge in Tarnow cost 310 million euros.', '310 million euros'])).toBe('differ');
    expect(
      judged(whole, ['The bridge in Tarnow cost 310 million euros, not counting the ramps.', '310 million euros']),
    ).toBeUndefined();
  });

  it('does not set what is told of the day against what was so in another year', () => {
    const dates = (): string => '2024-11-21';
    const now = ['Ninety goats fell ill at a farm in Tarnow.', 'Ninety goats'] as const;
    const then = 'A similar outbreak in 2016 had reached 61 goats in Tarnow.';
    expect(judged(now, [then, '61 goats'], dates)).toBeUndefined();
    expect(judged(now, ['Only 61 goats fell ill at a farm in Tarnow.', '61 goats'], dates)).toBe('differ');
  });

  it('does not compare lengths that are counted from two ends', () => {
    expect(
      judged(
        ['The choir rehearsed nine days earlier.', 'nine days'],
        ['The choir sang seven days later.', 'seven days'],
      ),
    ).toBeUndefined();
    expect(
      judged(['The barn is 15 miles away.', '15 miles'], ['The race was 30 miles long.', '30 miles']),
    ).toBeUndefined();
  });

  it('compares the ages of people who are not named when they are told beside an age in common', () => {
    const one = ['Two women, 68 and 48 years old, were found.', '48 years old'] as const;
    expect(frameIn('a', ...one).kind).toBe('age');
    expect(judged(['The women were 68 and 48 years old.', '68'], ['The women were 61 and 48 years old.', '61'])).toBe(
      'differ',
    );
    expect(judged(['A woman is 68 years old.', '68 years old'], ['A woman is 61 years old.', '61 years old'])).toBe(
      undefined,
    );
  });

  it('does not take somebody much younger for a named person', () => {
    expect(judged(['Anna Berg, 42, sang.', '42'], ['An 11-year-old girl sang.', '11-year-old'])).toBeUndefined();
  });

  it('compares the ages of two people who are not named where both are the same kind of person', () => {
    const boys = [
      ['A seven-year-old boy fell into the well.', 'seven-year-old'],
      ['A boy of 9 fell into the well.', '9'],
    ] as const;
    expect(judged(...boys)).toBe('differ');
    expect(judged(boys[0], ['An eight-year-old girl fell into the well.', 'eight-year-old'])).toBeUndefined();
  });

  it('does not set an age limit against the age of somebody', () => {
    expect(judged(['Nobody under 45 may row.', 'under 45'], ['Anna Berg, 47, rowed.', '47'])).toBeUndefined();
  });

  it.each([
    [
      'a figure told with the rest of it',
      'seven rifles',
      'Police seized seven rifles and two other rifles.',
      'Nine rifles',
    ],
    ['what is added and the whole', 'two additional rifles', 'Police seized two additional rifles.', 'Nine rifles'],
  ])('does not compare %s', (_, figure, sentence, whole) => {
    expect(judged([sentence, figure], [`${whole} were seized by the police.`, whole])).toBeUndefined();
  });

  it('does not set women told beside a man against all', () => {
    expect(
      judged(['The dead are three women and a man.', 'three women'], ['Four people died.', 'Four people']),
    ).toBeUndefined();
  });

  it('takes one more for the culprit who is counted too', () => {
    const two = ['The blast killed two people.', 'two people'] as const;
    expect(judged(['Three people, including the bomber, died.', 'Three people'], two)).toBeUndefined();
    expect(judged(['Three people, including their guests, died.', 'Three people'], two)).toBe('differ');
  });

  it('does not compare what two sentences both tell of two things', () => {
    const told = 'There were 12 boats at first and 30 boats later.';
    expect(judged([told, '12 boats'], ['We counted 12 boats, then 30 boats.', '30 boats'])).toBeUndefined();
  });

  it('does not compare the tolls of two shocks', () => {
    expect(
      judged(
        ['A magnitude 5.6 quake hurt five people.', 'five people'],
        ['A magnitude 4.9 quake hurt three people.', 'three people'],
      ),
    ).toBeUndefined();
  });

  it('does not set those who may against those who do', () => {
    expect(
      judged(
        ['Some 900 people were eligible to vote.', 'Some 900 people'],
        ['Exactly 600 people voted.', '600 people'],
      ),
    ).toBeUndefined();
  });

  it('does not set a span against a point in time, nor a gap against a figure', () => {
    expect(
      judged(['She lay in bed for three weeks.', 'three weeks'], ['She rose nine days after the storm.', 'nine days']),
    ).toBeUndefined();
    expect(
      judged(
        ['The bout was five rounds shorter than planned.', 'five rounds'],
        ['The bout had nine rounds.', 'nine rounds'],
      ),
    ).toBeUndefined();
  });

  it('compares takings that grow only where the days of the reports are known', () => {
    const told = [
      ['The film has grossed $368 million.', '$368 million'],
      ['The film has already earned $459 million.', '$459 million'],
    ] as const;
    expect(judged(...told)).toBeUndefined();
    expect(judged(...told, () => '2024-05-01')).toBe('differ');
  });
});

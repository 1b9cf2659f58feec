import { describe, expect, it } from 'vitest';
import { digest } from '../../src/brief/digest.ts';
import type { Analysis, Claim, Difference, Digest, Quantity, Statement, Story, Told } from '../../src/model.ts';
import { analysisOf, claim, statement } from './samples.ts';

const said = (article: string, text: string, given: Partial<Statement> = {}): Statement =>
  statement({ article, text, citation: { article, start: 0, end: text.length, quote: text }, ...given });

const people = (text: string, value: number): Quantity => {
  const written = String(value);
  const start = text.indexOf(written);
  return {
    text: written,
    start,
    end: start + written.length,
    value,
    low: value,
    high: value,
    comparator: '=',
    unit: 'person',
    of: 'people',
    scope: null,
  };
};

const toll = (article: string, value: number): Statement => {
  const text = `The ferry fire at Marlow quay killed ${value} people on Monday.`;
  return said(article, text, { quantities: [people(text, value)] });
};

const slot = (about: string, ...positions: [string, Statement][]): Difference => ({
  about,
  kind: 'number',
  positions: positions.map(([value, { citation }]) => ({ value, citations: [citation] })),
});

const request = { title: 'Morning digest', scope: {}, from: null, to: null, next: null, zone: 'UTC' };
const tell = (analysis: Analysis, told?: Told): Digest => digest(analysis, { ...request, ...(told && { told }) });
const both = (...parts: Told[]): Told => ({
  points: parts.flatMap((part) => part.points),
  slots: parts.flatMap((part) => part.slots),
});
const story = (claims: readonly Claim[], more: Partial<Story> = {}): Analysis => analysisOf(claims, more);

const fire = toll('a1', 5);
const cause = said('a2', 'Inspectors found worn cables in the engine room of the ferry.');

describe('a digest for a channel that was told before', () => {
  it('calls a story new that the channel was told nothing of', () => {
    const first = tell(story([claim(fire), claim(cause)]));
    expect(first.entries).toMatchObject([{ story: 's1', mark: 'new' }]);
    expect(first.told.points.map((point) => point.statements)).toEqual([[fire.id], [cause.id]]);
  });

  it('tells nothing twice: neither the same claim, nor one that more articles have joined since', () => {
    const first = tell(story([claim(fire), claim(cause)]));
    const again = tell(story([claim(fire, toll('a3', 5)), claim(cause)]), first.told);
    expect(again.entries).toEqual([]);
    expect(again.briefing.points).toEqual([]);
  });

  it('knows a claim again in nearly the same words of another outlet', () => {
    const first = tell(story([claim(fire)]));
    const text = 'The fire on the ferry at Marlow quay killed 5 people on Monday.';
    const other = said('b1', text, { quantities: [people(text, 5)] });
    expect(tell(story([claim(other)], { id: 's2' }), first.told).entries).toEqual([]);
  });

  it('does not take another figure in the same words for a claim that it knows', () => {
    const first = tell(story([claim(fire)]));
    expect(tell(story([claim(fire), claim(toll('a4', 7))]), first.told).entries).toMatchObject([{ mark: 'updated' }]);
  });

  it('brings a story back with the figure that changed, from what was told last', () => {
    const [five, seven, nine] = [fire, toll('a4', 7), toll('a5', 9)];
    const first = tell(story([claim(five)]));
    const day2 = story([claim(five), claim(seven)], {
      updates: [slot('people killed', ['5', five], ['7', seven])],
    });
    const second = tell(day2, first.told);
    expect(second.entries).toMatchObject([{ mark: 'updated', change: 'people killed: 5 → 7' }]);
    const day3 = story([claim(five), claim(seven), claim(nine)], {
      updates: [slot('people killed', ['5', five], ['7', seven], ['9', nine])],
    });
    const third = tell(day3, both(first.told, second.told));
    expect(third.entries).toMatchObject([{ mark: 'updated', change: 'people killed: 7 → 9' }]);
    expect(tell(day3, both(first.told, second.told, third.told)).entries).toEqual([]);
  });

  it('brings a story back that has come to be disputed, and names both values', () => {
    const other = toll('b1', 6);
    const first = tell(story([claim(fire)]));
    const second = tell(
      story([claim(fire), claim(other)], { differences: [slot('people killed', ['5', fire], ['6', other])] }),
      first.told,
    );
    expect(second.entries).toMatchObject([{ mark: 'disputed', change: 'people killed: 5 against 6' }]);
    expect(second.briefing.differences).toHaveLength(1);
  });

  it('brings a story back with the new claim named, and tells that alone', () => {
    const arrest = said('a6', 'Police arrested the captain of the ferry in Harrow.');
    const first = tell(story([claim(fire), claim(cause)]));
    const second = tell(story([claim(fire), claim(cause), claim(arrest)]), first.told);
    expect(second.entries).toMatchObject([{ mark: 'updated', change: arrest.text }]);
    expect(second.briefing.points.map(({ text }) => text)).toEqual([arrest.text]);
  });

  it('names the figures alone where the heading has what is counted', () => {
    const seven = toll('a4', 7);
    const first = tell(story([claim(fire)]));
    const second = tell(
      story([claim(fire), claim(seven)], {
        updates: [slot('people killed', ['5 people', fire], ['7 people', seven])],
      }),
      first.told,
    );
    expect(second.entries).toMatchObject([{ change: 'people killed: 5 → 7' }]);
  });

  it('names what has come to be so by the sentence that tells it', () => {
    const held = said('a1', 'The crew of the ferry is held in Harrow.');
    const freed = said('a2', 'The crew of the ferry was freed in Harrow.');
    const first = tell(story([claim(held)]));
    const state: Difference = { ...slot('release', ['is held', held], ['was freed', freed]), kind: 'polarity' };
    const second = tell(story([claim(held), claim(freed)], { updates: [state] }), first.told);
    expect(second.entries).toMatchObject([{ mark: 'updated', change: freed.text }]);
  });

  it('names what happened rather than two days that differ', () => {
    const arrest = said('a6', 'Police arrested the captain of the ferry in Harrow on Tuesday.');
    const day: Difference = { ...slot('day of the arrest', ['Monday', fire], ['Tuesday', arrest]), kind: 'date' };
    const first = tell(story([claim(fire)]));
    const second = tell(story([claim(fire), claim(arrest)], { differences: [day] }), first.told);
    expect(second.entries).toMatchObject([{ mark: 'disputed', change: arrest.text }]);
  });

  it('takes what is shown as ahead for told', () => {
    const trial = said('a3', 'The trial of the captain will open in Harrow next spring.', { tense: 'ahead' });
    const more = Array.from({ length: 9 }, (_, n) => toll(`x${n}`, 10 + n));
    const first = tell(story([claim(fire), claim(trial), ...more.map((each) => claim(each))]));
    const shown = [...first.briefing.ahead, ...first.briefing.points].map(({ text }) => text);
    expect(shown).toContain(trial.text);
    const arrest = said('a6', 'Police arrested the owner of the ferry in Marlow.');
    const second = tell(story([claim(fire), claim(trial), claim(arrest)]), first.told);
    expect([...second.briefing.ahead, ...second.briefing.points].map(({ text }) => text)).toEqual([arrest.text]);
  });

  it('knows a story that lives on under another id', () => {
    const first = tell(story([claim(fire)], { id: 'old' }));
    const arrest = said('a6', 'Police arrested the captain of the ferry in Harrow.');
    const merged = tell(story([claim(fire), claim(arrest)], { id: 'older' }), first.told);
    expect(merged.entries).toMatchObject([{ story: 'older', mark: 'updated' }]);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  aheadLabel,
  attributionLabel,
  clip,
  contextLine,
  count,
  dayLabel,
  differencesLine,
  entryMark,
  failingLine,
  lateLabel,
  nextLabel,
  nothingNewLine,
  sourceName,
  spanLabel,
  supportLabel,
  timelineLabel,
} from '../../adapters/text.ts';
import type { Digest, NumberedCitation } from '../../src/model.ts';
import { answers, briefings } from '../contracts/samples.ts';

const from = (...sources: readonly number[]): readonly NumberedCitation[] =>
  sources.map((source) => ({ source, article: `a${source}`, start: 0, end: 1, quote: 'x' }));

describe('the wording that every platform shares', () => {
  it('counts in words that agree with the number', () => {
    expect([count(0, 'source'), count(1, 'source'), count(2, 'source')]).toEqual([
      '0 sources',
      '1 source',
      '2 sources',
    ]);
  });

  it('names the support of a point by its distinct sources', () => {
    expect(supportLabel('corroborated', from(1, 2, 2))).toBe('2 sources');
    expect(supportLabel('single', from(3))).toBe('one source');
    expect(supportLabel('disputed', from(1, 2))).toBe('disputed');
  });

  it('does not call two articles of one publisher one source', () => {
    expect(supportLabel('single', from(1, 2))).toBe('one voice');
  });

  it('says who speaks only where the point does not name them itself', () => {
    const [, second] = briefings.typical.points;
    if (second === undefined) throw new Error('the sample has too few points');
    expect(second.text).toContain(second.speaker);
    expect(attributionLabel(second)).toBe('disputed');
    expect(attributionLabel({ ...second, speaker: 'the ferry company' })).toBe('said by the ferry company · disputed');
  });

  it('gives the date of a briefing only where one is known', () => {
    expect(contextLine(briefings.typical)).toBe('4 sources · as of 3 June 2025');
    expect(contextLine(briefings.small)).toBe('1 source');
    expect(contextLine(briefings.empty)).toBeUndefined();
  });

  it('lists what the sources differ on in one line', () => {
    expect(differencesLine(briefings.typical)).toBe(
      'Sources differ on 2 things: people taken to hospital; length of the closure',
    );
    expect(differencesLine(briefings.small)).toBeUndefined();
  });

  it('shows a day as it was written, whatever the zone of the machine', () => {
    expect(dayLabel('2025-06-02')).toBe('2 June 2025');
    expect(dayLabel('2025-06-02T23:30:00-05:00')).toBe('2 June 2025');
  });

  it('shows a month or a year no more precisely than it is known', () => {
    expect(timelineLabel({ date: '2025-06-01', precision: 'month' })).toBe('June 2025');
    expect(timelineLabel({ date: '2025-01-01', precision: 'year' })).toBe('2025');
    expect(timelineLabel({ date: '2025-01-01', precision: 'day' })).toBe('1 January 2025');
  });

  it('puts the date before what is ahead, where there is one', () => {
    expect(aheadLabel({ date: '2025-06-20', text: 'A vote is due.', citations: [] })).toBe(
      '20 June 2025: A vote is due.',
    );
    expect(aheadLabel({ text: 'A vote is due.', citations: [] })).toBe('A vote is due.');
  });

  it('names an outlet, or the title where the outlet is not known', () => {
    expect(sourceName({ n: 1, article: 'a', title: 'T', publisher: 'P' })).toBe('P');
    expect(sourceName({ n: 1, article: 'a', title: 'T' })).toBe('T');
  });

  it('marks an entry of a digest in words, with its change', () => {
    expect(answers.digest.digest.entries.slice(0, 3).map(entryMark)).toEqual([
      'New',
      'Updated: cost of the repairs: 3 million, now 4.5 million',
      'Disputed',
    ]);
  });
});

describe('the span of a digest', () => {
  const digest: Digest = answers.digest.digest;

  it('is shown in the zone of the channel', () => {
    expect(spanLabel(digest)).toBe('Mon 2 Jun, 08:00 to Tue 3 Jun, 08:00 (Europe/Kyiv)');
    expect(nextLabel(digest)).toBe('Next: Wed 4 Jun, 08:00');
  });

  it('begins with "up to" when it is the first one, and is left out when it has no end', () => {
    expect(spanLabel({ ...digest, from: null })).toBe('up to Tue 3 Jun, 08:00 (Europe/Kyiv)');
    expect(spanLabel({ ...digest, to: null })).toBeUndefined();
    expect(nextLabel({ ...digest, next: null })).toBeUndefined();
  });

  it('keeps the local time across the change to summer time', () => {
    const spring = { ...digest, from: '2025-03-29T06:00:00Z', to: '2025-03-30T05:00:00Z' };
    expect(spanLabel(spring)).toBe('Sat 29 Mar, 08:00 to Sun 30 Mar, 08:00 (Europe/Kyiv)');
  });
});

describe('clip', () => {
  it('leaves what fits and cuts what does not at a word, with an ellipsis', () => {
    expect(clip('one two three', 13)).toBe('one two three');
    expect(clip('one two three', 12)).toBe('one two…');
  });

  it('never exceeds its limit and never splits a character of two units', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 50 }), (text, limit) => {
        const clipped = clip(text, limit);
        expect(clipped.length).toBeLessThanOrEqual(limit);
        expect(clipped).not.toMatch(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])/);
      }),
    );
  });
});

describe('a digest that has little to tell', () => {
  it('says of a quiet day since when, and how much was read to find nothing', () => {
    const quiet = answers.emptyDigest.digest;
    expect(nothingNewLine(quiet)).toBe('Nothing new since Mon 2 Jun, 08:00; 14 sources read, 212 articles.');
    const { watch: _, ...alone } = quiet;
    expect(nothingNewLine({ ...alone, from: null })).toBe('Nothing new.');
  });

  it('says that a digest is late, and which sources could not be read', () => {
    expect(lateLabel(answers.emptyDigest.digest)).toBe('posted late');
    expect(lateLabel(answers.digest.digest)).toBeUndefined();
    expect(failingLine(answers.digest.digest)).toBeUndefined();
    const watch = { sources: 9, articles: 1, failing: ['A', 'B', 'C', 'D', 'E'] };
    expect(failingLine({ ...answers.digest.digest, watch })).toBe('Could not be read: A, B, C and 2 more.');
  });
});

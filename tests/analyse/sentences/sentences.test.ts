import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { datelineLength } from '../../../src/analyse/sentences/datelines.ts';
import { splitSentences } from '../../../src/analyse/sentences/sentences.ts';

const split = (text: string): string[] => splitSentences(text).map(({ start, end }) => text.slice(start, end));

describe('splitSentences', () => {
  it('keeps a quotation with the words that lean on it', () => {
    const before = 'The mayor said: “We will rebuild. We will not wait.”';
    const after = '“We will rebuild. We will not wait,” the mayor said.';
    expect(split(`${before} Work began at once.`)).toEqual([before, 'Work began at once.']);
    expect(split(`${after} Work began at once.`)).toEqual([after, 'Work began at once.']);
  });

  it('keeps a quotation whole that opens with one kind of mark and closes with another', () => {
    const text = 'The mayor said, "We will rebuild. We will not wait.”';
    expect(split(text)).toEqual([text]);
  });

  it('splits where a quotation is never closed', () => {
    expect(split('“We will rebuild. We will not wait.')).toEqual(['“We will rebuild.', 'We will not wait.']);
  });

  it('gives a shouted quotation to its speaker', () => {
    expect(split('“We won!” Mayor Adams said. The crowd cheered.')).toEqual([
      '“We won!” Mayor Adams said.',
      'The crowd cheered.',
    ]);
    expect(split('“We won!” The crowd cheered.')).toEqual(['“We won!”', 'The crowd cheered.']);
  });

  it('parts sentences that were run together, and no web address', () => {
    expect(split('The port was closed.The ferry turned back.')).toEqual([
      'The port was closed.',
      'The ferry turned back.',
    ]);
    expect(split('The port sells tickets at harbour.example.org now.')).toHaveLength(1);
  });

  it('goes on after an abbreviation and stops where a new sentence begins', () => {
    expect(split('Police in Tempe, Ariz., said Maj. Ann Day was hurt. She is at St. Luke’s.')).toEqual([
      'Police in Tempe, Ariz., said Maj. Ann Day was hurt.',
      'She is at St. Luke’s.',
    ]);
    expect(split('It was sold to Acme Inc. The price was not told.')).toHaveLength(2);
  });

  it('gives spans in order, without overlap, that hold everything but space, whatever the text', () => {
    const noise = fc.array(
      fc.constantFrom('Mr. ', 'He said. ', '“', '” ', '"', 'U.S. ', '? ', '\n\n', 'no', '… ', '5 ', '‘', '’ ', '('),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          noise.map((parts) => parts.join('')),
        ),
        (text) => {
          let last = 0;
          for (const { start, end } of splitSentences(text)) {
            expect(text.slice(last, start).trim()).toBe('');
            expect(end).toBeGreaterThan(start);
            last = end;
          }
          expect(text.slice(last).trim()).toBe('');
        },
      ),
    );
  });
});

describe('datelineLength', () => {
  it('measures place, day and agency before the first sentence', () => {
    for (const dateline of [
      'ATHENS, May 5 — ',
      'LAGOS, Nigeria (AP) - ',
      '(Reuters) - ',
      'Lima, Peru (CNN) — ',
      'OSLO: ',
    ])
      expect(datelineLength(`${dateline}The port was closed.`), dateline).toBe(
        dateline === 'OSLO: ' ? 0 : dateline.length,
      );
  });

  it('finds none in an ordinary sentence', () => {
    for (const text of [
      'The North Atlantic alliance (NATO) said so.',
      'NATO forces left.',
      'Smith (Labour) – The winner – spoke.',
    ])
      expect(datelineLength(text), text).toBe(0);
  });
});

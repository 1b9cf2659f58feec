import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanArticle } from '../../../src/analyse/clean/clean.ts';
import type { Article } from '../../../src/model.ts';

const article = (text: string, title: string | null = null): Article => ({
  id: 'a',
  title,
  publisher: null,
  url: null,
  published: null,
  text,
  bodyStart: 0,
});

const kept = (text: string, title: string | null = null): string[] => {
  const clean = cleanArticle(article(text, title));
  return clean.blocks.map(({ kind, span }) => `${kind}: ${clean.text.slice(span.start, span.end)}`);
};
const dropped = (text: string, title: string | null = null): string[] => {
  const clean = cleanArticle(article(text, title));
  return clean.dropped.map(({ reason, span }) => `${reason}: ${clean.text.slice(span.start, span.end)}`);
};

const prose = 'The ferry left the harbour at noon with forty people aboard.';

describe('cleanArticle', () => {
  it('takes Markdown for what it marks', () => {
    expect(
      kept(
        `# The ferry\n\n**Key points**\n* It left *late*.\n1. It was [full](https://example.org/f "x").\n\n${prose}`,
      ),
    ).toEqual([
      'heading: The ferry',
      'heading: Key points',
      'item: It left late.',
      'item: It was full.',
      `prose: ${prose}`,
    ]);
  });

  it('keeps stars and underlines that mark nothing', () => {
    expect(kept('The file some_long_name holds 3 * 4 * 5 entries.')).toEqual([
      'prose: The file some_long_name holds 3 * 4 * 5 entries.',
    ]);
  });

  it('leaves out what belongs to the page', () => {
    const page = [
      'Read More @ example.org',
      'Scroll to Top',
      'Click here to sign up for our newsletter.',
      'Facebook Twitter WhatsApp Email',
      '© 2025 The Example Times. All rights reserved.',
      'This article was originally published by The Example Times.',
      'We use cookies to improve your visit. By continuing you agree to our terms.',
      'ADVERTISEMENT',
      'The video below shows how the crew did it.',
      '(Reporting by Ann Example; editing by Bo Example)',
    ];
    for (const line of page) expect(kept(`${prose}\n\n${line}`), line).toEqual([`prose: ${prose}`]);
  });

  it('leaves out the links after a label until prose returns', () => {
    expect(
      kept(
        `${prose}\n\nRelated Stories:\n\n• Harbour to close\n• Fares rise again\n\nThe captain was unhurt, the port said.`,
      ),
    ).toEqual([`prose: ${prose}`, 'prose: The captain was unhurt, the port said.']);
  });

  it('drops one call to the reader, not the paragraph around it', () => {
    const text = `${prose} See how it left in the video below.`;
    expect(kept(text)).toEqual([`prose: ${text}`]);
    expect(dropped(text)).toEqual(['boilerplate: See how it left in the video below.']);
  });

  it('does not take news for a call to the reader', () => {
    for (const text of [
      'Follow-up talks will open in the city on Friday, the ministry said.',
      'Watch officers on the ship saw smoke above the engine room before dawn.',
      'Share prices fell by a tenth after the bank said it would close branches.',
      '“Read more books,” the minister told the pupils.',
    ])
      expect(kept(text), text).toEqual([`prose: ${text}`]);
  });

  it('tells captions, credits and bylines from prose', () => {
    expect(
      dropped(
        `By Jane Example\n\nPublished 3:05 p.m. ET, Jan. 9, 2025\n\nImage from video: how the ferry left the harbour2:34\n\nThe ferry at noon. (Photo: Harbour Board)\n\n${prose}`,
      ),
    ).toEqual([
      'byline: By Jane Example',
      'byline: Published 3:05 p.m. ET, Jan. 9, 2025',
      'caption: Image from video: how the ferry left the harbour2:34',
      'caption: The ferry at noon. (Photo: Harbour Board)',
    ]);
  });

  it('drops the title said again, and a passage printed twice', () => {
    expect(dropped(`Ferry leaves ‘late’\n\n${prose}\n\n${prose}`, "Ferry leaves 'late'")).toEqual([
      'title: Ferry leaves ‘late’',
      `repeat: ${prose}`,
    ]);
  });

  it('joins lines broken by the width of a page and no others', () => {
    const wrapped =
      'The ferry left the harbour at noon with\nforty people aboard, and the second one\nfollowed an hour later with sixty more.';
    expect(kept(wrapped)).toEqual([`prose: ${wrapped}`]);
    expect(kept(`${prose}\n${prose.replace('noon', 'dusk')}`)).toHaveLength(2);
  });

  it('sees through invisible characters, odd spaces and entities', () => {
    expect(kept('\ufeffThe fer\u00adry\u00a0left\u200b at\u202e noon \u0000&amp; came\ud800 back.')).toEqual([
      'prose: The ferry left at noon & came back.',
    ]);
  });

  it('finds nothing to read in a table', () => {
    expect(kept('| Port | Ships |\n| --- | --- |\n| North | 4 |')).toEqual([]);
  });

  it('maps every block back into the original, whatever the text', () => {
    const noise = fc
      .array(
        fc.constantFrom(
          '**',
          '# ',
          '* ',
          '\n',
          '\n\n',
          'Ferries left.',
          'ErdoÄŸan',
          '[a](b)',
          '\u200f',
          '\u0000',
          '\udc00',
          '&lt;',
          ' ',
          '“',
          '| a |',
          '_x_',
        ),
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), noise), (text) => {
        const clean = cleanArticle(article(text));
        let last = 0;
        for (const { sentences } of clean.blocks)
          for (const sentence of sentences) {
            const { start, end } = clean.original(sentence);
            expect(start).toBeGreaterThanOrEqual(last);
            expect(end).toBeGreaterThan(start);
            expect(end).toBeLessThanOrEqual(text.length);
            last = end;
          }
      }),
    );
  });
});

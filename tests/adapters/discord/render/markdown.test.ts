import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  clipMarkdown,
  escapeMarkdown,
  link,
  plainLine,
  safeUrl,
} from '../../../../adapters/discord/render/markdown.ts';
import { readMessage } from '../../../fakes/discord/reading.ts';

const seen = (markdown: string) => readMessage({ embeds: [{ description: markdown }] });

describe('text of articles in Discord Markdown', () => {
  it.each([
    ['emphasis', 'a *b* _c_ __d__ ~~e~~'],
    ['code', 'a `b` ```c```'],
    ['a spoiler', 'the ending is ||they win||'],
    ['a masked link', '[Harbour Gazette](https://evil.example)'],
    ['a bare link', 'see https://evil.example/x and http://evil.example'],
    ['a link in brackets', '<https://evil.example>'],
    ['mentions', '@everyone @here <@123> <@!123> <@&456> <#789>'],
    ['a command, a timestamp, an emoji and a guide', '</news:1> <t:0:R> <:smile:1> <id:guide>'],
    ['a heading and a quote', '# head ## more > quote >>> quote'],
    ['backslashes', 'C:\\new\\[x](y)'],
  ])('shows %s as it was written', (_, text) => {
    const { text: shown, links, pings } = seen(escapeMarkdown(text));
    expect({ shown, links, pings }).toEqual({ shown: text, links: [], pings: [] });
  });

  it.each([
    '# not a heading',
    '-# not small',
    '- not a list',
    '+ not a list',
    '1. not a list',
    '2) not a list',
    '> not a quote',
  ])('starts a line with "%s" and makes nothing of it', (text) => {
    expect(escapeMarkdown(text)).not.toMatch(/^(?:#|-\s|-#|\+\s|>|\d+[.)]\s)/u);
    expect(seen(escapeMarkdown(text)).text).toBe(text);
  });

  it('leaves decimals, dates and dashes inside a sentence alone', () => {
    expect(escapeMarkdown('4.5 million - about 3.')).toBe('4.5 million - about 3.');
  });

  it('puts one line in place of line breaks, and drops control characters and direction overrides', () => {
    expect(plainLine('a\n# b\r\n\u2028c\u0000\u001b\u202ed\u2066')).toBe('a # b cd');
  });

  it('replaces half a surrogate pair, which is no text', () => {
    expect(plainLine('a\uD83Db')).toBe('a\uFFFDb');
    expect(plainLine('a\u{1F600}b')).toBe('a\u{1F600}b');
  });

  it('shows any text without links and mentions, and as it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        const { text: shown, links, pings } = seen(escapeMarkdown(text));
        expect({ shown, links, pings }).toEqual({ shown: plainLine(text), links: [], pings: [] });
      }),
      { numRuns: 500 },
    );
  });
});

describe('labels', () => {
  it('keeps a label of exactly the limit and clips a longer one at a word', () => {
    expect(clipMarkdown(`${'word '.repeat(2)}end`, 13)).toBe('word word end');
    expect(clipMarkdown(`${'word '.repeat(2)}ends`, 13)).toBe('word word…');
  });

  it('counts the escapes towards the limit', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 400 }), fc.integer({ min: 2, max: 256 }), (text, limit) => {
        expect(clipMarkdown(text, limit).length).toBeLessThanOrEqual(limit);
      }),
    );
    expect(clipMarkdown('*'.repeat(200), 256).length).toBeLessThanOrEqual(256);
  });
});

describe('links', () => {
  it.each(['javascript:alert(1)', 'discord://x', 'data:text/html,x', 'ftp://a.example', 'nothing', ''])(
    'makes none to %s',
    (url) => {
      expect(safeUrl(url)).toBeUndefined();
      expect(link('label', url)).toBe('label');
    },
  );

  it('keeps a URL from ending its own brackets', () => {
    const url = 'https://news.example/a_(b)?q=<x>|"y"#:~:text=a%20(b)';
    const { links, text } = seen(`${link('title', url)} after`);
    expect(text).toBe('title after');
    expect(links).toEqual(['https://news.example/a_%28b%29?q=%3Cx%3E%7C%22y%22#:~:text=a%20%28b%29']);
  });

  it('stand beside a title that holds an address itself, which Discord would not link', () => {
    const { links, text } = seen(link(escapeMarkdown('Live on https://a.example now'), 'https://news.example/live'));
    expect(text).toBe('Live on https://a.example now link');
    expect(links).toEqual(['https://news.example/live']);
  });

  it('leaves a plain URL with its text fragment as it is', () => {
    const url = 'https://news.example/a?b=1&c=2#:~:text=Two%20boats%2C%20one%20pier';
    expect(safeUrl(url)).toBe(url);
  });
});

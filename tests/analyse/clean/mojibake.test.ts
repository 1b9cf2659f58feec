import { describe, expect, it } from 'vitest';
import { decodeEntity } from '../../../src/analyse/clean/entities.ts';
import { mendMojibake } from '../../../src/analyse/clean/mojibake.ts';

/** As somebody would read it who takes UTF-8 for something else. */
const misread = (text: string, as: string): string => new TextDecoder(as).decode(Buffer.from(text, 'utf8'));

describe('mendMojibake', () => {
  const text = 'The café’s “naïve” owner moved to Łódź — voilà.';

  it.each(['windows-1252', 'windows-1250', 'windows-1251', 'windows-1257', 'macintosh'])(
    'mends UTF-8 that was read as %s',
    (encoding) => {
      expect(mendMojibake(misread('The café’s “naïve” owner', encoding))).toBe('The café’s “naïve” owner');
    },
  );

  it('mends what was broken twice', () => {
    expect(mendMojibake(misread(misread(text, 'windows-1252'), 'windows-1252'))).toBe(text);
  });

  it('mends the broken part of a text that is well otherwise', () => {
    const well = 'Ein gutes Gespräch über „Öl“ – und ';
    expect(mendMojibake(well + misread('cafés “today”', 'windows-1252'))).toBe(`${well}cafés “today”`);
  });

  it('mends a no-break space that became a space', () => {
    expect(mendMojibake(misread('voilà la fin', 'windows-1252').replaceAll('\u00a0', ' '))).toBe('voilà la fin');
  });

  it('reads control characters of latin-1 as what windows-1252 has in their place', () => {
    expect(mendMojibake('\u0093quoted\u0094 and d\u0092accord')).toBe('“quoted” and d’accord');
  });

  it('leaves alone what is well', () => {
    for (const well of [text, 'plain', '', 'São Paulo, señor', 'Москва и Київ', '日本語の文章です'])
      expect(mendMojibake(well)).toBe(well);
  });
});

describe('decodeEntity', () => {
  it('knows names, numbers, and the numbers of windows-1252', () => {
    expect(['&amp;', '&eacute;', '&#8217;', '&#x201C;', '&#146;'].map(decodeEntity)).toEqual(['&', 'é', '’', '“', '’']);
  });

  it('gives nothing for controls and no half characters', () => {
    expect(['&#1;', '&#xFFFE;', '&#xD800;', '&#0;', '&#x110000;'].map(decodeEntity)).toEqual([
      '',
      '',
      '\ufffd',
      '\ufffd',
      '\ufffd',
    ]);
  });

  it('leaves what is none', () => {
    expect(decodeEntity('&nosuchname;')).toBe('&nosuchname;');
  });
});

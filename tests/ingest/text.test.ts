import { describe, expect, it } from 'vitest';
import { readText } from '../../src/ingest/text.ts';

const read = (content: string | Uint8Array) => {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const reading = readText({ path: 'folder/a.txt', id: 'a', bytes });
  const article = reading.articles[0]?.article;
  if (article === undefined) throw new Error('a text file is always one article');
  return { ...article, body: article.text.slice(article.bodyStart), warnings: reading.warnings };
};

describe('a text file', () => {
  it('has its first line as title when a blank line sets it apart', () => {
    const content = 'Ferry Leaves Harbour Early\n\nThe ferry left at noon. Nobody was hurt.\n';
    const { title, body, text } = read(content);
    expect([title, body, text]).toEqual([
      'Ferry Leaves Harbour Early',
      'The ferry left at noon. Nobody was hurt.\n',
      content,
    ]);
  });

  it.each([
    ['a sentence', 'The ferry left at noon.\n\nNobody was hurt.'],
    ['a quoted sentence', '“The ferry left at noon.”\n\nNobody was hurt.'],
    ['several sentences', 'The ferry left at noon. Nobody was hurt\n\nThe port is open.'],
    ['a line of its paragraph', 'The ferry left at noon and\nnobody was hurt.\n\nThe port is open.'],
    ['a list item', '* The ferry\n\nThe port is open.'],
    ['far too long', `${'The ferry and the port '.repeat(12)}\n\nThe port is open.`],
    ['all there is', 'Ferry Leaves Harbour Early\n\n'],
    ['no words', '2025-06-02\n\nThe port is open.'],
  ])('has no title when its first line is %s', (_, content) => {
    const { title, body } = read(content);
    expect([title, body.trim()]).toEqual([null, content.trim()]);
  });

  it.each([
    ['**Ferry Leaves Harbour**\nThe ferry left at noon.', 'Ferry Leaves Harbour'],
    ['# Ferry Leaves Harbour\nThe ferry left at noon.', 'Ferry Leaves Harbour'],
    ['Will the **ferry**  return?\n\nThe ferry left at noon.', 'Will the ferry return?'],
    ['Harbour master leaves the U.S.\n\nThe ferry left at noon.', 'Harbour master leaves the U.S.'],
    ['Gov. Lake closes St. Anne bridge\n\nThe ferry left at noon.', 'Gov. Lake closes St. Anne bridge'],
    ['\r\nFerry Leaves Harbour\r\n\r\nThe ferry left at noon.', 'Ferry Leaves Harbour'],
  ])('reads the title of %j', (content, title) => {
    const found = read(content);
    expect(found.title).toBe(title);
    expect(found.body).toBe('The ferry left at noon.');
  });

  it('takes a headline that stands there twice, in other marks, for one', () => {
    const { title, body } = read("The port’s ferry\n\nThe port's ferry\n\nIt left at noon.");
    expect([title, body]).toEqual(['The port’s ferry', 'It left at noon.']);
  });

  it('keeps a byte order mark, so that offsets count as in the file read as UTF-8', () => {
    const { text, body } = read('\uFEFFThe ferry left at noon.');
    expect([text.charCodeAt(0), body]).toEqual([0xfeff, 'The ferry left at noon.']);
  });

  it.each([
    ['UTF-16 little-endian', [0xff, 0xfe], (code: number) => [code & 0xff, code >> 8]],
    ['UTF-16 big-endian', [0xfe, 0xff], (code: number) => [code >> 8, code & 0xff]],
  ])('is read as %s when its mark says so', (_, mark, pair) => {
    const words = 'Žluťoučký kůň, 5 €';
    const bytes = Uint8Array.from([...mark, ...[...words].flatMap((character) => pair(character.charCodeAt(0)))]);
    const { body, warnings } = read(bytes);
    expect([body, warnings]).toEqual([words, []]);
  });

  it('is read as windows-1252 when it cannot be UTF-8, and says so', () => {
    const { body, warnings } = read(Uint8Array.from([0x93, 0x63, 0x61, 0x66, 0xe9, 0x94, 0x20, 0x80, 0x35]));
    expect(body).toBe('“café” €5');
    expect(warnings.map((warning) => warning.code)).toEqual(['encoding']);
  });

  it('stays UTF-8 when a few bytes are damaged, and says how many', () => {
    const bytes = Uint8Array.from([...new TextEncoder().encode('café – “crème” '), 0xff, 0x21]);
    const { body, warnings } = read(bytes);
    expect(body).toBe('café – “crème” \uFFFD!');
    expect(warnings[0]?.message).toBe('1 characters are not valid UTF-8 and are lost');
  });
});

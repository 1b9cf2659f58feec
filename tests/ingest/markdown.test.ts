import { describe, expect, it } from 'vitest';
import { readMarkdown } from '../../src/ingest/markdown.ts';

const read = (content: string) => {
  const reading = readMarkdown({ path: 'a.md', id: 'a', bytes: new TextEncoder().encode(content) });
  const article = reading.articles[0]?.article;
  if (article === undefined) throw new Error('a Markdown file is always one article');
  return { ...article, body: article.text.slice(article.bodyStart), warnings: reading.warnings };
};

describe('a Markdown file', () => {
  it('takes its metadata from the front matter and keeps its whole text', () => {
    const content = [
      '---',
      'title: "Ferry: the last crossing"',
      'publisher: The Example Post',
      'url: https://example.org/ferry?a=1',
      'published: 2025-06-02T10:30:00+03:00',
      'tags: [ships, ports]',
      '---',
      '',
      'The ferry left at noon.',
    ].join('\r\n');
    const { body, text, warnings, title, publisher, url, published } = read(content);
    expect({ title, publisher, url, published }).toEqual({
      title: 'Ferry: the last crossing',
      publisher: 'The Example Post',
      url: 'https://example.org/ferry?a=1',
      published: '2025-06-02T10:30:00+03:00',
    });
    expect([body, text, warnings]).toEqual(['The ferry left at noon.', content, []]);
  });

  it.each([
    ['a date', '2025-06-02', '2025-06-02'],
    ['an instant', '2025-06-02T10:30Z', '2025-06-02T10:30Z'],
    ['an instant with a space and a bare offset', '2025-06-02 10:30:15.25 +0300', '2025-06-02T10:30:15.25+03:00'],
    ['a mail date', 'Mon, 02 Jun 2025 10:30:00 GMT', '2025-06-02T10:30:00Z'],
    ['a local time, whose zone nobody knows: its day', '2025-06-02T23:30:00', '2025-06-02'],
  ])('reads %s', (_, written, published) => {
    expect(read(`---\npublished: ${written}\n---\nThe ferry left.`)).toMatchObject({ published, warnings: [] });
  });

  it.each(['2025-13-01', '2025-02-29', '2025-06-02T25:00Z', '06/02/2025', '2 June', '0001-01-01', '2025'])(
    'leaves out %s, which is no date, and says so',
    (written) => {
      const { published, warnings } = read(`---\npublished: ${written}\n---\nThe ferry left.`);
      expect(published).toBeNull();
      expect(warnings).toMatchObject([{ code: 'bad-date', file: 'a.md' }]);
      expect(warnings[0]?.message).toContain(written);
    },
  );

  it.each(['javascript:alert(1)', 'https://bank.example@evil.example/'])('takes %s for no address', (given) => {
    const { url, warnings } = read(`---\nurl: "${given}"\n---\nThe ferry left.`);
    expect([url, warnings.map((warning) => warning.code)]).toEqual([null, ['bad-url']]);
  });

  it('takes a heading for the title when there is no other, and passes over one that repeats it', () => {
    expect(read('# The *ferry*\n\nIt left.')).toMatchObject({ title: 'The *ferry*', body: 'It left.' });
    expect(read('---\ntitle: The ferry\n---\n# The Ferry\n\nIt left.')).toMatchObject({
      title: 'The ferry',
      body: 'It left.',
    });
  });

  it('reads on without front matter that is no YAML, naming its line', () => {
    const { title, body, warnings } = read('---\ntitle: "The ferry\npublisher: [\n---\nIt left.');
    expect([title, body]).toEqual([null, 'It left.']);
    expect(warnings).toMatchObject([{ code: 'front-matter' }]);
    expect(warnings[0]?.line).toBeGreaterThanOrEqual(2);
  });

  it.each([
    ['is never closed', '---\ntitle: The ferry\n\nIt left.'],
    ['is a list', '---\n- one\n- two\n---\nIt left.'],
  ])('is read whole when its front matter %s', (_, content) => {
    const { body, warnings } = read(content);
    expect(body).toBe(content);
    expect(warnings.map((warning) => warning.code)).toEqual(['front-matter']);
  });

  it('survives front matter that refers to itself without end', () => {
    const bomb = `a: &a [x, x]\n${['b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j']
      .map((name, n) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghi'[n]}`).join(', ')}]`)
      .join('\n')}`;
    const { body } = read(`---\n${bomb}\n---\nIt left.`);
    expect(body).toContain('It left.');
  });
});

import { execFileSync } from 'node:child_process';
import { chmod, readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { problemLine, readCorpus } from '../../src/ingest/ingest.ts';
import { dataFolder } from '../environment.ts';
import { folderWith } from './folder.ts';

const line = (fields: Readonly<Record<string, unknown>>): string => `${JSON.stringify(fields)}\n`;
const codes = (problems: readonly { code: string }[]): readonly string[] => problems.map((problem) => problem.code);

describe('a corpus', () => {
  it('is every known file below a folder, sorted by id whatever the file system says', async () => {
    const root = await folderWith({
      'b.txt': 'The ferry left.',
      'sub/a.md': 'The bridge closed.',
      'sub/deeper/C.html': '<p>The tunnel opened.</p>',
      'z.jsonl': line({ id: 'Z', text: 'The port grew.' }) + line({ id: 'é', text: 'The quay sank.' }),
    });
    const outcome = await readCorpus(root);
    expect(outcome.kind).toBe('ok');
    expect(outcome.articles.map((article) => article.id)).toEqual(['C', 'Z', 'a', 'b', 'é']);
    expect(outcome.warnings).toEqual([]);
  });

  it('passes over what is no file, and does not wait for a pipe that nobody writes to', async () => {
    const root = await folderWith({ 'one.txt': 'The ferry left.' });
    execFileSync('mkfifo', [join(root, 'pipe.txt')]);
    const outcome = await readCorpus(root);
    expect(outcome.articles.map((article) => article.id)).toEqual(['one']);
    expect(outcome.warnings.map(problemLine)).toEqual([`${join(root, 'pipe.txt')}: it is no file`]);
    expect(await readCorpus(join(root, 'pipe.txt'))).toMatchObject({ kind: 'failed', code: 'unreadable' });
  });

  it('names a file on one line, whatever stands in its name', async () => {
    const root = await folderWith({ 'a\n\u001B[2Jb\u202Ec.xyz': '', 'one.txt': 'The ferry left.' });
    const { warnings } = await readCorpus(root);
    expect(warnings.map(problemLine)).toEqual([`${root}/a  [2Jb c.xyz: a file of this kind was passed over`]);
  });

  it('may be one file', async () => {
    const root = await folderWith({ 'one.txt': 'The ferry left.', 'two.txt': 'The bridge closed.' });
    const outcome = await readCorpus(join(root, 'one.txt'));
    expect(outcome.articles.map((article) => article.id)).toEqual(['one']);
  });

  it('passes over what it does not read, and says so; its README, its topics and hidden files go without a word', async () => {
    const root = await folderWith({
      'a.txt': 'The ferry left.',
      'README.md': 'About this folder.',
      'topics.yaml': '[]',
      'photo.jpg': 'x',
      '.hidden.txt': 'Not for reading.',
      '.git/b.txt': 'Not for reading.',
    });
    const outcome = await readCorpus(root);
    expect(outcome.articles.map((article) => article.id)).toEqual(['a']);
    expect(codes(outcome.warnings)).toEqual(['unknown-type']);
    expect(outcome.warnings.map((warning) => warning.file)).toEqual([join(root, 'photo.jpg')]);
  });

  it('follows a link to a folder once, and out of no circle', async () => {
    const root = await folderWith({ 'sub/a.txt': 'The ferry left.' });
    await symlink(root, join(root, 'sub', 'round'));
    const outcome = await readCorpus(root);
    expect(outcome.articles.map((article) => article.id)).toEqual(['a']);
  });

  it('that is not there is one line with a fix', async () => {
    const root = await folderWith({});
    const outcome = await readCorpus(join(root, 'nothing'));
    expect(outcome).toMatchObject({ kind: 'failed', code: 'missing' });
    expect(outcome.kind === 'failed' && outcome.message).toBe(
      `The corpus ${join(root, 'nothing')} cannot be read: there is no such file or folder.`,
    );
  });

  it.each([
    ['an empty folder', {}],
    ['a folder of other things', { 'a.pdf': 'x' }],
    ['nothing but empty articles', { 'a.txt': ' \n\n…—\n', 'b.jsonl': line({ id: 'b', text: '' }) }],
  ])('that is %s fails and says what would be read', async (_, files) => {
    const outcome = await readCorpus(await folderWith(files));
    expect(outcome).toMatchObject({ kind: 'failed', code: 'empty', articles: [] });
    expect(outcome.kind === 'failed' && outcome.fix).toContain('.jsonl');
  });

  it('with broken lines fails, names each with file and line at once, and brings the rest along', async () => {
    const root = await folderWith({
      'a.jsonl': `${line({ id: 'a1', text: 'The ferry left.' })}{"id": "a2", "text": "cut o\n\n${line({ text: 'No id.' })}`,
      'b.jsonl': `[1]\n${line({ id: 'b2', text: 7 })}${line({ id: ' ', text: 'x' })}${line({ id: 'b4', text: 'The port grew.' })}`,
    });
    const outcome = await readCorpus(root);
    expect(outcome.kind).toBe('failed');
    expect(outcome.articles.map((article) => article.id)).toEqual(['a1', 'b4']);
    const problems = outcome.kind === 'failed' ? outcome.problems : [];
    expect(problems.map(problemLine)).toEqual([
      `${join(root, 'a.jsonl')}:2: the line is not valid JSON`,
      `${join(root, 'a.jsonl')}:4: "id" is missing`,
      `${join(root, 'b.jsonl')}:1: the line is no JSON object`,
      `${join(root, 'b.jsonl')}:2: "text" is not of the right kind`,
      `${join(root, 'b.jsonl')}:3: "id" is not of the right kind`,
    ]);
    expect(outcome.kind === 'failed' && outcome.message).toBe(problems.map(problemLine).join('; '));
  });

  it('names the first twenty broken lines and the number of the rest', async () => {
    const root = await folderWith({ 'a.jsonl': '{\n'.repeat(1_000) });
    const outcome = await readCorpus(root);
    if (outcome.kind === 'ok') throw new Error('it was read');
    expect(outcome.problems).toHaveLength(1_000);
    expect(outcome.message).toMatch(/; and 980 more$/u);
    expect(outcome.message).not.toContain('\n');
  });

  it('leaves out an empty article by name, and reads the others', async () => {
    const root = await folderWith({
      'a.txt': 'The ferry left.',
      'empty.txt': '',
      'b.jsonl': line({ id: 'b', text: '\n' }),
    });
    const outcome = await readCorpus(root);
    expect(outcome.kind).toBe('ok');
    expect(outcome.warnings.map(problemLine)).toEqual([
      `${join(root, 'b.jsonl')}:1: article "b" has no text and was left out`,
      `${join(root, 'empty.txt')}: article "empty" has no text and was left out`,
    ]);
  });

  it('reads an id once: a copy is noted, another content named with the place of the first', async () => {
    const root = await folderWith({
      'a.jsonl': line({ id: 'x', text: 'The ferry left.' }).repeat(2) + line({ id: 'x', text: 'It sank.' }),
      'sub/x.txt': 'The port grew.',
    });
    const outcome = await readCorpus(root);
    expect(outcome.articles.map((article) => article.text)).toEqual(['The ferry left.']);
    expect(codes(outcome.warnings)).toEqual(['duplicate-same', 'duplicate-id', 'duplicate-id']);
    expect(outcome.warnings[2]?.message).toContain(`${join(root, 'a.jsonl')}:1 has another of that id`);
  });

  it('names bad dates and addresses and leaves them out', async () => {
    const root = await folderWith({
      'a.md': '---\npublished: 2025-02-30\nurl: ftp://example.org/a\n---\nThe ferry left.',
      'b.jsonl': line({
        id: 'b',
        text: 'The port grew.',
        published: 'last Tuesday',
        url: 'example.org',
        title: 'Port',
      }),
    });
    const outcome = await readCorpus(root);
    expect(outcome.articles.map(({ url, published }) => ({ url, published }))).toEqual([
      { url: null, published: null },
      { url: null, published: null },
    ]);
    expect(codes(outcome.warnings)).toEqual(['bad-url', 'bad-date', 'bad-url', 'bad-date']);
    expect(outcome.warnings[2]).toMatchObject({ file: join(root, 'b.jsonl'), line: 1 });
  });

  it.skipIf(process.getuid?.() === 0)('with a file that may not be read fails and names it', async () => {
    const root = await folderWith({ 'a.txt': 'The ferry left.', 'secret.txt': 'The port grew.' });
    await chmod(join(root, 'secret.txt'), 0);
    const outcome = await readCorpus(root);
    expect(outcome).toMatchObject({ kind: 'failed', code: 'broken' });
    expect(outcome.kind === 'failed' && outcome.message).toContain(`${join(root, 'secret.txt')}: it may not be read`);
  });

  it('reads any text without a crash, exactly, with its body inside it', async () => {
    const { readText } = await import('../../src/ingest/text.ts');
    const { readMarkdown } = await import('../../src/ingest/markdown.ts');
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc
        .array(fc.constantFrom('---', '\n', '\r\n', '# ', '**', 'title: ', 'Word', '. ', ' ', '\uFEFF'))
        .map((all) => all.join('')),
    );
    fc.assert(
      fc.property(text, fc.constantFrom(readText, readMarkdown), (content, read) => {
        const bytes = Buffer.from(content, 'utf8');
        const [found] = read({ path: 'a', id: 'a', bytes }).articles;
        expect(found?.article.text).toBe(bytes.toString('utf8'));
        expect(found?.article.bodyStart).toBeLessThanOrEqual(bytes.toString('utf8').length);
      }),
      { numRuns: 500 },
    );
  });
});

describe.skipIf(dataFolder === undefined)('the evaluation corpora', () => {
  const folder = dataFolder ?? '';

  it('are read whole, each text exactly as its line gives it', async () => {
    const outcome = await readCorpus(join(folder, 'ecb', 'topics-01-35.jsonl'));
    expect(outcome.kind).toBe('ok');
    expect(outcome.articles).toHaveLength(772);
    const lines = (await readFile(join(folder, 'ecb', 'topics-01-35.jsonl'), 'utf8')).trim().split('\n');
    const texts = new Map(outcome.articles.map((article) => [article.id, article.text]));
    for (const source of lines) {
      const { id, text } = JSON.parse(source);
      expect(texts.get(id)).toBe(text);
    }
  });

  it('give the seeds whose headline stands apart their titles, and the others none', async () => {
    const { articles } = await readCorpus(join(folder, 'seeds'));
    expect(
      articles.map(({ title, text, bodyStart }) => [title === null, bodyStart > 0, text.length > bodyStart]),
    ).toEqual([
      [false, true, true],
      [false, true, true],
      [false, true, true],
      [true, false, true],
      [true, false, true],
    ]);
    expect(articles.every(({ title }) => title === null || !/[*#]/u.test(title))).toBe(true);
  });
});

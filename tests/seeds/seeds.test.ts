import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCorpus, readTopics } from '../../src/ingest/ingest.ts';
import { dataFolder } from '../environment.ts';

const root = join(import.meta.dirname, '../../seeds');

/** Retold article to the number that its original's file name begins with. */
const originals: Readonly<Record<string, string>> = {
  'vilnius-announcement': '000',
  'second-consultation': '001',
  'swap-priorities': '002',
  'ciragan-palace-talks': '003',
  'bodies-and-demands': '004',
};

const retold = (id: string): Promise<string> => readFile(join(root, 'articles', `${id}.md`), 'utf8');

describe('the seed corpus', () => {
  it('holds five articles and gives none a URL, a date or a publisher that its original lacks', async () => {
    const outcome = await readCorpus(root);
    expect(outcome.kind).toBe('ok');
    expect(outcome.warnings).toEqual([]);
    expect(outcome.articles.map((article) => article.id)).toEqual(Object.keys(originals).sort());
    for (const { url, published, publisher } of outcome.articles) {
      expect({ url, published, publisher }).toEqual({ url: null, published: null, publisher: null });
    }
  });

  it('gives a title to the three whose originals have one', async () => {
    const { articles } = await readCorpus(join(root, 'articles'));
    const titled = articles.filter((article) => article.title !== null).map((article) => article.id);
    expect(titled).toEqual(['second-consultation', 'swap-priorities', 'vilnius-announcement']);
  });

  it.each([
    ['vilnius-announcement', ['Umierov', 'Zelensky', 'Related Sources', '• Source 1 • Source 2']],
    ['second-consultation', ['Umerov', 'Zelensky', 'Image from video', '2:34', 'Scroll to Top']],
    ['swap-priorities', ['**', '\n* ', 'Read More @ kyivindependent.com']],
    ['ciragan-palace-talks', ['ÇıraÄŸan', 'ErdoÄŸan', 'Zelenskyy', 'priority”.']],
    ['bodies-and-demands', ['Ciragan', 'Erdogan', 'Zelenskyy']],
  ])('keeps in %s the mess that a reader must survive', async (id, marks) => {
    const text = await retold(id);
    for (const mark of marks) expect(text).toContain(mark);
  });

  it('ships its eight topics, each with a shortcut', async () => {
    const outcome = await readTopics(join(root, 'topics.yaml'));
    expect(outcome.kind).toBe('ok');
    const topics = outcome.kind === 'ok' ? outcome.topics : [];
    expect(topics.map((topic) => topic.name)).toEqual([
      'swap',
      'talks',
      'bodies',
      'children',
      'ceasefire',
      'strikes',
      'sanctions',
      'diplomacy',
    ]);
    expect(topics.every((topic) => topic.shortcut)).toBe(true);
  });
});

const wordsOf = (text: string): readonly string[] =>
  text
    .toLowerCase()
    .replaceAll('’', "'")
    .match(/[\p{L}\p{N}]+(?:['.,][\p{L}\p{N}]+)*/gu) ?? [];

const runsOf = (words: readonly string[], length: number): ReadonlySet<string> =>
  new Set(words.slice(length - 1).map((_, index) => words.slice(index, index + length).join(' ')));

const figuresOf = (text: string): readonly string[] => [...new Set(text.match(/\d(?:[\d.,]*\d)?/gu) ?? [])].sort();

/** Capitalised words that do not merely open a sentence or stand in a headline. */
const namesOf = (text: string): ReadonlySet<string> =>
  new Set([...text.matchAll(/(?<=\p{Ll},? )\p{Lu}[\p{L}]*\p{Ll}/gu)].map((match) => match[0]));

describe.skipIf(dataFolder === undefined)('the seed corpus beside its originals', () => {
  const original = async (id: string): Promise<string> => {
    const folder = join(dataFolder ?? '', 'seeds');
    const name = (await readdir(folder)).find((file) => file.startsWith(originals[id] ?? 'none'));
    return readFile(join(folder, name ?? 'none'), 'utf8');
  };

  it.each(Object.keys(originals))('retells %s without a run of eight words from any of the five', async (id) => {
    const runs = runsOf(wordsOf(await retold(id)), 8);
    expect(runs.size).toBeGreaterThan(250);
    for (const other of Object.keys(originals)) {
      const shared = [...runsOf(wordsOf(await original(other)), 8)].filter((run) => runs.has(run));
      expect(shared).toEqual([]);
    }
  });

  it.each(Object.keys(originals))('keeps in %s the same set of figures', async (id) => {
    expect(figuresOf(await retold(id))).toEqual(figuresOf(await original(id)));
  });

  it.each(Object.keys(originals))('keeps in %s every name', async (id) => {
    const body = (await original(id))
      .split('\n')
      .filter((line) => !/^\*\*|^[^.]*$/u.test(line))
      .join('\n');
    const text = await retold(id);
    expect([...namesOf(body)].filter((name) => !text.includes(name))).toEqual([]);
  });
});

/** News over days, as feeds would bring it: each article with the instant at which it was first seen. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readCorpus } from '../../src/ingest/ingest.ts';
import type { Article } from '../../src/model.ts';
import { createRandom, newsStream } from '../stream.ts';

export interface Stream {
  readonly name: string;
  /** What is first seen on each day. */
  readonly days: readonly (readonly Article[])[];
  /** By day: what the digest of that day must name of a story that comes back, each of them a word or figure. */
  readonly expected: ReadonlyMap<number, readonly (readonly string[])[]>;
}

const dayMs = 86_400_000;
export const firstDay = Date.UTC(2031, 0, 6);
export const days = 30;

/** @param hour of the day, UTC */
const instant = (day: number, hour = 6): string => new Date(firstDay + day * dayMs + hour * 3_600_000).toISOString();

const none: Stream['expected'] = new Map();

const spread = (articles: readonly Article[], dayOf: (article: Article, at: number) => number): Article[][] => {
  const found: Article[][] = Array.from({ length: days }, () => []);
  for (const [at, article] of articles.entries()) {
    const day = Math.min(days - 1, dayOf(article, at));
    found[day]?.push({ ...article, seen: instant(day) });
  }
  return found;
};

/** Five accounts of one day, a week apart from one another: the story goes on, the news does not. */
export const seedStream = async (name: string, folder: string): Promise<Stream> => {
  const { articles } = await readCorpus(folder);
  return { name, days: spread(articles, (_, at) => 1 + at * 6), expected: none };
};

/** Happenings of the bench, drawn out: each is reported for two weeks or so. */
export const happeningStream = (count: number): Stream => {
  const articles = newsStream(count, 11);
  const begin = Date.parse(articles[0]?.published ?? '');
  const end = Date.parse(articles.at(-1)?.published ?? '');
  const stretched = articles.map((article) => {
    const at = (Date.parse(article.published ?? '') - begin) / (end - begin + 1);
    const published = new Date(firstDay + at * days * dayMs).toISOString();
    return { day: Math.floor(at * days), article: { ...article, published } };
  });
  const dayOf = new Map(stretched.map(({ day, article }) => [article.id, day]));
  const all = stretched.map(({ article }) => article);
  return { name: 'happenings', days: spread(all, ({ id }) => dayOf.get(id) ?? 0), expected: none };
};

/** Real news in an order that has most stories come up on most days. */
export const realStream = (data: string): Stream => {
  const lines = readFileSync(join(data, 'ecb', 'topics-01-35.jsonl'), 'utf8').split('\n');
  const articles = lines
    .filter((line) => line !== '')
    .map(
      (line): Article => ({
        title: null,
        publisher: null,
        url: null,
        published: null,
        bodyStart: 0,
        ...JSON.parse(line),
      }),
    );
  const random = createRandom(35);
  return { name: 'ECB+', days: spread(articles, () => Math.floor(random() * days)), expected: none };
};

const words = z.array(z.string().min(1)).min(1);
const developments = z
  .object({
    about: z.string(),
    outlets: words,
    names: z.record(z.string(), words),
    kinds: z.array(
      z.object({
        name: z.string(),
        stages: z.array(
          z.object({
            figure: z.int().optional(),
            told: z.array(words),
            change: words.optional(),
          }),
        ),
      }),
    ),
  })
  .parse(JSON.parse(readFileSync(new URL('./developments.json', import.meta.url), 'utf8')));

/** Days between the beginning of one and of the next, and between its stages. */
const apart = 4;
const pace = 2;

/** Happenings that go on, each stage two days after the last; and what is new in each. */
export const developmentStream = (): Stream => {
  const found: Article[][] = Array.from({ length: days }, () => []);
  const expected = new Map<number, string[][]>();
  const { outlets, names, kinds } = developments;
  for (const [turn, { name, stages }] of kinds.entries()) {
    const own = new Map(Object.entries(names).map(([slot, list]) => [slot, list[turn % list.length] ?? '']));
    for (const [stage, { figure, told, change }] of stages.entries()) {
      const day = apart * turn + pace * stage;
      const fill = (text: string): string =>
        text.replace(/\{(\w+)\}/gu, (_, slot: string) => (slot === 'n' ? String(figure) : (own.get(slot) ?? slot)));
      found[day]?.push(
        ...told.map(
          (sentences, at): Article => ({
            id: `${name}-${stage}-${at}`,
            title: null,
            publisher: outlets[at % outlets.length] ?? null,
            url: `https://news.example/${turn}/${stage}/${at}`,
            published: instant(day, 2 + at),
            seen: instant(day),
            text: sentences.map(fill).join(' '),
            bodyStart: 0,
          }),
        ),
      );
      if (change !== undefined) expected.set(day, [...(expected.get(day) ?? []), change.map(fill)]);
    }
  }
  return { name: 'developments', days: found, expected };
};

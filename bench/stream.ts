/**
 * A stream of made-up news for measurements: happenings of five kinds, each told by several outlets over some days, in
 * sentences that share facts and sometimes differ in a figure. The same seed gives the same articles.
 */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Article } from '../src/model.ts';

const words = z.array(z.string()).min(1);
const data = z
  .object({
    outlets: words,
    syllables: words,
    words,
    comments: words,
    kinds: z.array(z.object({ name: z.string(), headline: z.string(), sentences: words })).min(1),
  })
  .parse(JSON.parse(readFileSync(new URL('./happenings.json', import.meta.url), 'utf8')));

/** Park-Miller minimal standard generator (1988): numbers in [0, 1). */
export const createRandom = (seed: number): (() => number) => {
  let state = seed % 2_147_483_647;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return (state - 1) / 2_147_483_646;
  };
};

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** Articles told of one happening, and the days over which they come. */
const reports = 7;
const span = 3;
/** New happenings a day. */
const daily = 60;
const start = Date.UTC(2031, 0, 6);
const sentences = 16;

/** @returns `count` articles in order of publication */
export const newsStream = (count: number, seed = 1): Article[] => {
  const random = createRandom(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const pick = <T>(list: readonly T[], or: T): T => list[below(list.length)] ?? or;
  const name = (syllables: number): string =>
    capital(Array.from({ length: syllables }, () => pick(data.syllables, 'a')).join(''));

  const happenings = Array.from({ length: Math.ceil(count / reports) }, (_, turn) => ({
    day: Math.floor(turn / daily),
    kind: data.kinds[below(data.kinds.length)],
    facts: new Map<string, string>([
      ['place', name(3)],
      ['place2', name(3)],
      ['person', `${name(2)} ${name(3)}`],
      ['official', `${name(2)} ${name(3)}`],
      ['minister', `${name(2)} ${name(3)}`],
      ['n1', String(12 + below(80))],
      ['n2', String(2 + below(10))],
      ['n3', String(100 + below(9000))],
      ['money', String(1 + below(400))],
      ['weekday', pick(days, 'Monday')],
      ['weekday2', pick(days, 'Friday')],
    ]),
  }));

  const tell = (template: string, facts: ReadonlyMap<string, string>): string =>
    template.replace(/\{(\w+)\}/gu, (_, slot: string) => {
      if (slot === 'w1' || slot === 'w2') return pick(data.words, 'river');
      const fact = facts.get(slot) ?? '';
      // One report in twelve has the figure otherwise.
      return slot.startsWith('n') && random() < 1 / 12 ? String(Number(fact) + 1) : fact;
    });

  const articles = happenings.flatMap(({ day, kind, facts }, turn) =>
    Array.from({ length: reports }, (_, report): Article => {
      const told = (kind?.sentences ?? []).filter(() => random() < 0.75).map((template) => tell(template, facts));
      while (told.length < sentences) told.splice(1 + below(told.length), 0, tell(pick(data.comments, ''), facts));
      const paragraphs = Array.from({ length: Math.ceil(told.length / 3) }, (_, at) =>
        told.slice(3 * at, 3 * at + 3).join(' '),
      );
      return {
        id: `happening-${turn}-${report}`,
        title: tell(kind?.headline ?? '', facts),
        publisher: pick(data.outlets, 'Northern Wire'),
        url: `https://news.example/${turn}/${report}`,
        published: new Date(start + (day + random() * span) * 86_400_000).toISOString(),
        text: paragraphs.join('\n\n'),
        bodyStart: 0,
      };
    }),
  );
  return articles
    .sort((a, b) => String(a.published).localeCompare(String(b.published)) || a.id.localeCompare(b.id))
    .slice(0, count);
};

/** What the engine costs as its archive grows: reading and placing, a digest, an answer. */
import { readFileSync } from 'node:fs';
import { createAnalyser } from '../src/analyse/analyse.ts';
import { createReadings } from '../src/analyse/stories/readings.ts';
import { createStoryShelf } from '../src/analyse/stories/shelf.ts';
import { brief } from '../src/brief/brief.ts';
import { digest } from '../src/brief/digest.ts';
import { parseQuery } from '../src/brief/query.ts';
import { indexed } from '../src/desk.ts';
import type { Analysis, Article } from '../src/model.ts';
import { heapInUse, memoryInUse, processorTime, quantile } from './measure.ts';
import { newsStream } from './stream.ts';
import type { Measure } from './table.ts';

/** Articles over which a cost is averaged. */
const sample = 500;

/** Reads and places `count` articles in batches, as a desk does that polls its feeds; ms an article for each sample. */
const growth = (articles: readonly Article[]): number[] => {
  const readings = createReadings();
  const shelf = createStoryShelf();
  const costs: number[] = [];
  for (let from = 0; from < articles.length; from += sample) {
    const batch = articles.slice(from, from + sample);
    const before = processorTime();
    for (const reading of readings.take(batch)) shelf.place(reading);
    costs.push((processorTime() - before) / batch.length);
  }
  return costs;
};

/** @param live articles already held when the last sample is taken */
export const measureGrowth = (live: number): Measure[] => {
  const few = Math.min(1000, live);
  const costs = growth(newsStream(live + sample));
  const at = (held: number): number => costs[Math.floor(held / sample)] ?? Number.NaN;
  return [
    { what: `read and place, ${few} live articles`, value: at(few), unit: 'ms an article' },
    { what: `read and place, ${live} live articles`, value: at(live), unit: 'ms an article' },
    { what: 'the same, articles a second on one core', value: 1000 / at(live), unit: '/s', gate: { least: 50 } },
    { what: `cost at ${live} beside ${few}`, value: at(live) / at(few), unit: 'times', gate: { most: 1.5 } },
    { what: `memory with ${live} live articles`, value: memoryInUse(), unit: 'MB' },
  ];
};

/** Reads, places, tells and composes from nothing. */
export const measureDigest = (count: number): Measure[] => {
  const before = processorTime();
  const analyser = createAnalyser();
  analyser.add(newsStream(count, 7));
  const analysis = analyser.analysis();
  const request = { title: 'Morning digest', scope: {}, from: null, to: null, next: null, zone: 'UTC' };
  const { entries } = digest(analysis, request);
  const seconds = (processorTime() - before) / 1000;
  if (entries.length === 0) throw new Error('the digest is empty');
  return [{ what: `digest of ${count} new articles`, value: seconds, unit: 's', gate: { most: 30 } }];
};

/** Topics asked. */
const topics = 100;

const topicTimes = (analysis: Analysis): number[] =>
  analysis.stories.slice(0, topics).flatMap(({ title }) => {
    const words = title.split(' ').filter((word) => /^\p{Lu}\p{L}{3,}$/u.test(word));
    const parsed = parseQuery(words.slice(0, 2).join(' OR '));
    if (parsed.kind !== 'ok') return [];
    const before = processorTime();
    brief(analysis, { title, scope: { queries: [parsed.query] }, budget: { points: 8 } });
    return [processorTime() - before];
  });

/** A topic answered from a desk that holds `live` articles. */
export const measureTopics = (live: number): Measure[] => {
  const analyser = createAnalyser();
  analyser.add(newsStream(live));
  // As the live service does: what was told is indexed before anybody asks.
  const times = topicTimes(indexed(analyser.analysis()));
  return [
    { what: `topic answer over ${live} articles, median`, value: quantile(times, 0.5), unit: 'ms' },
    { what: 'the same, 95% of them within', value: quantile(times, 0.95), unit: 'ms', gate: { most: 300 } },
    { what: 'the same, the first of them', value: times[0] ?? Number.NaN, unit: 'ms', gate: { most: 300 } },
    { what: `heap with ${live} articles told and indexed`, value: heapInUse(), unit: 'MB' },
  ];
};

/** Real news, where the evaluation data is at hand. */
export const measureReal = (folder: string): Measure[] => {
  const articles = readFileSync(`${folder}/ecb/topics-01-35.jsonl`, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Article => ({ title: null, publisher: null, url: null, bodyStart: 0, ...JSON.parse(line) }));
  const cost = quantile(growth(articles), 1);
  return [{ what: 'read and place, real news (ECB+)', value: 1000 / cost, unit: '/s', gate: { least: 50 } }];
};

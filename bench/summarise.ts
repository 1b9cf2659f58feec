/**
 * One summariser over the clusters of ten articles, in a process of its own, since some that are measured here add
 * methods to every array: `tsx bench/summarise.ts NAME DATA` prints what it took and how well it did, as JSON.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { analyse } from '../src/analyse/analyse.ts';
import { brief } from '../src/brief/brief.ts';
import { readCorpus } from '../src/ingest/ingest.ts';
import type { Article } from '../src/model.ts';
import { rougeRecall } from '../tests/quality/rouge.ts';
import { processorTime, quantile } from './measure.ts';

const summaryWords = 250;
/** A peer is asked for so many sentences that there are always enough words to cut. */
const sentences = 30;
const runs = 11;

interface Cluster {
  readonly articles: readonly Article[];
  readonly text: string;
  readonly references: readonly string[];
}

/** What is done once, when articles arrive, gives what is done for each summary. The peers do all of it each time. */
type Summariser = (cluster: Cluster) => () => Promise<string>;

const ours: Summariser = ({ articles }) => {
  const analysis = analyse(articles);
  const budget = { points: summaryWords, words: summaryWords };
  return async () => {
    const { points } = brief(analysis, { title: 'Top stories', scope: {}, budget });
    return points.map(({ text }) => text).join(' ');
  };
};

/** A peer is loaded only where it is measured, and after the articles are read. */
const load = async (name: string): Promise<Summariser> => {
  if (name === 'ours') return ours;
  if (name === 'lexrank') {
    const { default: lexrank } = await import('lexrank');
    return ({ text }) =>
      () =>
        new Promise((resolve, reject) => {
          lexrank.summarize(text, sentences, (problem, _, summary) => {
            if (problem === false) resolve(summary);
            else reject(new Error('lexrank failed', { cause: problem }));
          });
        });
  }
  const { default: summarizers } = await import('node-summarizer');
  const make = (text: string) => new summarizers.SummarizerManager(text, sentences);
  return name === 'node-summarizer by frequency'
    ? ({ text }) =>
        async () =>
          make(text).getSummaryByFrequency().summary
    : ({ text }) =>
        async () =>
          (await make(text).getSummaryByRank()).summary;
};

const read = async (folder: string): Promise<Cluster[]> => {
  const clusters: Cluster[] = [];
  for (const name of readdirSync(folder).filter((each) => each.endsWith('.jsonl'))) {
    const refs = readdirSync(join(folder, 'refs')).filter((each) => each.startsWith(name.replace('jsonl', '')));
    const { articles } = await readCorpus(join(folder, name));
    clusters.push({
      articles,
      text: articles.map(({ text, bodyStart }) => text.slice(bodyStart)).join('\n\n'),
      references: refs.map((each) => readFileSync(join(folder, 'refs', each), 'utf8')),
    });
  }
  return clusters;
};

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const cut = (text: string): string => text.trim().split(/\s+/u).slice(0, summaryWords).join(' ');

interface Timed<T> {
  /** What the last run gave. */
  readonly result: T;
  /** The median of some runs, after one that warms the compiler up. */
  readonly milliseconds: number;
}

/** @param prepare made anew before each run, in no time that counts */
const timed = async <G, T>(prepare: () => G | Promise<G>, work: (given: G) => T | Promise<T>): Promise<Timed<T>> => {
  let result = await work(await prepare());
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const given = await prepare();
    const before = processorTime();
    result = await work(given);
    times.push(processorTime() - before);
  }
  return { result, milliseconds: quantile(times, 0.5) };
};

const nothing = (): undefined => undefined;

const [name = 'ours', data = ''] = process.argv.slice(2);
const clusters = await read(join(data, 'multiling'));
const summariser = await load(name);
const figures: { reading: number; first: number; summing: number; rouge: number }[] = [];
for (const cluster of clusters) {
  const { result: summarise, milliseconds: reading } = await timed(nothing, () => summariser(cluster));
  const { milliseconds: first } = await timed(
    () => summariser(cluster),
    (anew) => anew(),
  );
  const { result: summary, milliseconds: summing } = await timed(nothing, summarise);
  figures.push({ reading, first, summing, rouge: rougeRecall(cut(summary), cluster.references, 2) });
}
console.log(
  JSON.stringify({
    reading: mean(figures.map(({ reading }) => reading)),
    first: mean(figures.map(({ first }) => first)),
    summing: mean(figures.map(({ summing }) => summing)),
    rouge: mean(figures.map(({ rouge }) => rouge)),
  }),
);

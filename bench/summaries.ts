/** The same clusters of ten articles summarised by Crosswire and by npm's summarisers in one run: time, and ROUGE-2 recall. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';
import { childEnvironment } from '../tests/environment.ts';
import type { Measure } from './table.ts';

const script = fileURLToPath(new URL('./summarise.ts', import.meta.url));
const outcome = z.object({ reading: z.number(), first: z.number(), summing: z.number(), rouge: z.number() });
const run = promisify(execFile);

/** One after the other, so that they do not share the core. */
const measure = async (name: string, data: string): Promise<z.infer<typeof outcome> & { name: string }> => {
  const { stdout } = await run(process.execPath, ['--import', 'tsx', script, name, data], { env: childEnvironment() });
  return { name, ...outcome.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? '')) };
};

/** Counts words and reads no sentence: no better than the first paragraphs, and no peer of a summary made for the first time. */
const counting = 'node-summarizer by frequency';

/**
 * We read an article once, when it arrives; a summary is what a reader then waits for: a first one of articles that
 * nobody asked about yet, then those for whom the same articles are looked at again. The peers read all each time, so what
 * reading takes is printed, too.
 */
export const measureSummaries = async (data: string): Promise<Measure[]> => {
  const own = await measure('ours', data);
  const peers = [];
  for (const name of ['lexrank', 'node-summarizer by rank', counting]) peers.push(await measure(name, data));
  const ranking = Math.min(...peers.filter(({ name }) => name !== counting).map(({ summing }) => summing));
  const fastest = Math.min(...peers.map(({ summing }) => summing));
  const best = Math.max(...peers.map(({ rouge }) => rouge));
  return [
    { what: 'reading ten articles, once', value: own.reading, unit: 'ms' },
    { what: 'their summary in 250 words, the first of them', value: own.first, unit: 'ms' },
    { what: 'their summary again', value: own.summing, unit: 'ms' },
    ...peers.map(({ name, summing }) => ({ what: `the same by ${name}`, value: summing, unit: 'ms' })),
    {
      what: 'our first beside the faster of the two that rank',
      value: own.first / ranking,
      unit: 'times',
      gate: { most: 1 },
    },
    { what: 'ours again beside the one that counts words', value: own.summing / fastest, unit: 'times' },
    { what: 'ROUGE-2 of the summary', value: own.rouge, unit: '' },
    ...peers.map(({ name, rouge }) => ({ what: `the same by ${name}`, value: rouge, unit: '' })),
    { what: 'ours beside the best of them', value: own.rouge / best, unit: 'times', gate: { least: 1 } },
  ];
};

/** Ninety real pages with their article bodies told: how much of them we read, and how much that is not theirs. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { readHtml } from '../../src/ingest/html.ts';
import { readAnswer } from '../../src/ingest/pages/article.ts';

const truths = z.record(z.string(), z.object({ articleBody: z.string(), url: z.string() }));

export interface PagesMeasure {
  readonly pages: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  /** `URL: code`: what a page from the network would be kept out for. */
  readonly walled: readonly string[];
}

const shingles = (text: string): ReadonlyMap<string, number> => {
  const tokens = text.match(/[\p{L}\p{N}_]+/gu) ?? [];
  const counts = new Map<string, number>();
  for (let at = 0; at === 0 || at + 4 <= tokens.length; at += 1) {
    const shingle = tokens.slice(at, at + 4).join(' ');
    counts.set(shingle, (counts.get(shingle) ?? 0) + 1);
  }
  return counts;
};

/** As the benchmark scores: surpluses and overlap of 4-token shingles, each page weighing the same. */
export const scorePage = (wanted: string, found: string): { precision: number; recall: number } => {
  const [truth, output] = [shingles(wanted), shingles(found)];
  let [hit, surplus, missed] = [0, 0, 0];
  for (const shingle of new Set([...truth.keys(), ...output.keys()])) {
    const [expected, given] = [truth.get(shingle) ?? 0, output.get(shingle) ?? 0];
    hit += Math.min(expected, given);
    surplus += Math.max(0, given - expected);
    missed += Math.max(0, expected - given);
  }
  return { precision: hit === 0 ? 0 : hit / (hit + surplus), recall: hit === 0 ? 0 : hit / (hit + missed) };
};

const wallOf = (body: Uint8Array, address: string): string | undefined => {
  const url = /^https?:/u.test(address) ? address : `https://${address}`;
  const reading = readAnswer({ kind: 'ok', url, headers: { 'content-type': 'text/html' }, body }, url);
  return reading.kind === 'none' ? `${url}: ${reading.code}` : undefined;
};

export const measurePages = (data: string): PagesMeasure => {
  const folder = join(data, 'pages');
  const truth = truths.parse(JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8')));
  const walled: string[] = [];
  const scores = readdirSync(folder)
    .filter((name) => name.endsWith('.html.gz'))
    .map((name) => {
      const bytes = gunzipSync(readFileSync(join(folder, name)));
      const { articleBody = '', url = '' } = truth[name.replace('.html.gz', '')] ?? {};
      const wall = wallOf(bytes, url);
      if (wall !== undefined) walled.push(wall);
      const reading = readHtml({ path: name, id: name, bytes });
      return scorePage(articleBody, reading.articles[0]?.article.text ?? '');
    });
  const mean = (key: 'precision' | 'recall'): number =>
    scores.reduce((sum, each) => sum + each[key], 0) / scores.length;
  const [precision, recall] = [mean('precision'), mean('recall')];
  return { pages: scores.length, precision, recall, f1: (2 * precision * recall) / (precision + recall), walled };
};

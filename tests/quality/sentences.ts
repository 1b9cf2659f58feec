/** How well text is split into sentences: figures over `data/sentences.jsonl`, which is our own. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { splitSentences } from '../../src/analyse/sentences/sentences.ts';

const line = z.object({ text: z.string(), sentences: z.array(z.string()) });

export interface SentenceFigures {
  readonly texts: number;
  /** Texts split exactly as labelled. */
  readonly exact: number;
  /** Over the ends of sentences within texts, the last one of each text left out. */
  readonly boundaryF1: number;
  readonly mistakes: readonly string[];
}

/** Ends of the sentences in order of their standing in the text, the last left out. */
const endsOf = (text: string, sentences: readonly string[]): number[] => {
  let from = 0;
  const ends = sentences.map((sentence) => {
    from = text.indexOf(sentence, from) + sentence.length;
    return from;
  });
  return ends.slice(0, -1);
};

const measureSentences = (jsonl: string): SentenceFigures => {
  const mistakes: string[] = [];
  let texts = 0;
  let [hits, found, labelled] = [0, 0, 0];
  for (const raw of jsonl.split('\n').filter((entry) => entry !== '')) {
    const { text, sentences } = line.parse(JSON.parse(raw));
    texts += 1;
    const split = splitSentences(text).map(({ start, end }) => text.slice(start, end));
    if (JSON.stringify(split) !== JSON.stringify(sentences)) mistakes.push(split.join(' ¦ '));
    const gold = new Set(endsOf(text, sentences));
    const ends = endsOf(text, split);
    labelled += gold.size;
    found += ends.length;
    hits += ends.filter((end) => gold.has(end)).length;
  }
  return { texts, exact: texts - mistakes.length, boundaryF1: (2 * hits) / (found + labelled), mistakes };
};

/** The figures over our own sentences. */
export const ownSentences = (): SentenceFigures =>
  measureSentences(readFileSync(new URL('./data/sentences.jsonl', import.meta.url), 'utf8'));

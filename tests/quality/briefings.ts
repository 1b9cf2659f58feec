/** MultiLing: briefings of ten articles each against three human summaries, beside the first paragraphs in turn. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createDesk } from '../../src/desk.ts';
import { readCorpus } from '../../src/ingest/ingest.ts';
import type { Article } from '../../src/model.ts';
import { rougeRecall } from './rouge.ts';

const summaryWords = 250;

export interface BriefingFigures {
  readonly topic: string;
  readonly ours: number;
  readonly lead: number;
}

const cut = (text: string): string => text.split(/\s+/u).slice(0, summaryWords).join(' ');

/** First paragraphs of each article in turn, then second ones, and so on, cut at the limit. */
const leadBaseline = (articles: readonly Article[]): string => {
  const paragraphs = articles.map(({ text, bodyStart }) => text.slice(bodyStart).split(/\n\s*\n/u));
  const longest = Math.max(...paragraphs.map((each) => each.length));
  const rounds = Array.from({ length: longest }, (_, i) => paragraphs.flatMap((each) => each[i] ?? []));
  return cut(rounds.flat().join(' '));
};

export const measureBriefings = async (data: string): Promise<BriefingFigures[]> => {
  const folder = join(data, 'multiling');
  const topics = readdirSync(folder).filter((name) => name.endsWith('.jsonl'));
  const figures: BriefingFigures[] = [];
  for (const file of topics.sort()) {
    const topic = file.replace('.jsonl', '');
    const refs = readdirSync(join(folder, 'refs')).filter((name) => name.startsWith(`${topic}.`));
    const references = refs.map((name) => readFileSync(join(folder, 'refs', name), 'utf8'));
    const { articles } = await readCorpus(join(folder, file));
    const library = { all: async () => articles, revision: async () => 0 };
    const briefing = await createDesk(library, { points: summaryWords, words: summaryWords }).topStories();
    const text = cut(briefing.points.map((point) => point.text).join(' '));
    figures.push({
      topic,
      ours: rougeRecall(text, references, 2),
      lead: rougeRecall(leadBaseline(articles), references, 2),
    });
  }
  return figures;
};

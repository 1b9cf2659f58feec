/** Questions on the seed articles: right answers, and honest refusals where the articles say nothing. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { createDesk } from '../../src/desk.ts';
import { readCorpus } from '../../src/ingest/ingest.ts';
import type { Reply } from '../../src/model.ts';

const schema = z.object({
  /** Of each article of the data set, the one that ships. */
  retold: z.record(z.string(), z.string()),
  questions: z.array(
    z.strictObject({
      question: z.string(),
      answer: z.strictObject({ articles: z.array(z.string()), holds: z.array(z.string()) }).nullable(),
      half: z.enum(['tuned', 'held out']),
    }),
  ),
});

type AskedQuestion = z.infer<typeof schema>['questions'][number];

const read = schema.parse(JSON.parse(readFileSync(new URL('./data/questions.json', import.meta.url), 'utf8')));

const questions = (): readonly AskedQuestion[] => read.questions;

/** Right when a quote of one of the articles holds one of the phrases; where no source says, when there is no answer. */
const isRight = ({ answer }: AskedQuestion, reply: Reply): boolean => {
  if (answer === null) return reply.answer.length === 0;
  return reply.answer.some(({ citations }) =>
    citations.some(
      ({ article, quote }) =>
        answer.articles.some((id) => id === article || read.retold[id] === article) &&
        answer.holds.some((phrase) => quote.toLowerCase().includes(phrase.toLowerCase())),
    ),
  );
};

export interface QuestionFigures {
  readonly asked: number;
  readonly right: number;
  /** Questions without an answer in the articles that were answered all the same. */
  readonly wronglyAnswered: number;
  readonly misses: readonly { readonly question: string; readonly reply: Reply }[];
}

/** @param corpus the five articles, as given or as retold */
export const measureQuestions = async (corpus: string, half?: AskedQuestion['half']): Promise<QuestionFigures> => {
  const { articles } = await readCorpus(corpus);
  const asked = questions().filter((each) => half === undefined || each.half === half);
  const asking = createDesk({ all: async () => articles, revision: async () => 0 });
  const misses: { question: string; reply: Reply }[] = [];
  let wronglyAnswered = 0;
  for (const each of asked) {
    const reply = await asking.ask(each.question);
    if (isRight(each, reply)) continue;
    misses.push({ question: each.question, reply });
    if (each.answer === null) wronglyAnswered += 1;
  }
  return { asked: asked.length, right: asked.length - misses.length, wronglyAnswered, misses };
};

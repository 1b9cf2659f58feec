/**
 * How well stories are told apart: ECB+ topics 1 to 35, streamed through reading and placing, scored by B-cubed.
 * The clustering's parameters were chosen on the topics of even number; those of odd number are the half held out, as
 * far as src/analyse/stories/parameters.ts says.
 */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { readArticle } from '../../src/analyse/read.ts';
import { storyInput } from '../../src/analyse/stories/input.ts';
import { oldestFirst } from '../../src/analyse/stories/order.ts';
import type { StoryParameters } from '../../src/analyse/stories/parameters.ts';
import type { StoryInput } from '../../src/analyse/stories/profile.ts';
import { createStoryIndex } from '../../src/analyse/stories/stories.ts';
import type { Article } from '../../src/model.ts';
import { type ClusterScore, scoreClusters } from './bcubed.ts';

const line = z.object({
  id: z.string(),
  title: z.string().nullish(),
  publisher: z.string().nullish(),
  published: z.string().nullish(),
  text: z.string(),
});

export interface StoryData {
  /** In file order. */
  readonly inputs: readonly StoryInput[];
  /** Places in `inputs`, oldest article first, undated last. */
  readonly byDate: readonly StoryInput[];
  readonly gold: ReadonlyMap<string, string>;
}

/** @param folder the evaluation data */
export const loadStories = (folder: string): StoryData => {
  const gold = z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(`${folder}/ecb/stories.json`, 'utf8')));
  const articles = readFileSync(`${folder}/ecb/topics-01-35.jsonl`, 'utf8')
    .split('\n')
    .filter((each) => each !== '')
    .map((each): Article => {
      const { id, text, title = null, publisher = null, published = null } = line.parse(JSON.parse(each));
      return { id, text, title, publisher, published, url: null, bodyStart: 0 };
    });
  const inputs = new Map(articles.map((article) => [article, storyInput(readArticle(article, {}))]));
  const inOrder = (order: readonly Article[]): StoryInput[] => order.flatMap((article) => inputs.get(article) ?? []);
  return {
    inputs: inOrder(articles),
    byDate: inOrder([...articles].sort(oldestFirst)),
    gold: new Map(Object.entries(gold)),
  };
};

export interface StoryFigures {
  readonly all: ClusterScore;
  /** Topics of even number: parameters were chosen on them. */
  readonly chosen: ClusterScore;
  /** Topics of odd number. */
  readonly heldOut: ClusterScore;
}

/** All topics in one stream, scored whole and by halves. */
export const measureStories = (
  stream: readonly StoryInput[],
  gold: ReadonlyMap<string, string>,
  parameters: Partial<StoryParameters> = {},
): StoryFigures => {
  const index = createStoryIndex(parameters);
  for (const input of stream) index.place(input);
  const found = new Map(
    index.stories().flatMap(({ id, articles }) => articles.map((article) => [article, id] as const)),
  );
  const half = (parity: number): Map<string, string> =>
    new Map([...gold].filter(([, story]) => Number.parseInt(story, 10) % 2 === parity));
  return {
    all: scoreClusters(gold, found),
    chosen: scoreClusters(half(0), found),
    heldOut: scoreClusters(half(1), found),
  };
};

/** Stories by language: articles of two languages are never compared, so none is mixed into the other's briefing. */
import { z } from 'zod';
import { storyInput } from './input.ts';
import { briefed } from './language.ts';
import { type HeldReading, recall } from './readings.ts';
import { storySnapshot } from './snapshot.ts';
import { createStoryIndex, type PlacedStory, type StoryIndex } from './stories.ts';

/** By language. */
export const shelfSnapshot = z.record(z.string(), storySnapshot);
export type ShelfSnapshot = z.infer<typeof shelfSnapshot>;

export interface StoryShelf {
  /** An article that was placed before stays where it is. */
  place(reading: HeldReading): void;
  /** Lets articles go: see `StoryIndex.forget`. */
  forget(articles: ReadonlySet<string>): void;
  stories(): PlacedStory[];
  snapshot(): ShelfSnapshot;
}

export const createStoryShelf = (snapshot: ShelfSnapshot = {}): StoryShelf => {
  const indexes = new Map<string, StoryIndex>();
  for (const [language, each] of Object.entries(snapshot)) indexes.set(language, createStoryIndex({}, each));
  return {
    place(held) {
      const reading = recall(held);
      const holder = [...indexes.values()].find((index) => index.has(held.article.id));
      if (holder !== undefined) return holder.restore(storyInput(reading));
      const language = held.briefed ? briefed : reading.language;
      const index = indexes.get(language) ?? createStoryIndex();
      indexes.set(language, index);
      index.place(storyInput(reading));
    },
    forget(articles) {
      for (const index of indexes.values()) index.forget(articles);
    },
    stories: () => [...indexes.values()].flatMap((index) => index.stories()),
    snapshot: () => Object.fromEntries([...indexes].map(([language, index]) => [language, index.snapshot()])),
  };
};

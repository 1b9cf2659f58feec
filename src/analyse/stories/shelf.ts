/** Stories by language: articles of two languages are never compared, so none is mixed into the other's briefing. */
import type { ReadArticle } from '../read.ts';
import { storyInput } from './input.ts';
import { briefed, isBriefed } from './language.ts';
import { createStoryIndex, type PlacedStory, type StoryIndex } from './stories.ts';

export interface StoryShelf {
  /** A reading whose article was placed before stays where it is. */
  place(reading: ReadArticle): void;
  stories(): PlacedStory[];
}

export const createStoryShelf = (): StoryShelf => {
  const indexes = new Map<string, StoryIndex>();
  const placed = new Set<string>();
  return {
    place(reading) {
      if (placed.has(reading.article.id)) return;
      placed.add(reading.article.id);
      const language = isBriefed(reading) ? briefed : reading.language;
      const index = indexes.get(language) ?? createStoryIndex();
      indexes.set(language, index);
      index.place(storyInput(reading));
    },
    stories: () => [...indexes.values()].flatMap((index) => index.stories()),
  };
};

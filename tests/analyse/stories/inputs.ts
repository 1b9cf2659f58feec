/** Story inputs made of plain words, so that the clustering is tested without the reading. */
import type { StoryInput } from '../../../src/analyse/stories/profile.ts';

const common = new Set(
  'a an and are as at be been but by for from had has have he her his in is it its of on or said she that the their there they this to was were which who will with'.split(
    ' ',
  ),
);

const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{N}]+/gu) ?? [];

const contentOf = (text: string): string[] => wordsOf(text.toLowerCase()).filter((word) => !common.has(word));

/** Capitalised words that do not open their sentence count as names. */
export const inputOf = (id: string, text: string, published: string | null = null, title = ''): StoryInput => ({
  id,
  published,
  title: contentOf(title),
  terms: contentOf(text),
  names: text
    .split(/(?<=[.!?])\s+/u)
    .flatMap((sentence) => wordsOf(sentence).slice(1))
    .filter((word) => /^\p{Lu}/u.test(word))
    .map((word) => word.toLowerCase()),
});

/** Park-Miller: the same numbers for the same seed on every machine. */
export const random = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
};

/**
 * Reports of made-up happenings: each draws most words from a vocabulary of its own, some from those of its kind, the
 * rest from what all news shares.
 */
export const stream = (seed: number, happenings: number, reports: number): { gold: string; input: StoryInput }[] => {
  const next = random(seed);
  const pick = (prefix: string, size: number): string => `${prefix}${Math.floor(next() ** 2 * size)}`;
  return Array.from({ length: happenings * reports }, (_, turn) => {
    const happening = Math.floor(next() * happenings);
    const sentences = Array.from({ length: 8 }, () => ({
      names: Array.from({ length: 2 }, () => pick(`name${happening}x`, 6)),
      own: Array.from({ length: 4 }, () => pick(`own${happening}x`, 20)),
      kind: Array.from({ length: 3 }, () => pick(`kind${happening % 10}x`, 40)),
      shared: Array.from({ length: 6 }, () => pick('news', 2000)),
    }));
    const terms = sentences.flatMap(({ names, own, kind, shared }) => [...names, ...own, ...kind, ...shared]);
    const names = sentences.flatMap((sentence) => sentence.names);
    return { gold: String(happening), input: { id: `a${turn}`, published: null, title: [], terms, names } };
  });
};

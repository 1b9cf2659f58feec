import type { FeedItem } from '../../src/ports.ts';
import { feedItem } from '../contracts/store-samples.ts';

/** What the n-th reading holds: eight items of its own, every other one with a page to read, and one of the reading before. */
export const itemsOf = (n: number): readonly FeedItem[] => [
  ...Array.from({ length: 8 }, (_, i) => feedItem(`${n}-${i}`, i % 2 === 0 ? {} : { page: `p${i}.example` })),
  feedItem(`${n - 1}-0`),
];

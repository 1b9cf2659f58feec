import type { FeedItem } from '../../src/ports.ts';
import { feedItem } from '../contracts/store-samples.ts';

const readings = 20;
const itemsInEach = 8;

export const addresses = readings * itemsInEach;

/** What a source says of addresses that other sources list too, a few in each reading; every third has a page to read. */
export const shareOf = (source: string): readonly (readonly FeedItem[])[] =>
  Array.from({ length: readings }, (_, n) =>
    Array.from({ length: itemsInEach }, (_, i) =>
      feedItem(`${n}-${i}`, {
        title: `As ${source} has it`,
        text: `The text of ${source}.`,
        keys: [`id:${source} ${n}-${i}`, `url:${n}-${i}`],
        ...(i % 3 === 0 && { page: `p${i}.example` }),
      }),
    ),
  );

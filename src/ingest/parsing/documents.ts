/** Every kind of document that is parsed, and what is made of one that cannot be parsed within bounds. Pure. */
import type { FetchOutcome, Headers } from '../../ports.ts';
import { namedFeeds } from '../feeds/discover.ts';
import { type FeedReading, parseFeed } from '../feeds/parse.ts';
import { refusal } from '../feeds/refusal.ts';
import { type PageReading, readAnswer } from '../pages/article.ts';

interface Document {
  readonly bytes: Uint8Array;
  readonly headers: Headers;
  /** Where it came from. */
  readonly url: string;
}

/** By kind: what is handed in, and what comes of it. */
interface Kinds {
  readonly feed: { readonly given: Document; readonly made: FeedReading };
  /** The feeds that a page names. */
  readonly links: { readonly given: Document; readonly made: readonly string[] };
  readonly page: {
    readonly given: { readonly answer: Extract<FetchOutcome, { kind: 'ok' }>; readonly asked: string };
    readonly made: PageReading;
  };
}

export type Kind = keyof Kinds;
export type Given<K extends Kind> = Kinds[K]['given'];
export type Made<K extends Kind> = Kinds[K]['made'];

interface Parser<K extends Kind> {
  readonly parse: (given: Given<K>) => Made<K>;
  readonly size: (given: Given<K>) => number;
  /** For a document that takes too long, too much room, or the parser past the end of its stack. */
  readonly beyond: Made<K>;
}

const REASON = 'it is made in a way that takes beyond all measure to read';

export const parsers: { readonly [K in Kind]: Parser<K> } = {
  feed: {
    parse: ({ bytes, headers, url }) => parseFeed(bytes, headers, url),
    size: ({ bytes }) => bytes.length,
    beyond: refusal('too-costly', REASON, 'Use a smaller feed of the same site.'),
  },
  links: {
    parse: ({ bytes, headers, url }) => namedFeeds(bytes, headers, url),
    size: ({ bytes }) => bytes.length,
    beyond: [],
  },
  page: {
    parse: ({ answer, asked }) => readAnswer(answer, asked),
    size: ({ answer }) => answer.body.length,
    beyond: { kind: 'none', code: 'too-costly', reason: REASON },
  },
};

/** What becomes of a feed: the ways in which feeds go wrong or change, and how many meet each. */
import { chance } from './chance.ts';

/**
 * Share of the feeds. What is left over is well. Where a fate has a time, the feed is well before and after it.
 */
const shares = {
  /** 301 to another path, or to another host, from some hour on. */
  moved: 0.03,
  /** 302 all the time. */
  redirected: 0.02,
  /** 410 from some hour on. */
  gone: 0.015,
  /** 404, a name that does not resolve, a port that refuses: from the beginning to the end. */
  missing: 0.015,
  unresolved: 0.003,
  unreachable: 0.003,
  /** 429 with Retry-After, in seconds or as a date. */
  limited: 0.03,
  /** For an hour or two: 500; no answer; a cut connection; bytes that are no HTTP; a page; half a document. */
  broken: 0.04,
  hanging: 0.004,
  reset: 0.02,
  garbage: 0.01,
  page: 0.02,
  truncated: 0.015,
  /** For an hour or two: bodies without end, packed and not; redirects inward and in circles; a byte at a time. */
  huge: 0.003,
  bomb: 0.003,
  inward: 0.005,
  circle: 0.005,
  drip: 0.002,
  /** Answers 200 with an empty list for a while. */
  emptied: 0.01,
  /** Has published nothing for days. */
  silent: 0.02,
  /** Days of nothing, then many at once. */
  bursts: 0.03,
  /** Bumps dates; changes titles, with some of the addresses; changes every id at once; drops items and lists them again. */
  bumped: 0.03,
  retitled: 0.03,
  renamed: 0.02,
  sliding: 0.03,
  /** Lists the items of another feed of the host. */
  section: 0.05,
} as const;

export type Fate = keyof typeof shares | 'well';

const names = Object.keys(shares) as readonly (keyof typeof shares)[];

/** One fate a feed: each at least once where there are feeds enough. */
export const dealFates = (seed: number, feeds: number): readonly Fate[] => {
  const dealt = names.flatMap((name): Fate[] =>
    Array.from({ length: Math.max(1, Math.round(shares[name] * feeds)) }, () => name),
  );
  const fates = Array.from({ length: feeds }, (_, n) => dealt[n] ?? 'well');
  const order = new Map(fates.map((_, n) => [n, chance(seed, n, 2)]));
  return fates
    .map((fate, n) => ({ fate, at: order.get(n) ?? 0 }))
    .sort((a, b) => a.at - b.at)
    .map(({ fate }) => fate);
};

/** Those that last from the beginning to the end. */
const always = new Set<Fate>([
  'well',
  'redirected',
  'missing',
  'unresolved',
  'unreachable',
  'silent',
  'bursts',
  'bumped',
  'retitled',
  'sliding',
  'section',
]);
/** Those that stay once they have come. */
const lasting = new Set<Fate>(['moved', 'gone', 'renamed']);

/** Never read: nothing of theirs is expected. */
export const neverRead: ReadonlySet<Fate> = new Set<Fate>(['missing', 'unresolved', 'unreachable']);

/** Answer well whenever they are asked. */
export const alwaysWell: ReadonlySet<Fate> = new Set<Fate>([
  'well',
  'moved',
  'redirected',
  'silent',
  'bursts',
  'bumped',
  'retitled',
  'renamed',
  'sliding',
  'section',
]);

/** Whether a host is down for a while, all its feeds at once: one in a hundred. */
export const goesDark = (seed: number, host: number): boolean => chance(seed, host, 50) < 0.01;

/**
 * When a feed's fate is in force, milliseconds since the Unix epoch. One that passes begins in the second or third
 * fifth of the whole time, so that the feed was read before and has time to come back.
 */
export const timesOf = (
  fate: Fate,
  seed: number,
  n: number,
  start: number,
  lengthMs: number,
): { readonly from: number; readonly to: number } => {
  const end = start + lengthMs;
  if (always.has(fate)) return { from: start, to: Number.POSITIVE_INFINITY };
  const from = start + lengthMs * (0.2 + 0.3 * chance(seed, n, 3));
  if (lasting.has(fate)) return { from, to: Number.POSITIVE_INFINITY };
  const lasts = Math.min(lengthMs / 4, 3_600_000 * (1 + chance(seed, n, 4)));
  return { from, to: Math.min(end, from + lasts) };
};

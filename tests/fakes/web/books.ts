/**
 * The books of a simulated web: what was asked and how politely, and what each reader can have seen. What was received
 * is told by the reader (every good answer has a number in its `x-serial` header): an answer cut off on its way does
 * not count as seen.
 */

import { hostAfterMove, type Validators } from './answers.ts';
import { alwaysWell, goesDark } from './fates.ts';
import type { Entry } from './listing.ts';
import type { Feed, Plan } from './plan.ts';

/** How an item first came before the reader's eyes. */
interface Sight {
  /** In the first good answer of a feed: it was there before, and is never told. */
  readonly baseline: boolean;
  readonly at: number;
}

export interface Visit {
  /** Its answer has no end of its own: the reader is to give up on it. */
  endless: boolean;
  end(): void;
}

interface HostBook {
  readonly active: Set<Visit>;
  freeSince: number;
}

/** For so long a host asked to be left alone, all its feeds: in order, none within another. */
interface Rest {
  readonly from: number;
  to: number;
}

interface FeedBook {
  /** Of the last good answer that was received. */
  validators: Validators;
  firstGood: number | undefined;
  lastGood: number | undefined;
  longestUnread: number;
  /** Asked before then is too soon, and why. */
  notBefore: { readonly at: number; readonly why: 'max-age' | 'ttl' | 'retry-after' | 'gone' } | undefined;
  /** Read at its new address, after a redirect for good. */
  moved: boolean;
}

interface Sent {
  readonly feed: Feed;
  readonly at: number;
  readonly validators: Validators;
  readonly entries: readonly Entry[];
}

export interface Politeness {
  requests: number;
  hops: number;
  /** Begun while the host was still answering another, by kind of request. */
  atOnce: number;
  hopsAtOnce: number;
  /** Begun sooner after the one before it than the gap. */
  tooClose: number;
  /** Milliseconds between two requests to one host, the shortest. */
  shortestGapMs: number;
  conditionalDue: number;
  conditionalUsed: number;
  tooSoon: Record<'max-age' | 'ttl' | 'retry-after' | 'gone' | 'moved', number>;
  withoutUserAgent: number;
}

/** Two instants this near one another may have been seen in either order. */
const together = 120_000;

/** Well itself, and on hosts that are. */
const alwaysAnswers = (feed: Feed, { seed, hosts }: Plan): boolean =>
  alwaysWell.has(feed.fate) && !goesDark(seed, feed.host) && !goesDark(seed, hostAfterMove(feed, hosts));

export const createBooks = (plan: Plan, now: () => number, gapMs: number) => {
  const hosts = new Map<string, HostBook>();
  const feeds = new Map<number, FeedBook>();
  const rests = new Map<number, Rest[]>();
  const sights = new Map<number, Sight>();
  /** May have been seen in part, or in either order: told or not, never twice. */
  const either = new Set<number>();
  const sent = new Map<number, Sent>();
  const answered: Record<string, number> = {};
  let serials = 0;
  const politeness: Politeness = {
    requests: 0,
    hops: 0,
    atOnce: 0,
    hopsAtOnce: 0,
    tooClose: 0,
    shortestGapMs: Number.POSITIVE_INFINITY,
    conditionalDue: 0,
    conditionalUsed: 0,
    tooSoon: { 'max-age': 0, ttl: 0, 'retry-after': 0, gone: 0, moved: 0 },
    withoutUserAgent: 0,
  };

  const feedBook = (feed: Feed): FeedBook => {
    const found = feeds.get(feed.n) ?? {
      validators: {},
      firstGood: undefined,
      lastGood: undefined,
      longestUnread: 0,
      notBefore: undefined,
      moved: false,
    };
    feeds.set(feed.n, found);
    return found;
  };

  /** Milliseconds from one instant to another in which a feed's host did not ask to be left alone. */
  const waited = ({ host }: Feed, from: number, to: number): number =>
    (rests.get(host) ?? []).reduce(
      (left, rest) => left - Math.max(0, Math.min(rest.to, to) - Math.max(rest.from, from)),
      to - from,
    );

  const restUntil = (host: number, to: number): void => {
    const known = rests.get(host) ?? [];
    rests.set(host, known);
    const last = known.at(-1);
    if (last !== undefined && last.to >= now()) last.to = Math.max(last.to, to);
    else known.push({ from: now(), to });
  };

  return {
    politeness,
    answered,
    sights,
    either,

    /** A request comes in; `end` of what it gives is to be called when its answer is through. */
    begin(host: string, hop: boolean): Visit {
      const book = hosts.get(host) ?? { active: new Set<Visit>(), freeSince: Number.NEGATIVE_INFINITY };
      hosts.set(host, book);
      politeness.requests += 1;
      if (hop) politeness.hops += 1;
      const before = [...book.active];
      if (!hop && before.length === 0) {
        const gap = now() - book.freeSince;
        if (gap < gapMs) politeness.tooClose += 1;
        politeness.shortestGapMs = Math.min(politeness.shortestGapMs, gap);
      }
      const overlap = (): void => {
        if (hop) politeness.hopsAtOnce += 1;
        else politeness.atOnce += 1;
      };
      // A reader that has given up on an answer is heard to have done so a moment later.
      if (before.some((visit) => !visit.endless)) overlap();
      else if (before.length > 0)
        // Past the timer, also what has come in but not been heard yet, in a process that was held up.
        setTimeout(() => setImmediate(() => before.some((visit) => book.active.has(visit)) && overlap()), 100);
      const visit: Visit = {
        endless: false,
        end: () => {
          if (book.active.delete(visit)) book.freeSince = now();
        },
      };
      book.active.add(visit);
      return visit;
    },

    /** A feed is asked for, not by a redirect. */
    asked(feed: Feed, atOldAddress: boolean, given: Validators, userAgent: boolean): void {
      const book = feedBook(feed);
      if (atOldAddress && book.moved) politeness.tooSoon.moved += 1;
      if (!userAgent) politeness.withoutUserAgent += 1;
      const { etag, lastModified } = book.validators;
      if (etag !== undefined || lastModified !== undefined) {
        politeness.conditionalDue += 1;
        const used = etag !== undefined ? given.etag === etag : given.lastModified === lastModified;
        if (used) politeness.conditionalUsed += 1;
      }
      // A second is lost to the whole seconds of HTTP.
      if (book.notBefore !== undefined && now() < book.notBefore.at - 1000) politeness.tooSoon[book.notBefore.why] += 1;
    },

    /** @param why `retry-after` and `gone` hold at once: they carry no list that must have been received */
    hold(feed: Feed, at: number, why: 'retry-after' | 'gone'): void {
      feedBook(feed).notBefore = { at, why };
      if (why === 'retry-after') restUntil(feed.host, at);
    },

    /** A good answer goes out; gives its number. */
    send(feed: Feed, validators: Validators, entries: readonly Entry[]): number {
      serials += 1;
      sent.set(serials, { feed, at: now(), validators, entries });
      return serials;
    },

    /** The reader has it whole. */
    received(serial: number): void {
      const answer = sent.get(serial);
      if (answer === undefined) return;
      sent.delete(serial);
      const { feed, at, entries } = answer;
      const book = feedBook(feed);
      const baseline = book.firstGood === undefined;
      book.firstGood ??= at;
      book.validators = answer.validators;
      book.moved = feed.fate === 'moved' && at >= feed.from;
      if (book.lastGood !== undefined)
        book.longestUnread = Math.max(book.longestUnread, waited(feed, book.lastGood, at));
      book.lastGood = at;
      const wishes = [
        { at: at + feed.maxAge * 1000, why: 'max-age' as const },
        { at: at + feed.ttl * 60_000, why: 'ttl' as const },
      ];
      book.notBefore = wishes.reduce((a, b) => (b.at > a.at ? b : a));
      for (const { item } of entries) {
        const sight = sights.get(item.n);
        if (sight === undefined) sights.set(item.n, { baseline, at });
        else if (sight.baseline !== baseline && Math.abs(at - sight.at) < together) either.add(item.n);
      }
    },

    /** Went out in pieces: what stands in it may have been seen. */
    tear(entries: readonly Entry[]): void {
      for (const { item } of entries) if (!sights.has(item.n)) either.add(item.n);
    },

    count(what: string): void {
      answered[what] = (answered[what] ?? 0) + 1;
    },

    /** The longest that a feed that always answers went unread though its host could be asked, up to `end`; milliseconds. */
    longestUnread(end: number): number {
      return plan.list
        .filter((feed) => alwaysAnswers(feed, plan))
        .reduce((longest, feed) => {
          const { lastGood, longestUnread } = feedBook(feed);
          return Math.max(longest, longestUnread, waited(feed, lastGood ?? plan.start, end));
        }, 0);
    },

    lastGood: (feed: Feed): number | undefined => feedBook(feed).lastGood,
    firstGood: (feed: Feed): number | undefined => feedBook(feed).firstGood,
  };
};

export type Books = ReturnType<typeof createBooks>;

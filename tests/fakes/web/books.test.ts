import { describe, expect, it } from 'vitest';
import { createBooks } from './books.ts';
import { goesDark } from './fates.ts';
import { type Feed, hourMs, planWeb } from './plan.ts';

const hosts = 20;
const darkHost = (seed: number): number =>
  Array.from({ length: hosts }, (_, n) => n).findIndex((n) => goesDark(seed, n));
const seed = Array.from({ length: 50 }, (_, n) => n).find((n) => darkHost(n) >= 0) ?? 0;
const start = Date.UTC(2031, 0, 6);
const plan = planWeb({ seed, feeds: 200, hosts, start, hours: 3, items: 100 });

/** Each feed is read at the start, and those that are chosen every hour. @param resting asks for half an hour at once */
const longest = (chosen: (feed: Feed) => boolean, resting?: Feed): number => {
  let now = start;
  const books = createBooks(plan, () => now, 1000);
  if (resting !== undefined) books.hold(resting, start + hourMs / 2, 'retry-after');
  for (let hour = 0; hour <= 3; hour += 1) {
    now = start + hour * hourMs;
    for (const feed of plan.list) if (hour === 0 || chosen(feed)) books.received(books.send(feed, {}, []));
  }
  return books.longestUnread(now);
};

describe('how long a feed that always answers went unread', () => {
  it('is not told of feeds on a host that goes dark', () => {
    expect(darkHost(seed)).toBeGreaterThanOrEqual(0);
    expect(longest((feed) => feed.fate !== 'well' || feed.host !== darkHost(seed))).toBe(hourMs);
  });

  it('is told of any other', () => {
    const forgotten = plan.list.find((feed) => feed.fate === 'well' && feed.host !== darkHost(seed));
    expect(longest((feed) => feed !== forgotten)).toBe(3 * hourMs);
  });

  it('leaves out the time for which its host asked to be left alone, by whichever of its feeds', () => {
    const forgotten = plan.list.find((feed) => feed.fate === 'well' && feed.host !== darkHost(seed));
    const resting = plan.list.find((feed) => feed !== forgotten && feed.host === forgotten?.host);
    expect(resting).toBeDefined();
    expect(longest((feed) => feed !== forgotten, resting)).toBe(2.5 * hourMs);
  });
});

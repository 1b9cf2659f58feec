/** The same item is never new twice. The store looks the keys up; what is held to here is that the keys meet. */
import { describe, expect, it } from 'vitest';
import { articleIdOf } from '../../../src/ingest/feeds/feeds.ts';
import type { FeedItem } from '../../../src/ports.ts';
import { items, rss, type SampleItem } from './samples.ts';

/** As the store's contract has it: an item one of whose keys is known is not new, and its other keys are noted then. */
const reader = (): ((found: readonly FeedItem[]) => string[]) => {
  const known = new Set<string>();
  return (found) =>
    found.flatMap(({ keys, article }) => {
      const isNew = !keys.some((key) => known.has(key));
      for (const key of keys) known.add(key);
      return isNew ? [article.title ?? ''] : [];
    });
};

const ferry: SampleItem = {
  guid: 'post-1',
  link: 'https://post.example/2025/ferry',
  title: 'Ferry leaves harbour',
  date: 'Mon, 02 Jun 2025 10:00:00 GMT',
  text: 'It left at noon.',
};
const cow: SampleItem = {
  guid: 'post-2',
  link: 'https://post.example/2025/cow',
  title: 'Cow on board',
  date: 'Mon, 02 Jun 2025 11:00:00 GMT',
  text: 'It was brown.',
};

const { guid: _guid, ...nameless } = ferry;

const readings = (...each: readonly (readonly SampleItem[])[]): string[][] => {
  const read = reader();
  return each.map((feed) => read(items(rss(feed))));
};

describe('the same item', () => {
  it.each<[string, SampleItem]>([
    ['with a bumped date', { ...ferry, date: 'Mon, 02 Jun 2025 18:00:00 GMT' }],
    ['retitled', { ...ferry, title: 'Ferry leaves harbour with cow' }],
    ['retitled and with a bumped date', { ...ferry, title: 'Another title', date: 'Mon, 02 Jun 2025 18:00:00 GMT' }],
    ['under a changed guid', { ...ferry, guid: 'https://post.example/?p=9' }],
    ['without its guid', nameless],
    ['under another address', { ...ferry, link: 'https://post.example/2025/ferry-leaves' }],
    ['under a changed guid and another address', { ...ferry, guid: 'x', link: 'https://post.example/moved' }],
    ['with tracking parameters', { ...ferry, guid: 'x', link: `${ferry.link}?utm_source=rss&fbclid=1#top` }],
    [
      'over http, with www and a slash',
      { ...ferry, guid: 'x', title: 'Y', link: 'http://www.post.example/2025/ferry/' },
    ],
    ['with another text', { ...ferry, text: 'It left at noon. It came back at six.' }],
  ])('%s is not new', (_, again) => {
    expect(readings([ferry], [again, cow])).toEqual([['Ferry leaves harbour'], ['Cow on board']]);
  });

  it('is not new when it slides back in', () => {
    expect(readings([ferry, cow], [cow], [ferry, cow], [ferry])).toEqual([
      ['Ferry leaves harbour', 'Cow on board'],
      [],
      [],
      [],
    ]);
  });

  it('is known by what it turned into: guid first, then address', () => {
    const moved = { ...ferry, link: 'https://post.example/new' };
    const renamed = { ...moved, guid: 'other', title: 'Other', date: 'Tue, 03 Jun 2025 10:00:00 GMT' };
    expect(readings([ferry], [moved], [renamed])).toEqual([['Ferry leaves harbour'], [], []]);
  });

  it('in two feeds is one article under one id', () => {
    const read = reader();
    const first = items(rss([ferry]), 's1');
    const second = items(
      rss([{ ...ferry, guid: 'tag:world', link: `${ferry.link}?utm_medium=feed` }]),
      's2',
      'https://post.example/world.xml',
    );
    expect([read(first), read(second)]).toEqual([['Ferry leaves harbour'], []]);
    expect(second[0]?.article.id).toBe(first[0]?.article.id);
  });

  it('twice in one feed is one', () => {
    expect(readings([ferry, ferry])).toEqual([['Ferry leaves harbour']]);
  });
});

describe('different items', () => {
  it.each<[string, SampleItem]>([
    [
      'with one title on two days',
      { ...ferry, guid: 'x', link: 'https://post.example/next', date: 'Tue, 03 Jun 2025 10:00:00 GMT' },
    ],
    ['with one title and no date', { title: 'Ferry leaves harbour', link: 'https://post.example/next' }],
    ['whose addresses differ by a parameter that means something', { ...cow, link: `${ferry.link}?page=2` }],
  ])('%s are both new', (_, other) => {
    expect(readings([ferry], [other]).map((each) => each.length)).toEqual([1, 1]);
  });

  it('that share the site’s address are told apart', () => {
    const home = { link: 'https://post.example/' };
    const [first, second] = readings(
      [{ ...ferry, ...home }],
      [
        { ...ferry, ...home },
        { ...cow, ...home },
      ],
    );
    expect([first, second]).toEqual([['Ferry leaves harbour'], ['Cow on board']]);
    const both = items(
      rss([
        { ...ferry, ...home },
        { ...cow, ...home },
      ]),
    );
    expect(new Set(both.map(({ article }) => article.id)).size).toBe(2);
  });

  it('of one live page are told apart by their places on it, or by their number', () => {
    const live = 'https://post.example/live';
    const posts = ['Ferry sinks', 'Crew is safe', 'Cow swims ashore'].map((title, n) => ({
      guid: `p${n}`,
      link: `${live}#post-${n}`,
      title,
    }));
    expect(readings(posts.slice(0, 2), posts)).toEqual([['Ferry sinks', 'Crew is safe'], ['Cow swims ashore']]);
    const plain = posts.map((post) => ({ ...post, link: live }));
    expect(readings(plain)).toEqual([['Ferry sinks', 'Crew is safe', 'Cow swims ashore']]);
    // Two at one address, under other guids and titles: a page that was told anew.
    expect(readings(plain.slice(0, 2))).toEqual([['Ferry sinks']]);
  });

  it('that share one guid are told apart', () => {
    expect(
      readings([
        { ...ferry, guid: 'same' },
        { ...cow, guid: 'same' },
      ]),
    ).toEqual([['Ferry leaves harbour', 'Cow on board']]);
  });

  it('of two feeds with one guid are told apart', () => {
    const read = reader();
    const item = (link: string, title: string): SampleItem => ({ guid: '1', link, title });
    expect(read(items(rss([item('https://a.example/1', 'Ferry')]), 's1'))).toEqual(['Ferry']);
    expect(read(items(rss([item('https://b.example/1', 'Cow')]), 's2'))).toEqual(['Cow']);
  });
});

describe('the id of an article', () => {
  it('is the same for every way of writing its address, and safe in file names and addresses', () => {
    const ids = [
      'https://post.example/a?b=1&a=2',
      'http://www.post.example/a/?a=2&b=1#c',
      'https://POST.example/a?a=2&b=1&utm_source=x',
    ];
    expect(new Set(ids.map((url) => articleIdOf({ url }))).size).toBe(1);
    expect(articleIdOf({ url: ids[0] ?? '' })).toMatch(/^a[0-9a-f]{30}$/u);
  });

  it('is by source and guid where there is no address', () => {
    const ids = [
      articleIdOf({ source: 's1', guid: '1' }),
      articleIdOf({ source: 's2', guid: '1' }),
      articleIdOf({ source: 's1', guid: '2' }),
      articleIdOf({ source: 's11', guid: '' }),
    ];
    expect(new Set(ids).size).toBe(4);
    expect(articleIdOf({ source: 's1', guid: '1' })).toBe(ids[0]);
  });
});

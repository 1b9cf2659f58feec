/** One workspace tries, by every verb there is, to see something of another. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createChat } from '../../src/chat/chat.ts';
import { scopeOf } from '../../src/chat/scope.ts';
import { createSuggest } from '../../src/chat/suggest.ts';
import type { ChatServices } from '../../src/chat/verb.ts';
import { verbs } from '../../src/chat/verbs.ts';
import { statusOf } from '../../src/cli/welcome.ts';
import { createDesk } from '../../src/desk.ts';
import { articleIdOf, newSource, urlKeyOf } from '../../src/ingest/feeds/feeds.ts';
import { watchOf } from '../../src/live/watch.ts';
import type { Address, Answer, Article, Person, Source } from '../../src/model.ts';
import type { Store } from '../../src/ports.ts';
import { operator } from '../../src/schedule.ts';
import { openStore } from '../../src/store/store.ts';
import { standingClock } from './harness.ts';

const ours: Address = { platform: 'slack', workspace: 'T1', channel: 'C1' };
const theirs: Address = { platform: 'slack', workspace: 'T2', channel: 'C2' };
const nobodys: Address = { platform: 'discord', workspace: 'G9', channel: 'C9' };
const manager: Person = { id: 'U1', manages: true };

const followedAt = '2031-01-05T00:00:00.000Z';
const readAt = Date.parse('2031-01-05T06:00:00Z');
const slot = '2031-01-06T08:00:00.000Z';

const article = (name: string, publisher: string, text: string): Article => ({
  id: articleIdOf({ url: `https://${publisher.toLowerCase()}.example/${name}` }),
  title: `${publisher} on ${name}`,
  publisher,
  url: `https://${publisher.toLowerCase()}.example/${name}`,
  published: '2031-01-05T05:00:00Z',
  text,
  bodyStart: 0,
});

/** What everybody may see, and what each of two workspaces alone may: the same happening, told otherwise, and one of its own. */
const open = article(
  'ferry',
  'Openpress',
  'The ferry Aurora sank off Port Elsa on Monday. Rescuers saved 40 passengers of the ferry Aurora near Port Elsa, the harbour master said.',
);
const ourShare = article(
  'ferry',
  'Zanzigram',
  'The ferry Aurora sank off Port Elsa on Monday. Rescuers saved 53 passengers of the ferry Aurora near Port Elsa, Zanzimir Brandt said.',
);
const ourOwn = article(
  'zanzibrick',
  'Zanzigram',
  'The zanzibrick factory in Zanzitown burned down on Sunday. Nine zanzibrick workers were hurt in Zanzitown, mayor Zanzimir Brandt said.',
);
const theirOwn = article(
  'quokka',
  'Quokkapost',
  'The quokka bridge in Quokkaville was opened on Sunday. Seven quokka boats passed the bridge in Quokkaville, said Ilse Quokkason.',
);
/** Nothing of it may be seen anywhere else; neither may that there is such a thing. */
const secret = /zanzi|quux|53 passengers|C1\b|U77/iu;

const feedOf = (name: string): Source => newSource(`https://${name}.example/feed.xml`, `${name} feed`, null);
const [ourFeed, theirFeed] = [feedOf('zanzigram'), feedOf('quokkapost')];

describe('a workspace that looks for what is another’s', () => {
  let store: Store;
  let services: ChatServices;
  const clock = standingClock(slot);
  const say = (text: string, address: Address, name = 'news', person = manager): Promise<Answer> =>
    createChat(services)({ address, person, name, text });

  const settle = (source: Source, ...articles: readonly Article[]) =>
    store.sources.settle({
      source,
      hostFreeAt: 0,
      items: articles.map((each) => ({ keys: [`id:${each.id}`, urlKeyOf(each.url ?? '')], article: each })),
      baseline: false,
      now: readAt,
    });

  beforeAll(async () => {
    store = await openStore({ kind: 'sqlite', path: ':memory:' }, clock.now);
    await store.articles.put([open]);
    for (const [source, address] of [
      [ourFeed, ours],
      [theirFeed, theirs],
    ] as const)
      await store.sources.follow(source, { address, by: 'U77', at: followedAt });
    await settle(ourFeed, ourShare, ourOwn);
    await settle(theirFeed, theirOwn);
    const desk = createDesk(store.articles);
    services = {
      desk,
      store,
      fetch: async () => ({ kind: 'failed', code: 'dns', reason: 'there is no network', fix: 'none' }),
      clock,
      topics: [{ name: 'ferry', title: 'Ferry', query: 'ferry', description: 'ferries', shortcut: true }],
      status: (workspace, within) => statusOf(store, within, workspace),
    };
    const person = { id: 'U77', manages: true };
    await say('topic add quux = zanzibrick', ours, 'news', person);
    await say('follow quux, ferry at 08:00', ours, 'news', person);
    await say('settings editor U77', ours, 'news', person);
    await say('settings changes everyone', ours, 'news', person);
    const card = await say('ferry', ours);
    if (card.kind !== 'briefing') throw new Error('no briefing');
    await store.threads.put({ ...ours, thread: '1.1' }, card.briefing);
    const [order] = await store.subscriptions.list();
    await store.outbox.claim(order?.id ?? '', slot, [], { address: ours, told: { points: [], slots: [] } });
  });
  afterAll(() => store.close());

  it('is told of what is its own: the tests below would see it', async () => {
    for (const text of [
      'quux',
      '',
      'log',
      'list',
      'topic list',
      'feed list',
      'settings',
      'sources ferry',
      'ask how many zanzibrick workers were hurt?',
    ])
      expect(JSON.stringify(await say(text, ours)), text).toMatch(secret);
    expect(JSON.stringify(await say('ask how many quokka boats passed the bridge?', theirs))).toContain(
      'Seven quokka boats',
    );
  });

  const tried = [
    '',
    'ferry',
    'brief',
    'sources',
    'sources ferry',
    'differences',
    'differences ferry',
    'timeline',
    'timeline ferry',
    'share sources ferry',
    'now',
    'list',
    'status',
    'settings',
    'settings show',
    'log',
    'log page 2',
    'topic list',
    'feed list',
    'feed errors',
    'feed export',
    'help',
    'ask how many passengers were saved?',
    'ask what burned down on Sunday?',
    'ask who is Brandt?',
    'why https://openpress.example/ferry',
    'pause',
    'resume',
    'unfollow',
    'undo',
    'undo 1',
    'undo 2',
    'undo 3',
    'topic remove q',
    'follow ferry',
    'settings changes',
  ];

  it('tries every verb there is', () => {
    const named = new Set(tried.map((text) => text.split(' ')[0]));
    expect(verbs.map(({ name }) => name).filter((name) => !named.has(name))).toEqual([]);
  });

  it.each(tried)('sees nothing of it by "/news %s"', async (text) => {
    for (const address of [theirs, { ...theirs, thread: '1.1' }, { ...theirs, channel: 'U1' }, nobodys])
      for (const manages of [true, false])
        expect(
          JSON.stringify(await say(text, address, 'news', { id: 'U1', manages })),
          JSON.stringify(address),
        ).not.toMatch(secret);
    await store.subscriptions.remove('slack:T2:C2:08:00');
  });

  it('is told of another’s topic, feed, digest, story and article what it is told of those that never were', async () => {
    const [story] = (await services.desk.stories()).filter(({ articles }) => articles.includes(ourOwn.id));
    const pairs = [
      ['quux', 'quxx'],
      ['topic remove quux', 'topic remove quxx'],
      ['feed remove https://zanzigram.example/feed.xml', 'feed remove https://zonzogram.example/feed.xml'],
      ['pause slack:T1:C1:08:00', 'pause slack:T1:C1:09:00'],
      ['unfollow slack:T1:C1:08:00', 'unfollow slack:T1:C1:09:00'],
      [`story ${story?.id}`, 'story none'],
      [`sources story ${story?.id}`, 'sources story none'],
      ['ask who is Zanzimir Brandt?', 'ask who is Zonzomir Brandt?'],
      [
        'ask how many zanzibrick workers were hurt in Zanzitown?',
        'ask how many zonzobrick workers were hurt in Zonzotown?',
      ],
      ['undo 1', 'undo 9'],
      [`why ${ourOwn.url}`, 'why https://zonzogram.example/zonzobrick'],
    ] as const;
    const plain = (answer: Answer): string =>
      JSON.stringify(answer)
        .replaceAll(story?.id ?? '', 'none')
        .replaceAll(/zanzi/giu, 'zonzo')
        .replaceAll(/quux/gu, 'quxx')
        .replaceAll('C1:08:00', 'C1:09:00')
        .replaceAll('\\"1\\"', '\\"9\\"');
    for (const address of [theirs, nobodys])
      for (const [one, other] of pairs)
        expect(plain(await say(one, address)).toLowerCase(), one).toBe(plain(await say(other, address)).toLowerCase());
  });

  it('is offered nothing of it while somebody types', async () => {
    const suggest = createSuggest(services);
    for (const address of [theirs, nobodys])
      for (const [verb, parameter] of [
        ['brief', 'topic'],
        ['follow', 'topics'],
        ['feed remove', 'feed'],
        ['undo', 'change'],
        ['topic remove', 'topic'],
      ] as const)
        for (const typed of ['', 'q', 'z', 'zanzi'])
          expect(JSON.stringify(await suggest({ address, verb, parameter, typed })), verb).not.toMatch(secret);
  });

  it('is told a story that it sees a part of from that part alone: no voice, figure or difference of the rest', async () => {
    const [whole, part] = [await say('ferry', ours), await say('ferry', theirs)];
    if (whole.kind !== 'briefing' || part.kind !== 'briefing') throw new Error('no briefing');
    expect(whole.briefing.differences.concat(whole.briefing.updates)).not.toEqual([]);
    expect(whole.briefing.points.map(({ support }) => support)).toContain('disputed');
    expect(part.briefing.differences.concat(part.briefing.updates)).toEqual([]);
    expect(new Set(part.briefing.points.map(({ support }) => support))).toEqual(new Set(['single']));
    expect(part.briefing.sources.map(({ article: id }) => id)).toEqual([open.id]);
    const alone = createDesk({ all: async () => [open], revision: async () => 1 });
    const [topic] = services.topics;
    if (topic !== undefined)
      expect({ ...part.briefing, story: undefined }).toEqual({ ...(await alone.topic(topic)), story: undefined });
  });

  it('has its digests of what it may see, and the numbers beside them', async () => {
    const scope = await scopeOf(store, theirs);
    const digest = await services.desk
      .within(scope)
      .digest({ title: 'Digest', topics: [], from: null, to: slot, next: null, zone: 'UTC' });
    expect(JSON.stringify(digest)).not.toMatch(secret);
    expect(JSON.stringify(digest)).toContain('Quokka');
    const order = {
      id: 'o',
      address: theirs,
      topics: [],
      time: '08:00',
      days: [],
      zone: 'UTC',
      paused: false,
      createdBy: 'U1',
      createdAt: slot,
    };
    expect(await watchOf(store, order, null, scope)).toMatchObject({ sources: 1, articles: 2 });
    expect(await services.desk.within(scope).size()).toEqual({ articles: 2, stories: 2 });
    expect(await services.desk.size()).toEqual({ articles: 4, stories: 3 });
  });

  it('sees what the page of the operator sees only on that page', async () => {
    expect(JSON.stringify(await say('', { platform: 'web', workspace: 'local', channel: 'news' }))).toMatch(
      /zanzi.*quokka|quokka.*zanzi/isu,
    );
  });

  it('is served by the DIGESTS setting from its own feeds: where the channel is known, or no other workspace is', async () => {
    const inChannel = (channel: string, platform: Address['platform'] = 'slack') =>
      scopeOf(store, { platform, workspace: operator, channel });
    const sourcesOf = async (channel: string) => {
      const scope = await inChannel(channel);
      return scope === 'everything' ? scope : [...scope.sources.keys()];
    };
    expect(await sourcesOf('C1')).toEqual([ourFeed.id]);
    expect(await sourcesOf('C2')).toEqual([theirFeed.id]);
    expect(await sourcesOf('C3')).toEqual([]);
    expect(await inChannel('C9', 'discord')).toMatchObject({ sources: new Map() });
    const alone = await openStore({ kind: 'sqlite', path: ':memory:' });
    await alone.sources.follow(ourFeed, { address: ours, by: 'U1', at: followedAt });
    expect(await scopeOf(alone, { platform: 'slack', workspace: operator, channel: 'C3' })).toMatchObject({
      sources: new Map([[ourFeed.id, Date.parse(followedAt)]]),
    });
    await alone.close();
  });

  it('sees an article that its own feed listed after another’s had brought it as its own feed tells it, and no sooner', async () => {
    const sees = async () => {
      const stories = await services.desk.within(await scopeOf(store, theirs)).stories();
      const ids = stories.flatMap(({ articles }) => articles);
      expect(ids).not.toContain(ourOwn.id);
      const seen = await Promise.all(ids.map((id) => store.articles.get(id)));
      return seen.some((each) => each?.url === ourOwn.url && each?.publisher === 'Quokkapost');
    };
    expect(await sees()).toBe(false);
    await settle(theirFeed, { ...ourOwn, publisher: 'Quokkapost' });
    expect(await sees()).toBe(true);
    expect(JSON.stringify(await say(`why ${ourOwn.url}`, theirs))).not.toContain('Not listed');
    await say(`feed remove ${theirFeed.url}`, theirs);
    expect(await sees()).toBe(false);
    // Taken back, it is as it was.
    await say('undo', theirs);
    expect(await sees()).toBe(true);
  });

  it('has in its digest what its own feed listed since the last, whenever another’s had brought it or held it as old', async () => {
    const own = await openStore({ kind: 'sqlite', path: ':memory:' });
    const desk = createDesk(own.articles);
    const hour = 3_600_000;
    const read = (source: Source, articles: readonly Article[], now: number, baseline = false) =>
      own.sources.settle({
        source,
        hostFreeAt: 0,
        items: articles.map((each) => ({ keys: [urlKeyOf(each.url ?? '')], article: each })),
        baseline,
        now,
      });
    for (const [source, address] of [
      [ourFeed, ours],
      [theirFeed, theirs],
    ] as const)
      await own.sources.follow(source, { address, by: 'U77', at: followedAt });
    await read(ourFeed, [theirOwn], readAt, true);
    await read(theirFeed, [], readAt, true);
    await read(ourFeed, [ourOwn], readAt);
    await read(theirFeed, [ourOwn, theirOwn], readAt + 4 * hour);
    const from = new Date(readAt + 3 * hour).toISOString();
    const digestFor = async (address: Address) => {
      const scope = await scopeOf(own, address);
      return desk.within(scope).digest({ title: 'Digest', topics: [], from, to: slot, next: null, zone: 'UTC' });
    };
    const told = JSON.stringify(await digestFor(theirs));
    expect(told).toContain('Quokkaville');
    expect(told).toContain('Zanzitown');
    expect((await digestFor(ours)).entries).toEqual([]);
    const past = { topics: [], from, to: slot, told: { points: [], slots: [] }, before: { points: [], slots: [] } };
    const whyFor = async (address: Address) =>
      (await desk.within(await scopeOf(own, address)).why({ id: ourOwn.id, url: ourOwn.url ?? '' }, past))?.kind;
    expect(await whyFor(ours)).toBe('earlier');
    expect(await whyFor(theirs)).toBe('outranked');
    await own.close();
  });
});

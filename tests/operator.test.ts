/** What whoever runs Crosswire sees of every workspace, over a real store and desk: what holds there, and nothing is moved by looking. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDesk } from '../src/desk.ts';
import { newSource } from '../src/ingest/feeds/feeds.ts';
import type { Address, Article, Source, Subscription, Topic } from '../src/model.ts';
import { createOperatorDesk } from '../src/operator.ts';
import type { Store } from '../src/ports.ts';
import { openStore } from '../src/store/store.ts';
import { standingClock } from './chat/harness.ts';

const ours: Address = { platform: 'slack', workspace: 'T1', channel: 'C1' };
const theirs: Address = { platform: 'discord', workspace: 'G:2', channel: 'C2' };
const followedAt = '2031-01-05T00:00:00.000Z';
const now = '2031-01-06T07:00:00.000Z';

const report = (id: string, text: string): Article => ({
  id,
  title: `On ${id}`,
  publisher: `${id} Post`,
  url: `https://${id}.example/1`,
  published: '2031-01-05T05:00:00Z',
  text,
  bodyStart: 0,
});
const ferry = report('ferry', 'The ferry Aurora sank off Port Elsa on Sunday, the harbour master Brandt said.');
const bridge = report('bridge', 'The bridge of Quokkaville was opened on Sunday, the mayor Quokkason said.');
const feedOf = (name: string): Source => newSource(`https://${name}.example/feed.xml`, `${name} feed`, null);
const everything: Topic = {
  name: 'boats',
  title: 'Boats',
  query: 'ferry OR bridge',
  description: 'boats',
  shortcut: false,
};

const order = (address: Address, time: string): Subscription => ({
  id: `${address.workspace} ${time}`,
  address,
  topics: ['boats'],
  time,
  days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
  zone: 'UTC',
  paused: false,
  createdBy: 'U1',
  createdAt: followedAt,
});

describe('the operator’s desk', () => {
  const clock = standingClock(now);
  let store: Store;
  beforeEach(async () => {
    store = await openStore({ kind: 'sqlite', path: ':memory:' }, clock.now);
    for (const [source, address, article] of [
      [feedOf('harbour'), ours, ferry],
      [feedOf('roads'), theirs, bridge],
    ] as const) {
      await store.sources.follow(source, { address, by: 'U1', at: followedAt });
      const items = [{ keys: [`id:${article.id}`], article }];
      await store.sources.settle({ source, hostFreeAt: 0, items, baseline: false, now: Date.parse(followedAt) + 1 });
    }
    await store.subscriptions.put(order(ours, '09:00'));
    await store.subscriptions.put(order(theirs, '08:00'));
  });
  afterEach(() => store.close());

  const open = (problems: readonly string[] = []) =>
    createOperatorDesk({
      store,
      desk: createDesk(store.articles),
      clock,
      topicsOf: async () => [everything],
      health: async () => ({ problems, feeds: 2, unread: 7 }),
      version: '1.2.3',
    });
  const held = async (): Promise<string> => {
    const lines: string[] = [];
    for await (const line of store.dump()) lines.push(line);
    return lines.join('');
  };

  it('lists every standing order of every workspace, soonest first, with its next instants', async () => {
    const rows = await open().channels();
    expect(rows.map(({ subscription: { id }, next }) => [id, next[0], next.length])).toEqual([
      ['G:2 08:00', '2031-01-06T08:00:00.000Z', 3],
      ['T1 09:00', '2031-01-06T09:00:00.000Z', 3],
    ]);
  });

  it('previews a digest as its channel will get it: from its own workspace’s feeds, and without moving anything', async () => {
    const before = await held();
    const [mine, other] = await Promise.all(['T1 09:00', 'G:2 08:00'].map((id) => open().preview(id)));
    expect(JSON.stringify(mine)).toContain('Port Elsa');
    expect(JSON.stringify(mine)).not.toContain('Quokka');
    expect(JSON.stringify(other)).toContain('Quokkaville');
    expect(JSON.stringify(other)).not.toContain('Elsa');
    expect(await open().preview('none')).toBeUndefined();
    expect(await held()).toBe(before);
  });

  it('lists feeds with who follows them, those in trouble first', async () => {
    const ill = feedOf('roads');
    const failure = { code: 'http-503', reason: 'It is down.', fix: 'Wait.', at: now };
    const source = { ...ill, failures: 3, failure };
    await store.sources.settle({ source, hostFreeAt: 0, items: [], baseline: false, now: Date.parse(now) });
    const rows = await open().feeds();
    expect(rows.map(({ source: { title }, followers }) => [title, followers[0]?.address])).toEqual([
      ['roads feed', theirs],
      ['harbour feed', ours],
    ]);
  });

  it('lists each workspace that ordered, followed or changed anything, with what holds there and what was changed', async () => {
    const settings = { changes: 'everyone', editors: [], charts: false } as const;
    await store.changes.apply({
      workspace: 'slack:T3',
      channel: 'C3',
      by: 'U9',
      at: now,
      what: 'settings changes everyone',
      edits: [{ kind: 'settings', before: null, after: settings }],
    });
    const logs = await open().logs();
    expect(logs.map(({ workspace, settings: { changes: who }, changes }) => [workspace, who, changes.length])).toEqual([
      ['discord:G:2', 'managers', 0],
      ['slack:T1', 'managers', 0],
      ['slack:T3', 'everyone', 1],
    ]);
  });

  it('says what is wrong, what waits and what there is', async () => {
    const { problems, queues, facts } = await open(['the analysis is behind']).health();
    expect(problems).toEqual(['the analysis is behind']);
    expect(queues).toContainEqual({ name: 'Articles to analyse', waiting: 7 });
    expect(facts).toContainEqual({ name: 'Version', value: '1.2.3' });
    expect(facts).toContainEqual({ name: 'Articles at the desk', value: '2' });
  });
});

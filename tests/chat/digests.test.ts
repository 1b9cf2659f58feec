import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newSource, urlKeyOf } from '../../src/ingest/feeds/feeds.ts';
import type { Answer, Notice } from '../../src/model.ts';
import { type ChatHarness, createHarness, here, standingClock } from './harness.ts';

const noticeOf = (answer: Answer): Notice => {
  if (answer.kind !== 'notice') throw new Error(`a ${answer.kind}, no notice`);
  return answer.notice;
};
const slot = '2025-06-03T05:00:00.000Z';

describe('/news follow, with a word for quiet days', () => {
  let chat: ChatHarness;
  beforeEach(async () => {
    chat = await createHarness(standingClock('2025-06-03T10:00:00Z'));
  });
  afterEach(() => chat.store.close());

  it('"unless quiet" is understood, confirmed, listed and kept', async () => {
    const said = noticeOf(await chat.say('/news follow swap at 08:00 weekdays in Europe/Kyiv unless quiet'));
    expect(said.title).toContain('08:00 on weekdays (Europe/Kyiv), unless quiet');
    expect(await chat.store.subscriptions.list()).toMatchObject([{ topics: ['swap'], quiet: 'nothing' }]);
    expect(noticeOf(await chat.say('/news list')).lines[0]).toContain('unless quiet');
  });

  it('shows a refused channel with its cause and its fix in the list', async () => {
    await chat.say('/news follow swap at 08:00 in Europe/Kyiv');
    const [order] = await chat.store.subscriptions.list();
    const refused = { code: 'is_archived', fix: 'unarchive the channel', since: slot };
    await chat.store.subscriptions.refuse(order?.id ?? '', refused);
    expect(noticeOf(await chat.say('/news list')).lines[0]).toContain(
      'cannot be posted since Tue 3 Jun, 08:00 (is_archived): unarchive the channel',
    );
  });
});

describe('/news why', () => {
  let chat: ChatHarness;
  const why = async (url: string): Promise<string> => noticeOf(await chat.say(`/news why ${url}`)).lines[1] ?? '';
  const address = 'https://news.example/swap';

  beforeEach(async () => {
    chat = await createHarness(standingClock('2025-06-03T10:00:00Z'));
    // The corpus that ships has no addresses: one article is given one.
    const [article] = await chat.store.articles.all();
    if (article !== undefined) await chat.store.articles.put([{ ...article, url: address }]);
    await chat.say('/news follow swap at 08:00 in Europe/Kyiv');
    const [order] = await chat.store.subscriptions.list();
    if (order === undefined) throw new Error('nothing is followed');
    const preview = await chat.say('/news now');
    if (preview.kind !== 'digest') throw new Error('no digest');
    await chat.store.outbox.claim(order.id, slot, [], { address: here, told: preview.digest.told });
  });
  afterEach(() => chat.store.close());

  it('asks for an address where there is none', async () => {
    expect(noticeOf(await chat.say('/news why')).fix).toContain('/news why https://');
  });

  it('says that no digest came yet, in a channel without one', async () => {
    const elsewhere = { address: { ...here, channel: 'C9' } };
    expect(noticeOf(await chat.say('/news why https://news.example/a', elsewhere)).title).toContain('No digest');
  });

  it('names the reason of an article at the desk, also as Slack wraps its address', async () => {
    expect(await why(`<${address}|the story>`)).toContain('It was');
  });

  it('tells an address that no feed has named from one that is known since the baseline', async () => {
    const url = 'https://news.example/ferry';
    expect(await why(url)).toContain('Not listed');
    const source = newSource('https://news.example/feed.xml', 'Example', null);
    await chat.store.sources.follow(source, { address: here, by: 'U1', at: slot });
    const article = { id: 'a1', title: 'Ferry', publisher: null, url, published: null, text: 'Old.', bodyStart: 0 };
    const items = [{ keys: [urlKeyOf(url)], article }];
    await chat.store.sources.settle({ source, hostFreeAt: 0, items, baseline: true, now: Date.parse(slot) });
    expect(await why(url)).toContain('Baseline');
  });
});

describe('/news follow, with a zone in few letters', () => {
  let chat: ChatHarness;
  beforeEach(async () => {
    chat = await createHarness(standingClock('2025-06-03T10:00:00Z'));
  });
  afterEach(() => chat.store.close());

  it('names the zone that it took, and takes no fixed offset, which knows no summer time', async () => {
    const eastern = noticeOf(await chat.say('/news follow swap at 8 ET'));
    expect(eastern.title).toContain('08:00 every day (America/New_York)');
    expect(eastern.lines.join()).not.toContain('summer time');
    const fixed = await chat.say('/news follow swap at 9 GMT+3');
    expect(fixed).toMatchObject({
      kind: 'form',
      form: {
        problem: expect.stringContaining('"GMT+3" knows no summer time'),
        fix: expect.stringContaining('Europe/Kyiv'),
      },
    });
    expect((await chat.store.subscriptions.list()).map(({ zone }) => zone)).toEqual(['America/New_York']);
  });

  it('asks which zone is meant where the letters mean several', async () => {
    const asked = await chat.say('/news follow swap at 8 IST');
    expect(asked).toMatchObject({
      kind: 'form',
      form: { fix: expect.stringContaining('Asia/Kolkata, Europe/Dublin or') },
    });
    expect(await chat.store.subscriptions.list()).toEqual([]);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readStandingOrders } from '../../src/deliver/standing-orders.ts';
import type { Answer, Notice } from '../../src/model.ts';
import { operator } from '../../src/schedule.ts';
import type { ChatHarness } from './harness.ts';
import { createHarness, here, reader, standingClock } from './harness.ts';

const noticeOf = (answer: Answer): Notice => {
  if (answer.kind === 'notice') return answer.notice;
  throw new Error(`a ${answer.kind} came instead of a notice`);
};

/** Of a refusal, or of a form that says what is still missing. */
const refusalOf = (answer: Answer): string => {
  if (answer.kind === 'form') {
    expect(answer.form.fix).toMatch(/\w/u);
    return `${answer.form.problem} ${answer.form.fix}`;
  }
  const { tone, title, fix } = noticeOf(answer);
  expect(tone).toBe('refusal');
  expect(fix).toMatch(/\w/u);
  return `${title} ${fix}`;
};

describe('the chat', () => {
  let chat: ChatHarness;
  beforeAll(async () => {
    chat = await createHarness(standingClock('2025-06-03T10:00:00Z'));
  });
  afterAll(() => chat.store.close());

  it('briefs the top stories, a topic, and the same topic by its shortcut', async () => {
    expect(await chat.say('/news')).toMatchObject({ kind: 'briefing', briefing: { title: 'Top stories' } });
    const byName = await chat.say('/news swap');
    expect(byName).toMatchObject({ kind: 'briefing', briefing: { topic: 'swap' } });
    expect(await chat.say('/swap')).toEqual(byName);
    expect(await chat.say('/news SWAPS')).toEqual(byName);
  });

  it('answers a question put to it, to a shortcut, or in plain words', async () => {
    const asked = await chat.say('/news ask how many bodies will be returned?');
    expect(asked).toMatchObject({ kind: 'reply', reply: { question: 'how many bodies will be returned?' } });
    expect(await chat.say('/news how many bodies will be returned?')).toEqual(asked);
    expect(await chat.say('/bodies how many bodies will be returned?')).toEqual(asked);
  });

  it('answers in the thread of a briefing from its sources alone', async () => {
    const swap = await chat.say('/swap');
    if (swap.kind !== 'briefing') throw new Error('no briefing');
    const thread = { ...here, thread: '1.1' };
    await chat.store.threads.put(thread, swap.briefing);
    const reply = await chat.say('/ask how many prisoners will be exchanged?', { address: thread });
    if (reply.kind !== 'reply') throw new Error('no reply');
    const sources = swap.briefing.sources.map((source) => source.article);
    for (const point of reply.reply.answer)
      for (const citation of point.citations) expect(sources).toContain(citation.article);
  });

  it('says who reported what, to the asker alone, with a way to show it to all', async () => {
    const answer = await chat.say('/news sources swap');
    if (answer.kind !== 'excerpt') throw new Error(`a ${answer.kind} came`);
    expect(answer.excerpt.briefing.sources.length).toBeGreaterThanOrEqual(3);
    expect(answer.excerpt.briefing.points).toEqual([]);
    expect(answer.audience).toBeUndefined();
    const share = answer.actions?.find(({ label }) => label === 'Share to channel');
    const shared = await chat.say(`/news ${share?.text}`);
    expect(shared).toMatchObject({ kind: 'excerpt', audience: 'channel', excerpt: answer.excerpt });
    expect(shared.actions?.some(({ text }) => text.startsWith('share'))).toBe(false);
  });

  it('names the nearest topics when there is none of that name', async () => {
    expect(refusalOf(await chat.say('/news swpa'))).toContain('/news swap');
    expect(refusalOf(await chat.say('/news zzz'))).toContain('topic add');
  });

  it('offers the verb that a mistyped one may have meant', async () => {
    expect(refusalOf(await chat.say('/news folow swap at 08:00'))).toContain('/news follow swap at 08:00');
  });

  it('lists every verb, and tells of one', async () => {
    const { lines } = noticeOf(await chat.say('/news help'));
    for (const verb of [
      'ask',
      'sources',
      'follow',
      'unfollow',
      'list',
      'pause',
      'resume',
      'now',
      'topic',
      'feed',
      'status',
      'help',
    ])
      expect(
        lines.some((line) => line.startsWith(`/news ${verb}`)),
        verb,
      ).toBe(true);
    expect(noticeOf(await chat.say('/swap help')).lines).toEqual(lines);
    expect(noticeOf(await chat.say('/news help follow')).lines[0]).toContain('at 08:00');
    refusalOf(await chat.say('/news help nothing'));
  });
});

describe('following', () => {
  let chat: ChatHarness;
  beforeAll(async () => {
    chat = await createHarness(standingClock('2025-06-03T10:00:00Z'));
  });
  afterAll(() => chat.store.close());

  it("confirms with the next three instants in the channel's own time", async () => {
    const { tone, title, lines } = noticeOf(await chat.say('/news follow swap, talks at 8am weekdays in Kyiv'));
    expect(tone).toBe('done');
    expect(title).toBe('This channel follows swap, talks at 08:00 on weekdays (Europe/Kyiv).');
    expect(lines[0]).toBe('Next: Wed 4 Jun, 08:00; Thu 5 Jun, 08:00; Fri 6 Jun, 08:00 (Europe/Kyiv).');
  });

  it('lists, pauses, resumes and ends it', async () => {
    expect(noticeOf(await chat.say('/news list')).lines[0]).toContain('next Wed 4 Jun, 08:00');
    await chat.say('/news pause swap');
    expect(noticeOf(await chat.say('/news list')).lines[0]).toContain('paused');
    await chat.say('/news resume');
    expect(noticeOf(await chat.say('/news list')).lines[0]).not.toContain('paused');
    await chat.say('/news unfollow swap');
    expect((await chat.store.subscriptions.list()).map((each) => each.topics)).toEqual([['talks']]);
    await chat.say('/news unfollow talks');
    expect(await chat.store.subscriptions.list()).toEqual([]);
    refusalOf(await chat.say('/news unfollow'));
  });

  it('refuses what it cannot read, and changes nothing', async () => {
    expect(refusalOf(await chat.say('/news follow swap'))).toContain('at 08:00');
    expect(refusalOf(await chat.say('/news follow swap at 25:00'))).toContain('25:00');
    expect(refusalOf(await chat.say('/news follow nothing-such at 08:00'))).toContain('nothing-such');
    expect(await chat.store.subscriptions.list()).toEqual([]);
  });

  it('keeps every channel to itself', async () => {
    await chat.say('/news follow swap at 08:00');
    const elsewhere = { address: { ...here, workspace: 'T2' } };
    expect(noticeOf(await chat.say('/news list', elsewhere)).title).toBe('This channel follows nothing yet.');
    refusalOf(await chat.say('/news unfollow', elsewhere));
    expect(await chat.store.subscriptions.list()).toHaveLength(1);
  });

  it('is for those who manage the channel', async () => {
    for (const text of ['/news follow talks at 09:00', '/news unfollow', '/news pause', '/news topic add x = y'])
      refusalOf(await chat.say(text, { person: reader }));
    expect(await chat.store.subscriptions.list()).toMatchObject([{ topics: ['swap'], paused: false }]);
    expect(noticeOf(await chat.say('/news list', { person: reader })).tone).toBe('info');
  });

  it('previews the next digest and moves nothing', async () => {
    const before = await chat.store.subscriptions.list();
    const preview = await chat.say('/news now');
    expect(preview).toMatchObject({ kind: 'digest', digest: { briefing: { title: 'Digest preview' } } });
    expect(await chat.store.subscriptions.list()).toEqual(before);
    expect(await chat.store.subscriptions.watermark(before[0]?.id ?? '')).toBeUndefined();
  });
});

describe('what the DIGESTS setting orders', () => {
  let chat: ChatHarness;
  beforeAll(async () => {
    chat = await createHarness(standingClock('2025-06-03T10:00:00Z'));
    const orders = readStandingOrders(
      'slack:C1 08:00 daily Europe/Kyiv swap',
      new Set(['swap']),
      '2025-06-01T00:00:00Z',
    );
    if (orders.kind === 'ok') for (const order of orders.subscriptions) await chat.store.subscriptions.put(order);
  });
  afterAll(() => chat.store.close());

  it('is listed in its channel, and can be held back there but not ended', async () => {
    expect(noticeOf(await chat.say('/news list')).lines[0]).toContain('by the DIGESTS setting');
    expect(noticeOf(await chat.say('/news list', { address: { ...here, channel: 'C2' } })).lines[0]).toContain('Begin');
    for (const text of ['/news unfollow', '/news unfollow swap'])
      expect(refusalOf(await chat.say(text))).toContain('DIGESTS');
    await chat.say('/news pause');
    expect(await chat.store.subscriptions.list()).toMatchObject([{ topics: ['swap'], paused: true }]);
  });

  it('answers a question in its thread from its own briefing', async () => {
    const swap = await chat.say('/swap');
    if (swap.kind !== 'briefing') throw new Error('no briefing');
    const [source] = swap.briefing.sources;
    if (source === undefined) throw new Error('no source');
    await chat.store.threads.put(
      { ...here, workspace: operator, thread: '9.9' },
      { ...swap.briefing, sources: [source] },
    );
    const asked = await chat.say('/ask how many bodies will be returned?', { address: { ...here, thread: '9.9' } });
    if (asked.kind !== 'reply') throw new Error('no reply');
    for (const { citations } of asked.reply.answer)
      for (const { article } of citations) expect(article).toBe(source.article);
    for (const { article } of asked.reply.sources) expect(article).toBe(source.article);
  });
});

describe('topics made at run time', () => {
  let chat: ChatHarness;
  beforeAll(async () => {
    chat = await createHarness(standingClock('2025-06-03T10:00:00Z'));
  });
  afterAll(() => chat.store.close());

  it('work at once, in their own workspace alone, until they are removed', async () => {
    expect(noticeOf(await chat.say('/news topic add palace = palace OR venue')).tone).toBe('done');
    expect(await chat.say('/news palace')).toMatchObject({ kind: 'briefing', briefing: { topic: 'palace' } });
    refusalOf(await chat.say('/news palace', { address: { ...here, workspace: 'T2' } }));
    expect(noticeOf(await chat.say('/news topic list')).lines.some((line) => line.startsWith('palace:'))).toBe(true);
    await chat.say('/news topic remove palace');
    refusalOf(await chat.say('/news palace'));
  });

  it.each([
    ['/news topic add', 'name and a query'],
    ['/news topic add Bad Name = x', 'cannot be a topic'],
    ['/news topic add swap = x', 'taken'],
    ['/news topic add help = x', 'taken'],
    ['/news topic add y = -x', 'only excludes'],
    ['/news topic remove swap', 'ships with the corpus'],
    ['/news topic remove nothing', 'no topic'],
    ['/news topic rename a b', 'not a thing'],
  ])('refuses "%s"', async (text, cause) => expect(refusalOf(await chat.say(text))).toContain(cause));
});

/** What people change: noted, told apart when two do it at once, taken back. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newSource } from '../../src/ingest/feeds/feeds.ts';
import type { Address, Answer, Change, FormField, Notice, Panel, Person } from '../../src/model.ts';
import { type ChatHarness, createHarness, here, reader, standingClock } from './harness.ts';

const noticeOf = (answer: Answer): Notice => {
  if (answer.kind === 'notice') return answer.notice;
  throw new Error(`a ${answer.kind} came instead of a notice`);
};
const doneOf = (answer: Answer): Notice => {
  const notice = noticeOf(answer);
  expect(notice.tone, notice.title).toBe('done');
  return notice;
};
const refusalOf = (answer: Answer): string => {
  const { tone, title, fix } = noticeOf(answer);
  expect(tone, title).toBe('refusal');
  expect(fix).toMatch(/\w/u);
  return `${title} ${fix}`;
};
const panelOf = (answer: Answer): Panel => {
  if (answer.kind === 'panel') return answer.panel;
  throw new Error(`a ${answer.kind} came instead of a panel`);
};
const rows = (answer: Answer): readonly string[] =>
  panelOf(answer).sections.flatMap((section) => section.rows.map(({ text }) => text));
const buttons = (answer: Answer): readonly string[] => (answer.actions ?? []).map(({ text }) => text);

const other: Person = { id: 'U3', manages: true };
const elsewhere: Address = { ...here, workspace: 'T2' };

describe('changes', () => {
  let chat: ChatHarness;
  const clock = standingClock('2025-06-03T10:00:00Z');
  beforeEach(async () => {
    clock.set('2025-06-03T10:00:00Z');
    chat = await createHarness(clock);
  });
  afterEach(() => chat.store.close());

  const changes = (workspace = 'slack:T1'): Promise<readonly Change[]> => chat.store.changes.list(workspace, 99);
  const followed = async () =>
    (await chat.store.subscriptions.list()).map(({ topics, time, paused }) => [topics.join(), time, paused]);
  const addFeed = async (address: Address = here, url = 'https://one.example/rss'): Promise<void> => {
    await chat.say(
      `/news feed import <opml version="2.0"><body><outline type="rss" text="One" xmlUrl="${url}"/></body></opml>`,
      { address },
    );
  };

  it('are noted with what was typed, by whom and when', async () => {
    await chat.say('/news follow swap,   talks at 8am in Kyiv');
    clock.set('2025-06-03T11:00:00Z');
    await chat.say('/news topic add grain = corn', { person: other });
    await addFeed();
    await chat.say('/news pause swap');
    const [paused, feed, topic, follow] = await changes();
    expect(follow).toMatchObject({
      id: '1',
      by: 'U1',
      at: '2025-06-03T10:00:00.000Z',
      channel: 'C1',
      what: 'follow swap, talks at 8am in Kyiv',
    });
    expect(topic).toMatchObject({ id: '2', by: 'U3', at: '2025-06-03T11:00:00.000Z', what: 'topic add grain = corn' });
    expect(feed?.what).toMatch(/^feed import <opml/u);
    expect(paused).toMatchObject({
      what: 'pause swap',
      edits: [{ before: { paused: false }, after: { paused: true } }],
    });
  });

  it('keep a pasted document to one line', async () => {
    const feeds = Array.from(
      { length: 50 },
      (_, n) => `<outline type="rss" text="F${n}" xmlUrl="https://f${n}.example/rss"/>`,
    );
    await chat.say(`/news feed import <opml version="2.0"><body>\n${feeds.join('\n')}</body></opml>`);
    const [change] = await changes();
    expect(change?.edits).toHaveLength(50);
    expect(change?.what.length).toBeLessThan(220);
    expect(change?.what).not.toContain('\n');
  });

  it('that change nothing are not noted', async () => {
    await addFeed();
    await addFeed();
    await chat.say('/news follow swap at 08:00');
    await chat.say('/news resume swap');
    await chat.say('/news pause nothing');
    await chat.say('/news follow swap');
    await chat.say('/news topic add y = -x');
    expect(await changes()).toHaveLength(2);
  });

  it.each([
    ['/news follow swap at 08:00', '/news undo', 0],
    ['/news topic add grain = corn', '/news undo 1', 0],
  ])('"%s" comes with an Undo that is a command like any other', async (text, typed, left) => {
    const said = await chat.say(text);
    doneOf(said);
    expect(said.actions).toEqual([{ label: 'Undo', text: 'undo 1' }]);
    const undone = await chat.say(typed);
    expect(doneOf(undone).title).toContain(text.slice('/news '.length));
    expect(buttons(undone)).toEqual(['undo 2']);
    expect(await chat.store.subscriptions.list()).toHaveLength(left);
    expect(await chat.store.topics.list('slack:T1')).toHaveLength(left);
    // The undo is undone: it stands again.
    doneOf(await chat.say('/news undo 2'));
    expect((await chat.store.subscriptions.list()).length + (await chat.store.topics.list('slack:T1')).length).toBe(1);
  });

  it('undone step by step go back through one’s own, the latest first, and not through another’s', async () => {
    await chat.say('/news follow swap at 08:00');
    await chat.say('/news follow talks at 09:00', { person: other });
    await chat.say('/news pause swap');
    expect(doneOf(await chat.say('/news undo')).title).toContain('pause swap');
    expect(doneOf(await chat.say('/news undo')).title).toContain('follow swap at 08:00');
    expect(await followed()).toEqual([['talks', '09:00', false]]);
    expect(refusalOf(await chat.say('/news undo'))).toContain('/news log');
  });

  it('are not taken back when the thing has changed since: what stands now is told, and by whom', async () => {
    await chat.say('/news follow swap at 08:00 in Kyiv');
    await chat.say('/news pause swap', { person: other });
    const said = refusalOf(await chat.say('/news undo 1'));
    expect(said).toContain('nothing of yours was done');
    expect(said).toContain('What stands now: swap at 08:00 every day (Europe/Kyiv), paused.');
    expect(said).toContain('U3');
    expect(said).toContain('"pause swap"');
    expect(await followed()).toEqual([['swap', '08:00', true]]);
  });

  it('that were taken back say how to bring them again; brought again, they can be taken back by their first number', async () => {
    await chat.say('/news topic add grain = corn');
    await chat.say('/news undo 1');
    expect(refusalOf(await chat.say('/news undo 1'))).toContain('/news undo 2');
    await chat.say('/news undo 2');
    doneOf(await chat.say('/news undo 1'));
    expect(await chat.store.topics.list('slack:T1')).toEqual([]);
  });

  it('of a feed bring back what was followed, and whoever asked for it', async () => {
    await addFeed();
    const [source] = await chat.store.sources.list('slack:T1');
    const before = await chat.store.sources.followers(source?.id ?? '');
    doneOf(await chat.say('/news feed remove https://one.example/rss'));
    expect(await chat.store.sources.list('slack:T1')).toEqual([]);
    doneOf(await chat.say('/news undo'));
    expect(await chat.store.sources.followers(source?.id ?? '')).toEqual(before);
  });

  it('of two people at once: one is done, the other is told what stands', async () => {
    await chat.say('/news follow swap at 08:00');
    const answers = await Promise.all([
      chat.say('/news pause swap'),
      chat.say('/news unfollow swap', { person: other }),
      chat.say('/news follow talks at 08:00', { person: { id: 'U4', manages: true } }),
    ]);
    const tones = answers.map((answer) => noticeOf(answer).tone);
    expect(tones.filter((tone) => tone === 'done')).toHaveLength(1);
    for (const answer of answers.filter((each) => noticeOf(each).tone === 'refusal'))
      expect(refusalOf(answer)).toContain('What stands now');
    expect(await changes()).toHaveLength(2);
  });

  it('of a topic that digests tell of change those digests too, and are undone with them', async () => {
    await chat.say('/news topic add grain = corn');
    await chat.say('/news follow grain at 08:00');
    await chat.say('/news follow grain, swap at 09:00', { address: { ...here, channel: 'C2' } });
    expect(doneOf(await chat.say('/news topic remove grain')).lines.join()).toContain('Digests that told of it: 2');
    expect(await followed()).toEqual([['swap', '09:00', false]]);
    doneOf(await chat.say('/news undo'));
    expect(await followed()).toEqual([
      ['grain', '08:00', false],
      ['grain,swap', '09:00', false],
    ]);
  });

  it('at the same time of day are told together, and say what they take the place of', async () => {
    await chat.say('/news follow swap at 08:00 weekdays in Kyiv');
    const { title, lines } = doneOf(await chat.say('/news follow talks at 8 in Kyiv'));
    expect(title).toContain('swap, talks at 08:00 every day');
    expect(lines.join()).toContain('It takes the place of: swap at 08:00 on weekdays (Europe/Kyiv)');
    doneOf(await chat.say('/news unfollow TALKS'));
    expect(await followed()).toEqual([['swap', '08:00', false]]);
  });

  describe('in the log', () => {
    it('stand newest first with who, when, what, whether it was undone, and an Undo where it can be', async () => {
      await chat.say('/news follow swap at 08:00');
      await chat.say('/news topic add grain = corn', { person: other });
      await chat.say('/news undo 1');
      const log = await chat.say('/news log', { person: { ...other, zone: 'Europe/Kyiv' } });
      expect(log.audience).toBeUndefined();
      expect(rows(log)).toEqual([
        '3. Tue 3 Jun, 13:00, U1: undo 1',
        '2. Tue 3 Jun, 13:00, U3: topic add grain = corn',
        '1. Tue 3 Jun, 13:00, U1: follow swap at 08:00 (undone by 3)',
      ]);
      expect(panelOf(log).sections[0]?.rows.map(({ actions }) => actions.map(({ text }) => text))).toEqual([
        ['undo 3'],
        ['undo 2'],
        [],
      ]);
    });

    it('are turned page by page', async () => {
      expect(rows(await chat.say('/news log'))).toEqual([]);
      for (let n = 1; n <= 23; n += 1) await chat.say(`/news topic add t${n} = corn`);
      const pages = await Promise.all(
        ['log', 'log page 2', 'logs page 3', 'log page 4'].map((text) => chat.say(`/news ${text}`)),
      );
      expect(pages.map((page) => rows(page).length)).toEqual([10, 10, 3, 0]);
      expect(rows(pages[2] ?? (await chat.say('/news log'))).at(-1)).toContain('1. Tue');
      expect(pages.map(buttons)).toEqual([
        ['log page 2'],
        ['log page 1', 'log page 3'],
        ['log page 2'],
        ['log page 3'],
      ]);
    });

    it('are for those who may change things', async () => {
      await chat.say('/news follow swap at 08:00');
      for (const text of ['/news log', '/news undo', '/news undo 1'])
        expect(refusalOf(await chat.say(text, { person: reader }))).toContain('Only those who manage');
      expect(await followed()).toEqual([['swap', '08:00', false]]);
    });

    it('show no digest of another channel, and let nobody undo it from there', async () => {
      const there = { address: { ...here, channel: 'C2' } };
      await chat.say('/news follow swap at 08:00');
      await chat.say('/news topic add grain = corn');
      expect(rows(await chat.say('/news log', there))).toEqual(['2. Tue 3 Jun, 10:00, U1: topic add grain = corn']);
      expect(refusalOf(await chat.say('/news undo 1', there))).toContain('There is no change "1"');
      const home = { address: { ...here, channel: 'U1' } };
      expect(rows(await chat.say('/news log', home))).toHaveLength(2);
      doneOf(await chat.say('/news undo 1', home));
      expect(await followed()).toEqual([]);
    });
  });

  it('of another workspace are neither shown nor undone, whatever number is given', async () => {
    await chat.say('/news follow swap at 08:00');
    await addFeed();
    expect(rows(await chat.say('/news log', { address: elsewhere }))).toEqual([]);
    for (const text of ['undo', 'undo 1', 'undo 2', 'undo 0', 'undo -1', 'undo 1e0', "undo 1' OR '1'='1"])
      refusalOf(await chat.say(`/news ${text}`, { address: elsewhere }));
    expect(await followed()).toEqual([['swap', '08:00', false]]);
    expect(await chat.store.sources.list()).toHaveLength(1);
    expect(await changes('slack:T2')).toEqual([]);
  });

  it('by a button name a digest by its id, in its own channel or on the page of one who manages the workspace', async () => {
    await chat.say('/news follow swap at 08:00');
    const id = 'slack:T1:C1:08:00';
    for (const [address, person] of [
      [{ ...here, channel: 'C2' }, other],
      [elsewhere, other],
      [{ ...elsewhere, channel: 'U3' }, other],
      [{ ...here, channel: 'U9' }, other],
    ] as const)
      refusalOf(await chat.say(`/news pause ${id}`, { address, person }));
    doneOf(await chat.say(`/news pause ${id}`));
    doneOf(await chat.say(`/news resume ${id}`, { address: { ...here, channel: 'U3' }, person: other }));
    doneOf(await chat.say(`/news unfollow ${id}`, { address: { ...here, channel: 'U3' }, person: other }));
    expect(await followed()).toEqual([]);
  });

  it('read feeds of other workspaces into no edit', async () => {
    const source = newSource('https://one.example/rss', 'One', null);
    await chat.store.sources.follow(source, { address: elsewhere, by: 'U9', at: '2025-06-01T00:00:00.000Z' });
    await addFeed();
    await chat.say('/news feed remove https://one.example/rss');
    for (const change of await changes()) expect(JSON.stringify(change)).not.toMatch(/T2|U9/u);
    expect(await chat.store.sources.list('slack:T2')).toHaveLength(1);
  });
});

describe('what is incomplete or misread', () => {
  let chat: ChatHarness;
  beforeEach(async () => {
    chat = await createHarness(standingClock('2025-06-03T10:00:00Z'));
  });
  afterEach(() => chat.store.close());

  const filled = (fields: readonly FormField[]): Record<string, string> =>
    Object.fromEntries(fields.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]])));

  it.each([
    ['follow', /no time of day/u, {}],
    ['follow swap', /no time of day/u, { topics: 'swap' }],
    [
      'follow SWAPS, talks weekdays in Kyiv unless quiet',
      /no time of day/u,
      { topics: 'SWAPS, talks', days: 'mon,tue,wed,thu,fri', zone: 'Europe/Kyiv', quiet: 'unless quiet' },
    ],
    ['follow swap at 25:00 mondays', /"25:00" is no time/u, { topics: 'swap', days: 'mon' }],
    ['follow swap at 8 in Narnia', /no time zone "Narnia"/u, { topics: 'swap', time: '08:00' }],
    ['follow swpa at 8', /no topic "swpa"/u, { topics: 'swpa', time: '08:00', zone: 'UTC' }],
  ])('"%s" comes as a form with what was understood', async (text, problem, values) => {
    const answer = await chat.say(`/news ${text}`);
    if (answer.kind !== 'form') throw new Error(`a ${answer.kind} came`);
    expect(answer.audience).toBeUndefined();
    expect(answer.form.verb).toBe('follow');
    expect(answer.form.problem).toMatch(problem);
    expect(answer.form.fix).toMatch(/\w/u);
    expect(filled(answer.form.fields)).toEqual(values);
    expect(await chat.store.subscriptions.list()).toEqual([]);
  });

  it.each([
    ['topic add grain', { name: 'grain' }],
    ['topic add grain =', { name: 'grain' }],
    ['topic add = corn', { query: 'corn' }],
    ['topic add Daily = corn', { name: 'daily', query: 'corn' }],
    ['topic add welcome = corn', { name: 'welcome', query: 'corn' }],
    ['topic add source = corn', { name: 'source', query: 'corn' }],
    ['topic add g = "', { name: 'g', query: '"' }],
  ])('"%s" comes as a form with what was understood', async (text, values) => {
    const answer = await chat.say(`/news ${text}`);
    if (answer.kind !== 'form') throw new Error(`a ${answer.kind} came`);
    expect(answer.form.verb).toBe('topic add');
    expect(filled(answer.form.fields)).toEqual(values);
    expect(await chat.store.topics.list('slack:T1')).toEqual([]);
  });

  it('is read as it was meant where there is no doubt', async () => {
    for (const [text, topics, time, zone] of [
      ['follow SWAP, Talks AT 8AM in kyiv', ['swap', 'talks'], '08:00', 'Europe/Kyiv'],
      ['follow swaps every morning at 8.30, Kyiv time', ['swap'], '08:30', 'Europe/Kyiv'],
      ['follow swap noon', ['swap'], '12:00', 'UTC'],
      ['follow top stories at 9', [], '09:00', 'UTC'],
      ['follow at 10', [], '10:00', 'UTC'],
      ['topic add corn corn OR grain', undefined, undefined, undefined],
      ['follow corn 7pm', ['corn'], '19:00', 'UTC'],
    ] as const) {
      doneOf(await chat.say(`/news ${text}`));
      if (time === undefined) continue;
      const held = (await chat.store.subscriptions.list()).find((each) => each.time === time);
      expect([held?.topics, held?.zone], text).toEqual([topics, zone]);
    }
  });

  it('40 kB of anything is refused in a few words', async () => {
    for (const text of [
      'follow ',
      'topic add ',
      'topic remove ',
      'feed add ',
      'feed remove ',
      'feed import ',
      'undo ',
      'pause ',
      'log ',
      '',
    ])
      for (const filling of [
        'x'.repeat(40_000),
        'x = '.repeat(10_000),
        '8 '.repeat(20_000),
        '😀'.repeat(10_000),
        '"'.repeat(40_000),
      ]) {
        const answer = await chat.say(`/news ${text}${filling}`);
        const said = answer.kind === 'form' ? `${answer.form.problem} ${answer.form.fix}` : JSON.stringify(answer);
        expect(said.length, `${text}${filling.slice(0, 9)}`).toBeLessThan(answer.kind === 'reply' ? 90_000 : 1_000);
      }
  });
});

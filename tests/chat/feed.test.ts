/** `/news feed` over a real feed server and the real network code. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Answer, Notice, Source } from '../../src/model.ts';
import { networkTo, rssOf, type Site, startSite } from '../live/harness.ts';
import { type ChatHarness, createHarness, here, reader, standingClock } from './harness.ts';

const noticeOf = (answer: Answer): Notice => {
  if (answer.kind === 'notice') return answer.notice;
  throw new Error(`a ${answer.kind} came instead of a notice`);
};
const all = ({ title, lines, fix }: Notice): string => [title, ...lines, fix ?? ''].join('\n');

const feed = rssOf('The <b>Harbour</b> Post', [
  { id: '1', title: 'Crane falls into dock', text: 'A crane fell.', published: '2031-01-05T08:00:00Z' },
  { id: '2', title: 'Quay is widened', text: 'A quay is widened.', published: '2031-01-04T08:00:00Z' },
]);
const page =
  '<html><head><link rel="alternate" type="application/rss+xml" href="/feed.xml"></head><body>News</body></html>';

describe('/news feed', () => {
  let chat: ChatHarness;
  let site: Site;
  let network: ReturnType<typeof networkTo>;
  const clock = standingClock('2031-01-06T08:00:00Z');
  const elsewhere = { address: { ...here, workspace: 'T2' } };

  beforeEach(async () => {
    site = await startSite((path, _request, response) => {
      if (path === '/feed.xml') response.end(feed);
      else if (path === '/') response.setHeader('content-type', 'text/html').end(page);
      else if (path === '/list.opml')
        response.end(
          `<opml version="2.0"><body><outline text="A"><outline type="rss" text="One" xmlUrl="${site.url}/feed.xml"/><outline type="rss" text="Two" xmlUrl="https://two.example/rss"/></outline></body></opml>`,
        );
      else response.writeHead(404).end();
    });
    network = networkTo(site);
    chat = await createHarness(clock, network.fetch);
  });
  afterEach(async () => {
    await chat.store.close();
    await network.close();
    await site.close();
  });

  const feeds = (workspace = 'slack:T1'): Promise<readonly Source[]> => chat.store.sources.list(workspace);

  it('adds one by its address: its title, how many items, a sample, and that none of the old is posted', async () => {
    const said = noticeOf(await chat.say(`/news feed add ${site.url}/feed.xml`));
    expect(said.tone).toBe('done');
    expect(said.title).toMatch(/^This channel follows The .*Harbour.* Post\.$/u);
    expect(all(said)).toContain('It holds 2 items now: “Crane falls into dock”, “Quay is widened”.');
    expect(all(said)).toContain('None of the old ones will be posted');
    expect(await feeds()).toMatchObject([{ url: `${site.url}/feed.xml`, status: 'new' }]);
    const [{ id = '' } = {}] = await feeds();
    expect(await chat.store.sources.followers(id)).toEqual([
      { address: here, by: 'U1', at: '2031-01-06T08:00:00.000Z' },
    ]);
    expect(noticeOf(await chat.say(`/news feed add ${site.url}/feed.xml`)).title).toContain('already');
  });

  it('finds the feed of a page, typed as Slack writes addresses, and in a thread follows for its channel', async () => {
    await chat.say(`/news feed add <${site.url}/|the site>`, { address: { ...here, thread: '1.1' } });
    const [source] = await feeds();
    expect(source?.url).toBe(`${site.url}/feed.xml`);
    expect((await chat.store.sources.followers(source?.id ?? ''))[0]?.address).toEqual(here);
  });

  it('says why an address cannot be added, and adds nothing', async () => {
    for (const [typed, says] of [
      ['', /one address/u],
      ['two words', /one address/u],
      [`${site.url}/none.xml`, /404/u],
      ['http://127.0.0.1:1/feed.xml', /ALLOW_PRIVATE_HOSTS|private|this machine/u],
      ['ftp://example.org/feed', /http/u],
    ] as const) {
      const said = await chat.say(`/news feed add ${typed}`);
      if (said.kind !== 'form') throw new Error(`a ${said.kind} came instead of a form for ${typed}`);
      const { verb, problem, fix, fields } = said.form;
      expect(verb).toBe('feed add');
      expect(`${problem} ${fix}`, typed).toMatch(says);
      expect(fix, typed).toMatch(/\w/u);
      expect(fields.map(({ name, value }) => [name, value])).toEqual([['url', typed === '' ? undefined : typed]]);
    }
    expect(await feeds()).toEqual([]);
  });

  it('lets those who manage change it, and everybody see it', async () => {
    for (const text of [`add ${site.url}/feed.xml`, 'remove x', 'import x', 'export'])
      expect(noticeOf(await chat.say(`/news feed ${text}`, { person: reader })).tone, text).toBe('refusal');
    await chat.say(`/news feed add ${site.url}/feed.xml`);
    for (const text of ['', 'list', 'errors'])
      expect(noticeOf(await chat.say(`/news feed ${text}`, { person: reader })).tone, text).toBe('info');
    expect(noticeOf(await chat.say('/news feed dance')).tone).toBe('refusal');
  });

  it('keeps the feeds of a workspace to itself', async () => {
    await chat.say(`/news feed add ${site.url}/feed.xml`);
    expect(noticeOf(await chat.say('/news feed list', elsewhere)).title).toBe('No feed is followed here yet.');
    expect(noticeOf(await chat.say('/news feed errors', elsewhere)).title).toBe('No feed is followed here yet.');
    expect(noticeOf(await chat.say('/news feed export', elsewhere)).title).toBe('No feed is followed here yet.');
    expect(noticeOf(await chat.say(`/news feed remove ${site.url}/feed.xml`, elsewhere)).tone).toBe('refusal');
    expect(await feeds()).toHaveLength(1);
  });

  it('removes one by its address, written a little otherwise too, or by its title', async () => {
    await chat.say(`/news feed add ${site.url}/feed.xml`);
    const typed = `${site.host}/feed.xml?utm_source=chat`;
    expect(noticeOf(await chat.say(`/news feed remove ${typed}`)).tone).toBe('done');
    expect(await feeds()).toEqual([]);
    await chat.say(`/news feed add ${site.url}/feed.xml`);
    const [source] = await feeds();
    expect(noticeOf(await chat.say(`/news feed remove ${source?.title}`)).tone).toBe('done');
    expect(await feeds()).toEqual([]);
  });

  it('shows the cause, the fix and the next try of those in trouble', async () => {
    await chat.say(`/news feed add ${site.url}/feed.xml`);
    expect(noticeOf(await chat.say('/news feed errors')).title).toBe('The one feed is well.');
    const [source] = await chat.store.sources.claim(clock.now(), 1000, 1);
    if (source === undefined) throw new Error('nothing was due');
    const failure = { code: 'http-503', reason: 'the host is out of order', fix: 'Wait.', at: '2031-01-06T08:00:00Z' };
    await chat.store.sources.settle({
      source: { ...source, failures: 3, failure, dueAt: clock.now() + 40 * 60_000 },
      hostFreeAt: 0,
      items: [],
      baseline: false,
      now: clock.now(),
    });
    const { title, lines } = noticeOf(await chat.say('/news feed errors'));
    expect(title).toBe('Feeds in trouble: 1 of 1');
    expect(lines[0]).toContain(
      'the host is out of order, 3 times in a row; next try Mon 6 Jan, 08:40 (UTC). What to do: Wait.',
    );
    expect(noticeOf(await chat.say('/news feed list')).lines[0]).toContain('see /news feed errors');
  });

  it('takes in a list pasted, as Slack escapes it too, or by its address, and gives it back', async () => {
    const pasted =
      '<opml version="2.0"><body><outline type="rss" text="A &amp; B" xmlUrl="https://one.example/rss"/></body></opml>';
    const first = noticeOf(await chat.say(`/news feed import ${pasted}`));
    expect(first.title).toBe('1 feed added.');
    expect(all(first)).toContain('None of the old ones will be posted');
    const escaped = pasted.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    expect(all(noticeOf(await chat.say(`/news feed import ${escaped}`)))).toContain('1 was followed already');
    expect(noticeOf(await chat.say(`/news feed import ${site.url}/list.opml`)).title).toBe('2 feeds added.');
    expect((await feeds()).map(({ title }) => title)).toEqual(['A & B', 'One', 'Two']);

    const exported = noticeOf(await chat.say('/news feed export')).lines.join('\n');
    for (const { id } of await feeds()) await chat.store.sources.unfollow('slack:T1', id);
    expect(noticeOf(await chat.say(`/news feed import ${exported}`)).title).toBe('3 feeds added.');
    expect((await feeds()).map(({ url }) => url)).toEqual([
      'https://one.example/rss',
      `${site.url}/feed.xml`,
      'https://two.example/rss',
    ]);
  });

  it('says why a list cannot be taken in', async () => {
    for (const text of ['', 'hello', `${site.url}/none.opml`, `${site.url}/feed.xml`]) {
      const said = noticeOf(await chat.say(`/news feed import ${text}`));
      expect(said.tone, text).toBe('refusal');
      expect(said.fix, text).toMatch(/\w/u);
    }
  });
});

/** What large and costly documents do to the process that reads them: nothing. */
import { afterEach, describe, expect, it } from 'vitest';
import { createParsing, type Parsing, type ParsingLimits } from '../../../src/ingest/parsing/parsing.ts';
import { ADDRESS, bytes, rss } from '../feeds/samples.ts';

const open: Parsing[] = [];
const parsing = (limits: Partial<ParsingLimits> = {}): Parsing => {
  const made = createParsing(limits);
  open.push(made);
  return made;
};

afterEach(async () => {
  for (const { close } of open.splice(0)) await close();
});

const feed = (text: string) => ({ bytes: bytes(text), headers: {}, url: ADDRESS });
const page = (text: string) => ({
  answer: { kind: 'ok' as const, url: 'https://post.example/a', headers: {}, body: bytes(text) },
  asked: 'https://post.example/a',
});

/** How often anything else in the process had its turn meanwhile. */
const turnsDuring = async (work: Promise<unknown>): Promise<number> => {
  let turns = 0;
  let over = false;
  const turn = (): void => {
    turns += 1;
    if (!over) setImmediate(turn);
  };
  setImmediate(turn);
  await work.finally(() => {
    over = true;
  });
  return turns;
};

const many = rss(
  Array.from({ length: 1_500 }, (_, index) => ({
    title: `Bridge ${index} is closed`,
    link: `https://post.example/${index}`,
    text: '<p>The bridge was closed on Monday after cracks were found in its northern pier.</p>'.repeat(3),
  })),
);

describe('a large document', () => {
  it('is read in a thread apart: the process goes on with all else, and gets the same', async () => {
    const { parsed } = parsing();
    const work = parsed('feed', feed(many));
    expect(await turnsDuring(work)).toBeGreaterThan(100);
    expect(await work).toEqual(await parsing({ atOnce: Number.POSITIVE_INFINITY }).parsed('feed', feed(many)));
  });

  it('of any kind is read there', async () => {
    const { parsed } = parsing({ atOnce: 0 });
    const report = `<p>${'The bridge was closed on Monday after cracks were found in it. '.repeat(9)}</p>`;
    const html = `<html><head><link rel="alternate" type="application/rss+xml" href="/feed.xml"></head><body><article>${report}</article></body></html>`;
    expect(await parsed('links', feed(html))).toEqual(['https://post.example/feed.xml']);
    expect(await parsed('page', page(html))).toMatchObject({ kind: 'read' });
    expect(await parsed('feed', feed(html))).toMatchObject({ kind: 'refused', code: 'not-a-feed' });
  });

  it('waits its turn, and is given up when its reader ends', async () => {
    const { parsed } = parsing({ atOnce: 0 });
    const end = new AbortController();
    const first = parsed('feed', feed(many));
    const second = parsed('feed', feed(many), end.signal);
    end.abort(new Error('the service ends'));
    await expect(second).rejects.toThrow('the service ends');
    expect(await first).toMatchObject({ kind: 'ok' });
  });
});

describe('a document that takes beyond all measure', () => {
  it('of time is refused, and the next one is read', async () => {
    const { parsed } = parsing({ atOnce: 0, longestMs: 1 });
    expect(await parsed('feed', feed(many))).toMatchObject({ kind: 'refused', code: 'too-costly' });
    expect(await parsed('page', page(`<html><body>${'<p>One.</p>'.repeat(50_000)}</body></html>`))).toMatchObject({
      kind: 'none',
      code: 'too-costly',
    });
    expect(await parsing({ atOnce: 0 }).parsed('feed', feed(rss([{ title: 'Bridge closed' }])))).toMatchObject({
      kind: 'ok',
    });
  });

  it('of room is refused and ends the thread alone, not the process; the next one is read', async () => {
    const { parsed } = parsing({ atOnce: 0, room: 96 });
    const elements = `<html><body>${'<i>x</i>'.repeat(600_000)}</body></html>`;
    expect(await parsed('page', page(elements))).toMatchObject({ kind: 'none', code: 'too-costly' });
    expect(await parsed('feed', feed(rss([{ title: 'Bridge closed' }])))).toMatchObject({ kind: 'ok' });
  });
});

describe('a document made to be costly', () => {
  const { parsed } = createParsing({ atOnce: Number.POSITIVE_INFINITY });

  it.each([
    ['ends that stand in quotes', '<div title="</div>">'],
    ['ends that stand in comments', '<div><!--</div>-->'],
    ['ends that stand in CDATA', '<div><![CDATA[></div>]]>'],
    ['ends that stand in a field', '<div><textarea></div></textarea>'],
  ])('by depth is known for what it is behind %s', async (_what, piece) => {
    expect(await parsed('page', page(`<html><body>${piece.repeat(100_000)}</body></html>`))).toMatchObject({
      kind: 'none',
      code: 'nesting',
    });
    const inFeed = await parsed('feed', feed(rss([{ title: 'Deep', text: piece.repeat(20_000) }])));
    expect(inFeed).toMatchObject({ kind: 'ok', feed: { items: [{ title: 'Deep', summary: [] }] } });
  });

  it('by depth is known in XML, too, where its tags seem to end in a quoted value', async () => {
    const xml = `<rss version="2.0"><channel><title>T</title><item><title>x</title>${'<a b="/>">'.repeat(100_000)}</item></channel></rss>`;
    expect(await parsed('feed', feed(xml))).toMatchObject({ kind: 'refused', code: 'nesting' });
  });

  it.each([
    ['quotes that do not end', '<a b="', 'none'],
    ['comments that do not end', '<!--', 'none'],
    ['CDATA that does not end', '<![CDATA[', 'none'],
    ['marks that begin no tag', '<', 'none'],
  ])('by %s is read once from end to end', async (_what, piece, kind) => {
    expect(await parsed('page', page(piece.repeat(300_000)))).toMatchObject({ kind });
  });

  it('by its length is cut: half a million characters of mark-up an item, five million bytes a page', async () => {
    const long = await parsed('feed', feed(rss([{ title: 'Long', text: 'word '.repeat(200_000) }])));
    expect(long).toMatchObject({ kind: 'ok', feed: { items: [{ title: 'Long' }] } });
    expect(long.kind === 'ok' && long.feed.items[0]?.summary.join('').length).toBeLessThanOrEqual(500_000);
    expect(await parsed('page', page(`<p>${'word '.repeat(1_000_001)}</p>`))).toMatchObject({ code: 'too-large' });
  });

  it('by its number of elements is read all the same', async () => {
    const list = `<html><body><div>${'<p>Ferry late.</p>'.repeat(130_000)}</div></body></html>`;
    expect(await parsed('page', page(list))).toMatchObject({ kind: 'read' });
  });
});

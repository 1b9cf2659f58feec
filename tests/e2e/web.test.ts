/** The page in a real browser: typed to, read, clicked and looked at as a person would. */
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { webLinker } from '../../adapters/links.ts';
import { webAddress } from '../../adapters/web/say.ts';
import type { WebPlatform } from '../../adapters/web/web.ts';
import type { Answer, Article, Command } from '../../src/model.ts';
import { lookRenderers, testPage } from '../adapters/web/harness.ts';
import { answers, briefings, sampleArticles } from '../contracts/samples.ts';
import { chromium, nothingMayBeSkipped } from '../environment.ts';
import {
  accessibilityFaults,
  fitsWidth,
  openBrowser,
  send,
  type TestBrowser,
  type Window,
  windows,
} from './web-browser.ts';

if (chromium === undefined) {
  console.log('Skipped: the page in a browser (no chromium here; install it, or name it in CHROMIUM).');
}

const [reference] = briefings.hostile.points;
const hostileArticle: Article = {
  id: 'hostile',
  title: '<img src=x onerror="window.hacked=1">',
  publisher: '"><script>window.hacked=1</script>',
  url: 'javascript:window.hacked=1',
  published: null,
  text: `A line.\r\n\r\n${reference?.text ?? ''} </p><script>window.hacked=1</script>\u0000 The end of it.`,
  bodyStart: 0,
};
/** Long enough that the passage must be scrolled to. */
const longArticle: Article = {
  ...hostileArticle,
  id: 'long',
  title: 'A long report',
  publisher: 'Inland Post',
  url: null,
  text: `${'The inspection went on.\n\n'.repeat(120)}At last the gate was opened.\n\n${'It stayed open.\n\n'.repeat(60)}`,
};

const answerTo = async ({ name, text, address }: Command): Promise<Answer> => {
  if (name === 'swap') return answers.typical;
  if (text === 'hostile') return answers.hostile;
  if (name === 'ask' && address.thread !== undefined) return answers.reply;
  return name === 'news' && text !== '' ? answers.refusal : answers.unanswered;
};

it('has a browser to be seen in where nothing may be skipped', () => {
  expect(chromium !== undefined || !nothingMayBeSkipped).toBe(true);
});

describe.skipIf(chromium === undefined)('the page in Chromium', () => {
  let web: WebPlatform;
  let browser: TestBrowser;

  beforeAll(async () => {
    browser = await openBrowser();
    const articles = new Map([...sampleArticles, ['hostile', hostileArticle], ['long', longArticle]]);
    web = testPage({
      renderers: lookRenderers(webLinker(() => web.url)),
      articles: { get: async (id) => articles.get(id) },
      connectHint: 'Slack and Discord are not connected: the README says how.',
    });
    await web.start(answerTo);
    const digest = web.render(answers.digest);
    const parent = await web.send(webAddress, digest.parent, 'digest');
    if (parent.kind !== 'sent') throw new Error('the digest was not taken');
    for (const [n, reply] of digest.replies.entries()) {
      await web.send({ ...webAddress, thread: parent.ref }, reply, `digest-${n}`);
    }
  });
  afterAll(async () => {
    await browser.close();
    await web.stop();
  });
  afterEach(async () => {
    await browser.closePage();
    expect(browser.complaints()).toEqual([]);
  });

  const open = (path: string, window: Window = {}): Promise<Page> => browser.open(web.url + path, window);

  it('shows the digest and how to connect before anything was asked', async () => {
    const page = await open('/');
    await expect(page.locator('.look-slack').first().innerText()).resolves.toContain(briefings.typical.title);
    await expect(page.locator('.look-discord').first().innerText()).resolves.toContain(briefings.typical.title);
    await expect(page.locator('.hint').innerText()).resolves.toContain('not connected');
  });

  it('answers /swap with a card in both looks, its thread, and the cited passage in the reader', async () => {
    const page = await open('/');
    await send(page, '/swap');
    const card = page.locator('.post', { hasText: 'You: /swap' });
    await card.waitFor();
    for (const look of ['slack', 'discord']) {
      const text = await card.locator(`.look-${look}`).innerText();
      expect(text).toContain(briefings.typical.title);
      expect(text).toContain('Sources differ on 2 things');
    }

    await card.locator('.look-slack .thread-link').click();
    await page.locator('#thread .look-slack').first().waitFor();
    expect(new URL(page.url()).pathname).toMatch(/^\/thread\//u);
    for (const look of ['slack', 'discord']) {
      const text = (await page.locator(`#thread .look-${look}`).allInnerTexts()).join('\n');
      for (const point of briefings.typical.points) expect(text).toContain(point.text);
      expect(text).toContain('Where sources differ');
    }

    const citation = page.locator('#thread .look-discord a[href^="/read/a3"]').first();
    await citation.click();
    await page.waitForURL(/\/read\/a3#/u);
    await expect(page.locator('mark').innerText()).resolves.toBe(
      'Repairs will cost 4.5 million, the council now says.',
    );
    await page.goBack();
    await page.locator('#thread .look-slack').first().waitFor();
  });

  it('answers a question in the thread, under the briefing that it is about', async () => {
    const page = await open('/');
    await send(page, '/swap');
    await page.locator('.post', { hasText: 'You: /swap' }).last().locator('.look-slack .thread-link').click();
    await page.fill('#ask-text', 'How long will it last?');
    await page.press('#ask-text', 'Enter');
    const reply = page.locator('#thread .post', { hasText: 'You: How long will it last?' });
    await reply.waitFor();
    await expect(reply.innerText()).resolves.toContain('at least six weeks');
  });

  it('keeps what is typed while the thread is drawn anew', async () => {
    const page = await open('/');
    await send(page, '/swap');
    await page.locator('.post', { hasText: 'You: /swap' }).last().locator('.look-slack .thread-link').click();
    await page.locator('#ask-text').waitFor();
    const held: (() => void)[] = [];
    let isHeld = true;
    await page.route('**/fragment/thread/**', async (route) => {
      if (isHeld) await new Promise<void>((resolve) => held.push(resolve));
      await route.continue();
    });
    await page.fill('#ask-text', 'How long will it last?');
    await page.press('#ask-text', 'Enter');
    await expect.poll(() => held.length, { timeout: 30_000 }).toBeGreaterThan(0);
    await page.fill('#ask-text', 'And who pays?');
    isHeld = false;
    for (const release of held) release();
    await page.locator('#thread .post', { hasText: 'You: How long will it last?' }).waitFor();
    await expect(page.inputValue('#ask-text')).resolves.toBe('And who pays?');
  });

  it('needs no mouse: commands are offered, completed, recalled, and threads open and close', async () => {
    const page = await open('/');
    await page.keyboard.press('/');
    await page.keyboard.type('s');
    await expect(page.locator('#commands [aria-selected="true"]').getAttribute('data-command')).resolves.toBe('/swap');
    await page.keyboard.press('Tab');
    await expect(page.inputValue('#text')).resolves.toBe('/swap ');
    await page.keyboard.press('Enter');
    await page.locator('.post', { hasText: 'You: /swap' }).first().waitFor();
    await expect.poll(() => page.evaluate('document.activeElement.id')).toBe('text');
    await page.keyboard.press('ArrowUp');
    await expect(page.inputValue('#text')).resolves.toBe('/swap');
    await page.keyboard.press('ArrowDown');

    // Backwards from the box: the buttons, then the last post's links.
    for (let presses = 0; presses < 20; presses += 1) {
      await page.keyboard.press('Shift+Tab');
      if (await page.evaluate('document.activeElement.matches(".thread-link")')) break;
    }
    const ring = await page.evaluate('getComputedStyle(document.activeElement).outlineStyle');
    expect(ring).toBe('solid');
    await page.keyboard.press('Enter');
    // Focus moves a moment after the thread is drawn; so these are asked again until they hold.
    await expect.poll(() => page.evaluate('document.activeElement.id')).toBe('thread-title');
    await page.keyboard.press('Escape');
    await page.locator('#thread').waitFor({ state: 'hidden' });
    await expect.poll(() => page.evaluate('document.activeElement.matches(".thread-link")')).toBe(true);
  });

  it('shows a refusal to the asker alone', async () => {
    const page = await open('/');
    await send(page, '/news brige');
    await page.locator('.notice').waitFor();
    await expect(page.locator('.notice').innerText()).resolves.toContain('Only you can see this');
    await page.reload();
    await expect(page.locator('.notice').count()).resolves.toBe(0);
  });

  it('shows a post that comes by itself on an open page', async () => {
    const page = await open('/');
    const shown = page.locator('.post', { hasText: briefings.small.title });
    let sent = 0;
    // The stream of events opens in its own time: a post before that is not heard of.
    await expect
      .poll(async () => {
        sent += 1;
        await web.send(webAddress, web.render(answers.small).parent, `by-itself-${sent}`);
        return shown.count();
      })
      .toBeGreaterThan(0);
  });

  it('catches up with what came while nobody looked', async () => {
    const page = await open('/');
    const shown = page.locator('.post', { hasText: 'Harbour swans' });
    await page.evaluate(
      'Object.defineProperty(document, "hidden", { value: true, configurable: true }); document.dispatchEvent(new Event("visibilitychange"))',
    );
    await web.send(webAddress, web.render(answers.empty).parent, 'while-hidden');
    await page.evaluate('delete document.hidden; document.dispatchEvent(new Event("visibilitychange"))');
    await shown.waitFor({ state: 'attached' });
  });

  it('scrolls the cited passage of a long article into view, and marks it without scripts by its other address', async () => {
    const start = longArticle.text.indexOf('At last');
    const end = longArticle.text.indexOf('opened.') + 'opened.'.length;
    const page = await open(`/read/long#${start}-${end}`);
    const mark = page.locator('mark');
    await expect(mark.innerText()).resolves.toBe('At last the gate was opened.');
    const box = await mark.boundingBox();
    expect(box !== null && box.y >= 0 && box.y < 860).toBe(true);
    await page.goto(`${web.url}/read/long#0-3`);
    await expect(mark.innerText()).resolves.toBe('The');
    const plain = await open(`/read/long?start=${start}&end=${end}#passage`, { scripts: false });
    const [still] = await plain.locator('mark').all();
    await expect(still?.innerText()).resolves.toBe('At last the gate was opened.');
  });

  it.each([
    ['a short quote', 'At last the gate was opened.'],
    ['a quote over several paragraphs', 'At last the gate was opened.\n\nIt stayed open.\n\nIt stayed open.'],
  ])("is taken to %s on an article's own page by its text directive", async (_, quote) => {
    const start = longArticle.text.indexOf(quote);
    const citation = { article: 'long', start, end: start + quote.length, quote };
    const link = webLinker(undefined)(citation, `${web.url}/read/long`) ?? '';
    const page = await open(link.slice(web.url.length));
    await expect.poll(() => page.evaluate('scrollY')).toBeGreaterThan(1000);
    const place = await page.locator('p', { hasText: 'At last' }).boundingBox();
    expect(place !== null && place.y >= 0 && place.y < 860).toBe(true);
  });

  it('lets a hostile article do nothing', async () => {
    const page = await open('/');
    await send(page, '/news hostile');
    const card = page.locator('.post', { hasText: 'You: /news hostile' });
    await card.waitFor();
    await card.locator('.look-discord .thread-link').click();
    await page.locator('#thread .look-discord').first().waitFor();
    await expect(page.evaluate('window.hacked')).resolves.toBeUndefined();

    const start = hostileArticle.text.indexOf('The end');
    await page.goto(`${web.url}/read/hostile#${start}-${start + 7}`);
    await expect(page.locator('mark').innerText()).resolves.toBe('The end');
    await expect(page.evaluate('window.hacked')).resolves.toBeUndefined();
    await expect(page.locator('.reader-source').count()).resolves.toBe(0);
  });

  it.each(windows)('has no accessibility fault and no sideways scrolling on %s', async (_, window) => {
    const page = await open('/', window);
    const look = async (): Promise<void> => {
      expect(await accessibilityFaults(page)).toBe('[]');
      expect(await fitsWidth(page)).toBe(true);
    };
    await page.fill('#text', '/');
    await page.locator('#commands').waitFor();
    await look();
    await send(page, '/news hostile');
    const card = page.locator('.post', { hasText: 'You: /news hostile' }).last();
    await card.waitFor();
    await look();
    await card.locator('.thread-link:visible').first().click();
    await page.locator('#thread .look').first().waitFor({ state: 'attached' });
    await look();
    for (const path of ['/read/long#0-3', '/read/hostile', '/nowhere']) {
      const response = await page.goto(web.url + path);
      if (response?.status() === 404) browser.complaints();
      await look();
    }
  });

  it('is dark where the system is', async () => {
    const page = await open('/', { dark: true });
    const lightness = (selector: string): Promise<number> =>
      page.evaluate(
        `Math.max(...getComputedStyle(document.querySelector(${JSON.stringify(selector)})).backgroundColor.match(/\\d+/g).slice(0, 3).map(Number))`,
      );
    for (const selector of ['html', '.look-slack', '.look-discord']) expect(await lightness(selector)).toBeLessThan(80);
  });

  it('works without scripts: a form, a page for every thread', async () => {
    const page = await open('/', { scripts: false });
    await page.fill('#text', '/swap');
    await page.press('#text', 'Enter');
    await page.locator('.post', { hasText: 'You: /swap' }).last().waitFor();
    await page.locator('.look-slack .thread-link').last().click();
    await expect(page.locator('#thread .look-slack').first().innerText()).resolves.toContain(
      briefings.typical.points[0]?.text,
    );
  });
});

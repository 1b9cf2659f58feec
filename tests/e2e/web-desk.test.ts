/** The operator's window in a real browser: its pages, the login, buttons and forms; by keyboard, on a phone, in the dark, without scripts. */
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createDraw } from '../../adapters/chart/chart.ts';
import { attemptsAllowed } from '../../adapters/web/access.ts';
import type { WebPlatform } from '../../adapters/web/web.ts';
import { chartOf } from '../../src/chat/charts.ts';
import { slashCommands } from '../../src/chat/commands.ts';
import type { Answer, Command } from '../../src/model.ts';
import { testPage } from '../adapters/web/harness.ts';
import { deskNow, excerptAnswer, formAnswer, operatorSample, panelAnswer } from '../adapters/web/operator-samples.ts';
import { answers, briefings } from '../contracts/samples.ts';
import { chromium } from '../environment.ts';
import {
  accessibilityFaults,
  fitsWidth,
  openBrowser,
  send,
  type TestBrowser,
  type Window,
  windows,
} from './web-browser.ts';

const chart = chartOf(briefings.typical);
const card: Answer = {
  ...answers.typical,
  ...(chart !== undefined && { chart }),
  actions: [
    { label: 'Sources', text: 'sources' },
    { label: 'Follow', text: 'follow bridge', style: 'primary' },
    { label: 'Remove', text: 'unfollow bridge', style: 'danger' },
  ],
};

/** Everything that was heard, as it was typed. */
const heard: string[] = [];

const answerTo = async ({ name, text }: Command): Promise<Answer> => {
  heard.push(`/${name} ${text}`.trim());
  if (text === '') return card;
  if (text === 'sources' || text === 'sources page 1') return excerptAnswer(1);
  if (text === 'sources page 2') return excerptAnswer(2);
  if (text === 'share sources') return excerptAnswer(1, 'channel');
  if (text === 'follow bridge') return formAnswer;
  return text === 'settings' ? panelAnswer : answers.notice;
};

const password = 'a long and quiet river';
const paths = ['/channels', '/channels/s1/preview', '/feeds', '/health', '/changes'];

describe.skipIf(chromium === undefined)("the operator's window in Chromium", () => {
  let web: WebPlatform;
  let guarded: WebPlatform;
  let browser: TestBrowser;

  const options = {
    operator: operatorSample,
    draw: createDraw(),
    clock: { now: () => deskNow, sleep: async () => undefined },
    commands: slashCommands([]),
    suggest: async () => [{ name: 'Kyiv', value: 'Europe/Kyiv' }],
  };

  beforeAll(async () => {
    browser = await openBrowser();
    web = testPage(options);
    // The clock of sessions is the browser's own, or their cookies would have ended before they began.
    guarded = testPage({ ...options, password, clock: { ...options.clock, now: () => Date.now() } });
    await web.start(answerTo);
    await guarded.start(answerTo);
  });
  afterAll(async () => {
    await browser.close();
    await web.stop();
    await guarded.stop();
  });
  afterEach(async () => {
    await browser.closePage();
    heard.length = 0;
    expect(browser.complaints()).toEqual([]);
  });

  const open = (path: string, window: Window = {}): Promise<Page> => browser.open(web.url + path, window);

  const look = async (page: Page): Promise<void> => {
    expect(await accessibilityFaults(page)).toBe('[]');
    expect(await fitsWidth(page)).toBe(true);
  };

  it.each(windows)('has no accessibility fault and no sideways scrolling on %s', async (_, window) => {
    const page = await open('/', window);
    for (const path of paths) {
      await page.goto(web.url + path);
      await look(page);
    }
    await page.goto(web.url);
    for (const line of ['/news', '/news settings', '/news follow bridge']) {
      await send(page, line);
      await page
        .locator('.post', { hasText: `You: ${line}` })
        .last()
        .waitFor();
    }
    await page.locator('#help summary').click();
    await look(page);
    await page.goto(`${guarded.url}/login`);
    await look(page);
    await page.fill('#password', 'wrong');
    await page.press('#password', 'Enter');
    await page.locator('#problem').waitFor();
    browser.complaints();
    await look(page);
    await page.fill('#password', password);
    await page.press('#password', 'Enter');
    await page.locator('.leave button').waitFor();
    await look(page);
  });

  it('is gone through by keyboard alone: from page to page, into a preview and back', async () => {
    const page = await open('/channels');
    const focused = (): Promise<string> => page.evaluate('document.activeElement.textContent ?? ""');
    const tabTo = async (words: string): Promise<void> => {
      for (let presses = 0; presses < 150; presses += 1) {
        await page.keyboard.press('Tab');
        if ((await focused()).startsWith(words)) return;
      }
      expect(await focused()).toBe(words);
    };
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('Skip to the page');
    await tabTo('Preview the next digest');
    expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid');
    await page.keyboard.press('Enter');
    await page.locator('h1', { hasText: 'Preview' }).waitFor();
    await tabTo('Back to the channels');
    await page.keyboard.press('Enter');
    await page.locator('h1', { hasText: 'Channels' }).waitFor();
    await tabTo('Health');
    await page.keyboard.press('Enter');
    await page.locator('h1', { hasText: 'Health' }).waitFor();
  });

  it('shows a preview in the look that was chosen on the first page', async () => {
    const page = await open('/');
    await page.locator('.view-discord').click();
    await page.goto(`${web.url}/channels/s1/preview`);
    await expect.poll(() => page.locator('.look-slack').first().isVisible()).toBe(false);
    await expect(page.locator('.look-discord').first().isVisible()).resolves.toBe(true);
  });

  describe.each(['slack', 'discord'])('a button as %s shows it', (which) => {
    it('answers under its card; the next page takes the place of the first; what is shared stands in the thread', async () => {
      const page = await open('/');
      await page.locator(`.view-${which}`).click();
      await send(page, `/card-${which}`);
      const post = page.locator('.post[data-ref]', { hasText: `You: /card-${which}` });
      await post.locator('.press button:visible', { hasText: 'Sources' }).click();
      const notice = page.locator('.notice');
      await notice.waitFor();
      expect(await page.evaluate('document.querySelector(".notice").previousElementSibling.id')).toBe(
        await post.getAttribute('id'),
      );
      await notice.locator('.press button:visible', { hasText: 'Next page' }).click();
      await notice.filter({ hasText: 'page 2 of 2' }).waitFor();
      expect(await notice.count()).toBe(1);
      await notice.locator('.press button:visible', { hasText: 'Previous page' }).click();
      await notice.filter({ hasText: 'page 1 of 2' }).waitFor();
      await notice.locator('.press button:visible', { hasText: 'Share to channel' }).click();
      await page.locator('#thread .post', { hasText: 'You: /news share sources' }).waitFor();
      expect(heard).toEqual([
        `/card-${which}`,
        '/news sources',
        '/news sources page 2',
        '/news sources page 1',
        '/news share sources',
      ]);
    });

    it('is pressed by keyboard, and without scripts', async () => {
      const page = await open('/', { scripts: false });
      await send(page, '/news');
      const button = page.locator(`.look-${which} .press button`, { hasText: 'Sources' }).last();
      await button.focus();
      await page.keyboard.press('Enter');
      await page.locator('.notice', { hasText: 'page 1 of 2' }).waitFor();
      await page.locator(`.notice .look-${which} .press button`, { hasText: 'Next page' }).press('Enter');
      await page.locator('.notice', { hasText: 'page 2 of 2' }).waitFor();
      expect(heard).toEqual(['/news', '/news sources', '/news sources page 2']);
    });
  });

  it.each([
    ['with scripts', true],
    ['without scripts', false],
  ])('fills in what a command lacks, %s', async (_, scripts) => {
    const page = await open('/', { scripts });
    await send(page, '/news follow bridge');
    const zone = page.getByLabel('Zone');
    await zone.waitFor();
    expect(await page.getByLabel('Topics').inputValue()).toBe('bridge');
    expect(await zone.inputValue()).toBe('Moon/Base');
    await zone.fill('Europe/Kyiv');
    await page.getByLabel('Days').fill('weekdays');
    await zone.press('Enter');
    await expect.poll(() => heard.at(-1)).toBe('/news follow bridge at 08:00 weekdays in Europe/Kyiv');
    await page.locator('.notice', { hasText: 'What Crosswire can do here' }).waitFor();
  });

  it('sends what follows the name of a command as it was typed, with the list open', async () => {
    const page = await open('/');
    await page.locator('#text').click();
    await page.keyboard.type('/news topic');
    await page.locator('#commands').waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(() => heard).toEqual(['/news topic']);
  });

  it('sends a page that stood through a restart under its new token', async () => {
    const first = testPage(options);
    await first.start(answerTo);
    const { port } = new URL(first.url);
    const page = await browser.open(first.url);
    await first.stop();
    const again = testPage({ ...options, port: Number(port) });
    await again.start(answerTo);
    try {
      await send(page, '/news settings');
      await page.locator('.notice', { hasText: 'Settings of #news' }).waitFor();
    } finally {
      await browser.closePage();
      await again.stop();
      // The stream of events was cut off, and the first try refused.
      browser.complaints();
    }
  });

  it('asks for the password, says when it is wrong, lets in with the right one, and out again', async () => {
    const page = await browser.open(`${guarded.url}/feeds`);
    expect(new URL(page.url()).pathname).toBe('/login');
    await page.keyboard.press('Tab');
    await page.keyboard.type('wrong');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').innerText()).toBe('That is not the password.');
    browser.complaints();
    await page.getByLabel('Password').fill(password);
    await page.keyboard.press('Enter');
    await page.locator('h1', { hasText: 'Feeds' }).waitFor();
    expect(await page.evaluate('document.cookie')).toBe('');
    await page.goto(guarded.url);
    await send(page, '/news settings');
    await page.locator('.notice', { hasText: 'Settings of #news' }).waitFor();
    await page.getByRole('button', { name: 'Log out' }).click();
    await page.getByLabel('Password').waitFor();
    await page.goto(`${guarded.url}/feeds`);
    expect(new URL(page.url()).pathname).toBe('/login');
  });

  it('leads an open page to the login once its session has ended', async () => {
    const page = await browser.open(`${guarded.url}/login`);
    await page.getByLabel('Password').fill(password);
    await page.keyboard.press('Enter');
    await page.locator('#text').waitFor();
    await page.context().clearCookies();
    await send(page, '/news settings');
    await page.getByLabel('Password').waitFor();
    browser.complaints();
  });

  it('takes no more attempts after too many, and says when it will', async () => {
    const page = await browser.open(`${guarded.url}/login`);
    for (let n = 0; n <= attemptsAllowed; n += 1) {
      await page.getByLabel('Password').fill(`wrong ${n}`);
      await page.keyboard.press('Enter');
      await page.getByRole('alert').waitFor();
    }
    expect(await page.getByRole('alert').innerText()).toContain('Too many attempts. Try again in 15 minutes.');
    browser.complaints();
  });
});

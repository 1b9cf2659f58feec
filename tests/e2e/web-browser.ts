/** A real browser for the tests of the page: windows of every kind, what its console complains of, and what axe-core finds. */
import axe from 'axe-core';
import { type BrowserContext, type Page, chromium as playwright } from 'playwright-core';
import { chromium } from '../environment.ts';

export interface Window {
  readonly width?: number;
  readonly height?: number;
  readonly dark?: boolean;
  readonly scripts?: boolean;
  /** Pixels of the screen for one of the page. */
  readonly scale?: number;
}

/** How a page must do: on every one of these. */
export const windows: readonly (readonly [string, Window])[] = [
  ['a desk', { width: 1280 }],
  ['a desk in the dark', { width: 1280, dark: true }],
  ['a phone', { width: 360, height: 740 }],
  ['a phone in the dark', { width: 360, height: 740, dark: true }],
];

export interface TestBrowser {
  /** A page in a window of its own; the one before it is closed. */
  open(url: string, window?: Window): Promise<Page>;
  /** Whatever the console or a page complained of since the last call. */
  complaints(): readonly string[];
  closePage(): Promise<void>;
  close(): Promise<void>;
}

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const openBrowser = async (): Promise<TestBrowser> => {
  const browser = await playwright.launch({
    ...(chromium === undefined ? {} : { executablePath: chromium }),
    args: flags,
  });
  const complaints: string[] = [];
  let context: BrowserContext | undefined;
  const closePage = async (): Promise<void> => {
    await context?.close();
    context = undefined;
  };
  return {
    open: async (url, { width = 1280, height = 860, dark = false, scripts = true, scale = 1 } = {}) => {
      await closePage();
      context = await browser.newContext({
        viewport: { width, height },
        colorScheme: dark ? 'dark' : 'light',
        reducedMotion: 'reduce',
        javaScriptEnabled: scripts,
        deviceScaleFactor: scale,
      });
      const page = await context.newPage();
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('requestfailed', (request) => {
        // What a page that is left was still loading is cut off: no fault of the page.
        const cause = request.failure()?.errorText;
        if (cause !== 'net::ERR_ABORTED') complaints.push(`${request.url()} ${cause}`);
      });
      await page.goto(url);
      return page;
    },
    complaints: () => complaints.splice(0),
    closePage,
    close: () => browser.close(),
  };
};

/** What axe-core finds, as JSON: `[]` when nothing. It runs in a world of its own, since the page's policy lets no foreign script in. */
export const accessibilityFaults = async (page: Page): Promise<string> => {
  const session = await page.context().newCDPSession(page);
  const { frameTree } = await session.send('Page.getFrameTree');
  const { executionContextId: contextId } = await session.send('Page.createIsolatedWorld', {
    frameId: frameTree.frame.id,
  });
  await session.send('Runtime.evaluate', { expression: `${axe.source};0`, contextId });
  const expression =
    'axe.run().then(({ violations }) => JSON.stringify(violations.map(({ id, nodes }) => [id, nodes.map(({ html, failureSummary }) => html.slice(0, 200) + failureSummary)])))';
  const { result } = await session.send('Runtime.evaluate', {
    expression,
    contextId,
    awaitPromise: true,
    returnByValue: true,
  });
  return String(result.value);
};

export const fitsWidth = (page: Page): Promise<boolean> =>
  page.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth');

/** Types a line and sends it. */
export const send = async (page: Page, line: string): Promise<void> => {
  await page.fill('#text', line);
  await page.press('#text', 'Enter');
};

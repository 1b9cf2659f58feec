/** A link to the reader that is posted in chat opens the article on the page of the same service, and nothing else there does. */
import { afterEach, expect, it } from 'vitest';
import { createChat } from '../../src/chat/chat.ts';
import { linkSigner } from '../../src/cli/opening.ts';
import { connect } from '../../src/cli/platforms.ts';
import { readConfig } from '../../src/config.ts';
import { createDesk } from '../../src/desk.ts';
import { newSource } from '../../src/ingest/feeds/feeds.ts';
import type { Store } from '../../src/ports.ts';
import { openStore } from '../../src/store/store.ts';

const publicUrl = 'https://news.example.org';
const clock = { now: () => Date.parse('2031-01-06T08:00:00Z'), sleep: async () => undefined };
const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** A feed whose items have no address of their own. */
const filled = async (): Promise<Store> => {
  const store = await openStore({ kind: 'sqlite', path: ':memory:' }, clock.now);
  closing.push(() => store.close());
  const source = newSource('https://harbour.example/feed.xml', 'Harbour', null);
  const address = { platform: 'slack', workspace: 'T1', channel: 'C1' } as const;
  await store.sources.follow(source, { address, by: 'U1', at: '2031-01-05T00:00:00.000Z' });
  await store.sources.settle({
    source,
    hostFreeAt: 0,
    items: [
      {
        keys: ['id:1'],
        article: {
          id: 'f1',
          title: 'Ferry sinks off Port Elsa',
          publisher: 'Harbour Post',
          url: null,
          published: '2031-01-05T05:00:00Z',
          text: 'The ferry Aurora sank off Port Elsa on Sunday. Rescuers saved 40 passengers of the ferry Aurora near Port Elsa, the harbour master said.',
          bodyStart: 0,
        },
      },
    ],
    baseline: false,
    now: Date.parse('2031-01-05T06:00:00Z'),
  });
  return store;
};

it('a link posted in Slack opens its article without a login, after a restart too; without its key it opens nothing', async () => {
  const store = await filled();
  const config = readConfig({
    SLACK_BOT_TOKEN: 'xoxb-1',
    SLACK_APP_TOKEN: 'xapp-1',
    PUBLIC_URL: publicUrl,
    WEB_PASSWORD: 'a long and quiet river',
    PORT: '0',
  });
  const desk = createDesk(store.articles);
  const fetchNothing = async () => ({ kind: 'failed', code: 'dns', reason: 'none', fix: 'none' }) as const;
  const services = { desk, store, fetch: fetchNothing, clock, topics: [], status: async () => [] };
  const opened = async () => {
    const { page, platforms } = await connect({
      config,
      services,
      log: quiet,
      signer: await linkSigner(store),
      page: {},
      failed: () => undefined,
    });
    await page.start(createChat(services));
    closing.push(() => page.stop());
    return { page, slack: platforms.find(({ name }) => name === 'slack') };
  };
  const { page, slack } = await opened();
  const address = { platform: 'slack', workspace: 'T1', channel: 'C1' } as const;
  const answer = await createChat(services)({ address, person: { id: 'U1', manages: true }, name: 'news', text: '' });
  const [link = ''] =
    /https:\/\/news\.example\.org\/read\/[^#|>"\s]+/u.exec(JSON.stringify(slack?.render(answer))) ?? [];
  expect(link).toMatch(/\/read\/f1\?key=[\w-]{16}$/u);
  const read = async (url: string) => {
    const response = await fetch(url);
    return [response.status, (await response.text()).includes('The ferry Aurora sank')];
  };
  expect(await read(link.replace(publicUrl, page.url))).toEqual([200, true]);
  expect(await read(`${page.url}/read/f1`)).toEqual([404, false]);
  await page.stop();
  const again = await opened();
  expect(await read(link.replace(publicUrl, again.page.url))).toEqual([200, true]);
});

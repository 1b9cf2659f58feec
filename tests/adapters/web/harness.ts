/** The page with one look, on a real socket, and what a reader of it sees. */
import { parseHTML } from 'linkedom';
import { render as renderDiscord } from '../../../adapters/discord/render/render.ts';
import { renderAnswer as renderSlack } from '../../../adapters/slack/render/render.ts';
import { type Channel, createChannel } from '../../../adapters/web/channel.ts';
import { discordLook } from '../../../adapters/web/discord-look.ts';
import { fragmentHtml } from '../../../adapters/web/document.ts';
import { type LookName, lookPayload } from '../../../adapters/web/post.ts';
import { webAddress } from '../../../adapters/web/say.ts';
import { slackLook } from '../../../adapters/web/slack-look.ts';
import { createWebPlatform, type LookRenderer, type WebOptions, type WebPlatform } from '../../../adapters/web/web.ts';
import type { Clock, Linker, Payload } from '../../../src/ports.ts';
import { contractCommands, type Harness, type Reading, type SeenPost } from '../../contracts/harness.ts';
import { sampleArticles, sampleLinker } from '../../contracts/samples.ts';

export const realClock: Clock = {
  now: () => Date.now(),
  sleep: async () => undefined,
};

export const lookRenderers = (linker: Linker): readonly LookRenderer[] => [
  { name: 'slack', render: (answer) => renderSlack(answer, linker) },
  { name: 'discord', render: (answer) => renderDiscord(answer, linker) },
];

/** The page of a test: a free port, the sample articles, and whatever the test says otherwise. */
export const testPage = (extra: Partial<WebOptions> = {}): WebPlatform =>
  createWebPlatform({
    host: '127.0.0.1',
    port: 0,
    renderers: lookRenderers(sampleLinker),
    articles: { get: async (id) => sampleArticles.get(id) },
    commands: contractCommands,
    clock: realClock,
    log: { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined },
    ...extra,
  });

const readHtml = (html: string): Reading => {
  const { document } = parseHTML(`<html><body>${html.replace(/<\/(?:div|p|h\d|li)>/gu, ' $&')}</body></html>`);
  return {
    text: (document.body.textContent ?? '').replace(/\s+/gu, ' ').trim(),
    links: [...document.querySelectorAll('a[href]')].map((link) => link.getAttribute('href') ?? ''),
    pings: [
      ...document.querySelectorAll(
        '.slack_broadcast, .slack_user, .slack_channel, .slack_user_group, .discord-mention',
      ),
    ].map((ping) => ping.textContent ?? ''),
  };
};

/** What the page draws of one look of a payload. */
export const drawn = (payload: Payload, look: LookName, base = 'https://page.example'): string => {
  const shown = lookPayload(payload, look);
  if (shown === undefined) return '';
  const place = { base, token: 'token', thread: '', inThread: false };
  return look === 'slack' ? slackLook(shown, 0, place) : fragmentHtml(discordLook(shown, '08:00', place));
};

/** The token that stands in the forms of a page. */
export const tokenIn = (html: string): string => / name="token" value="([^"]+)"/u.exec(html)?.[1] ?? '';

/** The token of the page as a visitor with these headers gets it. */
export const tokenOf = async (page: WebPlatform, headers: Record<string, string> = {}): Promise<string> =>
  tokenIn(await (await fetch(page.url, { headers })).text());

/** Sends a line as the page's own script does. */
export const sayOn = async (page: WebPlatform, text: string, extra: Record<string, string> = {}): Promise<Response> =>
  fetch(`${page.url}/say`, {
    method: 'POST',
    headers: { accept: 'application/json', 'sec-fetch-site': 'same-origin' },
    body: new URLSearchParams({ text, token: await tokenOf(page), ...extra }),
  });

const seen = (channel: Channel, reads: (payload: Payload) => Reading): readonly SeenPost[] =>
  channel.posts().flatMap((post) => [
    { ref: post.ref, parent: undefined, audience: 'channel' as const, reading: reads(post.payload), key: undefined },
    ...post.replies.map((reply) => ({
      ref: reply.ref,
      parent: post.ref,
      audience: 'channel' as const,
      reading: reads(reply.payload),
      key: undefined,
    })),
  ]);

export const webHarness = async (look: LookName): Promise<Harness> => {
  const channel = createChannel(realClock);
  const page = testPage({ channel, renderers: lookRenderers(sampleLinker).filter(({ name }) => name === look) });
  const notices: SeenPost[] = [];
  const pending = new Set<Promise<void>>();
  const reads = (payload: Payload): Reading => readHtml(drawn(payload, look));

  const take = async (text: string): Promise<void> => {
    const response = await sayOn(page, text);
    const said: unknown = await response.json();
    if (typeof said === 'object' && said !== null && 'html' in said) {
      notices.push({
        ref: 'notice',
        parent: undefined,
        audience: 'asker',
        reading: readHtml(String(said.html)),
        key: undefined,
      });
    }
  };

  return {
    platform: page,
    address: webAddress,
    type: async ({ name, text }) => {
      const taken = take(`/${name} ${text}`).catch(() => undefined);
      pending.add(taken);
    },
    posts: () => [...notices, ...seen(channel, reads)],
    reads,
    close: async () => {
      await Promise.all(pending);
    },
  };
};

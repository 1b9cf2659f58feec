/**
 * A Slack payload as Slack would show it, drawn on the server by slack-blocks-to-jsx. What that library gets wrong is
 * put right around it: it reads `&lt;!here&gt;` as a mention, decodes percent signs in addresses, shows `verbatim` text
 * with its asterisks, and gives every message one and the same id.
 */
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { type Block, Message } from 'slack-blocks-to-jsx';
import { z } from 'zod';
import type { Payload } from '../../src/ports.ts';
import { anchor } from './hrefs.ts';

const payloadSchema = z.looseObject({
  text: z.string().optional(),
  blocks: z.array(z.custom<Block>((value) => z.looseObject({ type: z.string() }).safeParse(value).success)).optional(),
});

/** Stand-ins from the private use area for what the library must not see; they are HTML again in its output. */
const standIns = [
  ['&lt;', '\uE0F1'],
  ['&gt;', '\uE0F2'],
  ['&amp;', '\uE0F3'],
  ['%', '\uE0F4'],
] as const;
const anyStandIn = /[\uE0F1-\uE0F4]/gu;

const guarded = (text: string): string =>
  standIns.reduce((safe, [real, standIn]) => safe.replaceAll(real, standIn), text.replace(anyStandIn, '\uFFFD'));

const unguarded = (html: string): string =>
  standIns.reduce((whole, [real, standIn]) => whole.replaceAll(standIn, real), html);

const guardedBlocks = (blocks: readonly Block[]): Block[] =>
  JSON.parse(JSON.stringify(blocks), (key, value: unknown) =>
    key === 'verbatim' ? undefined : typeof value === 'string' ? guarded(value) : value,
  );

const decoded = (attribute: string): string =>
  attribute
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&');

const encoded = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Every anchor gets an address that we allow, and only the attributes that go with it. React has escaped quotes already. */
const withSafeAnchors = (html: string, base: string): string =>
  html.replace(/<a [^>]*?href="([^"]*)"[^>]*>/gu, (_, href: string) => {
    const safe = anchor(decoded(href), base);
    if (safe === undefined) return '<a>';
    const beside = safe.target === undefined ? '' : ` target="${safe.target}" rel="${safe.rel}"`;
    return `<a class="slack_link" href="${encoded(safe.href)}"${beside}>`;
  });

/**
 * HTML of one post, safe to stand in the page as it is.
 * @param at   milliseconds since the Unix epoch, shown in the server's zone as the library does
 * @param base where the page is, as it stands in links
 */
export const slackLook = (payload: Payload, at: number, base: string): string => {
  const { blocks, text } = payloadSchema.parse(payload);
  const shown: readonly Block[] = blocks ?? [
    { type: 'section', text: { type: 'mrkdwn', text: text ?? '' } } satisfies Block,
  ];
  const html = renderToStaticMarkup(
    createElement(Message, {
      blocks: guardedBlocks(shown),
      name: 'Crosswire',
      logo: '/assets/mark.svg',
      time: new Date(at),
    }),
  )
    .replace(/^<link [^>]*>/u, '')
    .replace(/^<div id="slack_blocks_to_jsx" data-theme="light" class="/u, '<div class="slack-look ');
  return unguarded(withSafeAnchors(html, base).replace(/<img /gu, '<img loading="lazy" '));
};

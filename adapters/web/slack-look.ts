/**
 * A Slack payload as Slack would show it, drawn on the server by slack-blocks-to-jsx. What that library gets wrong is
 * put right around it: it reads `&lt;!here&gt;` and a bare "@here" as mentions, makes links of bare addresses, changes
 * addresses (`%2C`, `:~:`), shows `verbatim` text with its asterisks, and gives every message one and the same id.
 */
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { type Block, Message } from 'slack-blocks-to-jsx';
import { z } from 'zod';
import type { Payload } from '../../src/ports.ts';
import { anchor } from './hrefs.ts';
import { type Press, type PressPlace, pressHtml, slackPress } from './press.ts';

const payloadSchema = z.looseObject({
  text: z.string().optional(),
  blocks: z.array(z.custom<Block>((value) => z.looseObject({ type: z.string() }).safeParse(value).success)).optional(),
});

/** Stand-ins from the private use area for what the library must not see; they are HTML again in its output. */
const standIns = [
  ['&lt;', '\uE0F1'],
  ['&gt;', '\uE0F2'],
  ['&amp;', '\uE0F3'],
  ['@', '\uE0F4'],
  ['://', '\uE0F5'],
] as const;
const anyStandIn = /[\uE0F1-\uE0F7]/gu;
/** Stands where the picture goes. */
const pictureHere = '\uE0F6';

/** `<address|label>`: every other `<` in a payload is escaped. */
const realLink = /<(https?:\/\/[^|>]+)(?:\|([^>]*))?>/gu;
/** What stands for the n-th address of a payload while the library has it; `.invalid` is nobody's. */
const placeholder = 'https://link.invalid/';

const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

interface LabelledPress extends Press {
  /** Read out in place of its words. */
  readonly label?: string;
}

const buttonSchema = z.looseObject({
  type: z.literal('button'),
  action_id: z.string(),
  value: z.string().optional(),
  accessibility_label: z.string().optional(),
});
const pressed = 'press:';

/** One string of a payload as the library may have it; its addresses are moved to `addresses`. */
const guarded = (text: string, addresses: string[]): string => {
  const shielded = (part: string): string =>
    standIns.reduce((safe, [real, standIn]) => safe.replaceAll(real, standIn), part.replace(anyStandIn, '\uFFFD'));
  let safe = '';
  let done = 0;
  for (const link of text.matchAll(realLink)) {
    const [whole, address = '', label = address] = link;
    safe += `${shielded(text.slice(done, link.index))}<${placeholder}${addresses.push(unescaped(address)) - 1}|${shielded(label)}>`;
    done = link.index + whole.length;
  }
  return safe + shielded(text.slice(done));
};

/** Buttons of ours without what they hand back, which is moved to `presses`. */
const withoutPresses = (blocks: readonly Block[], presses: LabelledPress[]): Block[] =>
  JSON.parse(JSON.stringify(blocks), (_, value: unknown) => {
    const button = buttonSchema.safeParse(value);
    if (!button.success) return value;
    const { value: handedBack, accessibility_label: label, ...shown } = button.data;
    const press = slackPress(shown.action_id, handedBack);
    if (press === undefined) return value;
    const spoken = label === undefined ? {} : { label: unescaped(label) };
    return { ...shown, action_id: `${pressed}${presses.push({ ...press, ...spoken }) - 1}` };
  });

const guardedBlocks = (blocks: readonly Block[], addresses: string[]): Block[] =>
  JSON.parse(JSON.stringify(blocks), (key, value: unknown) =>
    key === 'verbatim' ? undefined : typeof value === 'string' ? guarded(value, addresses) : value,
  );

const unguarded = (html: string): string =>
  standIns.reduce((whole, [real, standIn]) => whole.replaceAll(standIn, real), html);

/** Buttons get their words back as forms that say them. */
const withPresses = (html: string, presses: readonly LabelledPress[], place: PressPlace): string =>
  html.replace(
    /<button type="button" id="press:(\d+)" class="([^"]*)">([\s\S]*?)<\/button>/gu,
    (_, index: string, className: string, words: string) => {
      const press = presses[Number(index)];
      if (press === undefined) return '';
      const spoken = press.label === undefined ? {} : { 'aria-label': press.label };
      return pressHtml(press, words, { className, ...spoken }, place);
    },
  );

/** Anchors get their address back, where it is one that we allow; an anchor that the payload did not make gets none. */
const withAddresses = (html: string, addresses: readonly string[], base: string): string =>
  html.replace(/<a [^>]*?href="([^"]*)"[^>]*>/gu, (_, href: string) => {
    const address = href.startsWith(placeholder) ? addresses[Number(href.slice(placeholder.length))] : undefined;
    const safe = address === undefined ? undefined : anchor(address, base);
    if (safe === undefined) return '<a>';
    const beside = safe.target === undefined ? '' : ` target="${safe.target}" rel="${safe.rel}"`;
    return `<a class="slack_link" href="${escaped(safe.href)}"${beside}>`;
  });

const isRow = (block: Block | undefined): boolean => block?.type === 'actions';

/** Above the buttons, as the sender puts it. */
const withPicture = (blocks: readonly Block[]): readonly Block[] => {
  const end = isRow(blocks.at(-1)) ? blocks.length - 1 : blocks.length;
  const marker = { type: 'section', text: { type: 'plain_text', text: pictureHere } } satisfies Block;
  return [...blocks.slice(0, end), marker, ...blocks.slice(end)];
};

/** Where a post is drawn, and what belongs to it that its payload does not hold. */
export interface SlackPlace extends PressPlace {
  /** Where the page is, as it stands in links. */
  readonly base: string;
  /** HTML of its picture. */
  readonly picture?: string | undefined;
}

/**
 * HTML of one post, safe to stand in the page as it is.
 * @param at milliseconds since the Unix epoch, shown in the server's zone as the library does
 */
export const slackLook = (payload: Payload, at: number, place: SlackPlace): string => {
  const { blocks, text } = payloadSchema.parse(payload);
  const shown: readonly Block[] = blocks ?? [
    { type: 'section', text: { type: 'mrkdwn', text: text ?? '' } } satisfies Block,
  ];
  const addresses: string[] = [];
  const presses: LabelledPress[] = [];
  const safe = guardedBlocks(withoutPresses(shown, presses), addresses);
  const html = renderToStaticMarkup(
    createElement(Message, {
      blocks: [...(place.picture === undefined ? safe : withPicture(safe))],
      name: 'Crosswire',
      logo: '/assets/mark.svg',
      time: new Date(at),
    }),
  )
    .replace(/^<link [^>]*>/u, '')
    .replace(/^<div id="slack_blocks_to_jsx" data-theme="light" class="/u, '<div class="slack-look ');
  const linked = unguarded(withAddresses(html, addresses, place.base));
  return withPresses(linked, presses, place).replace(pictureHere, () => place.picture ?? '');
};

/**
 * A Discord payload as Discord would show it: message, embeds, and the newer components. Drawn here rather than by
 * @skyra/discord-components-core, which needs some sixty scripts, shows nothing without them, cannot follow the system's
 * colours, and has grey text on white below the contrast that a reader may expect.
 */
import { createElement as h, type ReactElement, type ReactNode } from 'react';
import { z } from 'zod';
import type { Payload } from '../../src/ports.ts';
import { discordInline, discordMarkdown } from './discord-markdown.ts';
import { anchor } from './hrefs.ts';

const named = z.looseObject({ name: z.string(), url: z.string().optional() });
const embedSchema = z.looseObject({
  title: z.string().optional(),
  url: z.string().optional(),
  description: z.string().optional(),
  color: z.number().optional(),
  author: named.optional(),
  footer: z.looseObject({ text: z.string() }).optional(),
  fields: z.array(z.looseObject({ name: z.string(), value: z.string(), inline: z.boolean().optional() })).optional(),
});
/** Text display (10), separator (14), container (17), action row (1) with buttons (2): others hold one of these. */
interface Component {
  readonly type: number;
  readonly content?: string | undefined;
  readonly label?: string | undefined;
  readonly components?: readonly Component[] | undefined;
}
const componentSchema: z.ZodType<Component> = z.looseObject({
  type: z.number(),
  content: z.string().optional(),
  label: z.string().optional(),
  get components() {
    return z.array(componentSchema).optional();
  },
});
const payloadSchema = z.looseObject({
  content: z.string().nullish(),
  embeds: z.array(embedSchema).optional(),
  components: z.array(componentSchema).optional(),
});

type Embed = z.infer<typeof embedSchema>;

const title = (embed: Embed, base: string): ReactNode => {
  if (embed.title === undefined) return null;
  const link = embed.url === undefined ? undefined : anchor(embed.url, base);
  const words = discordInline(embed.title, base);
  return h(
    'h3',
    { className: 'discord-embed-title' },
    link === undefined ? words : h('a', { ...link, className: 'discord-link' }, words),
  );
};

const embedLook = (embed: Embed, key: number, base: string): ReactElement =>
  h(
    'div',
    { key, className: 'discord-embed' },
    embed.author === undefined ? null : h('div', { className: 'discord-embed-author' }, embed.author.name),
    title(embed, base),
    embed.description === undefined
      ? null
      : h('div', { className: 'discord-text' }, discordMarkdown(embed.description, base)),
    (embed.fields ?? []).map((field, index) =>
      h(
        'div',
        { key: index, className: 'discord-embed-field' },
        h('div', { className: 'discord-embed-field-name' }, discordInline(field.name, base)),
        h('div', { className: 'discord-text' }, discordMarkdown(field.value, base)),
      ),
    ),
    embed.footer === undefined ? null : h('div', { className: 'discord-embed-footer' }, embed.footer.text),
  );

const componentLook = (component: Component, key: number, base: string): ReactNode => {
  const inner = (component.components ?? []).map((one, index) => componentLook(one, index, base));
  if (component.type === 14) return h('hr', { key, className: 'discord-separator' });
  if (component.type === 2) return h('span', { key, className: 'discord-button' }, component.label ?? '');
  const text =
    component.content === undefined
      ? null
      : h('div', { className: 'discord-text' }, discordMarkdown(component.content, base));
  return h('div', { key, className: component.type === 17 ? 'discord-embed' : undefined }, text, inner);
};

/** One post with its sender, as elements. `base`: where the page is, as it stands in links. `time`: what to show of it. */
export const discordLook = (payload: Payload, time: string, base: string): ReactElement => {
  const { content, embeds = [], components = [] } = payloadSchema.parse(payload);
  return h(
    'div',
    { className: 'discord-message' },
    h('img', {
      className: 'discord-avatar',
      src: '/assets/mark.svg',
      alt: '',
      width: 40,
      height: 40,
      fetchPriority: 'low',
    }),
    h(
      'div',
      { className: 'discord-body' },
      h(
        'div',
        { className: 'discord-sender' },
        h('strong', null, 'Crosswire'),
        h('span', { className: 'discord-app' }, 'APP'),
        h('span', { className: 'discord-time' }, time),
      ),
      content === undefined || content === null || content === ''
        ? null
        : h('div', { className: 'discord-text' }, discordMarkdown(content, base)),
      embeds.map((embed, index) => embedLook(embed, index, base)),
      components.map((component, index) => componentLook(component, index, base)),
    ),
  );
};

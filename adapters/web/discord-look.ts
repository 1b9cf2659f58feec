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
import { discordPress, menuElement, type PressPlace, pressElement } from './press.ts';

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
const menuOptionSchema = z.looseObject({
  label: z.string(),
  value: z.string(),
  description: z.string().optional(),
});
type MenuOption = z.infer<typeof menuOptionSchema>;

/** Text display (10), separator (14), section (9), container (17), action row (1) with buttons (2) or a menu (3): others hold one of these. */
interface Component {
  readonly type: number;
  readonly content?: string | undefined;
  readonly label?: string | undefined;
  readonly style?: number | undefined;
  readonly custom_id?: string | undefined;
  readonly url?: string | undefined;
  readonly placeholder?: string | undefined;
  readonly options?: readonly MenuOption[] | undefined;
  /** The button beside a section. */
  readonly accessory?: Component | undefined;
  readonly components?: readonly Component[] | undefined;
}
const componentSchema: z.ZodType<Component> = z.looseObject({
  type: z.number(),
  content: z.string().optional(),
  label: z.string().optional(),
  style: z.number().optional().catch(undefined),
  custom_id: z.string().optional(),
  url: z.string().optional(),
  placeholder: z.string().optional(),
  options: z.array(menuOptionSchema).optional().catch(undefined),
  get accessory() {
    return componentSchema.optional().catch(undefined);
  },
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

const buttonStyles = ['', 'primary', 'secondary', 'success', 'danger'] as const;

const buttonLook = (button: Component, key: number, place: DiscordPlace): ReactNode => {
  const words = button.label ?? '';
  const style = buttonStyles[button.style ?? 2] ?? 'secondary';
  const className = `discord-button discord-button-${style}`;
  const press = discordPress(button.custom_id);
  if (press !== undefined) return pressElement(press, words, { className }, place, key);
  const link = button.url === undefined ? undefined : anchor(button.url, place.base);
  return link === undefined
    ? h('span', { key, className }, words)
    : h('a', { ...link, key, className: 'discord-button discord-button-secondary' }, words);
};

const menuLook = ({ placeholder = 'Choose', options = [] }: Component, key: number, place: DiscordPlace): ReactNode =>
  menuElement(
    placeholder,
    options.flatMap(({ label, value, description }) => {
      const press = discordPress(value);
      return press === undefined ? [] : [{ press, words: [label, description].filter(Boolean).join(' · ') }];
    }),
    place,
    key,
  );

const classOf: ReadonlyMap<number, string> = new Map([
  [1, 'discord-row'],
  [9, 'discord-section'],
  [17, 'discord-embed'],
]);

const componentLook = (component: Component, key: number, place: DiscordPlace): ReactNode => {
  if (component.type === 14) return h('hr', { key, className: 'discord-separator' });
  if (component.type === 2) return buttonLook(component, key, place);
  if (component.type === 3) return menuLook(component, key, place);
  const inner = (component.components ?? []).map((one, index) => componentLook(one, index, place));
  const text =
    component.content === undefined
      ? null
      : h('div', { className: 'discord-text' }, discordMarkdown(component.content, place.base));
  const beside = component.accessory === undefined ? null : componentLook(component.accessory, -1, place);
  return h('div', { key, className: classOf.get(component.type) }, text, inner, beside);
};

/** Where a post is drawn, and what belongs to it that its payload does not hold. */
export interface DiscordPlace extends PressPlace {
  /** Where the page is, as it stands in links. */
  readonly base: string;
  readonly picture?: ReactNode;
}

/** One post with its sender, as elements. `time`: what to show of it. */
export const discordLook = (payload: Payload, time: string, place: DiscordPlace): ReactElement => {
  const { base } = place;
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
      place.picture ?? null,
      components.map((component, index) => componentLook(component, index, place)),
    ),
  );
};

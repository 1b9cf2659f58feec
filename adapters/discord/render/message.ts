/** The shapes that a rendered message is made of, and how many of them one message holds. Pure. */
import type { APIEmbed } from 'discord.js';
import type { Payload } from '../../../src/ports.ts';
import { clip } from '../../text.ts';
import {
  embedCharactersPerMessage,
  embedDescriptionLimit,
  embedsPerMessage,
  embedTitleLimit,
  threadNameLimit,
} from '../limits.ts';
import type { ControlRow } from './controls.ts';
import { clipMarkdown, plainLine } from './markdown.ts';

/** Seen by the asker alone: Discord's EPHEMERAL flag. */
export const ephemeralFlag = 64;

/** The bar at the side of every embed. */
const barColour = 0x2f6f8f;

/** A titled run of blocks, each of which stays whole. Each block is given richest form first. */
export interface Section {
  readonly title: string;
  readonly blocks: readonly Block[];
}

/** The same content in ever fewer characters: the first that fits one embed is shown. */
export type Block = readonly [string, ...string[]];

/** `threadName` names the thread that the first reply starts. */
export const message = (
  embeds: readonly APIEmbed[],
  extra: { threadName?: string; ephemeral?: boolean; controls?: readonly ControlRow[] } = {},
): Payload => ({
  embeds,
  ...(extra.controls === undefined || extra.controls.length === 0 ? {} : { components: extra.controls }),
  allowed_mentions: { parse: [] },
  ...(extra.ephemeral === true ? { flags: ephemeralFlag } : {}),
  ...(extra.threadName === undefined ? {} : { thread_name: threadName(extra.threadName) }),
});

/** 1 to 100 characters, without markup: thread names are plain text. */
export const threadName = (title: string): string => clip(plainLine(title), threadNameLimit) || 'Briefing';

export const embed = (title: string, description: string, footer?: string): APIEmbed => ({
  title: clipMarkdown(title, embedTitleLimit),
  ...(description === '' ? {} : { description }),
  color: barColour,
  ...(footer === undefined ? {} : { footer: { text: footer } }),
});

/** What Discord counts towards the 6,000 of a message. */
export const embedCharacters = (one: APIEmbed): number =>
  (one.title?.length ?? 0) + (one.description?.length ?? 0) + (one.footer?.text.length ?? 0);

/** Fills embeds with whole blocks, a blank line between two when `spaced`. What no form of fits is counted, not cut. */
export const sectionEmbeds = (section: Section, spaced = false): readonly APIEmbed[] => {
  const gap = spaced ? '\n\n' : '\n';
  const descriptions: string[] = [];
  let current = '';
  let omitted = 0;
  const add = (form: string): void => {
    if (current !== '' && current.length + gap.length + form.length > embedDescriptionLimit) {
      descriptions.push(current);
      current = '';
    }
    current = current === '' ? form : `${current}${gap}${form}`;
  };
  for (const block of section.blocks) {
    const form = block.find((candidate) => candidate.length <= embedDescriptionLimit);
    if (form === undefined) omitted += 1;
    else add(form);
  }
  if (omitted > 0) add(`${omitted} more, too long for a Discord message.`);
  if (current !== '') descriptions.push(current);
  return descriptions.map((description, index) =>
    embed(index === 0 ? section.title : `${section.title} (continued)`, description),
  );
};

/** Fills messages with whole embeds, in order. */
export const packEmbeds = (embeds: readonly APIEmbed[]): readonly (readonly APIEmbed[])[] => {
  const messages: APIEmbed[][] = [];
  let size = 0;
  for (const one of embeds) {
    const length = embedCharacters(one);
    const last = messages.at(-1);
    if (last !== undefined && last.length < embedsPerMessage && size + length <= embedCharactersPerMessage) {
      last.push(one);
      size += length;
    } else {
      messages.push([one]);
      size = length;
    }
  }
  return messages;
};

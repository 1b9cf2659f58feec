/**
 * What a person sees of a message, by Discord's Markdown rules in their order: escapes, masked links, bare links,
 * mentions, marks. Footers are plain text.
 */
import { z } from 'zod';

export interface Seen {
  readonly text: string;
  readonly links: readonly string[];
  readonly pings: readonly string[];
}

const shape = z.object({
  content: z.string().optional(),
  embeds: z
    .array(
      z.object({
        title: z.string().optional(),
        description: z.string().optional(),
        footer: z.object({ text: z.string() }).optional(),
      }),
    )
    .optional(),
});

interface Rule {
  readonly pattern: RegExp;
  /** What it shows, and what else it does. */
  readonly see: (match: RegExpExecArray) => { text: string; link?: string; ping?: string };
}

const rules: readonly Rule[] = [
  { pattern: /\\([^0-9A-Za-z\s])/uy, see: (match) => ({ text: match[1] ?? '' }) },
  {
    pattern: /\[((?:\[[^\]]*\]|\\.|[^[\]])*)\]\(<?([^\s)>]*)>?\)/uy,
    see: (match) => {
      const label = markdown(match[1] ?? '').text;
      // A label that holds an address makes no link: all of it is shown as typed.
      return /https?:\/\/\w/u.test(label) ? { text: match[0] } : { text: label, link: match[2] ?? '' };
    },
  },
  { pattern: /https?:\/\/[^\s<]+[^<.,:;"'\]\s]/uy, see: (match) => ({ text: match[0], link: match[0] }) },
  { pattern: /<(?:@[!&]?|#|id:|\/[^:>]+:)\w*>/uy, see: (match) => ({ text: '', ping: match[0] }) },
  { pattern: /@(?:everyone|here)/uy, see: (match) => ({ text: match[0], ping: match[0] }) },
  { pattern: /<(?:a?:\w+:\d+|t:\d+(?::\w)?)>/uy, see: () => ({ text: '(symbol)' }) },
  { pattern: /\*{1,3}|__|~~|\|\||`{1,3}/uy, see: () => ({ text: '' }) },
];

const markdown = (source: string): Seen => {
  const links: string[] = [];
  const pings: string[] = [];
  let text = '';
  let at = 0;
  while (at < source.length) {
    let taken = 1;
    let shown = source[at] ?? '';
    for (const { pattern, see } of rules) {
      pattern.lastIndex = at;
      const match = pattern.exec(source);
      if (match === null) continue;
      const seen = see(match);
      shown = seen.text;
      taken = match[0].length;
      if (seen.link !== undefined) links.push(seen.link);
      if (seen.ping !== undefined) pings.push(seen.ping);
      break;
    }
    text += shown;
    at += taken;
  }
  return { text, links, pings };
};

export const readMessage = (body: unknown): Seen => {
  const { content, embeds = [] } = shape.parse(body);
  const parts: readonly Seen[] = [
    markdown(content ?? ''),
    ...embeds.flatMap(({ title = '', description = '', footer }) => [
      markdown(title),
      markdown(description),
      { text: footer?.text ?? '', links: [], pings: [] },
    ]),
  ];
  return {
    text: parts
      .map(({ text }) => text)
      .filter((text) => text !== '')
      .join('\n'),
    links: parts.flatMap(({ links }) => links),
    pings: parts.flatMap(({ pings }) => pings),
  };
};

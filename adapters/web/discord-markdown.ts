/** Discord's Markdown as React elements: what Crosswire sends of it, and whatever a text could smuggle in. Pure. */
import { createElement as h, type ReactNode } from 'react';
import { anchor } from './hrefs.ts';

/** Deeper nesting is shown as it is written: nobody writes it, and it must not exhaust the stack. */
const deepest = 8;

const pairs = [
  ['**', 'strong', undefined],
  ['__', 'u', undefined],
  ['~~', 's', undefined],
  ['||', 'span', 'discord-spoiler'],
  ['*', 'em', undefined],
  ['_', 'em', undefined],
] as const;

/** Index of `mark` at or after `from`, not counting escaped characters; -1 when there is none. */
const closing = (text: string, mark: string, from: number): number => {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text.startsWith(mark, at)) return at;
  }
  return -1;
};

const link = (label: ReactNode, url: string, base: string, key: number): ReactNode => {
  const safe = anchor(url.replace(/\\([\p{P}\p{S}])/gu, '$1'), base);
  return safe === undefined ? label : h('a', { ...safe, key, className: 'discord-link' }, label);
};

interface Piece {
  readonly node: ReactNode;
  readonly end: number;
}

const maskedLink = (text: string, at: number, base: string, depth: number): Piece | undefined => {
  const middle = closing(text, '](', at + 1);
  if (text[at] !== '[' || middle < 0) return undefined;
  const end = closing(text, ')', middle + 2);
  const url = text.slice(middle + 2, end).replace(/^<|>$/gu, '');
  if (end < 0 || !/^https?:\/\/\S+$/u.test(url)) return undefined;
  return { node: link(inline(text.slice(at + 1, middle), base, depth + 1), url, base, at), end: end + 1 };
};

const bareLink = (text: string, at: number, base: string): Piece | undefined => {
  const url = text.startsWith('http', at) ? /^https?:\/\/[^\s<>)\]]+/u.exec(text.slice(at, at + 2000))?.[0] : undefined;
  return url === undefined ? undefined : { node: link(url, url, base, at), end: at + url.length };
};

const code = (text: string, at: number): Piece | undefined => {
  const fence = /^`+/u.exec(text.slice(at, at + 3))?.[0];
  const end = fence === undefined ? -1 : text.indexOf(fence, at + fence.length);
  if (fence === undefined || end < 0) return undefined;
  return { node: h('code', { key: at }, text.slice(at + fence.length, end)), end: end + fence.length };
};

const mention = (text: string, at: number): Piece | undefined => {
  const found = /^(?:<(?:@[!&]?|#)\d+>|@everyone|@here)/u.exec(text.slice(at, at + 40))?.[0];
  if (found === undefined) return undefined;
  return { node: h('span', { key: at, className: 'discord-mention' }, found), end: at + found.length };
};

const emphasis = (text: string, at: number, base: string, depth: number): Piece | undefined => {
  for (const [mark, element, className] of pairs) {
    if (!text.startsWith(mark, at)) continue;
    const end = closing(text, mark, at + mark.length);
    if (end <= at + mark.length) continue;
    const inner = inline(text.slice(at + mark.length, end), base, depth + 1);
    return { node: h(element, { key: at, className }, inner), end: end + mark.length };
  }
  return undefined;
};

const starts = /[`[*_~|<@h]/u;

const inline = (text: string, base: string, depth = 0): ReactNode[] => {
  const nodes: ReactNode[] = [];
  let plain = '';
  const flush = (): void => {
    if (plain !== '') nodes.push(plain);
    plain = '';
  };
  for (let at = 0; at < text.length; ) {
    const here = text[at] ?? '';
    const escaped = here === '\\' ? /^\\[\p{P}\p{S}]/u.exec(text.slice(at, at + 3))?.[0] : undefined;
    if (escaped !== undefined) {
      plain += escaped.slice(1);
      at += escaped.length;
      continue;
    }
    const piece =
      depth < deepest && starts.test(here)
        ? (code(text, at) ??
          maskedLink(text, at, base, depth) ??
          mention(text, at) ??
          bareLink(text, at, base) ??
          emphasis(text, at, base, depth))
        : undefined;
    if (piece === undefined) {
      plain += here;
      at += 1;
    } else {
      flush();
      nodes.push(piece.node);
      at = piece.end;
    }
  }
  flush();
  return nodes;
};

const lineStyles = [
  [/^### /u, 'discord-heading-3'],
  [/^## /u, 'discord-heading-2'],
  [/^# /u, 'discord-heading-1'],
  [/^-# /u, 'discord-subtext'],
  [/^(?:>>>|>) /u, 'discord-quote'],
  [/^\s*[-*] /u, 'discord-item'],
] as const;

/** One element a line; an empty line is a gap. */
export const discordMarkdown = (text: string, base: string): ReactNode[] =>
  text.split('\n').map((line, key) => {
    if (line.trim() === '') return h('div', { key, className: 'discord-gap' });
    const style = lineStyles.find(([start]) => start.test(line));
    const className = `discord-line ${style?.[1] ?? ''}`.trim();
    return h('div', { key, className }, inline(style === undefined ? line : line.replace(style[0], ''), base));
  });

/** Titles, names and footers: formatting within one line. */
export const discordInline = (text: string, base: string): ReactNode[] => inline(text, base);

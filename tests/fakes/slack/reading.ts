/** What a reader of a message sees: blocks undone into words, links and pings. */
export interface Seen {
  readonly text: string;
  readonly links: readonly string[];
  readonly pings: readonly string[];
}

const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

interface Collected {
  readonly texts: string[];
  readonly links: string[];
  readonly pings: string[];
}

const mrkdwn = (text: string, verbatim: boolean, into: Collected): void => {
  const shown = text.replace(/<([^<>]*)>/gu, (_, inner: string) => {
    const bar = inner.indexOf('|');
    const target = bar < 0 ? inner : inner.slice(0, bar);
    const label = bar < 0 ? undefined : inner.slice(bar + 1);
    if (/^[@!]/u.test(target)) {
      into.pings.push(inner);
      return '';
    }
    if (target.startsWith('#')) return label ?? target;
    into.links.push(unescaped(target));
    return label ?? target;
  });
  if (!verbatim) {
    into.pings.push(...[...shown.matchAll(/(?<![\w&])@(?:channel|here|everyone)\b/gu)].map(([ping]) => ping));
    into.links.push(...[...shown.matchAll(/https?:\/\/[^\s<>|]+/gu)].map(([url]) => unescaped(url)));
  }
  // Bold, as the adapter writes it round its own headings.
  into.texts.push(unescaped(shown).replace(/(^|\s)\*([^*\n]+)\*(?=$|\s)/gu, '$1$2'));
};

const collect = (value: unknown, into: Collected): void => {
  if (Array.isArray(value)) {
    for (const inner of value) collect(inner, into);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  const node: Record<string, unknown> = { ...value };
  if (typeof node.text === 'string' && node.type === 'mrkdwn') mrkdwn(node.text, node.verbatim === true, into);
  else if (typeof node.text === 'string' && node.type === 'plain_text') into.texts.push(unescaped(node.text));
  else for (const inner of Object.values(node)) collect(inner, into);
};

/** Reads a payload as Slack shows it. The fallback text counts for pings alone: it is not shown beside blocks. */
export const read = (message: { readonly text?: unknown; readonly blocks?: unknown }): Seen => {
  const into: Collected = { texts: [], links: [], pings: [] };
  const hasBlocks = Array.isArray(message.blocks) && message.blocks.length > 0;
  if (hasBlocks) collect(message.blocks, into);
  const text = typeof message.text === 'string' ? message.text : '';
  const beside: Collected = { texts: [], links: [], pings: [] };
  mrkdwn(text, hasBlocks, beside);
  return hasBlocks
    ? { text: into.texts.join('\n'), links: into.links, pings: [...into.pings, ...beside.pings] }
    : { text: beside.texts.join('\n'), links: beside.links, pings: beside.pings };
};

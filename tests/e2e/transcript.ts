/** What a person did and saw on one platform, as one page in its look: for pictures. */
import { createElement as h, type ReactNode } from 'react';
import { readAssets } from '../../adapters/web/assets.ts';
import { discordLook } from '../../adapters/web/discord-look.ts';
import { fragmentHtml, trusted } from '../../adapters/web/document.ts';
import { slackLook } from '../../adapters/web/slack-look.ts';
import type { Payload } from '../../src/ports.ts';
import { publicUrl } from './desk.ts';

export type Row =
  | { readonly kind: 'did'; readonly text: string }
  /** The thread under the card before, which is long. */
  | { readonly kind: 'thread'; readonly posts: number }
  | { readonly kind: 'saw'; readonly payload: Payload; readonly alone: boolean; readonly threaded: boolean };

const place = { base: publicUrl, token: '', thread: '', inThread: false } as const;
const time = '10:00';

const sheet = `
  body { max-width: 760px; margin: 0 auto; padding: 24px 24px 40px; }
  h1 { font-size: 20px; margin: 0 0 16px; }
  .did { margin: 18px 0 6px; padding: 6px 12px; border-left: 3px solid #3b5b8c; font: 600 15px/1.5 system-ui, sans-serif; }
  .alone { margin: 0; font: 13px/1.4 system-ui, sans-serif; opacity: .7; }
  .threaded { margin-left: 32px; padding-left: 12px; border-left: 2px solid rgb(128 128 128 / .35); }
`;

const drawn = (look: 'slack' | 'discord', payload: Payload): ReactNode =>
  look === 'discord'
    ? discordLook(payload, time, place)
    : // biome-ignore lint/security/noDangerouslySetInnerHtml: slack-look.ts draws and escapes it
      h('div', { dangerouslySetInnerHTML: trusted(slackLook(payload, 0, place)) });

const rowElement = (look: 'slack' | 'discord', row: Row, key: number): ReactNode => {
  if (row.kind === 'did') return h('p', { key, className: 'did' }, row.text);
  if (row.kind === 'thread')
    return h(
      'p',
      { key, className: 'alone threaded' },
      `In its thread: every point, in ${row.posts} ${row.posts === 1 ? 'post' : 'posts'}`,
    );
  return h(
    'div',
    { key, className: row.threaded ? 'post threaded' : 'post' },
    row.alone ? h('p', { className: 'alone' }, 'Only visible to you') : null,
    h('div', { className: `look look-${look}` }, drawn(look, row.payload)),
  );
};

/** A document of its own, with its styles in it. */
export const transcriptHtml = (look: 'slack' | 'discord', title: string, rows: readonly Row[]): string => {
  const assets = readAssets();
  const styles = ['base.css', 'slack.css', 'looks.css', 'post.css']
    .map((name) => assets.get(name)?.body ?? '')
    .join('\n');
  const mark = Buffer.from(assets.get('mark.svg')?.body ?? '').toString('base64');
  const body = fragmentHtml(
    h('main', null, h('h1', null, title), ...rows.map((row, key) => rowElement(look, row, key))),
  ).replaceAll('/assets/mark.svg', `data:image/svg+xml;base64,${mark}`);
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><style>${styles}${sheet}</style></head><body>${body}</body></html>`;
};

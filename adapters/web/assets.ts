/** The files that the page loads: ours, and Slack's look out of slack-blocks-to-jsx. Read once, served from memory. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

export interface Asset {
  readonly type: string;
  readonly body: string;
}

const own = (name: string): string => readFileSync(new URL(`./assets/${name}`, import.meta.url), 'utf8');

/**
 * The library's style sheet made fit for a page with many messages: a class in place of the one id (three times, to keep
 * its weight against its own resets), and dark colours by the system's setting in place of an attribute.
 */
export const slackStyles = (css: string): string =>
  css
    .replaceAll('#slack_blocks_to_jsx', '.slack-look.slack-look.slack-look')
    .replace(
      /([^{}]*:where\(\[data-theme=dark\],\[data-theme=dark\] \*\)[^{}]*)(\{[^{}]*\})/gu,
      (_, selector: string, rule: string) =>
        `@media (prefers-color-scheme:dark){${selector.replaceAll(':where([data-theme=dark],[data-theme=dark] *)', '')}${rule}}`,
    );

const librarySheet = (): string => {
  const entry = createRequire(import.meta.url).resolve('slack-blocks-to-jsx');
  return readFileSync(join(dirname(entry), 'style.css'), 'utf8');
};

const ownSheets = ['base', 'masthead', 'looks', 'post', 'page', 'composer', 'desk', 'door', 'reader'].map(
  (name) => `${name}.css`,
);
const ownScripts = ['page', 'commands', 'views', 'memory', 'reader'].map((name) => `${name}.js`);

export const readAssets = (): ReadonlyMap<string, Asset> =>
  new Map<string, Asset>([
    ...ownSheets.map((name): [string, Asset] => [name, { type: 'text/css; charset=utf-8', body: own(name) }]),
    ...ownScripts.map((name): [string, Asset] => [name, { type: 'text/javascript; charset=utf-8', body: own(name) }]),
    ['slack.css', { type: 'text/css; charset=utf-8', body: slackStyles(librarySheet()) }],
    ['mark.svg', { type: 'image/svg+xml', body: own('mark.svg') }],
  ]);

import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { slackStyles } from '../../../adapters/web/assets.ts';
import { discordLook } from '../../../adapters/web/discord-look.ts';
import { fragmentHtml } from '../../../adapters/web/document.ts';
import { anchor } from '../../../adapters/web/hrefs.ts';
import { slackLook } from '../../../adapters/web/slack-look.ts';
import { answers, briefings, sampleLinker } from '../../contracts/samples.ts';
import { drawn, lookRenderers } from './harness.ts';

const hostileStrings = briefings.hostile.points.map(({ text }) => text);
const page = 'http://127.0.0.1:8080';
const place = { base: page, token: 'token', thread: '', inThread: false };
const slack = (text: string): string =>
  slackLook({ blocks: [{ type: 'section', text: { type: 'mrkdwn', text, verbatim: true } }] }, 0, place);
const discord = (description: string): string =>
  fragmentHtml(discordLook({ embeds: [{ description }] }, '08:00', place));
const body = (html: string) => parseHTML(`<html><body>${html}</body></html>`).document.body;

describe('the look of Slack', () => {
  it('formats what Slack formats and leaves escaped text alone', () => {
    const shown = body(slack('*bold* &lt;!here&gt; &amp;amp; @channel https://bare.example'));
    expect(shown.querySelector('strong')?.textContent).toBe('bold');
    expect(shown.textContent).toContain('<!here> &amp; @channel https://bare.example');
    expect(shown.querySelector('.slack_broadcast, a[href]')).toBeNull();
  });

  it('keeps an address as it was sent, text fragment and all', () => {
    const url = 'https://paper.example/a?b=1&c=~d~#:~:text=six%2Dweek%2C%20_yes_,%2A';
    const shown = body(slack(`<${url.replaceAll('&', '&amp;')}|[1]>`));
    expect(shown.querySelector('a')?.getAttribute('href')).toBe(url);
    expect(shown.querySelector('a')?.textContent).toBe('[1]');
  });

  it('leads to our own reader within the page', () => {
    expect(
      body(slack(`<${page}/read/a%20b#1-9|[1]>`))
        .querySelector('a')
        ?.getAttribute('href'),
    ).toBe('/read/a%20b#1-9');
  });

  it('shows the fallback text of a payload without blocks', () => {
    expect(body(slackLook({ text: 'Plain words' }, 0, place)).textContent).toContain('Plain words');
  });

  it('stands any number of times in one page: no id, no style attribute, no preload', () => {
    expect(slack('words')).not.toMatch(/ (?:id|style)=|<link/u);
  });
});

describe('the look of Discord', () => {
  it('formats what Discord formats', () => {
    const shown = body(discord('**bold** *lean* __under__ ~~gone~~ `code` \\*plain\\*\n-# small'));
    expect(
      ['strong', 'em', 'u', 's', 'code'].map((tag) => shown.querySelector(`.discord-text ${tag}`)?.textContent),
    ).toEqual(['bold', 'lean', 'under', 'gone', 'code']);
    expect(shown.textContent).toContain('*plain*');
    expect(shown.querySelector('.discord-subtext')?.textContent).toBe('small');
  });

  it('follows masked and bare links, and an escaped one is text', () => {
    const links = (text: string): (string | null)[] =>
      [...body(discord(text)).querySelectorAll('a')].map((a) => a.getAttribute('href'));
    expect(links('[1](https://a.example/x_(y\\)) and https://b.example/z.')).toEqual([
      'https://a.example/x_(y)',
      'https://b.example/z.',
    ]);
    expect(links('\\[1\\](https\\://a.example)')).toEqual([]);
    expect(links('[1](javascript:alert(1))')).toEqual([]);
  });

  it('draws the newer components as well', () => {
    const shown = body(
      fragmentHtml(
        discordLook(
          {
            flags: 32768,
            components: [{ type: 17, components: [{ type: 10, content: '**In** a box' }, { type: 14 }] }],
          },
          '08:00',
          place,
        ),
      ),
    );
    expect(shown.querySelector('.discord-embed strong')?.textContent).toBe('In');
    expect(shown.querySelector('hr')).not.toBeNull();
  });

  it('takes text of nothing but opening marks in its stride', () => {
    const marks = '**__~~||[`<'.repeat(350);
    expect(body(discord(marks)).textContent).toContain('~~');
  });
});

describe('every look', () => {
  it.each(['slack', 'discord'] as const)(
    'of %s holds no element and no attribute that a hostile text asked for',
    (look) => {
      for (const renderer of lookRenderers(sampleLinker)) {
        if (renderer.name !== look) continue;
        const { parent, replies } = renderer.render(answers.hostile);
        for (const payload of [parent, ...replies]) {
          const shown = body(drawn({ [look]: payload }, look));
          expect(shown.querySelectorAll('script, iframe, object, style, form, link')).toHaveLength(0);
          expect(
            [...shown.querySelectorAll('img')].every((image) => image.getAttribute('src') === '/assets/mark.svg'),
          ).toBe(true);
          for (const element of shown.querySelectorAll('*')) {
            for (const { name } of element.attributes) expect(name).not.toMatch(/^on|^style$/u);
          }
        }
      }
    },
  );

  it.each(hostileStrings)('shows %j, sent raw, without running or following it', (hostile) => {
    for (const html of [
      slack(hostile),
      discord(hostile),
      fragmentHtml(discordLook({ content: hostile }, '08:00', place)),
    ]) {
      const shown = body(html);
      expect(shown.querySelectorAll('script, [onerror]')).toHaveLength(0);
      for (const link of shown.querySelectorAll('a[href]')) expect(link.getAttribute('href')).toMatch(/^https?:\/\//u);
    }
  });
});

describe('an anchor', () => {
  it('opens our reader here, other pages beside, and nothing that is not http', () => {
    expect(anchor(`${page}/read/a#1-2`, page)).toEqual({ href: '/read/a#1-2' });
    expect(anchor('https://paper.example/', page)).toEqual({
      href: 'https://paper.example/',
      target: '_blank',
      rel: 'noreferrer noopener',
    });
    for (const url of ['javascript:alert(1)', 'data:text/html,x', '//evil.example', '/read/x', 'nonsense']) {
      expect(anchor(url, page)).toBeUndefined();
    }
  });
});

describe("Slack's style sheet", () => {
  it('loses its one id, and its dark colours follow the system', () => {
    const css =
      '#slack_blocks_to_jsx .a{color:red}#slack_blocks_to_jsx .b:where([data-theme=dark],[data-theme=dark] *){color:blue}';
    expect(slackStyles(css)).toBe(
      '.slack-look.slack-look.slack-look .a{color:red}@media (prefers-color-scheme:dark){.slack-look.slack-look.slack-look .b{color:blue}}',
    );
  });
});

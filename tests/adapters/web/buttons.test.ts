/** Buttons, forms, private answers and pictures of the page, by its HTML alone: no script takes part. */
import { parseHTML } from 'linkedom';
import { afterEach, describe, expect, it } from 'vitest';
import { createDraw } from '../../../adapters/chart/chart.ts';
import { createChannel } from '../../../adapters/web/channel.ts';
import { lineOf } from '../../../adapters/web/fill.ts';
import type { WebOptions, WebPlatform } from '../../../adapters/web/web.ts';
import type { Answer, Chart, Command } from '../../../src/model.ts';
import { answers } from '../../contracts/samples.ts';
import { realClock, sayOn, testPage, tokenOf } from './harness.ts';
import { excerptAnswer, formAnswer, panelAnswer } from './operator-samples.ts';

const pages: WebPlatform[] = [];
let heard: Command[] = [];
afterEach(async () => {
  heard = [];
  for (const page of pages.splice(0)) await page.stop();
});

const started = async (answer: (command: Command) => Answer, extra: Partial<WebOptions> = {}): Promise<WebPlatform> => {
  const page = testPage(extra);
  pages.push(page);
  await page.start(async (command) => {
    heard.push(command);
    return answer(command);
  });
  return page;
};

const card: Answer = {
  ...answers.typical,
  actions: [
    { label: 'Sources', text: 'sources', style: 'primary' },
    { label: 'Follow <b>&"', text: 'follow a & b "c" <d>' },
    { label: 'That of yesterday', text: 'timeline', thread: 'old1-7' },
  ],
};

const bodyOf = (html: string) =>
  parseHTML(html.startsWith('<!') ? html : `<html><body>${html}</body></html>`).document.body;
type Part = ReturnType<typeof bodyOf>;
const pageOf = async (page: WebPlatform, path = '/') => bodyOf(await (await fetch(page.url + path)).text());

/** Sends the form in which a button stands, as a browser without scripts does. */
const press = async (page: WebPlatform, button: Part | null): Promise<Response> => {
  const form = button?.closest('form');
  const body = new URLSearchParams();
  for (const input of form?.querySelectorAll('input') ?? [])
    body.set(input.getAttribute('name') ?? '', input.getAttribute('value') ?? '');
  for (const select of form?.querySelectorAll('select') ?? []) body.set(select.getAttribute('name') ?? '', '');
  if (button?.hasAttribute('name')) body.set(button.getAttribute('name') ?? '', button.getAttribute('value') ?? '');
  return fetch(page.url + (form?.getAttribute('action') ?? ''), { method: 'POST', body, redirect: 'manual' });
};

const buttonIn = (root: Part, look: string, words: string): Part | null =>
  [...root.querySelectorAll(`.look-${look} .press button`)].find((one) => one.textContent === words) ?? null;

describe.each(['slack', 'discord'])('a button as %s shows it', (look) => {
  it('says its words about the thread of its card', async () => {
    const channel = createChannel(realClock);
    const page = await started(({ text }) => (text === '' ? card : answers.notice), { channel });
    await sayOn(page, '/news');
    const answer = await press(page, buttonIn(await pageOf(page), look, 'Sources'));
    expect(answer.status).toBe(200);
    const [post] = channel.posts();
    expect(heard[1]).toMatchObject({
      name: 'news',
      text: 'sources',
      address: { thread: post?.ref },
      person: { id: 'page' },
    });
  });

  it('keeps what is special in HTML as it is, on it and behind it', async () => {
    const page = await started(({ text }) => (text === '' ? card : answers.notice));
    await sayOn(page, '/news');
    const button = [...(await pageOf(page)).querySelectorAll(`.look-${look} .press button`)][1] ?? null;
    expect(button?.textContent).toContain('Follow <b>&"');
    await press(page, button);
    expect(heard[1]?.text).toBe('follow a & b "c" <d>');
  });

  it('is about the thread that it names, even one that stands here no longer', async () => {
    const page = await started(({ text }) => (text === '' ? card : answers.notice));
    await sayOn(page, '/news');
    await press(page, buttonIn(await pageOf(page), look, 'That of yesterday'));
    expect(heard[1]?.address.thread).toBe('old1-7');
  });

  it('of a panel acts', async () => {
    const page = await started(({ text }) => (text === 'settings' ? panelAnswer : answers.notice));
    const { html } = JSON.parse(await (await sayOn(page, '/news settings')).text());
    const pause = [...bodyOf(html).querySelectorAll(`.look-${look} .press button`)].find((one) =>
      one.textContent?.includes('Pause'),
    );
    await press(page, pause ?? null);
    expect(heard[1]?.text).toBe('pause s1');
  });
});

describe('a private answer', () => {
  it('is shown under its card, leads to its next page, and keeps its thread', async () => {
    const channel = createChannel(realClock);
    const page = await started(({ text }) => (text === '' ? card : excerptAnswer(text.endsWith('2') ? 2 : 1)), {
      channel,
    });
    await sayOn(page, '/news');
    const first = bodyOf(await (await press(page, buttonIn(await pageOf(page), 'slack', 'Sources'))).text());
    const notice = first.querySelector('.notice');
    expect(notice?.textContent).toContain('page 1 of 2');
    expect(notice?.parentElement?.previousElementSibling?.id).toBe(`post-${channel.posts()[0]?.ref}`);
    const next = notice === null ? null : buttonIn(notice, 'slack', 'Next page');
    const second = bodyOf(await (await press(page, next)).text());
    expect(second.querySelector('.notice')?.textContent).toContain('page 2 of 2');
    expect(heard.map(({ text, address }) => [text, address.thread])).toEqual([
      ['', undefined],
      ['sources', channel.posts()[0]?.ref],
      ['sources page 2', channel.posts()[0]?.ref],
    ]);
    expect(channel.posts()).toHaveLength(1);
  });

  it('that is shared stands in the thread of its card', async () => {
    const channel = createChannel(realClock);
    const page = await started(
      ({ text }) => (text === '' ? card : text === 'sources' ? excerptAnswer(1) : excerptAnswer(1, 'channel')),
      { channel },
    );
    await sayOn(page, '/news');
    const before = channel.posts()[0]?.replies.length ?? 0;
    const first = bodyOf(await (await press(page, buttonIn(await pageOf(page), 'slack', 'Sources'))).text());
    const notice = first.querySelector('.notice');
    const shared = await press(page, notice === null ? null : buttonIn(notice, 'discord', 'Share to channel'));
    const ref = channel.posts()[0]?.ref;
    expect(shared.headers.get('location')).toMatch(new RegExp(`^/thread/${ref}#post-`, 'u'));
    expect(channel.posts()[0]?.replies).toHaveLength(before + 1);
  });

  it('to a button in a thread is shown in that thread', async () => {
    const channel = createChannel(realClock);
    const page = await started(
      ({ text }) => (text === '' ? card : text === 'share' ? excerptAnswer(1, 'channel') : answers.notice),
      { channel },
    );
    await sayOn(page, '/news');
    const ref = channel.posts()[0]?.ref ?? '';
    await sayOn(page, '/news share', { thread: ref });
    const thread = await pageOf(page, `/thread/${ref}`);
    const button = thread.querySelector('#thread .look-slack .press button');
    const said = bodyOf(await (await press(page, button)).text());
    expect(said.querySelector('#thread .notice')?.textContent).toContain(answers.notice.notice.title);
    expect(said.querySelector('#channel .notice')).toBeNull();
  });
});

describe('a form', () => {
  it('shows what is wrong and what was typed, and is sent as the line that it stands for', async () => {
    const suggest: WebOptions['suggest'] = async ({ verb, parameter }) =>
      verb === 'follow' && parameter === 'zone' ? [{ name: 'Kyiv', value: 'Europe/Kyiv' }] : [];
    const page = await started(({ text }) => (text === 'follow bridge' ? formAnswer : answers.notice), { suggest });
    const token = await tokenOf(page);
    const shown = await fetch(`${page.url}/say`, {
      method: 'POST',
      body: new URLSearchParams({ text: '/news follow bridge', token }),
    });
    const fill = bodyOf(await shown.text()).querySelector('form.fill');
    expect(fill?.textContent).toContain('There is no time zone "Moon/Base".');
    expect(fill?.querySelector('[name="value:topics"]')?.getAttribute('value')).toBe('bridge');
    expect(fill?.querySelector('[name="value:time"]')?.getAttribute('type')).toBe('time');
    expect(fill?.querySelector('datalist option')?.getAttribute('value')).toBe('Europe/Kyiv');
    for (const control of fill?.querySelectorAll('input:not([type=hidden]), select') ?? [])
      expect(fill?.querySelector(`label[for="${control.id}"]`)).not.toBeNull();
    fill?.querySelector('[name="value:zone"]')?.setAttribute('value', 'Europe/Kyiv');
    await press(page, fill?.querySelector('button') ?? null);
    expect(heard[1]).toMatchObject({ name: 'news', text: 'follow bridge at 08:00 in Europe/Kyiv' });
  });

  it('shows a time that is none as it was typed', async () => {
    const { form } = formAnswer.kind === 'form' ? formAnswer : { form: undefined };
    const odd: Answer =
      form === undefined
        ? formAnswer
        : { kind: 'form', form: { ...form, fields: form.fields.map((field) => ({ ...field, value: 'soonish' })) } };
    const page = await started(() => odd);
    const { html } = JSON.parse(await (await sayOn(page, '/news follow')).text());
    const time = bodyOf(html).querySelector('[name="value:time"]');
    expect([time?.getAttribute('type'), time?.getAttribute('value')]).toEqual(['text', 'soonish']);
  });

  it.each([
    [{ text: '/swap' }, '/swap'],
    [{}, ''],
    [
      { verb: 'topic add', 'value:name': 'grain', 'lead:query': '=', 'value:query': 'corn' },
      '/news topic add grain = corn',
    ],
    [{ verb: 'follow', 'value:topics': ' ', 'lead:time': 'at', 'value:time': '' }, '/news follow'],
  ])('%j is the line %s', (fields, line) => {
    expect(lineOf(fields)).toBe(line);
  });
});

describe('the picture of a post', () => {
  const chart: Chart = {
    kind: 'range',
    title: 'Length',
    unit: 'in weeks',
    alt: 'Length, in weeks: six & "more" <or less>',
    bars: [{ label: 'six', low: 6, high: 6 }],
  };

  it('stands in both looks above the buttons, with its words', async () => {
    const page = await started(() => ({ ...card, chart }), { draw: createDraw() });
    await sayOn(page, '/news');
    const body = await pageOf(page);
    for (const look of ['slack', 'discord']) {
      const picture = body.querySelector(`.look-${look} img.picture`);
      expect(picture?.getAttribute('alt')).toBe(chart.alt);
      const whole = body.querySelector(`.look-${look}`)?.innerHTML ?? '';
      expect(whole.indexOf('class="picture"')).toBeLessThan(whole.indexOf('class="press"'));
      const png = await fetch(page.url + (picture?.getAttribute('src') ?? ''));
      expect(png.headers.get('content-type')).toBe('image/png');
      expect((await png.arrayBuffer()).byteLength).toBeGreaterThan(1000);
    }
  });

  it('is left out where it cannot be drawn, or nothing draws', async () => {
    const draw = () => Promise.reject(new Error('no ink'));
    const drawn = await started(() => ({ ...card, chart }), { draw });
    await sayOn(drawn, '/news');
    const src = (await pageOf(drawn)).querySelector('img.picture')?.getAttribute('src') ?? '';
    expect((await fetch(drawn.url + src)).status).toBe(404);
    const plain = await started(() => ({ ...card, chart }));
    await sayOn(plain, '/news');
    expect((await pageOf(plain)).querySelector('img.picture')).toBeNull();
    expect((await fetch(`${plain.url}/chart/nothing.png`)).status).toBe(404);
  });
});

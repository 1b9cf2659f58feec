/** The operator's pages by their HTML: what they say, what they lead to, and that they change nothing. */
import { parseHTML } from 'linkedom';
import { afterEach, describe, expect, it } from 'vitest';
import { createChannel } from '../../../adapters/web/channel.ts';
import type { OperatorDesk } from '../../../adapters/web/operator.ts';
import { streamsKept } from '../../../adapters/web/streams.ts';
import type { WebOptions, WebPlatform } from '../../../adapters/web/web.ts';
import { answers } from '../../contracts/samples.ts';
import { realClock, testPage } from './harness.ts';
import { deskNow, operatorSample } from './operator-samples.ts';

const pages: WebPlatform[] = [];
afterEach(async () => {
  for (const page of pages.splice(0)) await page.stop();
});

const clock = { now: () => deskNow, sleep: async () => undefined };
const started = async (extra: Partial<WebOptions> = {}): Promise<WebPlatform> => {
  const page = testPage({ operator: operatorSample, clock, ...extra });
  pages.push(page);
  await page.start(async () => answers.notice);
  return page;
};

type Part = ReturnType<typeof parseHTML>['document']['body'];

const mainOf = async (page: WebPlatform, path: string): Promise<Part> => {
  const response = await fetch(page.url + path);
  expect([path, response.status]).toEqual([path, 200]);
  const main = parseHTML(await response.text()).document.querySelector('main');
  if (main === null) throw new Error(`${path} has no main part`);
  return main;
};
const words = (element: Part | null | undefined): string => (element?.textContent ?? '').replace(/\s+/gu, ' ');

/** A desk with nothing on it. */
const bare: OperatorDesk = {
  channels: async () => [],
  preview: async () => undefined,
  feeds: async () => [],
  health: async () => ({ problems: [], queues: [], facts: [] }),
  logs: async () => [],
};

describe('the page of channels', () => {
  it('shows each standing digest with its place, its times and how it stands', async () => {
    const main = await mainOf(await started(), '/channels');
    const [running, refused, paused] = [...main.querySelectorAll('.card')];
    expect(words(running)).toContain('bridge, ferriesRunning');
    expect(words(running)).toContain('Slack · channel C0NEWSDESK · workspace T0HARBOUR');
    expect(words(running)).toContain('08:00 every day (Europe/Kyiv)');
    expect([...(running?.querySelectorAll('.slots time') ?? [])].map((time) => time.getAttribute('dateTime'))).toEqual([
      '2025-06-03T05:00:00.000Z',
      '2025-06-04T05:00:00.000Z',
      '2025-06-05T05:00:00.000Z',
    ]);
    expect(words(refused)).toContain('Refused');
    expect(words(refused)).toContain('50013');
    expect(words(refused)).toContain('What to do: Give Crosswire "Send Messages"');
    expect(words(paused)).toContain('Nothing is posted until somebody types /news resume there.');
    expect(paused?.querySelector('.slots')).toBeNull();
  });

  it('leads to a preview of each next digest in both looks with its thread, which posts nothing', async () => {
    const channel = createChannel(realClock);
    const page = await started({ channel });
    const links = [...(await mainOf(page, '/channels')).querySelectorAll('a.go')].map((link) =>
      link.getAttribute('href'),
    );
    expect(links).toHaveLength(3);
    for (const link of links) {
      const main = await mainOf(page, link ?? '');
      expect(words(main)).toContain('This is a preview. ');
      for (const look of ['slack', 'discord']) {
        const shown = [...main.querySelectorAll(`.look-${look}`)].map(words).join(' ');
        expect(shown).toContain('Barge strike closes the Port Ellery bridge');
        expect(shown).toContain('Eleven people were taken to hospital');
      }
    }
    expect(channel.posts()).toEqual([]);
  });

  it('says so when there is no such digest', async () => {
    expect((await fetch(`${(await started()).url}/channels/none/preview`)).status).toBe(404);
  });
});

describe('the page of feeds', () => {
  it('says of each how it is, when it was and will be read, and what mends it', async () => {
    const main = await mainOf(await started(), '/feeds');
    const rows = [...main.querySelectorAll('tbody tr')].map(words);
    expect(rows[0]).toContain('At rest');
    expect(rows[0]).toContain('11 times in a row: the server answers 503');
    expect(rows[0]).toContain('What to do: Wait: it is tried again every few hours.');
    expect(rows[0]).toContain('2 days agoin 3 hours');
    expect(rows[1]).toContain('Gone');
    expect(rows[1]).toContain('never');
    expect(rows[2]).toContain('Silent');
    expect(rows[3]).toContain('due now');
    expect(rows[4]).toContain('Well');
    expect(rows[4]).toContain('2 channels');
    expect(rows[5]).toContain('Not read yet');
  });

  it('shows a title as the feed writes it, and runs nothing of it', async () => {
    const main = await mainOf(await started(), '/feeds');
    expect(words(main)).toContain('Lighthouse Weekly <b>& friends</b>');
    expect(main.querySelector('b')).toBeNull();
  });
});

describe('the page of health', () => {
  it('says what is wrong, what waits and what else there is', async () => {
    const main = await mainOf(await started(), '/health');
    expect(words(main.querySelector('.verdict'))).toContain('1 thing is wrong');
    expect(words(main)).toContain('2 of 6 feeds cannot be read');
    expect(words(main)).toContain('Articles to analyse1,203');
    expect(words(main)).toContain('Stories1,377');
  });

  it('says that all is well when it is', async () => {
    const main = await mainOf(await started({ operator: bare }), '/health');
    expect(words(main.querySelector('.verdict'))).toBe('All is well.');
  });
});

describe('the page of changes', () => {
  it('says who changed what and when, what stood before, and what was undone', async () => {
    const main = await mainOf(await started(), '/changes');
    const [slack, discord] = [...main.querySelectorAll('.card')];
    expect(words(slack)).toContain('Slack, workspace T0HARBOUR');
    expect(words(slack)).toContain('Who may change thingsmanagersBeside themU0EDITORCharts in digestsyes');
    const changes = [...(slack?.querySelectorAll('.change') ?? [])];
    expect(changes.map((one) => one.querySelector('.change-id')?.textContent)).toEqual(['3', '2', '1']);
    expect(words(changes[0])).toContain('/news pauseU0EDITOR in C0COUNCIL, Tue 3 Jun, 04:10 UTC');
    expect(words(changes[0]?.querySelector('del'))).toBe('budget at 17:00 every day (Europe/Kyiv)');
    expect(words(changes[0]?.querySelector('ins'))).toBe('budget at 17:00 every day (Europe/Kyiv), paused');
    expect(words(changes[1])).toContain('Undone by 4');
    expect(words(discord)).toContain('Nothing has been changed yet.');
  });
});

describe("the operator's pages", () => {
  it('say what to do while there is nothing to see', async () => {
    const page = await started({ operator: bare });
    expect(words(await mainOf(page, '/channels'))).toContain('/news follow TOPIC at 08:00');
    expect(words(await mainOf(page, '/feeds'))).toContain('/news feed add URL');
    expect(words(await mainOf(page, '/changes'))).toContain('Nobody has changed anything yet');
  });

  it('lead to one another, and name the one that is open', async () => {
    const page = await started();
    for (const path of ['/', '/channels', '/feeds', '/health', '/changes']) {
      const { document } = parseHTML(await (await fetch(page.url + path)).text());
      expect(document.querySelector('nav [aria-current="page"]')?.getAttribute('href')).toBe(path);
      expect(document.querySelectorAll('nav a')).toHaveLength(5);
    }
  });

  it('are not there without a desk to look at', async () => {
    const page = testPage();
    pages.push(page);
    await page.start(async () => answers.notice);
    expect((await fetch(`${page.url}/channels`)).status).toBe(404);
    expect(await (await fetch(page.url)).text()).not.toContain('<nav');
  });
});

describe('the help to the box', () => {
  it('tells every verb with what it takes', async () => {
    const parameters = [
      { name: 'topics', required: true },
      { name: 'time', required: true, lead: 'at' },
      { name: 'zone', required: false, lead: 'in' },
    ];
    const news = {
      name: 'news',
      usage: '',
      description: 'News',
      verbs: [{ name: 'follow', summary: 'a digest', parameters }],
    };
    const { document } = parseHTML(await (await fetch((await started({ commands: [news] })).url)).text());
    expect(words(document.querySelector('#help'))).toContain('/news follow TOPICS at TIME [in ZONE]');
    expect(document.querySelector('[data-command="/news follow"]')).not.toBeNull();
  });
});

describe('streams of events', () => {
  it(`are ${streamsKept} at most: the oldest is told, and ended for a new one`, async () => {
    const page = await started();
    const open = async (): Promise<ReadableStreamDefaultReader<string> | undefined> =>
      (await fetch(`${page.url}/events`)).body?.pipeThrough(new TextDecoderStream()).getReader();
    const oldest = await open();
    const rest = await Promise.all(Array.from({ length: streamsKept }, open));
    let told = '';
    for (;;) {
      const { value, done } = (await oldest?.read()) ?? { value: undefined, done: true };
      told += value ?? '';
      if (done) break;
    }
    expect(told).toContain('event: displaced');
    await Promise.all(rest.map((reader) => reader?.cancel()));
  });
});

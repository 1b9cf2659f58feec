/** A newcomer's first ten minutes on each platform: what they do, and what they see; drawn for README. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium as playwright } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Payload } from '../../src/ports.ts';
import { chromium } from '../environment.ts';
import type { Message } from '../fakes/slack/workspace.ts';
import { ids } from '../fakes/slack/workspace.ts';
import { discardAll, newFolder, root } from './command-line.ts';
import {
  type Composed,
  compose,
  type Fakes,
  movedClock,
  onDiscord,
  onSlack,
  quiet,
  type Seen,
  startFakes,
  until,
} from './desk.ts';
import { type Row, transcriptHtml } from './transcript.ts';

const folder = join(root, 'docs', 'pictures');
/** One that is there is kept: whoever means to change it deletes it first. */
const isMissing = (look: 'slack' | 'discord'): boolean => !existsSync(join(folder, `newcomer-${look}.png`));

let fakes: Fakes;
let composed: Composed;
let browser: Browser | undefined;

beforeAll(async () => {
  if (chromium !== undefined && (isMissing('slack') || isMissing('discord')))
    browser = await playwright.launch({ executablePath: chromium, args: ['--no-sandbox'] });
});
afterAll(async () => {
  await browser?.close();
  await discardAll();
});
beforeEach(async () => {
  fakes = await startFakes();
  fakes.discord.world.joined = false;
  composed = await compose(fakes, await newFolder(), movedClock(new Date().toISOString()));
  // Here the analysis shares the thread with the platforms: it is done before anybody waits for an acknowledgement.
  await composed.desk.topStories();
});
afterEach(async () => {
  expect(composed.errors).toEqual([]);
  expect(fakes.discord.world.violations).toEqual([]);
  expect([...onSlack(fakes), ...onDiscord(fakes)].flatMap(({ pings }) => pings)).toEqual([]);
  await composed.service.stop();
  await fakes.close();
});

const draw = async (look: 'slack' | 'discord', title: string, rows: readonly Row[]): Promise<void> => {
  if (browser === undefined || !isMissing(look)) return;
  const page = await browser.newPage({ viewport: { width: 800, height: 900 }, deviceScaleFactor: 1 });
  await page.setContent(transcriptHtml(look, title, rows));
  await page.screenshot({ path: join(folder, `newcomer-${look}.png`), fullPage: true });
  await page.close();
};

/** Does something, and gives what came of it once nothing more comes. */
const walk = (seen: () => readonly Seen[], payloadOf: (ref: string) => Payload) => {
  const rows: Row[] = [];
  const step = async (did: string, says: RegExp, act: () => unknown): Promise<readonly Seen[]> => {
    const before = new Map(seen().map(({ ref, text }) => [ref, text]));
    await act();
    // What only its reader sees may also be written anew in its place.
    const fresh = (): readonly Seen[] => seen().filter(({ ref, text }) => before.get(ref) !== text);
    await until(() =>
      expect(
        fresh()
          .map(({ text }) => text.replaceAll(/\s+/gu, ' '))
          .join('\n'),
      ).toMatch(says),
    );
    await quiet(() => fresh().length);
    rows.push({ kind: 'did', text: did });
    const came = fresh();
    const refs = new Set(came.map(({ ref }) => ref));
    const under = came.filter(({ parent }) => parent !== undefined && refs.has(parent));
    for (const post of came.filter((each) => !under.includes(each)))
      rows.push({ kind: 'saw', payload: payloadOf(post.ref), alone: post.alone, threaded: post.parent !== undefined });
    if (under.length > 0) rows.push({ kind: 'thread', posts: under.length });
    return came;
  };
  return { rows, step };
};

describe("a newcomer's first ten minutes", () => {
  it('on Slack: welcomed, briefed, differing shown, asked and asked on, followed in one press, undone', async () => {
    const { slack } = fakes;
    const message = (ref: string): Message => {
      const found = slack.workspace.messages.find(({ ts }) => ts === ref);
      if (found === undefined) throw new Error(`there is no message ${ref}`);
      return found;
    };
    const { rows, step } = walk(
      () => onSlack(fakes),
      (ref) => ({ text: message(ref).text, blocks: message(ref).blocks }),
    );
    const press = (post: Seen | undefined, label: string) => () => slack.press(message(post?.ref ?? ''), label);
    const [welcome] = await step('You: /invite @Crosswire', /Crosswire is here/u, () =>
      slack.event({
        type: 'member_joined_channel',
        user: ids.botUser,
        channel: ids.channel,
        team: ids.team,
        inviter: ids.admin,
      }),
    );
    expect(welcome?.alone).toBe(false);
    const [card] = await step('You press: Try a briefing', /Top stories/u, press(welcome, 'Try a briefing'));
    const [differing] = await step(
      'You press: Where they differ',
      /under the age of 25/u,
      press(card, 'Where they differ'),
    );
    expect(differing?.alone).toBe(true);
    const ask = (text: string) => () =>
      slack.event({
        type: 'app_mention',
        user: ids.admin,
        channel: ids.channel,
        text: `<@${ids.botUser}> ${text}`,
        ts: slack.says(`<@${ids.botUser}> ${text}`, ids.channel, card?.ref),
        thread_ts: card?.ref,
      });
    const [bodies] = await step(
      'You, in the thread: @Crosswire how many bodies will be returned?',
      /6,000/u,
      ask('how many bodies will be returned?'),
    );
    expect(bodies?.parent).toBe(card?.ref);
    const [led] = await step(
      'You, in the thread: @Crosswire and who said so?',
      /Question: and who said so/u,
      ask('and who said so?'),
    );
    expect(led?.parent).toBe(card?.ref);
    const [slip] = await step('You: /news folow swap 8am weekdays', /Did you mean/u, () =>
      slack.slash({ command: '/news', text: 'folow swap 8am weekdays' }),
    );
    const [followed] = await step(
      'You press: That is what I meant',
      /follows swap at 08:00 on weekdays \(Europe\/Kyiv\)/u,
      press(slip, 'That is what I meant'),
    );
    await step('You: /news settings', /Settings of this channel/u, () =>
      slack.slash({ command: '/news', text: 'settings' }),
    );
    await step('You press: Undo', /undone|Undone|taken back/u, press(followed, 'Undo'));
    expect(await composed.store.subscriptions.list()).toEqual([]);
    await draw('slack', 'The first ten minutes, on Slack', rows);
  });

  it('on Discord: welcomed, briefed, differing shown, asked and asked on, followed, undone', async () => {
    const { people, world } = fakes.discord;
    const { rows, step } = walk(
      () => onDiscord(fakes),
      (ref) => world.messages.find(({ id }) => id === ref)?.body ?? {},
    );
    const press = (post: Seen | undefined, label: string) => () => people.presses({ label, message: post?.ref ?? '' });
    const [welcome] = await step('You add Crosswire to your server', /Crosswire is here/u, () =>
      people.invites(new Date().toISOString()),
    );
    expect(welcome?.alone).toBe(false);
    const [card] = await step('You press: Try a briefing', /Top stories/u, press(welcome, 'Try a briefing'));
    const [differing] = await step(
      'You press: Where they differ',
      /under the age of 25/u,
      press(card, 'Where they differ'),
    );
    expect(differing?.alone).toBe(true);
    await step('You, in the thread: @Crosswire how many bodies will be returned?', /6,000/u, () =>
      people.says({ text: `<@${world.bot}> how many bodies will be returned?`, channel: card?.ref ?? '' }),
    );
    await step('You, in the thread: @Crosswire and who said so?', /and who said so/u, () =>
      people.says({ text: `<@${world.bot}> and who said so?`, channel: card?.ref ?? '' }),
    );
    const [followed] = await step(
      'You: /news follow topics: swap time: 8am days: weekdays zone: Kyiv',
      /follows swap at 08:00 on weekdays/u,
      () => people.slash({ name: 'news', text: 'follow swap at 8am weekdays in Kyiv', manages: true }),
    );
    await step('You: /news settings show', /Settings of this channel/u, () =>
      people.slash({ name: 'news', text: 'settings show', manages: true }),
    );
    await step('You press: Undo', /undone|Undone|taken back/u, () =>
      people.presses({ label: 'Undo', message: followed?.ref ?? '', manages: true }),
    );
    expect(await composed.store.subscriptions.list()).toEqual([]);
    await draw('discord', 'The first ten minutes, on Discord', rows);
  });
});

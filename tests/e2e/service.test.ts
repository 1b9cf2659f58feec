/** The service over both fakes at once: what people in a channel see. */
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newsStream } from '../../bench/stream.ts';
import { engineVersion } from '../../src/live/version.ts';
import type { Briefing } from '../../src/model.ts';
import { openStore } from '../../src/store/store.ts';
import { ids } from '../fakes/slack/workspace.ts';
import { discardAll, newFolder } from './command-line.ts';
import {
  type Composed,
  channels,
  compose,
  type Fakes,
  movedClock,
  onDiscord,
  onSlack,
  publicUrl,
  type Seen,
  startFakes,
  until,
} from './desk.ts';

const beforeSlot = '2025-06-03T04:59:00Z';
const slot = '2025-06-03T05:00:05Z';

let fakes: Fakes;
let composed: Composed | undefined;

beforeEach(async () => {
  fakes = await startFakes();
});
afterEach(async () => {
  await composed?.service.stop();
  composed = undefined;
  await fakes.close();
});
afterAll(discardAll);

const cards = (posts: readonly Seen[]): readonly Seen[] => posts.filter(({ parent }) => parent === undefined);
const under = (posts: readonly Seen[], card: Seen | undefined): readonly Seen[] =>
  posts.filter(({ parent }) => parent !== undefined && parent === card?.ref);
const words = (text: string): string => text.replaceAll(/\s+/gu, ' ');

/** A card for everybody, and under it a thread with every point and links to the cited passages. */
const expectBriefing = (posts: readonly Seen[], briefing: Briefing): void => {
  const [card] = cards(posts);
  const thread = under(posts, card);
  expect(card?.alone).toBe(false);
  expect(card?.text).toContain(briefing.title);
  const told = words(thread.map(({ text }) => text).join('\n'));
  for (const point of briefing.points) expect(told).toContain(words(point.text));
  const links = thread.flatMap((post) => post.links);
  for (const { citations } of briefing.points)
    for (const { article, start, end } of citations)
      expect(links).toContain(`${publicUrl}/read/${article}#${start}-${end}`);
};

/** Waits until nothing more has come for a while that a reader would not notice. */
const complete = (posts: () => readonly Seen[], briefing: Briefing): Promise<void> =>
  until(() => expect(words(posts().at(-1)?.text ?? '')).toContain(briefing.sources.at(-1)?.title ?? '?'));

describe.each(['socket', 'http'] as const)('a command, with Slack over %s', (mode) => {
  it('is acknowledged before the engine has answered, and ends in a card with a thread of links', async () => {
    // The hour as it is: Slack signs its requests with it.
    const clock = movedClock(new Date().toISOString());
    composed = await compose(fakes, await newFolder(), clock, '', mode);
    const { engine, desk } = composed;
    for (const [command, briefing] of [
      ['swap', await composed.topic('swap')],
      ['news', await desk.topStories()],
    ] as const) {
      fakes.slack.workspace.messages.length = 0;
      fakes.discord.world.messages.length = 0;
      engine.hold();
      const ack = await fakes.slack.slash({ command: `/${command}`, text: '' });
      expect(ack.status).toBe(200);
      const started = performance.now();
      const interaction = fakes.discord.people.slash({ name: command, text: '' });
      await until(() => expect(interaction.state).not.toBe('open'));
      const discordAck = performance.now() - started;
      // Both were acknowledged while the engine holds its answer back: nothing can stand yet.
      await until(() => expect(engine.asked).toBe(true));
      expect([...onSlack(fakes), ...onDiscord(fakes)].filter(({ alone }) => !alone)).toEqual([]);
      console.log(
        `/${command} acknowledged: Slack (${mode}) ${ack.after.toFixed(0)} ms, Discord ${discordAck.toFixed(0)} ms`,
      );
      engine.release();
      await complete(() => onSlack(fakes), briefing);
      await complete(() => onDiscord(fakes), briefing);
      expectBriefing(onSlack(fakes), briefing);
      expectBriefing(onDiscord(fakes), briefing);
      expect(cards(onSlack(fakes))).toHaveLength(1);
      expect(cards(onDiscord(fakes))).toHaveLength(1);
    }
    expect(composed.errors).toEqual([]);
    expect(fakes.discord.world.violations).toEqual([]);
  });
});

describe('while two thousand articles are being analysed', () => {
  it('acknowledges and answers every command on both platforms before the analysis is done', async () => {
    const data = await newFolder();
    const path = join(data, 'crosswire.db');
    const filled = await openStore({ kind: 'sqlite', path });
    await filled.articles.put(newsStream(2_000));
    await filled.close();
    composed = await compose(fakes, data, movedClock(new Date().toISOString()), '', 'http', 'in its thread');
    const { store } = composed;
    const unread = (): Promise<number> => store.readings.waiting(engineVersion);
    await until(async () => expect(await unread()).toBeLessThan(1_950));

    const rounds = 10;
    const before = { slack: onSlack(fakes).length, discord: onDiscord(fakes).length };
    const left = await unread();
    for (let round = 0; round < rounds; round += 1) {
      const ack = await fakes.slack.slash({ command: '/news', text: 'status' });
      expect(ack.status).toBe(200);
      const interaction = fakes.discord.people.slash({ name: 'news', text: 'status' });
      await until(() => expect(interaction.state).not.toBe('open'));
    }
    // A question goes to the thread itself, between two of its small tasks.
    fakes.discord.people.slash({ name: 'news', text: '' });
    await until(() => expect(onSlack(fakes).length).toBeGreaterThanOrEqual(before.slack + rounds));
    await until(() => expect(onDiscord(fakes).length).toBeGreaterThan(before.discord + rounds));
    const then = await unread();
    expect(then).toBeGreaterThan(0);
    expect(then).toBeLessThanOrEqual(left);
    expect(composed.errors).toEqual([]);
    expect(fakes.discord.world.violations).toEqual([]);

    await composed.service.stop();
    composed = undefined;
    // What was read before the stop is kept, and nothing else is lost.
    const kept = await openStore({ kind: 'sqlite', path });
    const read = await kept.readings.after(engineVersion, 0, 3_000);
    expect(new Set(read.map(({ article }) => article.id)).size).toBe(read.length);
    expect(read.length + (await kept.readings.waiting(engineVersion))).toBe((await kept.articles.all()).length);
    await kept.close();
  }, 180_000);
});

const question = 'How many bodies will be returned?';

/** What a reply under the card says, past those that stood there before. */
const answerAfter = async (posts: () => readonly Seen[], before: number): Promise<Seen> => {
  await until(() => expect(posts().length).toBeGreaterThan(before));
  const last = posts().at(-1);
  if (last === undefined) throw new Error('nothing stands');
  return last;
};

describe('a mention in the thread of a briefing', () => {
  it('is answered there, from that briefing alone, on both platforms', async () => {
    composed = await compose(fakes, await newFolder(), movedClock(beforeSlot));
    // One of the five articles speaks of the children: its briefing cannot know what the others say.
    const briefing = await composed.topic('children');
    await fakes.slack.slash({ command: '/children', text: '' });
    fakes.discord.people.slash({ name: 'children', text: '' });
    await complete(() => onSlack(fakes), briefing);
    await complete(() => onDiscord(fakes), briefing);

    const [slackCard] = cards(onSlack(fakes));
    const [discordCard] = cards(onDiscord(fakes));
    const before = { slack: onSlack(fakes).length, discord: onDiscord(fakes).length };
    await fakes.slack.event({
      type: 'app_mention',
      user: ids.member,
      text: `<@${ids.botUser}> ${question}`,
      channel: ids.channel,
      ts: fakes.slack.says(`<@${ids.botUser}> ${question}`, ids.channel, slackCard?.ref),
      thread_ts: slackCard?.ref,
    });
    const { bot } = fakes.discord.world;
    fakes.discord.people.says({ text: `<@${bot}> ${question}`, channel: discordCard?.ref ?? '' });

    const answers = {
      slack: await answerAfter(() => onSlack(fakes), before.slack),
      discord: await answerAfter(() => onDiscord(fakes), before.discord),
    };
    const within = await composed.desk.ask(question, briefing);
    const anywhere = await composed.desk.ask(question);
    expect(within).not.toEqual(anywhere);
    expect(answers.slack.parent).toBe(slackCard?.ref);
    expect(answers.discord.parent).toBe(discordCard?.ref);
    for (const { text } of Object.values(answers))
      for (const said of within.answer.length > 0 ? within.answer.map((point) => point.text) : [within.reason ?? '?'])
        expect(words(text)).toContain(words(said));
    expect(composed.errors).toEqual([]);
  });
});

describe('a digest that DIGESTS orders', () => {
  it('falls due, is posted once on each platform with its thread, and not again after a restart', async () => {
    const clock = movedClock(beforeSlot);
    const data = await newFolder();
    const to = channels(fakes);
    const digests = `slack:${to.slack} 08:00 daily Europe/Kyiv; discord:${to.discord} 08:00 daily Europe/Kyiv swap`;
    composed = await compose(fakes, data, clock, digests);
    await composed.beat();
    expect([...onSlack(fakes), ...onDiscord(fakes)]).toEqual([]);

    clock.set(slot);
    await composed.beat();
    const stands = { slack: onSlack(fakes), discord: onDiscord(fakes) };
    for (const posts of Object.values(stands)) {
      const [card, ...more] = cards(posts);
      expect(more).toEqual([]);
      expect(card?.text).toContain('Morning digest');
      expect(
        under(posts, card)
          .flatMap(({ links }) => links)
          .some((link) => link.startsWith(publicUrl)),
      ).toBe(true);
    }
    await composed.beat();

    await composed.service.stop();
    composed = await compose(fakes, data, clock, digests);
    await composed.beat();
    expect({ slack: onSlack(fakes), discord: onDiscord(fakes) }).toEqual(stands);

    clock.set('2025-06-04T05:00:05Z');
    await composed.beat();
    expect(cards(onSlack(fakes))).toHaveLength(2);
    expect(cards(onDiscord(fakes))).toHaveLength(2);
    expect(composed.errors).toEqual([]);
    expect(fakes.discord.world.violations).toEqual([]);
  });

  it('is answered about in its thread, from its own sources', async () => {
    const clock = movedClock(beforeSlot);
    composed = await compose(fakes, await newFolder(), clock, `slack:${ids.channel} 08:00 daily Europe/Kyiv children`);
    clock.set(slot);
    await composed.beat();
    const [card] = cards(onSlack(fakes));
    const before = onSlack(fakes).length;
    await fakes.slack.event({
      type: 'app_mention',
      user: ids.member,
      text: `<@${ids.botUser}> ${question}`,
      channel: ids.channel,
      ts: fakes.slack.says(question, ids.channel, card?.ref),
      thread_ts: card?.ref,
    });
    const answer = await answerAfter(() => onSlack(fakes), before);
    const within = await composed.desk.ask(question, await composed.topic('children'));
    for (const said of within.answer.length > 0 ? within.answer.map((point) => point.text) : [within.reason ?? '?'])
      expect(words(answer.text)).toContain(words(said));
  });
});

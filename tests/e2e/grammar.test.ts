/** The whole grammar, line by line, over both fakes at once: who sees the answer, and what it says. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { specificationFaults } from '../fakes/discord/checks.ts';
import { ids } from '../fakes/slack/workspace.ts';
import { discardAll, newFolder } from './command-line.ts';
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

interface Line {
  /** After `/news`, or after the shortcut that is named. */
  readonly typed: string;
  readonly shortcut?: string;
  /** Seen by the asker alone. */
  readonly alone: boolean;
  readonly says: RegExp;
  /** Of somebody who manages nothing. */
  readonly reader?: true;
  /** Something is missing: Slack opens a form, Discord offers one. */
  readonly form?: true;
  /** Discord's options do not let a person type it. */
  readonly slackAlone?: true;
}

const alone = (typed: string, says: RegExp, more: Partial<Line> = {}): Line => ({ typed, alone: true, says, ...more });
const forAll = (typed: string, says: RegExp, more: Partial<Line> = {}): Line => ({
  typed,
  alone: false,
  says,
  ...more,
});

/** In this order: each line finds what those before it left. */
const lines: readonly Line[] = [
  forAll('', /Top stories/u, { slackAlone: true }),
  forAll('brief', /Top stories/u),
  forAll('brief swap', /Prisoner swap/iu),
  forAll('SWAPS', /Prisoner swap/iu, { slackAlone: true }),
  forAll('', /Prisoner swap/iu, { shortcut: 'swap' }),
  forAll('ask how many bodies will be returned?', /6,000/u),
  forAll('how many bodies will be returned?', /6,000/u, { shortcut: 'bodies' }),
  forAll('ask who won the football?', /no source/iu),
  alone('sources swap', /Sources: /u),
  alone('differences swap', /under the age of 25/u),
  alone('timeline talks', /Timeline/u),
  forAll('share differences swap', /under the age of 25/u),
  alone('list', /follows nothing yet/u),
  alone('follow swap, talks at 8am weekdays in Kyiv', /08:00 on weekdays \(Europe\/Kyiv\)/u),
  alone('follow swaps 8.30 every day Kyiv time', /08:30 every day \(Europe\/Kyiv\)/u, { slackAlone: true }),
  alone('list', /swap, talks at 08:00/u),
  alone('pause', /Paused/u),
  alone('list', /paused/u),
  alone('resume', /Resumed/u),
  forAll('now', /Digest preview/u),
  alone('why https://news.example.org/nothing', /digest/iu),
  alone('unfollow talks', /Unfollowed/u),
  alone('unfollow', /Unfollowed/u),
  alone('unfollow', /follows nothing/u),
  alone('topic add grain = "Black Sea" grain OR corn -popcorn', /grain/u),
  alone('topic list', /grain: /u),
  alone('topic remove grain', /grain/u),
  alone('topic remove grain', /no topic "grain"/u),
  alone('feed list', /No feed/u),
  alone('feed errors', /No feed/u),
  alone('feed export', /No feed/u),
  alone('feed add https://feeds.example.org/rss', /cannot add/u, { form: true }),
  alone('feed remove https://feeds.example.org/rss', /No feed here/u),
  alone('status', /Status/u),
  alone('settings show', /Settings of this channel/u),
  alone('settings changes everyone', /Everyone may/u),
  alone('settings changes managers', /Managers only/u),
  alone('log', /follow swap/u),
  alone('help', /What I can do/u),
  alone('help follow', /Help: follow/u),
  alone('help', /What I can do/u, { shortcut: 'swap' }),
  // Slips, and what nobody should type.
  alone('folow swap at 08:00', /Did you mean/u, { slackAlone: true }),
  alone('swpa', /news swap/u, { slackAlone: true }),
  alone('frobnicate', /no topic "frobnicate"/u, { slackAlone: true }),
  alone('follow swap', /no time of day is given/u, { form: true, slackAlone: true }),
  alone('follow swap at 25:00', /25:00/u, { form: true }),
  alone('follow nothing-such at 08:00', /nothing-such/u, { form: true }),
  alone('\u{1f600}\u{1f600}', /no topic/u, { slackAlone: true }),
  alone('<!channel> @everyone', /no topic/u, { slackAlone: true }),
  // Reading is for everyone, changing is not.
  forAll('brief swap', /Prisoner swap/iu, { reader: true }),
  alone('sources swap', /Sources: /u, { reader: true }),
  alone('follow swap at 08:00 in Kyiv', /Only those who manage/u, { reader: true }),
  alone('unfollow', /Only those who manage/u, { reader: true }),
  alone('pause', /Only those who manage/u, { reader: true }),
  alone('topic add x = y', /Only those who manage/u, { reader: true }),
  alone('feed add https://feeds.example.org/rss', /Only those who manage/u, { reader: true }),
  alone('settings changes everyone', /Only those who manage/u, { reader: true, slackAlone: true }),
];

/** Milliseconds to each acknowledgement; told, not judged: machines differ. */
const acks: { readonly slack: number[]; readonly discord: number[] } = { slack: [], discord: [] };

const share = (times: readonly number[], part: number): string =>
  `${([...times].sort((a, b) => a - b)[Math.ceil(times.length * part) - 1] ?? 0).toFixed(0)} ms`;

let fakes: Fakes;
let composed: Composed;

beforeAll(async () => {
  fakes = await startFakes();
  composed = await compose(fakes, await newFolder(), movedClock(new Date().toISOString()));
  // Here the analysis shares the thread with the platforms: it is done before anybody waits for an acknowledgement.
  await composed.desk.topStories();
  // So is the fake's own reading of Discord's specification, which takes a second.
  specificationFaults('/interactions/{interaction_id}/{interaction_token}/callback', 'POST', { type: 5 });
});
afterAll(async () => {
  for (const [name, times] of Object.entries(acks))
    console.log(
      `${name}: ${times.length} acknowledged, half within ${share(times, 0.5)}, 99% within ${share(times, 0.99)}`,
    );
  await composed.service.stop();
  await fakes.close();
  await discardAll();
});

/** What came since: the first post that says it, for the right eyes, and no word of it to anybody else. */
const expectAnswer = async (posts: () => readonly Seen[], before: number, line: Line): Promise<void> => {
  const fresh = (): readonly Seen[] => posts().slice(before);
  await until(() =>
    expect(
      fresh()
        .map(({ text }) => text.replaceAll(/\s+/gu, ' '))
        .join('\n'),
    ).toMatch(line.says),
  );
  const found = fresh().find(({ text }) => line.says.test(text.replaceAll(/\s+/gu, ' ')));
  expect((found ?? fresh()[0])?.alone).toBe(line.alone);
  // What is for one alone is told to nobody else, not by another post either.
  if (line.alone) expect(fresh().filter((post) => !post.alone)).toEqual([]);
};

describe('the grammar', () => {
  it.each(
    lines.map(
      (line) => [`/${line.shortcut ?? 'news'} ${line.typed}${line.reader ? ' (of a reader)' : ''}`, line] as const,
    ),
  )('answers %s', async (_, line) => {
    const name = line.shortcut ?? 'news';
    // The thread of the line before may still be coming in.
    await quiet(() => onSlack(fakes).length + onDiscord(fakes).length);
    const before = { slack: onSlack(fakes).length, discord: onDiscord(fakes).length };
    const ack = await fakes.slack.slash({
      command: `/${name}`,
      text: line.typed,
      user: line.reader === true ? ids.member : ids.admin,
    });
    expect(ack.status).toBe(200);
    acks.slack.push(ack.after);
    if (line.form === true) await until(() => expect(JSON.stringify(fakes.slack.modal.view)).toMatch(line.says));
    else await expectAnswer(() => onSlack(fakes), before.slack, line);
    if (line.slackAlone !== true) {
      const started = performance.now();
      const interaction = fakes.discord.people.slash({ name, text: line.typed, manages: line.reader !== true });
      await vi.waitFor(() => expect(interaction.state).not.toBe('open'), { timeout: 3_000, interval: 2 });
      acks.discord.push(performance.now() - started);
      await expectAnswer(() => onDiscord(fakes), before.discord, line);
    }
    expect([...onSlack(fakes), ...onDiscord(fakes)].flatMap(({ pings }) => pings)).toEqual([]);
    expect(composed.errors).toEqual([]);
    expect(fakes.discord.world.violations).toEqual([]);
  });
});

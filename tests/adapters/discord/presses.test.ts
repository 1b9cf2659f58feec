import { PermissionFlagsBits } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DiscordOptions } from '../../../adapters/discord/discord.ts';
import type { Action, Answer, Command } from '../../../src/model.ts';
import { answers, briefings } from '../../contracts/samples.ts';
import { controlsOf } from '../../fakes/discord/controls.ts';
import { createHarness, type DiscordHarness } from './harness.ts';

let harness: DiscordHarness;
const commands: Command[] = [];

type Script = (command: Command) => Answer | Promise<Answer>;

const begin = async (script: Script, options: Partial<DiscordOptions> = {}): Promise<DiscordHarness['discord']> => {
  harness = await createHarness(options);
  await harness.platform.start(async (command) => {
    commands.push(command);
    return script(command);
  });
  return harness.discord;
};

const settled = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 20_000, interval: 10 });
const posted = (count: number): Promise<void> => settled(() => expect(harness.posts()).toHaveLength(count));
const callbacks = () =>
  harness.discord.world.requests.filter(({ path }) => path.endsWith('/callback')).map(({ body }) => body);
const labels = (ref: string | undefined): readonly string[] =>
  controlsOf(harness.discord.world.messages.find(({ id }) => id === ref)?.body.components).map(({ label }) => label);

beforeEach(() => {
  commands.length = 0;
});
afterEach(async () => {
  await harness.platform.stop();
  await harness.close();
});

const sources: Action = { label: 'Sources', text: 'sources' };
const card: Answer = {
  ...answers.typical,
  actions: [sources, { label: 'Follow', text: 'follow swap', style: 'primary' }],
};
const excerpt = (page: number, actions: readonly Action[] = []): Answer => ({
  kind: 'excerpt',
  excerpt: {
    title: 'Sources',
    briefing: { ...briefings.typical, points: [], differences: [], updates: [], timeline: [], ahead: [] },
    page,
    pages: 3,
  },
  actions,
});
const done = (title: string, actions: readonly Action[] = []): Answer => ({
  kind: 'notice',
  notice: { tone: 'done', title, lines: [] },
  actions,
});
const asksAlone: Partial<DiscordOptions> = { expectsNotice: ({ text }) => text !== '' };
const ofText =
  (script: Readonly<Record<string, Answer>>): Script =>
  ({ text }) =>
    script[text] ?? answers.refusal;

describe('a button on a card', () => {
  it('is the command that it stands for, about the thread of the card, by whoever presses it', async () => {
    const { people } = await begin(ofText({ '': card, sources: excerpt(1) }), asksAlone);
    people.slash({ name: 'news', text: '' });
    await posted(2);
    const ref = harness.posts()[0]?.ref ?? '';
    expect(labels(ref)).toEqual(['Sources', 'Follow']);
    people.presses({ label: 'Sources', by: '905' });
    await posted(3);
    expect(commands[1]).toEqual({
      address: { ...harness.address, thread: ref },
      person: { id: '905', manages: false },
      name: 'news',
      text: 'sources',
    });
    expect(harness.posts()[2]?.audience).toBe('asker');
  });

  it('is acknowledged before the engine is asked', async () => {
    let acknowledged = 0;
    const { people } = await begin(({ text }) => {
      acknowledged = callbacks().length;
      return text === '' ? card : excerpt(1);
    });
    people.slash({ name: 'news', text: '' });
    await posted(2);
    people.presses({ label: 'Sources' });
    await posted(3);
    expect(acknowledged).toBe(2);
  });

  it('acts once though it is handed in three times', async () => {
    const { people, gateway } = await begin(ofText({ '': card, sources: excerpt(1) }), asksAlone);
    people.slash({ name: 'news', text: '' });
    await posted(2);
    people.presses({ label: 'Sources' });
    gateway.repeatLast();
    gateway.repeatLast();
    people.presses({ label: 'Follow' });
    await posted(4);
    // Whichever was acknowledged first.
    expect(commands.map(({ text }) => text).toSorted()).toEqual(['', 'follow swap', 'sources']);
  });

  it('is left to the other Crosswire that has acknowledged it', async () => {
    const { people, faults } = await begin(ofText({ '': card, sources: excerpt(1) }), asksAlone);
    people.slash({ name: 'news', text: '' });
    await posted(2);
    faults.on(/callback$/u);
    faults.next({ kind: 'refused', status: 400, code: 40060, message: 'Interaction has already been acknowledged.' });
    people.presses({ label: 'Follow' });
    await settled(() => expect(callbacks()).toHaveLength(2));
    people.presses({ label: 'Sources' });
    await posted(3);
    expect(commands.map(({ text }) => text)).toEqual(['', 'sources']);
  });

  it('tells somebody without the right so, alone', async () => {
    const script: Script = ({ text, person }) =>
      text === '' ? card : person.manages ? done('Followed.') : answers.refusal;
    const { people } = await begin(script, asksAlone);
    people.slash({ name: 'news', text: '' });
    await posted(2);
    people.presses({ label: 'Follow', permissions: PermissionFlagsBits.SendMessages });
    await posted(3);
    people.presses({ label: 'Follow', permissions: PermissionFlagsBits.ManageChannels });
    await posted(4);
    const [refused, followed] = harness.posts().slice(2);
    expect([refused?.audience, followed?.audience]).toEqual(['asker', 'asker']);
    expect(refused?.reading.text).toContain(answers.refusal.notice.fix);
    expect(followed?.reading.text).toContain('Followed.');
  });

  it('of a card that was posted long ago, before a restart, still works', async () => {
    await begin(ofText({ '': card, sources: excerpt(1) }), asksAlone);
    const { parent } = harness.platform.render({ ...answers.digest, actions: [sources] });
    const sent = await harness.platform.send(harness.address, parent, 'slot');
    if (sent.kind !== 'sent') throw new Error('not sent');
    await harness.platform.stop();
    await harness.platform.start(async (command) => {
      commands.push(command);
      return excerpt(1);
    });
    harness.discord.people.presses({ label: 'Sources', message: sent.ref });
    await posted(2);
    expect(commands[0]?.address.thread).toBe(sent.ref);
  });

  it('in a thread is about the card that carries it, not about the one above', async () => {
    const { people } = await begin(ofText({ '': card, sources: excerpt(1) }), asksAlone);
    people.slash({ name: 'news', text: '' });
    await posted(2);
    const thread = harness.posts()[0]?.ref ?? '';
    people.slash({ name: 'news', text: '', channel: thread });
    await posted(4);
    const inner = harness.posts()[2]?.ref ?? '';
    people.presses({ label: 'Sources', message: inner });
    await posted(5);
    expect(commands[2]?.address).toEqual({ ...harness.address, thread: inner });
  });

  it('that brings another card gives it a thread of its own', async () => {
    const { people, world } = await begin(
      ofText({ '': { ...card, actions: [{ label: 'Talks', text: 'talks' }] }, talks: card }),
    );
    people.slash({ name: 'news', text: '' });
    await posted(2);
    people.presses({ label: 'Talks' });
    await posted(4);
    const second = harness.posts()[2]?.ref ?? '';
    expect(harness.posts()[3]?.parent).toBe(second);
    expect(world.channels.get(second)?.type).toBe(11);
  });
});

describe('a button on what the asker alone sees', () => {
  const paged = ofText({
    sources: excerpt(1, [{ label: 'Next page', text: 'sources page 2' }]),
    'sources page 2': excerpt(2, [
      { label: 'Previous page', text: 'sources' },
      { label: 'Share to channel', text: 'share sources', thread: '777000111222333444' },
    ]),
    'share sources': { ...excerpt(2), audience: 'channel' },
  });

  it('turns the page in place', async () => {
    const { people } = await begin(paged, asksAlone);
    people.slash({ name: 'news', text: 'sources' });
    await posted(1);
    people.presses({ label: 'Next page' });
    await settled(() => expect(harness.posts()[0]?.reading.text).toContain('page 2'));
    expect(harness.posts()).toHaveLength(1);
    expect(labels(harness.posts()[0]?.ref)).toEqual(['Previous page', 'Share to channel']);
    people.presses({ label: 'Previous page' });
    await settled(() => expect(labels(harness.posts()[0]?.ref)).toEqual(['Next page']));
    expect(callbacks().slice(1)).toEqual([{ type: 6 }, { type: 6 }]);
  });

  it('shows to the channel what is shared, and leaves what was private', async () => {
    const { people } = await begin(paged, asksAlone);
    people.slash({ name: 'news', text: 'sources' });
    await posted(1);
    people.presses({ label: 'Next page' });
    await settled(() => expect(labels(harness.posts()[0]?.ref)).toContain('Share to channel'));
    people.presses({ label: 'Share to channel' });
    await posted(2);
    expect(harness.posts().map(({ audience }) => audience)).toEqual(['asker', 'channel']);
    expect(labels(harness.posts()[0]?.ref)).toContain('Share to channel');
    expect(commands.at(-1)?.address).toEqual({ ...harness.address, thread: '777000111222333444' });
  });

  it('leaves it standing when it is refused, and says why beneath', async () => {
    const { people } = await begin(ofText({ sources: excerpt(1, [{ label: 'Next page', text: 'gone' }]) }), asksAlone);
    people.slash({ name: 'news', text: 'sources' });
    await posted(1);
    people.presses({ label: 'Next page' });
    await posted(2);
    expect(harness.posts()[0]?.reading.text).toContain('Sources');
    expect(harness.posts()[1]).toMatchObject({ audience: 'asker' });
    expect(harness.posts()[1]?.reading.text).toContain(answers.refusal.notice.fix);
  });

  it('takes the place of a notice whose change it takes back', async () => {
    const script = ofText({
      pause: done('Paused.', [{ label: 'Undo', text: 'undo 7' }]),
      'undo 7': done('As before.'),
    });
    const { people } = await begin(script, asksAlone);
    people.slash({ name: 'news', text: 'pause' });
    await posted(1);
    people.presses({ label: 'Undo' });
    await settled(() => expect(harness.posts().map(({ reading }) => reading.text)).toEqual(['As before.']));
    expect(labels(harness.posts()[0]?.ref)).toEqual([]);
  });

  it('is answered beneath when Discord does not take the change of the message', async () => {
    const { people, faults } = await begin(paged, asksAlone);
    people.slash({ name: 'news', text: 'sources' });
    await posted(1);
    faults.on(/^PATCH .*@original$/u);
    faults.always({ kind: 'refused', status: 404, code: 10008, message: 'Unknown Message' });
    people.presses({ label: 'Next page' });
    await posted(2);
    expect(harness.posts()[1]?.reading.text).toContain('could not be posted');
    expect(harness.posts()[0]?.reading.text).toContain('page 1');
  });
});

describe('settings', () => {
  const row = (n: number, paused: boolean) => ({
    text: `swap at 0${n}:00${paused ? ', paused' : ''}`,
    actions: [
      { label: paused ? 'Resume' : 'Pause', text: `${paused ? 'resume' : 'pause'} ${n}` },
      { label: 'Remove', text: `unfollow ${n}`, style: 'danger' as const },
    ],
  });
  const panel = (rows: readonly ReturnType<typeof row>[]): Answer => ({
    kind: 'panel',
    panel: { title: 'Settings of this channel', sections: [{ heading: 'Digests', rows, empty: 'Nothing.' }] },
  });
  const desk = (count: number): Script => {
    const paused = new Set<string>();
    const gone = new Set<string>();
    return ({ text }) => {
      const [verb = '', which = ''] = text.split(' ');
      if (verb === 'pause') paused.add(which);
      if (verb === 'unfollow') gone.add(which);
      if (verb !== 'settings') return done(`${verb} ${which}: done.`);
      const rows = Array.from({ length: count }, (_, n) => n).filter((n) => !gone.has(String(n)));
      return panel(rows.map((n) => row(n, paused.has(String(n)))));
    };
  };

  it('pause and remove in one step, and show how things stand then', async () => {
    const { people } = await begin(desk(2), asksAlone);
    people.slash({ name: 'news', text: 'settings' });
    await posted(1);
    const ref = harness.posts()[0]?.ref;
    expect(labels(ref)).toEqual(['1 Pause', '1 Remove', '2 Pause', '2 Remove']);
    people.presses({ label: '2 Pause' });
    await settled(() => expect(labels(ref)).toEqual(['1 Pause', '1 Remove', '2 Resume', '2 Remove']));
    people.presses({ label: '1 Remove' });
    await settled(() => expect(labels(ref)).toEqual(['1 Resume', '1 Remove']));
    expect(harness.posts().map(({ reading }) => reading.text.split('\n')[0])).toEqual([
      'Settings of this channel',
      'pause 1: done.',
      'unfollow 0: done.',
    ]);
    expect(harness.posts().every(({ audience }) => audience === 'asker')).toBe(true);
  });

  it('of many rows are a menu, in which one choice is one step', async () => {
    const { people, world } = await begin(desk(9), asksAlone);
    people.slash({ name: 'news', text: 'settings' });
    await posted(1);
    const ref = harness.posts()[0]?.ref;
    expect(JSON.stringify(world.messages[0]?.body.components)).toContain('"description":"swap at 08:00"');
    people.presses({ label: '9: Remove' });
    await settled(() => expect(labels(ref)).toHaveLength(16));
    expect(commands[1]?.text).toBe('unfollow 8');
  });

  it('stay as they are after a refusal', async () => {
    const { people } = await begin(
      ({ text }) => (text === 'settings' ? panel([row(1, false)]) : answers.refusal),
      asksAlone,
    );
    people.slash({ name: 'news', text: 'settings' });
    await posted(1);
    people.presses({ label: '1 Pause' });
    await posted(2);
    expect(commands.map(({ text }) => text)).toEqual(['settings', 'pause 1']);
    expect(harness.posts()[0]?.reading.text).toContain('swap at 01:00');
  });
});

describe('a control that is broken', () => {
  it.each(['', 'news', 'news|', 'news|x|sources', 'other|1|sources', 'news|-'])(
    'with the id "%s" is told so to whoever pressed it, and does nothing',
    async (id) => {
      const { people, world } = await begin(ofText({ '': card }));
      people.slash({ name: 'news', text: '' });
      await posted(2);
      const standing = world.messages[0];
      if (standing === undefined) throw new Error('no card');
      const control = { type: 2, style: 2, label: 'Odd', custom_id: id === '' ? '?' : id };
      standing.body = { ...standing.body, components: [{ type: 1, components: [control] }] };
      people.presses({ label: 'Odd' });
      await posted(3);
      expect(harness.posts()[2]).toMatchObject({ audience: 'asker' });
      expect(harness.posts()[2]?.reading.text).toContain('/news help');
      expect(commands).toHaveLength(1);
    },
  );
});

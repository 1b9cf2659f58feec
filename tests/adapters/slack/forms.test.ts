/** Forms: what a command lacks is asked for in a modal, and what is filled in is that command. */
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { Answer } from '../../../src/model.ts';
import type { Clock, Suggest } from '../../../src/ports.ts';
import { answers } from '../../contracts/samples.ts';
import { read } from '../../fakes/slack/reading.ts';
import { type HeldView, ids } from '../../fakes/slack/workspace.ts';
import { closeAll, quickClock, until } from './harness.ts';
import { done, form } from './samples.ts';
import { type Lines, type Talk, talking } from './talk.ts';

afterEach(closeAll);

const lacking: Answer = { kind: 'form', form };

const suggest: Suggest = ({ parameter, typed, verb }) =>
  Promise.resolve([
    { name: `${verb} ${parameter} <${typed}>`, value: 'bridge' },
    { name: 'Too long', value: 'x'.repeat(151) },
  ]);

/** Real time, but an acknowledgement waits for the answer as long as that takes: the 250 ms are over soon on a busy machine. */
const unhurried: Clock = {
  now: Date.now,
  sleep: (ms, signal) =>
    ms === 250
      ? wait(30_000, undefined, signal === undefined ? {} : { signal }).catch(() => undefined)
      : quickClock.sleep(ms, signal),
};

/** The modal that stands open after an incomplete command. */
const asked = async (lines: Lines = {}, change = {}): Promise<Talk & { readonly modal: HeldView }> => {
  const talk = await talking({ follow: lacking, ...lines }, 'socket', { suggest, clock: unhurried, ...change });
  await talk.fake.slash({ command: '/news', text: 'follow', user: ids.member });
  await until(() => expect(talk.fake.workspace.modals.size).toBe(1));
  return { ...talk, modal: talk.fake.modal };
};

/** Real time, but for the wait for suggestions. */
const impatient: Clock = {
  now: Date.now,
  sleep: (ms, signal) => quickClock.sleep(ms === 2000 ? 20 : ms, signal),
};

const shown = (modal: HeldView): string => read({ blocks: modal.view.blocks }).text;

/** What stands in each field before anything is filled in. */
const elements = (modal: HeldView): readonly unknown[] => {
  const { blocks } = modal.view;
  if (!Array.isArray(blocks)) throw new Error('no blocks');
  return blocks.flatMap((block: unknown) =>
    typeof block === 'object' && block !== null && 'element' in block ? [block.element] : [],
  );
};

describe('an incomplete command', () => {
  it('opens a modal with what is wrong, and with what was typed already filled in', async () => {
    const { modal, posts } = await asked();
    expect(shown(modal)).toContain('I do not know when. What to do: Say a time, as in 08:00.');
    expect(elements(modal)).toMatchObject([
      { type: 'multi_external_select', initial_options: [{ value: 'bridge' }, { value: 'budget' }] },
      { type: 'timepicker' },
      { type: 'multi_external_select', initial_options: [{ value: 'mon' }, { value: 'thu' }] },
      { type: 'external_select', initial_option: { value: 'Europe/Kyiv' } },
      { type: 'static_select', options: [{ value: 'unless quiet' }] },
    ]);
    expect(posts()).toEqual([]);
  });

  it('has plain fields where nothing can be suggested', async () => {
    const talk = await talking({ follow: lacking });
    await talk.fake.slash({ command: '/news', text: 'follow' });
    await until(() => expect(talk.fake.workspace.modals.size).toBe(1));
    expect(elements(talk.fake.modal)).toMatchObject([
      { type: 'plain_text_input', initial_value: 'bridge, budget' },
      { type: 'timepicker' },
      { type: 'plain_text_input', initial_value: 'mon,thu' },
      { type: 'plain_text_input' },
      { type: 'static_select' },
    ]);
  });

  it('that was understood too late is told in words, with a button that asks again', async () => {
    const { fake, posts, post, commands } = await talking({ follow: lacking });
    fake.faults.add('views.open', { kind: 'error', error: 'expired_trigger_id' });
    await fake.slash({ command: '/news', text: 'follow', user: ids.member });
    await until(() => expect(posts()).toHaveLength(1));
    expect(read(post(0)).text).toContain('I do not know when.');
    expect(post(0).onlyFor).toBe(ids.member);
    await fake.press(post(0), 'Fill in the rest');
    await until(() => expect(fake.workspace.modals.size).toBe(1));
    expect(commands.map(({ text }) => text)).toEqual(['follow', 'follow']);
  });

  it('in a mention, where no modal can be opened, is told in words', async () => {
    const { fake, posts, post } = await talking({ '(ask)': lacking });
    await fake.event({ type: 'app_mention', user: ids.member, text: 'x', channel: ids.channel, ts: fake.says('x') });
    await until(() => expect(posts()).toHaveLength(1));
    expect(read(post(0)).text).toContain('/news follow bridge, budget at TIME mon,thu in Europe/Kyiv');
  });
});

describe('a modal that was filled in', () => {
  it('is the command that it stands for, typed whole, from the place where it was asked for', async () => {
    const { fake, modal, commands, posts, post } = await asked({
      'follow bridge, harbour at 08:30 mon, thu in Europe/Kyiv unless quiet': done('You follow bridge.'),
    });
    const { body } = await fake.submit(
      modal,
      { topics: 'bridge, harbour', time: '08:30', quiet: 'unless quiet' },
      { user: ids.member },
    );
    expect(JSON.parse(body)).toEqual({ response_action: 'clear' });
    await until(() => expect(posts()).toHaveLength(1));
    expect(commands[1]).toMatchObject({
      name: 'news',
      address: { platform: 'slack', workspace: ids.team, channel: ids.channel },
      person: { id: ids.member },
    });
    expect(post(0)).toMatchObject({ onlyFor: ids.member, channel: ids.channel });
    expect(read(post(0)).text).toContain('You follow bridge.');
  });

  it('shows what is still wrong in the modal itself, where it can be mended', async () => {
    const wrong: Answer = { kind: 'form', form: { ...form, problem: 'There is no topic "hrbour".' } };
    const { fake, modal, posts, commands } = await asked({
      'follow hrbour at 08:30': wrong,
      'follow harbour at 08:30': done('You follow harbour.'),
    });
    const filled = { topics: 'hrbour', time: '08:30' };
    const rest = { days: '', zone: '' };
    await fake.submit(modal, { ...filled, ...rest });
    expect(shown(modal)).toContain('There is no topic "hrbour".');
    expect(posts()).toEqual([]);
    await fake.submit(modal, { topics: 'harbour', time: '08:30', ...rest });
    await until(() => expect(posts()).toHaveLength(1));
    expect(commands).toHaveLength(3);
    expect(fake.workspace.modals.size).toBe(0);
  });

  it('shows a refusal above the fields, which stay as they were', async () => {
    const { fake, modal, posts } = await asked({});
    await fake.submit(modal, {});
    expect(shown(modal)).toContain('There is no topic "brige". The nearest are: bridge, budget.');
    expect(shown(modal)).not.toContain('I do not know when.');
    expect(elements(modal)).toHaveLength(5);
    await fake.submit(modal, {});
    expect(shown(modal).split('There is no topic')).toHaveLength(2);
    expect(posts()).toEqual([]);
  });

  it('is acknowledged while the engine is still at work, and shows the outcome when it comes', async () => {
    let finish: (answer: Answer) => void = () => undefined;
    const slow = new Promise<Answer>((resolve) => {
      finish = resolve;
    });
    const { fake, modal, posts } = await asked(
      { 'follow bridge, budget at 07:00 mon, thu in Europe/Kyiv': () => slow },
      { clock: quickClock },
    );
    const { after } = await fake.submit(modal, { time: '07:00' });
    expect(after).toBeLessThan(3000);
    expect(shown(modal)).toContain('Working on it…');
    finish(done('You follow bridge.'));
    await until(() => expect(shown(modal)).toContain('Done.'));
    await until(() => expect(posts()).toHaveLength(1));
  });

  it('delivered twice acts once', async () => {
    const { fake, modal, commands } = await asked({
      'follow bridge, budget at 07:00 mon, thu in Europe/Kyiv': done('Done.'),
    });
    await fake.submit(modal, { time: '07:00' }, { trigger: 'same' });
    await fake.submit(modal, { time: '07:00' }, { trigger: 'same' });
    await fake.slash({ command: '/news', text: 'last' });
    await until(() => expect(commands.at(-1)?.text).toBe('last'));
    expect(commands).toHaveLength(3);
  });

  it('of another workspace goes no further', async () => {
    const { fake, modal, commands, posts } = await asked();
    const { private_metadata: kept } = modal.view;
    modal.view = { ...modal.view, private_metadata: String(kept).replace(ids.team, 'T0OTHER') };
    await fake.submit(modal, { time: '07:00' });
    await fake.slash({ command: '/news', text: 'last' });
    await until(() => expect(commands.at(-1)?.text).toBe('last'));
    expect(commands).toHaveLength(2);
    expect(posts().length).toBeLessThan(2);
  });

  it('says so when the engine fails', async () => {
    const { fake, modal } = await asked({
      'follow bridge, budget at 07:00 mon, thu in Europe/Kyiv': () => Promise.reject(new Error('a bug')),
    });
    await fake.submit(modal, { time: '07:00' });
    expect(shown(modal)).toContain('Something went wrong in Crosswire.');
  });
});

describe('a field of a modal', () => {
  it('offers values while somebody types, without those that Slack would not take', async () => {
    const { fake, modal } = await asked();
    expect(await fake.suggestions(modal, 'topics', 'br')).toEqual([
      { text: { type: 'plain_text', text: 'follow topics &lt;br&gt;', emoji: false }, value: 'bridge' },
    ]);
  });

  it('offers nothing where nothing can be suggested in time, or at all', async () => {
    const failing = await asked({}, { suggest: () => Promise.reject(new Error('a bug')) });
    expect(await failing.fake.suggestions(failing.modal, 'topics', 'br')).toEqual([]);
    const slow = await asked(
      {},
      {
        suggest: () => new Promise(() => undefined),
        clock: impatient,
      },
    );
    expect(await slow.fake.suggestions(slow.modal, 'topics', 'br')).toEqual([]);
  });
});

describe('what a command lacks, over HTTP', () => {
  it('is asked for and taken there as well', async () => {
    const { fake, commands, posts } = await talking(
      { follow: lacking, 'follow bridge, budget at 07:00 mon, thu in Europe/Kyiv': answers.small },
      'http',
      { suggest },
    );
    await fake.slash({ command: '/news', text: 'follow' });
    await until(() => expect(fake.workspace.modals.size).toBe(1));
    expect(await fake.suggestions(fake.modal, 'zone', 'ky')).toHaveLength(1);
    await fake.submit(fake.modal, { time: '07:00' });
    await until(() => expect(posts().length).toBeGreaterThan(0));
    expect(commands).toHaveLength(2);
  });
});

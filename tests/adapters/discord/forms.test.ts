import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DiscordOptions } from '../../../adapters/discord/discord.ts';
import { customIdLimit, fieldsPerForm, fieldValueLimit, formTitleLimit } from '../../../adapters/discord/limits.ts';
import { formModal, wordsOfForm } from '../../../adapters/discord/render/form.ts';
import { render } from '../../../adapters/discord/render/render.ts';
import type { Answer, Command, Form, FormField } from '../../../src/model.ts';
import { sampleLinker } from '../../contracts/samples.ts';
import { modalFaults, specificationFaults } from '../../fakes/discord/checks.ts';
import { controlsOf, formLines } from '../../fakes/discord/controls.ts';
import type { FakeInteraction } from '../../fakes/discord/world.ts';
import { createHarness, type DiscordHarness } from './harness.ts';

const field = (name: string, more: Partial<FormField> = {}): FormField => ({
  name,
  description: `The ${name}`,
  kind: 'text',
  required: false,
  ...more,
});
const follow = (values: { topics?: string; time?: string; zone?: string } = {}): Form => ({
  title: 'Follow',
  verb: 'follow',
  problem: 'I cannot read the time "25:00".',
  fix: 'Write it as 08:00 or 8am.',
  fields: [
    field('topics', {
      kind: 'topics',
      required: true,
      ...(values.topics === undefined ? {} : { value: values.topics }),
    }),
    field('time', {
      kind: 'time',
      required: true,
      lead: 'at',
      ...(values.time === undefined ? {} : { value: values.time }),
    }),
    field('zone', { kind: 'zone', lead: 'in', ...(values.zone === undefined ? {} : { value: values.zone }) }),
    field('quiet', { kind: 'choice', choices: ['unless quiet'] }),
  ],
});
const asForm = (form: Form): Answer => ({ kind: 'form', form });

describe('a form', () => {
  let harness: DiscordHarness;
  const commands: Command[] = [];

  const begin = async (
    script: (command: Command) => Answer | Promise<Answer>,
    options: Partial<DiscordOptions> = {},
  ) => {
    harness = await createHarness({ expectsNotice: () => true, ...options });
    await harness.platform.start(async (command) => {
      commands.push(command);
      return script(command);
    });
    return harness.discord;
  };
  const settled = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 20_000, interval: 10 });
  const posted = (count: number): Promise<void> => settled(() => expect(harness.posts()).toHaveLength(count));
  const opened = async (interaction: FakeInteraction): Promise<FakeInteraction> => {
    await settled(() => expect(interaction.modal).toBeDefined());
    return interaction;
  };
  const done: Answer = { kind: 'notice', notice: { tone: 'done', title: 'This channel follows swap.', lines: [] } };
  const misread = ({ text }: Command): Answer =>
    text.includes('at 08:00') ? done : asForm(follow({ topics: 'swap', time: '25:00', zone: 'Europe/Kyiv' }));

  beforeEach(() => {
    commands.length = 0;
  });
  afterEach(async () => {
    await harness.platform.stop();
    await harness.close();
  });

  it('tells the asker alone what is missing, opens with what was typed, and acts when it is sent', async () => {
    const { people } = await begin(misread);
    people.slash({ name: 'news', text: 'follow swap at 25:00 in Europe/Kyiv' });
    await posted(1);
    const [notice] = harness.posts();
    expect(notice?.audience).toBe('asker');
    for (const words of ['25:00', '08:00 or 8am', '/news follow swap at 25:00 in Europe/Kyiv'])
      expect(notice?.reading.text).toContain(words);

    const open = await opened(people.presses({ label: 'Fill in the rest', by: '905' }));
    expect(formLines(open.modal)).toEqual([
      { label: 'Topics', id: 'topics|', value: 'swap', choices: [] },
      { label: 'Time', id: 'time|at', value: '25:00', choices: [] },
      { label: 'Zone', id: 'zone|in', value: 'Europe/Kyiv', choices: [] },
      { label: 'Quiet', id: 'quiet|', value: '', choices: ['unless quiet'] },
    ]);
    people.submits({ opened: open, values: { Time: '08:00', Quiet: 'unless quiet' }, by: '905', manages: true });
    await settled(() => expect(harness.posts()[0]?.reading.text).toContain('This channel follows swap.'));
    expect(harness.posts()).toHaveLength(1);
    expect(commands.at(-1)).toEqual({
      address: harness.address,
      person: { id: '905', manages: true },
      name: 'news',
      text: 'follow swap at 08:00 in Europe/Kyiv unless quiet',
    });
  });

  it('that is sent with the mistake still in it is shown again, and can be opened again', async () => {
    const { people } = await begin(misread);
    people.slash({ name: 'news', text: 'follow swap' });
    await posted(1);
    const open = await opened(people.presses({ label: 'Fill in the rest' }));
    people.submits({ opened: open, values: { Time: 'soon' } });
    await settled(() => expect(commands.at(-1)?.text).toBe('follow swap at soon in Europe/Kyiv'));
    await opened(people.presses({ label: 'Fill in the rest' }));
    expect(harness.posts()).toHaveLength(1);
  });

  it('is opened once and acts once though the gateway repeats itself', async () => {
    const { people, gateway, world } = await begin(misread);
    people.slash({ name: 'news', text: 'follow swap' });
    await posted(1);
    const pressed = people.presses({ label: 'Fill in the rest' });
    gateway.repeatLast();
    gateway.repeatLast();
    const open = await opened(pressed);
    people.submits({ opened: open, values: { Time: '08:00' } });
    gateway.repeatLast();
    gateway.repeatLast();
    await settled(() => expect(harness.posts()[0]?.reading.text).toContain('This channel follows'));
    expect(commands.filter(({ text }) => text.includes('08:00'))).toHaveLength(1);
    expect(world.requests.filter(({ path, status }) => path.endsWith('/callback') && status !== 204)).toEqual([]);
  });

  it('is not opened where the engine lingers: the answer comes as of any other button', async () => {
    let held: Promise<void> = Promise.resolve();
    let release = (): void => undefined;
    const { people } = await begin(async (command) => {
      await held;
      return misread(command);
    });
    people.slash({ name: 'news', text: 'follow swap' });
    await posted(1);
    held = new Promise((resolve) => {
      release = resolve;
    });
    const pressed = people.presses({ label: 'Fill in the rest' });
    await settled(() => expect(pressed.state).toBe('answered'));
    release();
    await settled(() => expect(harness.discord.world.requests.at(-1)?.method).toBe('PATCH'));
    expect(pressed.modal).toBeUndefined();
    expect(harness.posts()).toHaveLength(1);
  });

  it('is left to the other replica that has noted the press', async () => {
    const notes: string[] = [];
    const arrive = async (id: string): Promise<boolean> => {
      notes.push(id);
      return notes.length > 1;
    };
    const { people } = await begin(misread, { arrive });
    people.slash({ name: 'news', text: 'follow swap' });
    await posted(1);
    const first = people.presses({ label: 'Fill in the rest' });
    const second = await opened(people.presses({ label: 'Fill in the rest' }));
    expect(second.modal).toBeDefined();
    expect(first.state).toBe('open');
    expect(notes).toEqual([`discord-form:${first.id}`, `discord-form:${second.id}`]);
    expect(commands).toHaveLength(2);
  });

  it('that lacks nothing by now is answered at once', async () => {
    let asked = 0;
    const { people } = await begin(() => {
      asked += 1;
      return asked === 1 ? asForm(follow()) : done;
    });
    people.slash({ name: 'news', text: 'follow swap' });
    await posted(1);
    people.presses({ label: 'Fill in the rest' });
    await settled(() => expect(harness.posts()[0]?.reading.text).toContain('This channel follows'));
    expect(asked).toBe(2);
  });

  it('of an unknown making is told so', async () => {
    const { people } = await begin(misread);
    people.slash({ name: 'news', text: 'follow swap' });
    await posted(1);
    const open = await opened(people.presses({ label: 'Fill in the rest' }));
    const modal = { ...JSON.parse(JSON.stringify(open.modal)), custom_id: 'other|-|follow' };
    people.submits({ opened: { ...open, modal }, values: { Time: '08:00' } });
    await posted(2);
    expect(harness.posts()[1]?.reading.text).toContain('/news help');
    expect(harness.posts()[1]?.audience).toBe('asker');
    expect(commands.every(({ text }) => !text.includes('08:00'))).toBe(true);
  });
});

describe('what Discord is sent as a form', () => {
  const modal = (form: Form) => {
    const data = formModal(form, 'here');
    if (data !== undefined) {
      expect(modalFaults(data)).toEqual([]);
      const route = '/interactions/{interaction_id}/{interaction_token}/callback';
      expect(specificationFaults(route, 'POST', { type: 9, data })).toEqual([]);
    }
    return data;
  };
  const ofFields = (fields: readonly FormField[], more: Partial<Form> = {}): Form => ({ ...follow(), ...more, fields });

  it('is taken, and says what stands in the way where there is room', () => {
    expect(JSON.stringify(modal(follow()))).toContain('I cannot read the time');
    const full = ofFields(['a', 'b', 'c', 'd', 'e'].map((name) => field(name)));
    expect(JSON.stringify(modal(full))).not.toContain('I cannot read the time');
  });

  it(`has at most ${fieldsPerForm} fields: the required, then the filled in, in their order`, () => {
    const names = (count: number) => 'abcdefghij'.slice(0, count).split('');
    const lines = (form: Form) => formLines(modal(form)).map(({ label }) => label);
    expect(lines(ofFields(names(fieldsPerForm).map((name) => field(name))))).toEqual(['A', 'B', 'C', 'D', 'E']);
    const six = names(6).map((name) =>
      field(name, name === 'f' ? { required: true } : name === 'e' ? { value: 'typed' } : {}),
    );
    expect(lines(ofFields(six))).toEqual(['A', 'B', 'C', 'E', 'F']);
  });

  it('keeps to the lengths', () => {
    const long = ofFields([field('topic', { value: 'x'.repeat(fieldValueLimit + 1), description: 'y'.repeat(200) })], {
      title: 'z'.repeat(formTitleLimit + 1),
      problem: '**bold** \u202e'.repeat(900),
    });
    expect(formLines(modal(long))[0]?.value).toHaveLength(fieldValueLimit);
    expect(modal(long)?.title).toHaveLength(formTitleLimit);
    expect(modal(ofFields([]))).toBeUndefined();
    expect(modal(ofFields([field('a')], { verb: 'v'.repeat(customIdLimit) }))).toBeUndefined();
  });

  it('carries a line up to the limit in its button; a longer one is typed again', () => {
    const room = customIdLimit - 'form|-|follow '.length;
    const shown = (length: number) => {
      const form: Form = { ...follow(), fields: [field('topics', { value: 'x'.repeat(length) })] };
      return controlsOf(render(asForm(form), sampleLinker).parent.components).map(({ label }) => label);
    };
    expect(shown(room)).toEqual(['Fill in the rest']);
    expect(shown(room + 1)).toEqual([]);
  });

  it('comes back as the line that would have been typed, on one line', () => {
    const filled = new Map([
      ['name|', 'grain'],
      ['query|=', '"Black Sea"\ngrain | corn'],
      ['zone|in', ''],
    ]);
    expect(wordsOfForm('topic add', filled)).toBe('topic add grain = "Black Sea" grain | corn');
  });
});

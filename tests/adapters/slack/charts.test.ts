/** Charts: drawn, uploaded and shown above the buttons; the text stands whatever becomes of them. */
import { afterEach, describe, expect, it } from 'vitest';
import { ALT_CHARACTERS } from '../../../adapters/slack/limits.ts';
import type { Answer, Chart } from '../../../src/model.ts';
import { answers } from '../../contracts/samples.ts';
import { ids, type Message } from '../../fakes/slack/workspace.ts';
import { closeAll, until } from './harness.ts';
import { card, chart, privateExcerpt } from './samples.ts';
import { talking } from './talk.ts';

afterEach(closeAll);

const picture = new Uint8Array([137, 80, 78, 71, 13, 10]);
const draw = () => Promise.resolve(picture);
const drawn: Answer = { ...card, chart };
const address = { platform: 'slack', workspace: ids.team, channel: ids.channel } as const;

const typesOf = ({ blocks }: Message): readonly unknown[] =>
  Array.isArray(blocks) ? blocks.map((block: unknown) => Object(block).type) : [];

describe('an answer with a chart', () => {
  it('is stored as plain JSON, and posted with the picture above its buttons, in words too', async () => {
    const { platform, fake, post } = await talking({}, 'socket', { draw });
    const { parent } = platform.render(drawn);
    const stored: typeof parent = JSON.parse(JSON.stringify(parent));
    expect(stored).toEqual(parent);
    expect((await platform.send(address, stored, 'k')).kind).toBe('sent');
    expect(typesOf(post(0)).slice(-2)).toEqual(['image', 'actions']);
    expect(JSON.stringify(post(0).blocks)).toContain('"alt_text":"One source says two weeks, another four & a half."');
    const [file] = fake.workspace.files.values();
    expect(file?.bytes).toEqual(Buffer.from(picture));
    expect(JSON.stringify(fake.called('chat.postMessage'))).not.toContain('crosswire_chart');
  });

  it('is shown to one person alone with its picture, too', async () => {
    const { fake, posts, post } = await talking({ sources: { ...privateExcerpt, chart } }, 'socket', { draw });
    await fake.slash({ command: '/news', text: 'sources' });
    await until(() => expect(posts()).toHaveLength(1));
    expect(post(0).onlyFor).toBe(ids.admin);
    expect(typesOf(post(0))).toContain('image');
  });

  it('sent again after a lost answer is found where it stands, and nothing is uploaded for it', async () => {
    const { platform, fake, posts } = await talking({}, 'socket', { draw });
    const { parent } = platform.render(drawn);
    await platform.send(address, parent, 'k');
    const uploads = fake.called('files.getUploadURLExternal').length;
    await platform.send(address, parent, 'k', true);
    expect(posts()).toHaveLength(1);
    expect(fake.called('files.getUploadURLExternal')).toHaveLength(uploads);
  });

  it.each<[string, (fake: Awaited<ReturnType<typeof talking>>['fake']) => void]>([
    ['cannot be uploaded', (fake) => void fake.workspace.scopes.delete('files:write')],
    ['does not arrive', (fake) => fake.faults.add('upload', { kind: '5xx', status: 500 })],
    ['is never ready', (fake) => fake.faults.add('files.info', { kind: 'error', error: 'file_not_found' })],
    [
      'is not taken by Slack',
      (fake) => fake.faults.add('chat.postMessage', { kind: 'error', error: 'invalid_blocks' }),
    ],
  ])('stands without a picture that %s', async (_, arrange) => {
    const { platform, fake, posts, post } = await talking({}, 'socket', { draw });
    arrange(fake);
    expect((await platform.send(address, platform.render(drawn).parent, 'k')).kind).toBe('sent');
    expect(posts()).toHaveLength(1);
    expect(typesOf(post(0))).not.toContain('image');
  });

  it('stands without a picture that cannot be drawn, is not drawn at all, or is no chart', async () => {
    const failing = await talking({}, 'socket', { draw: () => Promise.reject(new Error('no font')) });
    const none = await talking({});
    for (const { platform, post } of [failing, none]) {
      expect((await platform.send(address, platform.render(drawn).parent, 'k')).kind).toBe('sent');
      expect(typesOf(post(0))).not.toContain('image');
    }
    const odd = await talking({}, 'socket', { draw });
    const payload = { ...odd.platform.render(drawn).parent, crosswire_chart: { kind: 'pie' } };
    expect((await odd.platform.send(address, payload, 'k')).kind).toBe('sent');
    expect(typesOf(odd.post(0))).not.toContain('image');
  });

  it(`tells those who do not see it in at most ${ALT_CHARACTERS} characters`, async () => {
    const { platform, post } = await talking({}, 'socket', { draw });
    for (const [index, length] of [ALT_CHARACTERS, ALT_CHARACTERS + 1].entries()) {
      const { parent } = platform.render({ ...card, chart: { ...chart, alt: 'x'.repeat(length) } });
      await platform.send(address, parent, `k${index}`);
      const [alt = ''] = /x{9,}…?/u.exec(JSON.stringify(post(index).blocks)) ?? [];
      expect(alt).toHaveLength(ALT_CHARACTERS);
    }
  });

  it('hands the very chart to whoever draws it', async () => {
    const given: Chart[] = [];
    const timeline: Chart = { kind: 'timeline', title: 'T', alt: 'A', marks: [{ date: '2025-06-02', label: 'x' }] };
    const { platform } = await talking({}, 'socket', {
      draw: (one) => {
        given.push(one);
        return draw();
      },
    });
    for (const one of [chart, timeline])
      await platform.send(address, platform.render({ ...answers.small, chart: one }).parent, `k${one.kind}`);
    expect(given).toEqual([chart, timeline]);
  });
});

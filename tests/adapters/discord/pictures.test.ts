import { afterEach, describe, expect, it, vi } from 'vitest';
import type { DiscordOptions } from '../../../adapters/discord/discord.ts';
import { attachmentAltLimit } from '../../../adapters/discord/limits.ts';
import type { Answer, Chart } from '../../../src/model.ts';
import { answers } from '../../contracts/samples.ts';
import { missingPermissions } from '../../fakes/discord/faults.ts';
import { createHarness, type DiscordHarness } from './harness.ts';

let harness: DiscordHarness;
const chart: Chart = {
  title: 'People taken to hospital',
  alt: 'People taken to hospital: the Harbour Gazette says 11, Coast Radio says 14.',
  kind: 'range',
  unit: 'people',
  bars: [
    { label: 'Harbour Gazette', low: 11, high: 11 },
    { label: 'Coast Radio', low: 14, high: null },
  ],
};
const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);
const drawn: Chart[] = [];
const draw = async (one: Chart): Promise<Uint8Array> => {
  drawn.push(one);
  return png;
};
const card: Answer = { ...answers.typical, chart };

const begin = async (options: Partial<DiscordOptions> = {}, answer: Answer = card): Promise<void> => {
  drawn.length = 0;
  harness = await createHarness({ draw, ...options });
  await harness.platform.start(() => Promise.resolve(answer));
};
const settled = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 20_000, interval: 10 });
const withFile = () => harness.discord.world.requests.filter(({ files }) => files !== undefined);
const post = (key = 'slot', again = false) =>
  harness.platform.send(harness.address, harness.platform.render(card).parent, key, again);

afterEach(async () => {
  await harness.platform.stop();
  await harness.close();
});

describe('a chart', () => {
  it('of a digest is drawn when it is sent, and stands in its embed with all that it shows in words', async () => {
    await begin();
    expect((await post()).kind).toBe('sent');
    expect(drawn).toEqual([chart]);
    const [request] = withFile();
    expect(request?.files).toEqual([{ field: 'files[0]', name: 'chart.png', type: 'image/png', data: png }]);
    expect(request?.body).toMatchObject({
      embeds: [{ image: { url: 'attachment://chart.png' } }],
      attachments: [{ id: '0', filename: 'chart.png', description: chart.alt }],
    });
    expect(harness.posts()[0]?.reading).toEqual(harness.reads(harness.platform.render(answers.typical).parent));
  });

  it('survives being stored: the payload is plain JSON', async () => {
    await begin();
    const { parent } = harness.platform.render(card);
    await harness.platform.send(harness.address, JSON.parse(JSON.stringify(parent)), 'slot');
    expect(drawn).toEqual([chart]);
  });

  it('of a command comes with the answer to it', async () => {
    await begin();
    harness.discord.people.slash({ name: 'swap', text: '' });
    await settled(() => expect(harness.posts()).toHaveLength(2));
    expect(withFile().map(({ method }) => method)).toEqual(['PATCH']);
  });

  it('of what the asker alone sees comes with that, and goes when its place is taken', async () => {
    const next: Answer = { ...answers.notice, actions: [] };
    const first: Answer = { ...answers.notice, chart, actions: [{ label: 'Next page', text: 'sources page 2' }] };
    harness = await createHarness({ draw, expectsNotice: () => true });
    await harness.platform.start(({ text }) => Promise.resolve(text === 'sources page 2' ? next : first));
    harness.discord.people.slash({ name: 'news', text: 'sources' });
    await settled(() => expect(harness.posts()).toHaveLength(1));
    harness.discord.people.presses({ label: 'Next page' });
    await settled(() => expect(harness.discord.world.messages[0]?.body.attachments).toEqual([]));
    expect(JSON.stringify(harness.discord.world.messages[0]?.body)).not.toContain('attachment://');
  });

  it.each([
    ['nobody draws', {}],
    ['it cannot be drawn', { draw: () => Promise.reject(new Error('no fonts')) }],
  ])('is left out where %s: the text stands', async (_, options) => {
    drawn.length = 0;
    const { draw: given }: Partial<DiscordOptions> = options;
    harness = await createHarness(given === undefined ? {} : { draw: given });
    await harness.platform.start(() => Promise.resolve(card));
    expect((await post()).kind).toBe('sent');
    expect(withFile()).toEqual([]);
    expect(harness.posts()).toHaveLength(1);
  });

  it('is left out where the bot may not attach files', async () => {
    await begin();
    harness.discord.faults.next(missingPermissions);
    expect((await post()).kind).toBe('sent');
    expect(withFile()).toHaveLength(1);
    expect(harness.posts()).toHaveLength(1);
    expect(JSON.stringify(harness.discord.world.messages[0]?.body)).not.toContain('attachment://');
  });

  it('stands once when the answer to its post was lost', async () => {
    await begin();
    harness.discord.faults.next({ kind: 'dropped' });
    expect(await post()).toMatchObject({ kind: 'failed', unknown: true });
    expect((await post('slot', true)).kind).toBe('sent');
    expect(harness.posts()).toHaveLength(1);
  });

  it('is described up to the limit, in one line', async () => {
    await begin();
    const described = async (alt: string) => {
      const { parent } = harness.platform.render({ ...card, chart: { ...chart, alt } });
      await harness.platform.send(harness.address, parent, alt);
      const body: unknown = withFile().at(-1)?.body;
      return JSON.stringify(body).match(/"description":"([^"]*)"\}\]/u)?.[1];
    };
    expect(await described('x'.repeat(attachmentAltLimit))).toHaveLength(attachmentAltLimit);
    expect(await described('x'.repeat(attachmentAltLimit + 1))).toHaveLength(attachmentAltLimit);
    expect(await described('two\nlines')).toBe('two lines');
    expect(await described('')).toBe(chart.title);
  });
});

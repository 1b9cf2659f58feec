import { PermissionFlagsBits } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nonceLimit } from '../../../adapters/discord/limits.ts';
import { nonceOf } from '../../../adapters/discord/send.ts';
import type { Address, Delivery } from '../../../src/model.ts';
import type { Payload } from '../../../src/ports.ts';
import { answers, briefings } from '../../contracts/samples.ts';
import { type DiscordFault, missingAccess, missingPermissions } from '../../fakes/discord/faults.ts';
import { channelNamed } from '../../fakes/discord/world.ts';
import { createHarness, type DiscordHarness } from './harness.ts';

let harness: DiscordHarness;
beforeEach(async () => {
  harness = await createHarness();
  await harness.platform.start(() => Promise.resolve(answers.small));
});
afterEach(async () => {
  await harness.platform.stop();
  await harness.close();
});

const at = (name: string): Address => ({ ...harness.address, channel: channelNamed(harness.discord.world, name).id });
const card = (): Payload => harness.platform.render(answers.typical).parent;
const reply = (): Payload => {
  const [first] = harness.platform.render(answers.typical).replies;
  if (first === undefined) throw new Error('the typical sample has a thread');
  return first;
};
const refOf = (delivery: Delivery): string => {
  if (delivery.kind !== 'sent') throw new Error(`not sent: ${JSON.stringify(delivery)}`);
  return delivery.ref;
};
const requests = (pattern: RegExp) =>
  harness.discord.world.requests.filter(({ method, path }) => pattern.test(`${method} ${path}`));

describe('a word to one person', () => {
  it('goes to the direct messages with them, and pings nobody', async () => {
    const told = await harness.platform.tell?.('80351110224678912', card(), 'key-1');
    expect(told?.kind).toBe('sent');
    const [message] = harness.discord.world.messages;
    expect(harness.discord.world.channels.get(message?.channel ?? '')?.type).toBe(1);
    const [opened] = requests(/^POST \/users\/@me\/channels$/u);
    expect(opened?.body).toEqual({ recipient_id: '80351110224678912' });
  });

  it('that takes no direct messages is rejected, with a reason', async () => {
    const { channels } = harness.discord.world;
    for (const [id, { type }] of channels) if (type === 1) channels.delete(id);
    const told = await harness.platform.tell?.('80351110224678912', card(), 'key-1');
    expect(told).toMatchObject({ kind: 'rejected' });
  });
});

describe('a post', () => {
  it('carries a nonce made of its key, and no mention', async () => {
    await harness.platform.send(harness.address, card(), 'a key longer than twenty-five characters, with "marks"');
    const [request] = requests(/^POST \/channels\/\d+\/messages$/u);
    expect(request?.body).toMatchObject({
      nonce: nonceOf('a key longer than twenty-five characters, with "marks"'),
      enforce_nonce: true,
      allowed_mentions: { parse: [] },
    });
  });

  it('has a nonce of at most 25 characters, another for another key', () => {
    expect(nonceOf('k'.repeat(500)).length).toBeLessThanOrEqual(nonceLimit);
    expect(nonceOf('a')).not.toBe(nonceOf('b'));
    expect(nonceOf('a')).toBe(nonceOf('a'));
  });

  it('that stands already is found, also when Discord has forgotten its nonce', async () => {
    const { world } = harness.discord;
    const first = refOf(await harness.platform.send(harness.address, card(), 'key-1'));
    world.messages = world.messages.map((message) => ({ ...message, nonce: undefined }));
    expect(await harness.platform.send(harness.address, card(), 'key-1', true)).toEqual({ kind: 'sent', ref: first });
    expect(harness.posts()).toHaveLength(1);
  });

  it('that did not arrive is sent again, also where the history may not be read', async () => {
    channelNamed(harness.discord.world, 'news').deny = PermissionFlagsBits.ReadMessageHistory;
    expect((await harness.platform.send(harness.address, card(), 'key-1', true)).kind).toBe('sent');
    expect(harness.posts()).toHaveLength(1);
  });

  it('is not sent before the platform is connected, nor after it has stopped', async () => {
    await harness.platform.stop();
    expect(await harness.platform.send(harness.address, card(), 'key-1')).toEqual({
      kind: 'failed',
      code: 'not-connected',
      unknown: false,
    });
  });
});

describe('a reply', () => {
  it('starts the thread under its card, named after the briefing, and the next one finds it', async () => {
    const parent = refOf(await harness.platform.send(harness.address, card(), 'key-0'));
    const under = { ...harness.address, thread: parent };
    refOf(await harness.platform.send(under, reply(), 'key-1'));
    refOf(await harness.platform.send(under, reply(), 'key-2'));
    expect(requests(/threads$/u).map(({ body, path }) => ({ body, path }))).toEqual([
      {
        path: `/channels/${harness.address.channel}/messages/${parent}/threads`,
        body: { name: briefings.typical.title, auto_archive_duration: 1440 },
      },
    ]);
    expect(harness.posts().map((post) => post.parent)).toEqual([undefined, parent, parent]);
  });

  it('finds the thread that was started before a restart', async () => {
    const parent = refOf(await harness.platform.send(harness.address, card(), 'key-0'));
    const under = { ...harness.address, thread: parent };
    refOf(await harness.platform.send(under, reply(), 'key-1'));
    await harness.platform.stop();
    await harness.platform.start(() => Promise.resolve(answers.small));
    expect((await harness.platform.send(under, reply(), 'key-2')).kind).toBe('sent');
    expect(requests(/threads$/u).map(({ status }) => status)).toEqual([201, 400]);
  });

  it('follows its card in place where the channel takes no threads', async () => {
    const parent = refOf(await harness.platform.send(at('direct'), card(), 'key-0'));
    refOf(await harness.platform.send({ ...at('direct'), thread: parent }, reply(), 'key-1'));
    const [, second] = harness.discord.world.messages;
    expect(second).toMatchObject({ channel: at('direct').channel, reference: parent });
  });

  it('to a card that was deleted is refused, with the reason', async () => {
    const delivery = await harness.platform.send({ ...harness.address, thread: '999' }, reply(), 'key-1');
    expect(delivery).toMatchObject({
      kind: 'rejected',
      code: 'unknown-thread',
      fix: expect.stringMatching(/deleted/u),
    });
  });

  it('stands once when the answer to it was lost', async () => {
    const parent = refOf(await harness.platform.send(harness.address, card(), 'key-0'));
    const under = { ...harness.address, thread: parent };
    refOf(await harness.platform.send(under, reply(), 'key-1'));
    harness.discord.faults.next({ kind: 'dropped' });
    expect(await harness.platform.send(under, reply(), 'key-2')).toMatchObject({ kind: 'failed', unknown: true });
    expect((await harness.platform.send(under, reply(), 'key-2')).kind).toBe('sent');
    expect(harness.posts()).toHaveLength(3);
  });

  it('is told apart from its thread: one whose thread could not be started may start it later', async () => {
    const parent = refOf(await harness.platform.send(harness.address, card(), 'key-0'));
    const under = { ...harness.address, thread: parent };
    harness.discord.faults.next({ kind: 'dropped' });
    expect(await harness.platform.send(under, reply(), 'key-1')).toMatchObject({ kind: 'failed', unknown: true });
    expect((await harness.platform.send(under, reply(), 'key-1')).kind).toBe('sent');
    expect(harness.posts().map((post) => post.parent)).toEqual([undefined, parent]);
  });
});

describe('what became of a post', () => {
  const met = async (fault: DiscordFault): Promise<Delivery> => {
    harness.discord.faults.next(fault);
    return harness.platform.send(harness.address, card(), 'key-1');
  };

  it.each([
    ['a rate limit', { kind: 'rate-limited', retryAfterSeconds: 4.25 }, { kind: 'rate-limited', code: 'rate-limited' }],
    [
      'a global rate limit',
      { kind: 'rate-limited', retryAfterSeconds: 30, global: true },
      { kind: 'rate-limited', code: 'rate-limited-globally' },
    ],
    ['a server error', { kind: 'down', status: 502 }, { kind: 'failed', code: 'http-502', unknown: true }],
    ['a refusal to serve', { kind: 'down', status: 503 }, { kind: 'failed', code: 'http-503', unknown: false }],
    ['a lost connection', { kind: 'dropped' }, { kind: 'failed', code: 'connection-lost', unknown: true }],
    ['no access', missingAccess, { kind: 'rejected', code: 'missing-access' }],
    ['no permission', missingPermissions, { kind: 'rejected', code: 'missing-permissions' }],
    [
      'another refusal',
      { kind: 'refused', status: 400, code: 40001, message: 'Unauthorized' },
      { kind: 'rejected', code: 'discord-40001' },
    ],
  ] satisfies readonly (readonly [string, DiscordFault, Partial<Delivery>])[])(
    'tells %s',
    async (_, fault, expected) => {
      const delivery = await met(fault);
      expect(delivery).toMatchObject(expected);
      if (fault.kind === 'rate-limited' && delivery.kind === 'rate-limited') {
        expect(delivery.retryAfterMs).toBeGreaterThanOrEqual(fault.retryAfterSeconds * 1000);
      }
      if (delivery.kind === 'rejected') expect(delivery.fix).not.toBe('');
    },
  );

  it('waits out a short rate limit by itself', async () => {
    expect((await met({ kind: 'rate-limited', retryAfterSeconds: 0.2 })).kind).toBe('sent');
  });

  it('tells an unreachable Discord, which cannot have taken the post', async () => {
    await harness.discord.close();
    const delivery = await harness.platform.send(harness.address, card(), 'key-1');
    expect(delivery.kind).toBe('failed');
    const again = await harness.platform.send(harness.address, card(), 'key-1');
    expect(again).toEqual({ kind: 'failed', code: 'unreachable', unknown: false });
  });

  it('names the one permission that is missing', async () => {
    const { world } = harness.discord;
    channelNamed(world, 'quiet').deny = PermissionFlagsBits.SendMessages;
    await harness.platform.stop();
    await harness.platform.start(() => Promise.resolve(answers.small));
    const delivery = await harness.platform.send(at('quiet'), card(), 'key-1');
    expect(delivery).toEqual({
      kind: 'rejected',
      code: 'missing-permissions',
      fix: 'Give Crosswire\'s role "Send Messages" in this channel (channel settings, Permissions).',
    });
  });

  it('says to invite the bot where it knows no such channel', async () => {
    harness.discord.faults.next(missingAccess);
    const delivery = await harness.platform.send({ ...harness.address, channel: '12345' }, card(), 'key-1');
    expect(delivery).toMatchObject({
      code: 'missing-access',
      fix: expect.stringMatching(/^Invite the bot .*"View Channel"/u),
    });
  });

  it('says that the channel is gone', async () => {
    const delivery = await harness.platform.send({ ...harness.address, channel: '12345' }, card(), 'key-1');
    expect(delivery).toMatchObject({ kind: 'rejected', code: 'unknown-channel' });
  });

  it('goes on saying that the token is refused once Discord has refused it', async () => {
    const refusal: DiscordFault = { kind: 'refused', status: 401, code: 0, message: '401: Unauthorized' };
    expect(await met(refusal)).toMatchObject({ kind: 'rejected', code: 'token-invalid' });
    expect(await harness.platform.send(harness.address, card(), 'key-2')).toMatchObject({
      kind: 'rejected',
      code: 'token-invalid',
    });
  });
});

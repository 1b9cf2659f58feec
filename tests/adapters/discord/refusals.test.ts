/** What Discord and the wire can do to a digest's post, one row each: the outcome that it has in our books. */
import { PermissionFlagsBits } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Address, Delivery } from '../../../src/model.ts';
import { answers } from '../../contracts/samples.ts';
import type { DiscordFault } from '../../fakes/discord/faults.ts';
import { channelNamed } from '../../fakes/discord/world.ts';
import { createHarness, type DiscordHarness } from './harness.ts';

type Arrange = (harness: DiscordHarness) => Partial<Address> | undefined;
type Row = readonly [what: string, arrange: Arrange, outcome: Partial<Delivery>];

const meets =
  (fault: DiscordFault): Arrange =>
  ({ discord }) => {
    discord.faults.next(fault);
    return undefined;
  };
const says = (status: number, code: number): Arrange => meets({ kind: 'refused', status, code, message: 'refused' });
const rejected = (code: string): Partial<Delivery> => ({
  kind: 'rejected',
  code,
  fix: expect.stringMatching(/\w/u),
});

const rows: readonly Row[] = [
  [
    'a rate limit of the channel',
    meets({ kind: 'rate-limited', retryAfterSeconds: 4 }),
    { kind: 'rate-limited', code: 'rate-limited', limit: expect.stringMatching(/^discord\/\d+$/u) },
  ],
  [
    'a rate limit of the whole bot',
    meets({ kind: 'rate-limited', retryAfterSeconds: 9, global: true }),
    { kind: 'rate-limited', code: 'rate-limited-globally', limit: 'discord' },
  ],
  ['status 500', meets({ kind: 'down', status: 500 }), { kind: 'failed', code: 'http-500', unknown: true }],
  ['status 503', meets({ kind: 'down', status: 503 }), { kind: 'failed', code: 'http-503', unknown: false }],
  [
    'a connection dropped after it was taken',
    meets({ kind: 'dropped' }),
    { kind: 'failed', code: 'connection-lost', unknown: true },
  ],
  ['an overloaded Discord', says(400, 130000), { kind: 'failed', code: 'overloaded', unknown: false }],
  [
    'no access to the channel (50001)',
    ({ discord }) => {
      channelNamed(discord.world, 'news').deny = PermissionFlagsBits.ViewChannel;
      return undefined;
    },
    rejected('missing-access'),
  ],
  [
    'no permission to post (50013)',
    ({ discord }) => {
      channelNamed(discord.world, 'news').deny = PermissionFlagsBits.SendMessages;
      return undefined;
    },
    rejected('missing-permissions'),
  ],
  ['a channel that was deleted (10003)', () => ({ channel: '424242' }), rejected('unknown-channel')],
  ['a server that the bot was removed from (10004)', says(404, 10004), rejected('unknown-server')],
  ['a card that was deleted (10008)', () => ({ thread: '999' }), rejected('unknown-thread')],
  ['a voice channel (50008)', says(400, 50008), rejected('wrong-channel-type')],
  ['a body that Discord finds malformed (50035)', says(400, 50035), rejected('invalid-form')],
  ['a thread that was archived for good (50083)', says(400, 50083), rejected('thread-archived')],
  ['a thread that was locked (160005)', says(400, 160005), rejected('thread-locked')],
  ['too many threads (160006)', says(400, 160006), rejected('too-many-threads')],
  ['a word that AutoMod blocks (200000)', says(400, 200000), rejected('blocked-by-automod')],
  ['a code of tomorrow', says(400, 999_999), rejected('discord-999999')],
  ['a token that was reset (401)', says(401, 0), rejected('token-invalid')],
];

describe('the outcome of a post to Discord', () => {
  let harness: DiscordHarness;
  beforeEach(async () => {
    harness = await createHarness();
    await harness.platform.start(() => Promise.resolve(answers.small));
  });
  afterEach(async () => {
    await harness.platform.stop();
    await harness.close();
  });

  const send = (change: Partial<Address> = {}) =>
    harness.platform.send({ ...harness.address, ...change }, harness.platform.render(answers.small).parent, 'key-1');

  it.each(rows)('of %s', async (_, arrange, outcome) => {
    expect(await send(arrange(harness))).toMatchObject(outcome);
  });

  it('of a thread that was begun already (160004) is sent into it', async () => {
    const parent = await send();
    const thread = parent.kind === 'sent' ? parent.ref : '';
    harness.discord.faults.on(/\/threads$/u);
    harness.discord.faults.next({ kind: 'refused', status: 400, code: 160004, message: 'exists' });
    harness.discord.world.channels.set(thread, {
      id: thread,
      name: 't',
      type: 11,
      parent: harness.address.channel,
      deny: 0n,
    });
    expect((await send({ thread })).kind).toBe('sent');
    expect(harness.discord.world.messages.map(({ channel }) => channel)).toEqual([harness.address.channel, thread]);
  });
});

/** What Slack and the wire can do to a digest's post, one row each: the outcome that it has in our books. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Address, Delivery } from '../../../src/model.ts';
import { answers } from '../../contracts/samples.ts';
import type { Fault } from '../../fakes/slack/faults.ts';
import type { FakeSlack } from '../../fakes/slack/slack.ts';
import { ids } from '../../fakes/slack/workspace.ts';
import { type Wired, wire } from './harness.ts';

type Row = readonly [what: string, arrange: (fake: FakeSlack) => Partial<Address> | undefined, outcome: Delivery];

const rejected = (code: string): Delivery => ({ kind: 'rejected', code, fix: expect.stringMatching(/\w/u) });
const failed = (code: string, unknown: boolean): Delivery => ({ kind: 'failed', code, unknown });
const limited = (retryAfterMs: number): Delivery => ({ kind: 'rate-limited', code: 'ratelimited', retryAfterMs });
const meets = (fault: Fault) => (fake: FakeSlack) => {
  fake.faults.add('chat.postMessage', fault);
  return undefined;
};
const says = (error: string) => meets({ kind: 'error', error });
const channelOf = (fake: FakeSlack) => {
  const channel = fake.workspace.channels.get(ids.channel);
  if (channel === undefined) throw new Error('the fake has that channel');
  return channel;
};

const rows: readonly Row[] = [
  ['a rate limit with Retry-After', meets({ kind: '429', retryAfter: 7 }), limited(7_000)],
  ['a rate limit without Retry-After', meets({ kind: '429' }), limited(30_000)],
  ['status 500', meets({ kind: '5xx', status: 500 }), failed('http_500', true)],
  ['status 503', meets({ kind: '5xx', status: 503 }), failed('http_503', true)],
  ['a connection dropped after it was taken', meets({ kind: 'dropped' }), failed(expect.any(String), true)],
  ['internal_error', says('internal_error'), failed('internal_error', true)],
  [
    'a channel that moves to another workspace',
    says('external_channel_migrating'),
    failed('external_channel_migrating', false),
  ],
  ['a thread whose card was deleted', () => ({ thread: '1.000001' }), rejected('thread_not_found')],
  [
    'a bot that was taken out of the channel',
    (fake) => {
      channelOf(fake).botIsMember = false;
      return undefined;
    },
    rejected('not_in_channel'),
  ],
  ['a private channel without the bot', () => ({ channel: ids.hidden }), rejected('channel_not_found')],
  ['a channel that was deleted', () => ({ channel: 'C0GONE' }), rejected('channel_not_found')],
  ['a channel that was archived', () => ({ channel: ids.archived }), rejected('is_archived')],
  [
    'a token that was revoked',
    (fake) => {
      fake.workspace.botTokenError = 'token_revoked';
      return undefined;
    },
    rejected('token_revoked'),
  ],
  [
    'an app that was uninstalled',
    (fake) => {
      fake.workspace.botTokenError = 'account_inactive';
      return undefined;
    },
    rejected('account_inactive'),
  ],
  ['a token that Slack does not know', says('invalid_auth'), rejected('invalid_auth')],
  [
    'a scope that was taken away',
    (fake) => {
      fake.workspace.scopes.delete('chat:write');
      return undefined;
    },
    rejected('missing_scope'),
  ],
  ['a message that is too long', says('msg_too_long'), rejected('msg_too_long')],
  ['blocks that are too long', says('msg_blocks_too_long'), rejected('msg_blocks_too_long')],
  ['a channel where few may post', says('restricted_action'), rejected('restricted_action')],
  ['a thread that was locked', says('restricted_action_thread_locked'), rejected('restricted_action_thread_locked')],
  ['a frozen conversation', says('is_inactive'), rejected('is_inactive')],
  ['a code of tomorrow', says('not_yet_invented'), rejected('not_yet_invented')],
];

describe('the outcome of a post to Slack', () => {
  let wired: Wired;
  beforeEach(async () => {
    wired = await wire('socket');
  });
  afterEach(() => wired.close());

  const send = (change: Partial<Address> = {}) =>
    wired.platform.send(
      { platform: 'slack', workspace: ids.team, channel: ids.channel, ...change },
      wired.platform.render(answers.small).parent,
      'key-1',
    );

  it.each(rows)('of %s', async (_, arrange, outcome) => {
    expect(await send(arrange(wired.fake))).toEqual(outcome);
  });
});

/** What becomes of a post, for each thing that Slack and the network can do to it. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSlackPlatform } from '../../../adapters/slack/slack.ts';
import { CrosswireError } from '../../../src/errors.ts';
import type { Address } from '../../../src/model.ts';
import { answers, sampleLinker } from '../../contracts/samples.ts';
import { FakeSlack } from '../../fakes/slack/slack.ts';
import { ids } from '../../fakes/slack/workspace.ts';
import { memoryLog, quickClock, type Wired, wire } from './harness.ts';

let wired: Wired;
beforeEach(async () => {
  wired = await wire('socket');
});
afterEach(() => wired.close());

const address: Address = { platform: 'slack', workspace: ids.team, channel: ids.channel };
const payload = () => wired.platform.render(answers.small).parent;
const send = (again = false) => wired.platform.send(address, payload(), 'key-1', again);

describe('a word to one person', () => {
  it('goes to the direct messages with them', async () => {
    const told = await wired.platform.tell?.(ids.member, payload(), 'key-2');
    expect(told?.kind).toBe('sent');
    expect(wired.fake.workspace.messages.map(({ channel }) => channel)).toEqual([ids.direct]);
  });

  it('to somebody who is not there is rejected with the fix', async () => {
    const told = await wired.platform.tell?.('U0NOBODY', payload(), 'key-2');
    expect(told).toMatchObject({ kind: 'rejected', code: 'channel_not_found' });
  });
});

describe('a Delivery', () => {
  it.each([
    ['not_in_channel', '/invite @Crosswire'],
    ['channel_not_found', '/invite @Crosswire'],
    ['is_archived', 'unarchive'],
    ['missing_scope', 'crosswire manifest slack'],
    ['invalid_auth', 'SLACK_BOT_TOKEN'],
    ['token_revoked', 'SLACK_BOT_TOKEN'],
    ['account_inactive', 'SLACK_BOT_TOKEN'],
    ['restricted_action', 'admin'],
    ['thread_not_found', 'ask again'],
    ['msg_blocks_too_long', 'report'],
    ['an_error_of_tomorrow', 'docs.slack.dev'],
  ])('of a post refused with %s is rejected, with its fix', async (error, fix) => {
    wired.fake.faults.add('chat.postMessage', { kind: 'error', error });
    expect(await send()).toEqual({ kind: 'rejected', code: error, fix: expect.stringContaining(fix) });
  });

  it.each(['internal_error', 'fatal_error', 'service_unavailable'])(
    'of %s may have been made all the same',
    async (error) => {
      wired.fake.faults.add('chat.postMessage', { kind: 'error', error });
      expect(await send()).toEqual({ kind: 'failed', code: error, unknown: true });
    },
  );

  it.each([500, 502, 503])('of HTTP status %i may have been made all the same', async (status) => {
    wired.fake.faults.add('chat.postMessage', { kind: '5xx', status });
    expect(await send()).toEqual({ kind: 'failed', code: `http_${status}`, unknown: true });
  });

  it('of a rate limit says how long to wait, also when Slack does not', async () => {
    wired.fake.faults.add('chat.postMessage', { kind: '429', retryAfter: 42 });
    wired.fake.faults.add('chat.postMessage', { kind: '429' });
    wired.fake.faults.add('chat.postMessage', { kind: 'error', error: 'ratelimited' });
    expect(await send()).toEqual({ kind: 'rate-limited', code: 'ratelimited', retryAfterMs: 42_000 });
    expect(await send()).toEqual({ kind: 'rate-limited', code: 'ratelimited', retryAfterMs: 30_000 });
    expect(await send()).toEqual({ kind: 'rate-limited', code: 'ratelimited', retryAfterMs: 30_000 });
    expect(wired.fake.called('chat.postMessage')).toHaveLength(3);
  });

  it('of a post that could not leave was not made', async () => {
    const closed = await FakeSlack.start();
    const { apiUrl } = closed;
    await closed.close();
    const lonely = createSlackPlatform({
      botToken: 'xoxb-1',
      appToken: 'xapp-1',
      apiUrl,
      linker: sampleLinker,
      clock: quickClock,
      log: memoryLog().log,
    });
    expect(await lonely.send(address, payload(), 'key-1')).toEqual({
      kind: 'failed',
      code: 'econnrefused',
      unknown: false,
    });
    const error: unknown = await lonely.start(() => Promise.resolve(answers.notice)).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(CrosswireError);
    expect(error).toMatchObject({ code: 'platform', message: 'Slack cannot be reached (econnrefused).' });
  });

  it('of what Slack really refuses has its code: a channel that is not there, one that is archived, a thread that is gone', async () => {
    const to = async (change: Partial<Address>) => wired.platform.send({ ...address, ...change }, payload(), 'key-1');
    expect(await to({ channel: 'C0NOWHERE' })).toMatchObject({ kind: 'rejected', code: 'channel_not_found' });
    expect(await to({ channel: ids.archived })).toMatchObject({ kind: 'rejected', code: 'is_archived' });
    expect(await to({ thread: '1.000001' })).toMatchObject({ kind: 'rejected', code: 'thread_not_found' });
    wired.fake.workspace.scopes.delete('chat:write');
    expect(await to({})).toMatchObject({ kind: 'rejected', code: 'missing_scope' });
  });
});

describe('a post sent again', () => {
  it('is found where it stands, however much was said since, and not made a second time', async () => {
    const first = await send();
    for (let n = 0; n < 450; n += 1) wired.fake.says(`chatter ${n}`);
    expect(await send(true)).toEqual(first);
    expect(wired.fake.called('chat.postMessage')).toHaveLength(1);
    expect(wired.fake.called('conversations.history').length).toBeGreaterThan(1);
  });

  it('is found in its thread', async () => {
    const thread = wired.fake.says('the card');
    const inThread = (again: boolean) => wired.platform.send({ ...address, thread }, payload(), 'key-2', again);
    const first = await inThread(false);
    expect(await inThread(true)).toEqual(first);
    expect(wired.fake.called('chat.postMessage')).toHaveLength(1);
  });

  it('is not taken for another post, nor for somebody who says the same words', async () => {
    await wired.platform.send(address, payload(), 'key-0');
    wired.fake.says('key-1');
    expect((await send(true)).kind).toBe('sent');
    expect(wired.fake.called('chat.postMessage')).toHaveLength(2);
  });

  it('is not made while it cannot be looked for', async () => {
    wired.fake.faults.add('conversations.history', { kind: '429', retryAfter: 3 });
    wired.fake.faults.add('conversations.history', { kind: '5xx', status: 500 });
    wired.fake.workspace.scopes.delete('channels:history');
    expect(await send(true)).toMatchObject({ kind: 'rate-limited', retryAfterMs: 3000 });
    expect(await send(true)).toMatchObject({ kind: 'failed', unknown: true });
    expect(await send(true)).toMatchObject({ kind: 'rejected', code: 'missing_scope' });
    expect(wired.fake.called('chat.postMessage')).toEqual([]);
  });
});

describe('a start', () => {
  const start = async (change: object): Promise<unknown> => {
    const platform = createSlackPlatform({
      botToken: wired.fake.workspace.botToken,
      appToken: wired.fake.workspace.appToken,
      apiUrl: wired.fake.apiUrl,
      linker: sampleLinker,
      clock: quickClock,
      log: memoryLog().log,
      ...change,
    });
    const outcome: unknown = await platform
      .start(() => Promise.resolve(answers.notice))
      .catch((reason: unknown) => reason);
    await platform.stop();
    return outcome;
  };

  it('with a wrong bot token names the setting', async () => {
    expect(await start({ botToken: 'xoxb-wrong' })).toMatchObject({
      code: 'platform',
      message: 'Slack does not accept SLACK_BOT_TOKEN (invalid_auth).',
    });
  });

  it('with a wrong app token names that one, and so with a bot token in its place', async () => {
    for (const appToken of ['xapp-wrong', 'xoxb-in-the-wrong-place'])
      expect(await start({ appToken })).toMatchObject({
        code: 'platform',
        message: expect.stringMatching(/^Slack does not accept SLACK_APP_TOKEN \(/u),
        fix: expect.stringContaining('connections:write'),
      });
  });

  it('without an app token or a signing secret is refused before anything is asked of Slack', () => {
    expect(() =>
      createSlackPlatform({
        botToken: 'xoxb-1',
        apiUrl: wired.fake.apiUrl,
        linker: sampleLinker,
        clock: quickClock,
        log: memoryLog().log,
      }),
    ).toThrow(CrosswireError);
  });
});

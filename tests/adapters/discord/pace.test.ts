/** Which requests count against the limit of the whole bot, when they go, and what is paid for already. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DiscordOptions } from '../../../adapters/discord/discord.ts';
import { limitsOf } from '../../../adapters/discord/pace.ts';
import type { Answer } from '../../../src/model.ts';
import type { Clock, Limit, SharedLimits } from '../../../src/ports.ts';
import { answers } from '../../contracts/samples.ts';
import { channelNamed } from '../../fakes/discord/world.ts';
import { createHarness, type DiscordHarness } from './harness.ts';

let harness: DiscordHarness;
afterEach(async () => {
  await harness.platform.stop();
  await harness.close();
});

/** Lets everything go at once unless told, and writes down what it was asked. */
const ledger = () => {
  const admitted: Limit[] = [];
  const held: number[] = [];
  const limits: SharedLimits = {
    admit: async (asked, now) => {
      admitted.push(...asked);
      return now;
    },
    hold: async (_, until) => {
      held.push(until);
    },
  };
  return { admitted, held, limits };
};
let book: ReturnType<typeof ledger>;
beforeEach(() => {
  book = ledger();
});

const begin = async (answer: Answer, options: Partial<DiscordOptions> = {}): Promise<DiscordHarness['discord']> => {
  harness = await createHarness({ limits: book.limits, expectsNotice: () => answer.kind === 'notice', ...options });
  await harness.platform.start(() => Promise.resolve(answer));
  book.admitted.length = 0;
  harness.discord.world.requests.length = 0;
  return harness.discord;
};
const until = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 20_000, interval: 20 });
const posted = (count: number): Promise<void> => until(() => expect(harness.posts()).toHaveLength(count));

/** Requests that carry the bot's token, as the fake has seen them. */
const byToken = (): readonly string[] =>
  harness.discord.world.requests
    .filter(({ path }) => !/^\/(?:interactions|webhooks)\//u.test(path))
    .map(({ method, path }) => `${method} ${path.replace(/\d{5,}/gu, ':id')}`);

describe('the limit of the whole bot', () => {
  it('counts each request of an answer that carries the token, and not those that answer the interaction', async () => {
    const { people } = await begin(answers.typical);
    people.slash({ name: 'swap', text: '' });
    const { replies } = harness.platform.render(answers.typical);
    await posted(1 + replies.length);
    expect(byToken()).toEqual([
      'POST /channels/:id/messages/:id/threads',
      ...replies.map(() => 'POST /channels/:id/messages'),
    ]);
    expect(book.admitted).toHaveLength(byToken().length);
  });

  it('counts the typing and the answer to a question', async () => {
    const { people, world } = await begin(answers.reply);
    people.says({ text: `<@${world.bot}> how long?` });
    await posted(1);
    expect(byToken()).toEqual(['POST /channels/:id/typing', 'POST /channels/:id/messages']);
    expect(book.admitted).toHaveLength(2);
  });

  it('counts the direct channel with a person, and what is posted there', async () => {
    const { people, world } = await begin(answers.refusal);
    people.says({ text: `<@${world.bot}> help` });
    await posted(1);
    expect(byToken()).toEqual(['POST /channels/:id/typing', 'POST /users/@me/channels', 'POST /channels/:id/messages']);
    expect(book.admitted).toHaveLength(3);
  });

  it('counts what reads and sets the commands of a server', async () => {
    await begin(answers.small, { topicsOf: async () => [] });
    await harness.platform.topicsChanged?.(harness.discord.world.guild);
    expect(byToken().length).toBeGreaterThan(0);
    expect(book.admitted).toHaveLength(byToken().length);
  });

  it('is asked for a place that is reserved for people', async () => {
    const { people, world } = await begin(answers.reply);
    people.says({ text: `<@${world.bot}> how long?` });
    await posted(1);
    const [own] = limitsOf(harness.address).filter(({ key }) => book.admitted.some((asked) => asked.key === key));
    expect(new Set(book.admitted)).toEqual(new Set([own]));
    expect(own?.reserve).toBeGreaterThan(0);
    expect(own?.reserve).toBeLessThan(own?.burst ?? 0);
  });

  it('lets an answer go when its place has come', async () => {
    const slept: number[] = [];
    const ahead = 1_234;
    const clock: Clock = {
      now: () => 1_000,
      sleep: async (ms) => {
        slept.push(ms);
        // What guards the start never ends.
        if (ms !== ahead) await new Promise(() => undefined);
      },
    };
    const limits: SharedLimits = { ...book.limits, admit: async (_, now) => now + ahead };
    const { people, world } = await begin(answers.reply, { limits, clock });
    slept.length = 0;
    people.says({ text: `<@${world.bot}> how long?` });
    await posted(1);
    expect(slept).toEqual([ahead, ahead]);
  });

  it('keeps no answer back when it cannot be kept itself', async () => {
    const limits: SharedLimits = { ...book.limits, admit: () => Promise.reject(new Error('the database is away')) };
    const { people, world } = await begin(answers.reply, { limits });
    people.says({ text: `<@${world.bot}> how long?` });
    await posted(1);
    expect(harness.log.lines.join('\n')).toContain('could not be counted');
  });

  it('holds all replicas when Discord says that an answer was one too many, and posts it after that', async () => {
    const { people, faults, world } = await begin(answers.reply);
    const began = Date.now();
    faults.next({ kind: 'rate-limited', retryAfterSeconds: 0.4, global: true });
    people.says({ text: `<@${world.bot}> how long?` });
    await posted(1);
    expect(book.held).toHaveLength(1);
    expect(book.held[0]).toBeGreaterThanOrEqual(began + 400);
    expect(world.requests.filter(({ status }) => status === 429)).toHaveLength(1);
  });
});

describe('a post of the outbox', () => {
  const card = () => harness.platform.render(answers.huge).parent;
  const counts = (post: 'card' | 'reply', again = false): number => {
    const address = post === 'card' ? harness.address : { ...harness.address, thread: '1' };
    return (harness.platform.limits?.(address, again) ?? []).filter(({ key }) => key === 'discord').length;
  };

  it('asks for as many requests as it was counted for, and none twice: a card with its thread, over two replicas', async () => {
    const { world, apiUrl } = await begin(answers.huge);
    const other = await createHarness({ token: world.token, apiUrl, limits: book.limits });
    await other.platform.start(() => Promise.resolve(answers.huge));
    world.requests.length = 0;
    book.admitted.length = 0;
    const sent = await harness.platform.send(harness.address, card(), 'key-0');
    if (sent.kind !== 'sent') throw new Error('not sent');
    const { replies } = harness.platform.render(answers.huge);
    expect(replies.length).toBeGreaterThan(2);
    for (const [n, reply] of replies.entries()) {
      const { platform } = n % 2 === 0 ? other : harness;
      const delivery = await platform.send({ ...harness.address, thread: sent.ref }, reply, `key-${n + 1}`);
      expect(delivery.kind).toBe('sent');
    }
    await other.platform.stop();
    await other.close();
    expect(byToken()).toHaveLength(counts('card') + replies.length * counts('reply'));
    expect(book.admitted).toEqual([]);
  });

  it('is counted for the look before a second try', async () => {
    await begin(answers.huge);
    expect([counts('card', true) - counts('card'), counts('reply', true) - counts('reply')]).toEqual([1, 1]);
    await harness.platform.send(harness.address, card(), 'key-0', true);
    expect(byToken()).toEqual(['GET /channels/:id/messages', 'POST /channels/:id/messages']);
    expect(book.admitted).toEqual([]);
  });

  it('is counted as it goes for what nobody could foresee', async () => {
    await begin(answers.huge);
    // A reply whose thread nobody has started: looked for, started, posted.
    const sent = await harness.platform.send(harness.address, card(), 'key-0');
    if (sent.kind !== 'sent') throw new Error('not sent');
    const [, second] = harness.platform.render(answers.huge).replies;
    await harness.platform.send({ ...harness.address, thread: sent.ref }, second ?? {}, 'key-1');
    expect(byToken().slice(1)).toEqual([
      'POST /channels/:id/messages',
      'POST /channels/:id/messages/:id/threads',
      'POST /channels/:id/messages',
    ]);
    expect(book.admitted).toHaveLength(1);
  });

  it('that is one too many for the whole bot is given back at once, to be paced with all others', async () => {
    const { faults, world } = await begin(answers.huge);
    faults.next({ kind: 'rate-limited', retryAfterSeconds: 0.3, global: true });
    const delivery = await harness.platform.send(harness.address, card(), 'key-0');
    expect(delivery).toMatchObject({ kind: 'rate-limited', code: 'rate-limited-globally', limit: 'discord' });
    // Nothing more is asked meanwhile.
    await harness.platform.send(harness.address, card(), 'key-0');
    expect(world.requests).toHaveLength(1);
  });

  it('waits where it cannot be found out whether it stands already', async () => {
    const { faults, world } = await begin(answers.huge);
    faults.on(/^GET \/channels\/\d+\/messages$/u);
    faults.next({ kind: 'down', status: 500 });
    expect(await harness.platform.send(harness.address, card(), 'key-0', true)).toMatchObject({ kind: 'failed' });
    expect(world.messages).toEqual([]);
    expect((await harness.platform.send(harness.address, card(), 'key-0', true)).kind).toBe('sent');
  });
});

it('a word to one person is counted as it was leased: the channel with them, and the post', async () => {
  await begin(answers.notice);
  const address = { ...harness.address, channel: '80351110224678912', person: '80351110224678912' };
  const leased = (harness.platform.limits?.(address) ?? []).filter(({ key }) => key === 'discord').length;
  const { parent } = harness.platform.render(answers.notice);
  await harness.platform.tell?.(address.person, parent, 'key-0');
  expect(byToken()).toHaveLength(leased);
  expect(book.admitted).toEqual([]);
  expect(channelNamed(harness.discord.world, 'direct').id).toBe(harness.discord.world.messages[0]?.channel);
});

import { inspect } from 'node:util';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { finalError } from '../../../adapters/discord/gateway.ts';
import { redact } from '../../../adapters/discord/log.ts';
import { CrosswireError } from '../../../src/errors.ts';
import { answers } from '../../contracts/samples.ts';
import { createHarness, type DiscordHarness, hastyClock } from './harness.ts';

let harness: DiscordHarness;
afterEach(async () => {
  await harness.platform.stop();
  await harness.close();
});

const settled = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 30_000, interval: 20 });
const begin = async (options: Parameters<typeof createHarness>[0] = {}): Promise<DiscordHarness['discord']> => {
  harness = await createHarness(options);
  await harness.platform.start(() => Promise.resolve(answers.notice));
  return harness.discord;
};
/** A command typed now is answered. */
const works = async (): Promise<void> => {
  const before = harness.posts().length;
  await harness.type({ name: 'news', text: 'help' });
  await settled(() => expect(harness.posts()).toHaveLength(before + 1));
};
const startError = async (): Promise<CrosswireError> => {
  const error: unknown = await harness.platform
    .start(() => Promise.resolve(answers.notice))
    .then(
      () => undefined,
      (reason: unknown) => reason,
    );
  if (!(error instanceof CrosswireError)) throw new Error(`not refused: ${inspect(error)}`);
  return error;
};

describe('the gateway', () => {
  it('is asked for no privileged intent', async () => {
    const { gateway } = await begin();
    // Guilds, guild messages, direct messages.
    expect(gateway.intents).toBe((1 << 0) | (1 << 9) | (1 << 12));
  });

  it('that asks for a reconnection is resumed, and what was said meanwhile is answered', async () => {
    const { gateway, people } = await begin();
    gateway.askToReconnect();
    people.slash({ name: 'news', text: 'help' });
    await settled(() => expect(gateway.counts.resumes).toBe(1));
    await settled(() => expect(harness.posts().length).toBeGreaterThanOrEqual(1));
    await works();
    expect(gateway.counts.identifies).toBe(1);
    expect(harness.posts()).toHaveLength(2);
  });

  it('that is cut is resumed', async () => {
    const { gateway, people } = await begin();
    gateway.cut();
    people.slash({ name: 'news', text: 'help' });
    await settled(() => expect(gateway.counts.resumes).toBe(1));
    await settled(() => expect(harness.posts()).toHaveLength(1));
  });

  it('that forgets the session is identified with anew', async () => {
    const { gateway } = await begin();
    gateway.invalidate(false);
    await settled(() => expect(gateway.counts.identifies).toBe(2));
    await works();
  });

  it('that falls silent with its socket open is left and resumed', async () => {
    const { gateway } = await begin({ heartbeatMs: 200 });
    gateway.silence();
    await settled(() => expect(gateway.counts.resumes).toBe(1));
    await works();
  });

  it.each([4000, 4009])('that closes with %i is connected to again', async (code) => {
    const { gateway } = await begin();
    gateway.close(code);
    await settled(() => expect(gateway.counts.hellos).toBe(2));
    await works();
  });
});

describe('a connection that Discord will not have', () => {
  it.each([
    [4004, /token/u],
    [4014, /Privileged Gateway Intents/u],
  ])('ends the start with close code %i, its cause and its fix', async (code, fix) => {
    harness = await createHarness();
    harness.discord.gateway.refuseIdentify(code);
    const error = await startError();
    expect(error.code).toBe('platform');
    expect(error.message).toContain(String(code));
    expect(error.fix).toMatch(fix);
    expect(inspect(error, { depth: 10 })).not.toContain(harness.discord.world.token);
    expect(harness.discord.gateway.counts.identifies).toBe(1);
  });

  it('ends the platform after the start too, and says so once', async () => {
    const failures: CrosswireError[] = [];
    const { gateway } = await begin({ failed: (error) => failures.push(error) });
    gateway.close(4004);
    await settled(() => expect(failures).toHaveLength(1));
    expect(failures[0]?.message).toContain('4004');
    expect(await harness.platform.send(harness.address, {}, 'key')).toMatchObject({ code: 'not-connected' });
    expect(gateway.counts.hellos).toBe(1);
  });

  it('names every final close code, and no other', () => {
    const codes = Array.from({ length: 20 }, (_, n) => 4000 + n);
    expect(codes.filter((code) => finalError(code) !== undefined)).toEqual([4004, 4010, 4011, 4012, 4013, 4014]);
  });

  it('is refused before the first request when the token could not be one', async () => {
    harness = await createHarness({ token: 'two words\nand a line' });
    const error = await startError();
    expect(error.message).toContain('DISCORD_TOKEN');
    expect(inspect(error, { depth: 10 })).not.toContain('two words');
    expect(harness.discord.world.requests).toEqual([]);
  });

  it('is refused when the commands are: with the code and the fix', async () => {
    harness = await createHarness();
    harness.discord.faults.on(/^PUT /u);
    harness.discord.faults.next({ kind: 'refused', status: 403, code: 20012, message: 'Not authorised' });
    expect((await startError()).message).toContain('20012');
  });

  it('is told when nobody answers at the address', async () => {
    harness = await createHarness({ apiUrl: 'http://127.0.0.1:9/api', clock: hastyClock });
    const error = await startError();
    expect(error.message).toContain('could not be reached');
    expect(error.fix).toContain('DISCORD_API_URL');
  });
});

describe('the start', () => {
  it('outlasts a short failure of Discord', async () => {
    harness = await createHarness({ clock: hastyClock });
    harness.discord.faults.on(/^(?:GET \/gateway\/bot|PUT .*commands)$/u);
    harness.discord.faults.next({ kind: 'down', status: 502 }, { kind: 'dropped' });
    await harness.platform.start(() => Promise.resolve(answers.notice));
    await works();
  });

  it('registers the commands at every start, as they are then', async () => {
    const { world } = await begin();
    expect(world.commands.map(({ name }) => name)).toEqual(['news', 'swap']);
  });
});

describe('the log', () => {
  it('never holds the token, nor that of an interaction', async () => {
    const { world, gateway, faults } = await begin();
    faults.on(/webhooks|callback/u);
    faults.next({ kind: 'down', status: 500 }, { kind: 'down', status: 500 });
    harness.discord.people.slash({ name: 'news', text: 'private words' });
    gateway.cut();
    await settled(() => expect(gateway.counts.resumes).toBe(1));
    await harness.platform.stop();
    const log = harness.log.lines.join('\n');
    expect(log.length).toBeGreaterThan(100);
    for (const secret of [world.token, world.token.slice(-20), 'interaction-token', 'private words']) {
      expect(log).not.toContain(secret);
    }
  });

  it('shows neither kind of token in any text', () => {
    const token = 'MTIzNDU2Nzg5MDEyMzQ1Njc4.Gabcde.abcdefghijklmnopqrstuvwxyz';
    expect(redact(`Identify ${token} now`, token)).toBe('Identify [token] now');
    // In linear time: a log line may hold what anybody typed.
    expect(redact('a'.repeat(200_000), token)).toHaveLength(200_000);
    expect(redact('Provided token: MTIzNDU2Nzg5MDEyMzQ1Njc4.Gabcde.**************************', token)).not.toContain(
      'MTIz',
    );
    expect(redact('https://d.example/api/v10/webhooks/12/aW50ZXI/messages/@original', token)).toBe(
      'https://d.example/api/v10/webhooks/12/[token]/messages/@original',
    );
  });
});

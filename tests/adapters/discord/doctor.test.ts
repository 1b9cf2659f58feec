import { createServer } from 'node:http';
import { PermissionFlagsBits } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { examineDiscord } from '../../../adapters/discord/doctor.ts';
import { createFakeDiscord, type FakeDiscord } from '../../fakes/discord/fake.ts';

let fake: FakeDiscord;
beforeEach(async () => {
  fake = await createFakeDiscord();
});
afterEach(() => fake.close());

const examine = (token = fake.world.token) => examineDiscord({ token, apiUrl: fake.apiUrl });

describe('the examination of the Discord token', () => {
  it('finds nothing to mend when it is good and the bot is in a server', async () => {
    const found = await examine();
    expect(found.filter(({ fix }) => fix !== undefined)).toEqual([]);
    expect(found.map(({ what }) => what)).toEqual([
      expect.stringMatching(/^DISCORD_TOKEN is good: \w/u),
      'The bot is in 1 server.',
    ]);
  });

  it('names each permission that the bot lacks in a server, and what to do', async () => {
    fake.world.permissions &= ~(PermissionFlagsBits.SendMessages | PermissionFlagsBits.CreatePublicThreads);
    const [finding] = (await examine()).filter(({ fix }) => fix !== undefined);
    expect(finding?.what).toBe('In the server "A newsroom" the bot lacks "Send Messages", "Create Public Threads".');
    expect(finding?.fix).toContain('Roles');
    fake.world.permissions = PermissionFlagsBits.Administrator;
    expect((await examine()).filter(({ fix }) => fix !== undefined)).toEqual([]);
  });

  it('says that a bot in no server has to be invited', async () => {
    fake.world.joined = false;
    const found = await examine();
    expect(found.at(-1)).toEqual({ what: 'The bot is in no server.', fix: expect.stringContaining('invite') });
  });

  it.each([
    ['that Discord refuses', (token: string) => `${token.slice(0, -4)}oops`],
    ['with a line break in it', (token: string) => `${token}\n`],
    ['that is somebody else’s words', () => 'not a token at all'],
  ])('names a token %s, and does not repeat it', async (_, change) => {
    const token = change(fake.world.token);
    const found = await examine(token);
    expect(found).toEqual([{ what: 'DISCORD_TOKEN was refused.', fix: expect.stringContaining('Bot page') }]);
    expect(JSON.stringify(found)).not.toContain(token.trim());
  });

  it('says so when Discord answers with a fault of its own', async () => {
    fake.faults.on(/^GET \/users\/@me$/u);
    fake.faults.next({ kind: 'refused', status: 403, code: 40002, message: 'You need to verify your account' });
    expect(await examine()).toEqual([
      { what: 'Discord answered with status 403 (code 40002).', fix: expect.stringContaining('DISCORD_API_URL') },
    ]);
  });

  it('says so when Discord cannot be reached', async () => {
    const { apiUrl, world } = fake;
    await fake.close();
    const [found] = await examineDiscord({ token: world.token, apiUrl });
    expect(found).toEqual({ what: 'Discord could not be reached.', fix: expect.stringContaining('connection') });
    fake = await createFakeDiscord();
  });

  it('says so when something else answers at the address', async () => {
    const other = createServer((_, response) => response.setHeader('content-type', 'application/json').end('{}'));
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = other.address();
    if (address === null || typeof address === 'string') throw new Error('not listening');
    const apiUrl = `http://127.0.0.1:${address.port}/api`;
    const found = await examineDiscord({ token: fake.world.token, apiUrl });
    expect(found).toEqual([
      { what: 'DISCORD_API_URL answers, but not as Discord does.', fix: 'check DISCORD_API_URL' },
    ]);
    await new Promise((resolve) => other.close(resolve));
  });
});

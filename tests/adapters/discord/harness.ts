/** The Discord platform over the fake, as tests use it. */
import { setTimeout as wait } from 'node:timers/promises';
import { inspect } from 'node:util';
import { vi } from 'vitest';
import { createDiscordPlatform, type DiscordOptions } from '../../../adapters/discord/discord.ts';
import type { Address } from '../../../src/model.ts';
import type { Clock, Log, Platform } from '../../../src/ports.ts';
import { contractCommands, faultRetryAfterMs, type Harness, type SeenPost } from '../../contracts/harness.ts';
import { sampleLinker } from '../../contracts/samples.ts';
import { createFakeDiscord, type FakeDiscord } from '../../fakes/discord/fake.ts';
import { type DiscordFault, missingPermissions } from '../../fakes/discord/faults.ts';
import { readMessage } from '../../fakes/discord/reading.ts';
import { channelNamed } from '../../fakes/discord/world.ts';

const systemClock: Clock = {
  now: () => Date.now(),
  sleep: async (ms, signal) => {
    await wait(ms, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
  },
};

/** Real time, in which whoever pauses pauses a tenth as long: for what is tried again after seconds. */
export const hastyClock: Clock = { ...systemClock, sleep: (ms, signal) => systemClock.sleep(ms / 10, signal) };

/** Keeps every line that was logged. */
const createTestLog = (): Log & { readonly lines: readonly string[] } => {
  const lines: string[] = [];
  const write =
    (level: string) =>
    (message: string, fields?: unknown): void => {
      lines.push(`${level} ${message} ${fields === undefined ? '' : inspect(fields, { depth: 5, breakLength: 999 })}`);
    };
  return { lines, debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
};

export interface DiscordHarness extends Harness {
  readonly discord: FakeDiscord;
  readonly log: ReturnType<typeof createTestLog>;
}

const wireFaults: Readonly<Record<'rate-limited' | 'rejected' | 'dropped' | 'down', DiscordFault>> = {
  'rate-limited': { kind: 'rate-limited', retryAfterSeconds: faultRetryAfterMs / 1000 },
  rejected: missingPermissions,
  dropped: { kind: 'dropped' },
  down: { kind: 'down', status: 500 },
};

/** What stands in the fake server, as the contract reads it. */
const seenPosts = ({ world }: FakeDiscord): readonly SeenPost[] =>
  world.messages
    .filter(({ author }) => author === 'bot')
    .map((message) => ({
      ref: message.id,
      parent: world.channels.get(message.channel)?.type === 11 ? message.channel : undefined,
      audience: message.ephemeral ? 'asker' : 'channel',
      reading: readMessage(message.body),
      key: message.nonce,
    }));

export const createHarness = async (
  options: Partial<DiscordOptions> & { readonly heartbeatMs?: number } = {},
): Promise<DiscordHarness> => {
  const { heartbeatMs, ...rest } = options;
  const discord = await createFakeDiscord(heartbeatMs === undefined ? {} : { heartbeatMs });
  const { world } = discord;
  const log = createTestLog();
  const platformWith = (token: string): Platform =>
    createDiscordPlatform({
      token,
      apiUrl: discord.apiUrl,
      commands: contractCommands,
      linker: sampleLinker,
      clock: systemClock,
      log,
      ...rest,
    });
  const address: Address = {
    platform: 'discord',
    workspace: world.guild,
    channel: channelNamed(world, 'news').id,
  };
  return {
    discord,
    log,
    platform: platformWith(world.token),
    address,
    type: async (command) => {
      const interaction = discord.people.slash(command);
      await vi.waitFor(
        () => {
          if (interaction.state === 'open') throw new Error('not acknowledged');
        },
        { timeout: 30_000, interval: 10 },
      );
    },
    posts: () => seenPosts(discord),
    reads: readMessage,
    wire: { fail: (fault) => discord.faults.always(fault === undefined ? undefined : wireFaults[fault]) },
    misconfigured: () => {
      const token = `${world.token.slice(0, -4)}oops`;
      return { platform: platformWith(token), secrets: [token] };
    },
    close: async () => {
      await discord.close();
      if (world.violations.length > 0) throw new Error(`Discord would have refused: ${world.violations.join('; ')}`);
    },
  };
};

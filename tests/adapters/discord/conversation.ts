/** People of the fake server who ask, and what the platform makes of it: for the tests of answers. */
import { afterEach, beforeEach, expect, vi } from 'vitest';
import type { DiscordOptions } from '../../../adapters/discord/discord.ts';
import type { Address, Answer, Command } from '../../../src/model.ts';
import type { SeenRequest } from '../../fakes/discord/world.ts';
import { createHarness, type DiscordHarness } from './harness.ts';

export interface Conversation {
  /** As `begin` made it. */
  readonly harness: DiscordHarness;
  /** What was handed in, and the addresses whose cards were remembered; in order. */
  readonly commands: Command[];
  readonly remembered: Address[];
  /** Starts a platform that answers so. */
  begin(
    answer: Answer | (() => Promise<Answer>),
    options?: Partial<DiscordOptions>,
  ): Promise<DiscordHarness['discord']>;
  /** Resolves when so many posts stand. */
  posted(count: number): Promise<void>;
  /** Requests whose method and path match. */
  requests(pattern: RegExp): readonly SeenRequest[];
}

export const settled = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 20_000, interval: 10 });

/** For one test file: made anew before each test, closed after it. */
export const openConversation = (): Conversation => {
  let harness: DiscordHarness | undefined;
  const commands: Command[] = [];
  const remembered: Address[] = [];
  const current = (): DiscordHarness => {
    if (harness === undefined) throw new Error('not begun');
    return harness;
  };
  beforeEach(() => {
    commands.length = 0;
    remembered.length = 0;
  });
  afterEach(async () => {
    await harness?.platform.stop();
    await harness?.close();
    harness = undefined;
  });
  return {
    get harness() {
      return current();
    },
    commands,
    remembered,
    begin: async (answer, options = {}) => {
      harness = await createHarness({
        posted: async (address) => void remembered.push(address),
        ...options,
      });
      await harness.platform.start((command) => {
        commands.push(command);
        return typeof answer === 'function' ? answer() : Promise.resolve(answer);
      });
      return harness.discord;
    },
    posted: (count) => settled(() => expect(current().posts()).toHaveLength(count)),
    requests: (pattern) =>
      current().discord.world.requests.filter(({ method, path }) => pattern.test(`${method} ${path}`)),
  };
};

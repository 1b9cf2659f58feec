/**
 * How much one person, and one channel, may ask of the desk. Kept in memory: each replica counts what it answers itself,
 * and a restart forgets. Buttons and forms are commands and count as such.
 */
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Answer, Command } from '../model.ts';
import { refusal } from './notices.ts';

/** So many commands within so many seconds, counted from the first of them. */
export interface RateLimit {
  readonly commands: number;
  readonly seconds: number;
}

export interface RateLimits {
  readonly person: RateLimit;
  readonly channel: RateLimit;
}

/**
 * A person who reads and asks on takes seconds for each answer; past twenty a minute it is a script or a stuck key.
 * A channel in which a piece of news has just broken is given three such people at once.
 */
export const usualLimits: RateLimits = {
  person: { commands: 20, seconds: 60 },
  channel: { commands: 60, seconds: 60 },
};

/** What nobody typed or pressed: it is answered whatever was asked before. */
const unasked: ReadonlySet<string> = new Set(['welcome', 'home']);

const limiterOf = ({ commands, seconds }: RateLimit): RateLimiterMemory =>
  new RateLimiterMemory({ points: commands, duration: seconds });

/** Milliseconds until the key may ask again; undefined when it may now. */
const take = async (limiter: RateLimiterMemory, key: string): Promise<number | undefined> => {
  try {
    await limiter.consume(key);
    return undefined;
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return refused.msBeforeNext;
    throw refused;
  }
};

const inSeconds = (ms: number): string => {
  const seconds = Math.max(1, Math.ceil(ms / 1000));
  return `${seconds} second${seconds === 1 ? '' : 's'}`;
};

/**
 * Counts a Command, and gives the answer in its place when there have been too many: the asker's alone, saying when to
 * ask again. A command that is refused does not put that off.
 */
export type CountCommand = (command: Command) => Promise<Answer | undefined>;

/** The clock is the library's own (`Date.now`, real timers): it takes no other. */
export const createLimits = ({ person, channel }: RateLimits = usualLimits): CountCommand => {
  const people = limiterOf(person);
  const channels = limiterOf(channel);
  return async ({ address, person: { id }, name }) => {
    if (unasked.has(name)) return undefined;
    const { platform, workspace, channel: place } = address;
    const ownWait = await take(people, JSON.stringify([platform, workspace, id]));
    if (ownWait !== undefined)
      return refusal(
        'That was a lot at once; I need a moment.',
        `Ask again in ${inSeconds(ownWait)}: one person has ${person.commands} commands in ${person.seconds} seconds.`,
      );
    const wait = await take(channels, JSON.stringify([platform, workspace, place]));
    if (wait === undefined) return undefined;
    return refusal(
      'This channel has asked a lot at once; I need a moment.',
      `Ask again in ${inSeconds(wait)}, or in another channel now.`,
    );
  };
};

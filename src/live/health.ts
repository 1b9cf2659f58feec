/** What is wrong with the service, in words that tell nothing of anybody's text; empty when all is well. */
import type { Clock, Store } from '../ports.ts';
import type { DeskThread, ThreadStanding } from './desk-thread.ts';

export interface Health {
  /** One line each. */
  readonly problems: readonly string[];
  readonly feeds: number;
  readonly unread: number;
}

export interface HealthServices {
  readonly store: Pick<Store, 'sources' | 'readings'>;
  readonly thread: Pick<DeskThread, 'standing'>;
  readonly clock: Clock;
  readonly version: string;
}

/** A long article takes seconds on a slow machine; a task of so much more is stuck. */
const patienceMs = 60_000;
/** From so many unread articles on the analysis is behind. */
const manyUnread = 1_000;
/** So many sources past their time, and this share of all, are behind. */
const manyDue = 50;
const largeShare = 0.5;
/** Fewer feeds that all fail are the feeds' own trouble. */
const fewFeeds = 5;

const troubleOf = (standing: ThreadStanding): readonly string[] => {
  if (standing.kind === 'ended') return ['the thread of the analysis has ended'];
  if (standing.kind === 'idle' || standing.forMs < patienceMs) return [];
  const seconds = Math.round(standing.forMs / 1000);
  return [`the thread of the analysis has been at one task (${standing.task}) for ${seconds} seconds`];
};

/** Never rejects. */
export const examine = async (services: HealthServices): Promise<Health> => {
  const { store, thread, clock, version } = services;
  const counting = [store.sources.counts(clock.now()), store.readings.waiting(version)] as const;
  const counted = await Promise.all(counting).catch(() => undefined);
  const problems = [...troubleOf(thread.standing())];
  if (counted === undefined)
    return { problems: ['the database cannot be read; see the log', ...problems], feeds: 0, unread: 0 };
  const [{ due, resting, gone, ...read }, unread] = counted;
  const feeds = read.new + read.active + resting;
  if (feeds >= fewFeeds && resting > feeds * largeShare)
    problems.push(`${resting} of ${feeds} feeds cannot be read: see whether this machine reaches the network`);
  if (due >= manyDue && due > feeds * largeShare) problems.push(`reading feeds is behind: ${due} of ${feeds} are due`);
  if (unread >= manyUnread) problems.push(`the analysis is behind: ${unread} articles wait to be read`);
  return { problems, feeds, unread };
};

/** What is wrong with the service, in words that tell nothing of anybody's text; empty when all is well. */
import type { Clock, Store } from '../ports.ts';
import type { DeskThread } from './desk-thread.ts';

export interface Health {
  /** One line each. */
  readonly problems: readonly string[];
  readonly feeds: number;
  readonly unread: number;
}

export interface HealthServices {
  readonly store: Pick<Store, 'sources' | 'readings'>;
  readonly thread: DeskThread;
  readonly clock: Clock;
  readonly version: string;
}

/** A question waits for one small task; a thread that does not answer by then is stuck or behind. */
const patienceMs = 10_000;
/** From so many unread articles on the analysis is behind. */
const manyUnread = 1_000;
/** So many sources past their time, and this share of all, are behind. */
const manyDue = 50;
const largeShare = 0.5;
/** Fewer feeds that all fail are the feeds' own trouble. */
const fewFeeds = 5;

const answers = async ({ thread, clock }: HealthServices): Promise<boolean> => {
  const answered = new AbortController();
  try {
    return await Promise.race([
      thread.engine.tell(0).then(() => true),
      clock.sleep(patienceMs, answered.signal).then(() => false),
    ]);
  } catch {
    return false;
  } finally {
    answered.abort();
  }
};

/** Never rejects. */
export const examine = async (services: HealthServices): Promise<Health> => {
  const { store, clock, version } = services;
  const [counted, threadAnswers] = await Promise.all([
    Promise.all([store.sources.counts(clock.now()), store.readings.waiting(version)]).catch(() => undefined),
    answers(services),
  ]);
  const problems = threadAnswers ? [] : ['the thread of the analysis does not answer'];
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

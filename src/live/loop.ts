/** What every part of the service does until it is told to end: one step after another, at rest when there is nothing to do. */
import type { Clock, Log } from '../ports.ts';

export interface LoopServices {
  readonly clock: Clock;
  readonly log: Log;
}

/** How long to rest after a step that failed: a database that is away is not asked a thousand times a second. */
const afterFaultMs = 5_000;

/**
 * Repeats a step until the signal aborts. A step that fails is logged and tried again after a while: no fault ends a
 * loop.
 *
 * @param step gives how many milliseconds to rest before the next; 0 goes on at once
 */
export const loopUntil = async (
  { clock, log }: LoopServices,
  name: string,
  signal: AbortSignal,
  step: () => Promise<number>,
): Promise<void> => {
  while (!signal.aborted) {
    let restMs = afterFaultMs;
    try {
      restMs = await step();
    } catch (error) {
      if (!signal.aborted) log.error(`${name} failed; it goes on`, { err: error });
    }
    if (restMs > 0) await clock.sleep(restMs, signal);
  }
};

export interface Work<J> {
  readonly name: string;
  /** Most of them at once. */
  readonly concurrency: number;
  /** How long to rest when nothing is due. */
  readonly idleMs: number;
  /** Takes up to so many jobs; none while there is a reason to wait. */
  claim(limit: number): Promise<readonly J[]>;
  /** Does one. It may reject with the signal's reason; then the job is given back. */
  run(job: J, signal: AbortSignal): Promise<void>;
  release(jobs: readonly J[]): Promise<void>;
}

/**
 * Claims jobs and does them, a bounded number at once, until the signal aborts; resolves when none is held any more. A
 * job that fails is logged and left to its lease, so that it is not tried again at once.
 */
export const workUntil = async <J>(services: LoopServices, work: Work<J>, signal: AbortSignal): Promise<void> => {
  const { log } = services;
  const underWay = new Set<Promise<void>>();
  const start = (job: J): void => {
    const run = work
      .run(job, signal)
      .catch(async (error: unknown) => {
        if (signal.aborted) await work.release([job]);
        else log.error(`${work.name}: one failed; the others go on`, { err: error });
      })
      .catch((error: unknown) => log.error(`${work.name}: one could not be given back`, { err: error }))
      .finally(() => underWay.delete(run));
    underWay.add(run);
  };
  await loopUntil(services, work.name, signal, async () => {
    const free = work.concurrency - underWay.size;
    const jobs = free > 0 ? await work.claim(free) : [];
    if (signal.aborted) {
      await work.release(jobs);
      return 0;
    }
    for (const job of jobs) start(job);
    if (underWay.size < work.concurrency) return jobs.length > 0 ? 0 : work.idleMs;
    await Promise.race(underWay);
    return 0;
  });
  await Promise.all(underWay);
};

/** Ends work when its time is up or its caller gives up, and tells the two apart. */
import { setMaxListeners } from 'node:events';
import type { Clock } from '../../ports.ts';
import { FaultError } from './faults.ts';

export interface Deadline {
  /** Aborts with the caller's reason, or with the FaultError of the limit that was passed. */
  readonly signal: AbortSignal;
  /** Sets a limit from now on; the function that it gives lifts it. */
  limit(ms: number, fault: FaultError['fault']): () => void;
  /** Lets go of the clock and of the caller's signal. */
  end(): void;
}

export const createDeadline = (clock: Clock, caller: AbortSignal | undefined): Deadline => {
  const work = new AbortController();
  const lifts = new Set<() => void>();
  const giveUp = (): void => work.abort(caller?.reason);
  // One signal ends every request of a worker: many listeners are no leak.
  if (caller !== undefined) setMaxListeners(0, caller);
  caller?.addEventListener('abort', giveUp, { once: true });
  return {
    signal: work.signal,
    limit(ms, fault) {
      const timer = new AbortController();
      const lift = (): void => {
        timer.abort();
        lifts.delete(lift);
      };
      lifts.add(lift);
      void clock.sleep(ms, timer.signal).then(() => {
        if (!timer.signal.aborted) work.abort(new FaultError(fault));
      });
      return lift;
    },
    end() {
      caller?.removeEventListener('abort', giveUp);
      for (const lift of lifts) lift();
    },
  };
};

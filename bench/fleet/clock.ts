/** Simulated time that every process of the fleet reads alike: it runs so many times as fast as real time, from an instant on. */
import { z } from 'zod';
import type { Clock } from '../../src/ports.ts';

export const timeSchema = z.object({
  /** Simulated, at `real`; both in milliseconds since the Unix epoch. */
  simulated: z.number(),
  real: z.number(),
  speed: z.number(),
});
export type Time = z.infer<typeof timeSchema>;

export const timeFrom = (simulated: number, speed: number): Time => ({ simulated, real: Date.now(), speed });

export interface FleetClock extends Clock {
  set(time: Time): void;
}

export const fleetClock = (first: Time): FleetClock => {
  let time = first;
  return {
    now: () => time.simulated + (Date.now() - time.real) * time.speed,
    // One that spans a change of the time ends by the speed that it began with.
    sleep: (ms, signal) => realSleep(ms / time.speed, signal),
    set: (next) => {
      time = next;
    },
  };
};

export const realSleep = (ms: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal?.aborted === true) return resolve();
    const done = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal?.addEventListener('abort', done, { once: true });
  });

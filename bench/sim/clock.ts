/**
 * A clock for a service that is simulated: it stands at the next instant for which somebody waits as soon as nothing is
 * under way, and runs at a multiple of real time while something is (a request, an article being read).
 */
import { setTimeout as delay, setImmediate as turn } from 'node:timers/promises';
import type { Clock } from '../../src/ports.ts';

export interface CompressedSettings {
  /** Milliseconds since the Unix epoch. */
  readonly start: number;
  /** Simulated seconds a real second while something is under way. */
  readonly pace: number;
  /** Whether something is under way. */
  readonly busy: () => boolean;
  /** Called with each new instant, before anybody wakes there. */
  readonly moved: (now: number) => Promise<void>;
}

export interface CompressedClock extends Clock {
  /** Lets time go by up to an instant. Rejects when nobody waits for anything and nothing is under way. */
  runUntil(instant: number): Promise<void>;
}

interface Sleeper {
  readonly at: number;
  readonly order: number;
  awake: boolean;
  wake(): void;
}

/** The earliest first; those who were woken otherwise are passed over. A binary heap: there are thousands. */
const createSleepers = () => {
  const heap: Sleeper[] = [];
  const before = (a: number, b: number): boolean => {
    const [left, right] = [heap[a], heap[b]];
    if (left === undefined || right === undefined) return left !== undefined;
    return left.at < right.at || (left.at === right.at && left.order < right.order);
  };
  const swap = (a: number, b: number): void => {
    const [left, right] = [heap[a], heap[b]];
    if (left === undefined || right === undefined) return;
    heap[a] = right;
    heap[b] = left;
  };
  const removeFirst = (): void => {
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    heap[0] = last;
    for (let at = 0; ; ) {
      const child = before(2 * at + 2, 2 * at + 1) ? 2 * at + 2 : 2 * at + 1;
      if (!before(child, at)) return;
      swap(child, at);
      at = child;
    }
  };
  return {
    add(sleeper: Sleeper): void {
      heap.push(sleeper);
      for (let at = heap.length - 1; at > 0; ) {
        const parent = (at - 1) >>> 1;
        if (!before(at, parent)) return;
        swap(at, parent);
        at = parent;
      }
    },
    first(): Sleeper | undefined {
      while (heap[0]?.awake === true) removeFirst();
      return heap[0];
    },
  };
};

/** Turns of the event loop in which nothing may be under way before time moves on. */
const quietTurns = 3;
/** Real milliseconds between two looks while something is under way: an answer takes longer, and each look costs some. */
const lookMs = 4;
/** Real milliseconds for which nobody may wait for anything: something that the clock does not know of may come. */
const patienceMs = 60_000;

export const createCompressedClock = ({ start, pace, busy, moved }: CompressedSettings): CompressedClock => {
  const sleepers = createSleepers();
  let now = start;
  let order = 0;

  const wakeThose = (): void => {
    for (let first = sleepers.first(); first !== undefined && first.at <= now; first = sleepers.first()) first.wake();
  };
  const isQuiet = async (): Promise<boolean> => {
    for (let left = quietTurns; left > 0; left -= 1) {
      if (busy()) return false;
      await turn();
    }
    return !busy();
  };

  return {
    now: () => now,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted === true) {
          resolve();
          return;
        }
        const sleeper: Sleeper = {
          at: now + Math.max(0, ms),
          order: order++,
          awake: false,
          wake: () => {
            sleeper.awake = true;
            signal?.removeEventListener('abort', sleeper.wake);
            resolve();
          },
        };
        signal?.addEventListener('abort', sleeper.wake, { once: true });
        sleepers.add(sleeper);
      }),
    runUntil: async (instant) => {
      let alone = 0;
      let before = performance.now();
      while (now < instant) {
        if (await isQuiet()) {
          const next = sleepers.first();
          if (next === undefined) {
            if (alone > patienceMs) throw new Error('nobody waits for anything: the service stands still');
            alone += 10;
            await delay(10);
            continue;
          }
          now = Math.min(instant, Math.max(now, next.at));
        } else {
          await delay(lookMs);
          // What the machine gives to others is no time of ours: nobody's patience is to end by it.
          const gone = Math.min(performance.now() - before, 2 * lookMs);
          now = Math.min(instant, now + gone * pace);
        }
        alone = 0;
        before = performance.now();
        await moved(now);
        wakeThose();
      }
    },
  };
};

/** The heartbeat: node-cron's tick once a minute, never two at once. Local times are croner's business (src/schedule.ts). */
import cron from 'node-cron';

/** Does what is due; gives the instant (ms) at which to be called again at the latest, where it knows of one. */
export type Work = (signal: AbortSignal) => Promise<number | undefined>;

export interface Heartbeat {
  /** Tells a tick under way to end, and resolves when it has. */
  stop(): Promise<void>;
}

export interface Pulse {
  /** Milliseconds since the Unix epoch. */
  now(): number;
  /** Calls back when there is work before the next minute; gives what ends it. */
  listen?(wake: () => void): () => void;
}

/** An instant that has passed already is waited for this long: whatever hinders the work is not asked a thousand times a second. */
const shortestMs = 20;
const minuteMs = 60_000;

/**
 * Calls `work` at once and then every minute, when it asked for it, and when it is woken; a call that comes while it
 * works is one call after that. `work` must not reject.
 */
export const startHeartbeat = (work: Work, { now, listen }: Pulse): Heartbeat => {
  const life = new AbortController();
  let underWay = Promise.resolve();
  let waiting = false;
  let alarm: NodeJS.Timeout | undefined;
  const beat = async (): Promise<void> => {
    waiting = false;
    clearTimeout(alarm);
    if (life.signal.aborted) return;
    const next = await work(life.signal);
    if (next === undefined || life.signal.aborted) return;
    const ms = Math.max(shortestMs, next - now());
    if (ms < minuteMs) alarm = setTimeout(wake, ms);
  };
  const wake = (): void => {
    if (waiting || life.signal.aborted) return;
    waiting = true;
    underWay = underWay.then(beat);
  };
  const task = cron.schedule('* * * * *', wake);
  const deafen = listen?.(wake);
  wake();
  return {
    stop: async () => {
      life.abort();
      deafen?.();
      clearTimeout(alarm);
      await task.destroy();
      await underWay;
    },
  };
};

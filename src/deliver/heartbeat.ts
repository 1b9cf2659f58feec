/** The heartbeat: node-cron's tick once a minute, never two at once. Local times are croner's business (src/schedule.ts). */
import cron from 'node-cron';

export interface Heartbeat {
  /** Tells a tick under way to end, and resolves when it has. */
  stop(): Promise<void>;
}

/** Calls `tick` at once and then every minute. `tick` must not reject. */
export const startHeartbeat = (tick: (signal: AbortSignal) => Promise<void>): Heartbeat => {
  const life = new AbortController();
  let underWay = Promise.resolve();
  const run = (): Promise<void> => {
    underWay = underWay.then(() => (life.signal.aborted ? undefined : tick(life.signal)));
    return underWay;
  };
  const task = cron.schedule('* * * * *', run, { noOverlap: true });
  void run();
  return {
    stop: async () => {
      life.abort();
      await task.destroy();
      await underWay;
    },
  };
};

/** The heartbeat: node-cron's tick once a minute, never two at once. Local times are croner's business (src/schedule.ts). */
import cron from 'node-cron';

export interface Heartbeat {
  /** Resolves when a tick under way has ended. */
  stop(): Promise<void>;
}

/** Calls `tick` at once and then every minute. `tick` must not reject. */
export const startHeartbeat = (tick: () => Promise<void>): Heartbeat => {
  let underWay = Promise.resolve();
  const run = (): Promise<void> => {
    underWay = underWay.then(tick);
    return underWay;
  };
  const task = cron.schedule('* * * * *', run, { noOverlap: true });
  void run();
  return {
    stop: async () => {
      await task.destroy();
      await underWay;
    },
  };
};

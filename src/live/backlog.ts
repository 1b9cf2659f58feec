/** Back-pressure: while too many articles wait to be read, no source is asked for more. */
import type { ReadingStore } from '../ports.ts';

/** From so many on nothing new is fetched, until half of them are read. */
const mostWaiting = 1_000;

export interface Backlog {
  /** Whether fetching is held up. */
  isFull(): Promise<boolean>;
}

export const createBacklog = (readings: Pick<ReadingStore, 'waiting'>, version: string): Backlog => {
  let full = false;
  return {
    isFull: async () => {
      const waiting = await readings.waiting(version);
      full = full ? waiting > mostWaiting / 2 : waiting >= mostWaiting;
      return full;
    },
  };
};

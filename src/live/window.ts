/** Which articles are live: the newest of those taken in, as many as the setting allows and no older than retention. Pure. */
import type { KeptReading } from '../ports.ts';

export interface LiveWindow {
  /** Takes in what was adopted, in order of sequence; an article that was read anew moves to the end. */
  add(readings: readonly KeptReading[]): void;
  /**
   * Takes out what is live no longer and gives its ids: the oldest past the bound, and what a source brought before
   * `before` (ms). What an operator put in has no age.
   */
  retire(before: number): string[];
  readonly size: number;
  /** The lowest sequence number that is live: a restart begins there. Undefined when nothing is. */
  readonly first: number | undefined;
}

interface LiveArticle {
  readonly sequence: number;
  /** Milliseconds; infinite for what an operator put in. */
  readonly seen: number;
}

const seenAt = ({ article }: KeptReading): number => {
  const at = article.source === undefined ? Number.NaN : Date.parse(article.seen ?? '');
  return Number.isNaN(at) ? Number.POSITIVE_INFINITY : at;
};

/** @param most live articles */
export const createWindow = (most: number): LiveWindow => {
  /** In order of sequence. */
  const live = new Map<string, LiveArticle>();
  return {
    add(readings) {
      for (const reading of readings) {
        live.delete(reading.article.id);
        live.set(reading.article.id, { sequence: reading.sequence, seen: seenAt(reading) });
      }
    },
    retire(before) {
      const gone: string[] = [];
      for (const [id, { seen }] of live) if (live.size - gone.length > most || seen < before) gone.push(id);
      for (const id of gone) live.delete(id);
      return gone;
    },
    get size() {
      return live.size;
    },
    get first() {
      const [oldest] = live.values();
      return oldest?.sequence;
    },
  };
};

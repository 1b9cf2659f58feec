/**
 * What strangers sent, parsed: the small at once, the large in a thread apart, one after the other and within bounds of
 * time and room. So no feed and no page holds up who waits for an acknowledgement, or takes the process down with it.
 */
import { Piscina } from 'piscina';
import { type Given, type Kind, type Made, parsers } from './documents.ts';
import { threadCode } from './loader.ts';

export interface ParsingLimits {
  /** Bytes: so much dense mark-up takes a fifth of a second (measured), an ordinary page a tenth of that. */
  readonly atOnce: number;
  /** Of real time: longer than any document that is meant to be read takes on a machine with other things to do. */
  readonly longestMs: number;
  /** Megabytes of the thread's heap: more than the largest feed of 2,000 items was seen to need. */
  readonly room: number;
}

const LIMITS: ParsingLimits = { atOnce: 256_000, longestMs: 60_000, room: 256 };

/** A thread that nobody needed for so long ends, and its memory is free again. */
const IDLE_MS = 20_000;

export interface Parsing {
  /**
   * Rejects only with the signal's reason, when it aborts.
   *
   * @returns what the parser of its kind makes of it, or a refusal where that takes more than it may
   */
  parsed<K extends Kind>(kind: K, given: Given<K>, signal?: AbortSignal): Promise<Made<K>>;
  close(): Promise<void>;
}

/** Whether it was the document that ended the parser, and no bug of ours. */
const isBeyond = (error: unknown): boolean =>
  error instanceof Error &&
  // A full call stack; the time that is up; the room that is up.
  (['RangeError', 'AbortError', 'TimeoutError'].includes(error.name) ||
    ('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'));

/** The thread is made when it is first needed, and keeps no process alive. */
export const createParsing = (settings: Partial<ParsingLimits> = {}): Parsing => {
  const { atOnce, longestMs, room } = { ...LIMITS, ...settings };
  let pool: Piscina | undefined;
  let last: Promise<unknown> = Promise.resolve();

  const open = (): Piscina => {
    const made = new Piscina({
      ...threadCode(new URL('./thread.ts', import.meta.url)),
      minThreads: 0,
      maxThreads: 1,
      idleTimeout: IDLE_MS,
      resourceLimits: { maxOldGenerationSizeMb: room, maxYoungGenerationSizeMb: 16 },
    });
    // The task of a thread that ends is told as well.
    made.on('error', () => undefined);
    return made;
  };

  const inThread = <K extends Kind>(kind: K, given: Given<K>, signal: AbortSignal | undefined): Promise<Made<K>> => {
    pool ??= open();
    const thread = pool;
    const run = last.then(async (): Promise<Made<K>> => {
      // Counted from when its turn has come, and the thread has loaded what it needs.
      if (thread.threads.length === 0) await thread.run(undefined);
      const ends = [AbortSignal.timeout(longestMs), ...(signal === undefined ? [] : [signal])];
      return thread.run({ kind, given }, { signal: AbortSignal.any(ends) });
    });
    last = run.catch(() => undefined);
    return run;
  };

  return {
    parsed: async (kind, given, signal) => {
      const { parse, size, beyond } = parsers[kind];
      try {
        return size(given) <= atOnce ? parse(given) : await inThread(kind, given, signal);
      } catch (error) {
        signal?.throwIfAborted();
        if (isBeyond(error)) return beyond;
        throw error;
      }
    },
    close: async () => pool?.destroy(),
  };
};

/** One thread for all of the process. */
export const { parsed } = createParsing();

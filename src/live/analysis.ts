/**
 * Unread articles are read in the thread and their readings kept; kept readings, whoever made them, are taken in by
 * their sequence. Both in small tasks, one at a time, so that a question never waits for more than one.
 */
import { z } from 'zod';
import type { Article } from '../model.ts';
import type { Clock, KeptReading, Log, Reading, Store } from '../ports.ts';
import { ThreadLost } from './desk-thread.ts';
import type { Engine } from './engine.ts';
import type { Meter } from './meter.ts';
import { engineVersion, unreadable } from './version.ts';
import { createWindow, type LiveWindow } from './window.ts';

/** Short, since an article takes milliseconds: what a process that was killed held is read soon after. */
const leaseMs = 30_000;
/** Articles claimed at once, and readings kept at once. */
const batch = 16;
/** Readings taken in by one task of the thread. */
const chunk = 8;
/** Stories told by one task of the thread: a large one takes a tenth of a second. */
const toldAtOnce = 2;
/** While more waits to be read, so many articles are taken in before their stories are told: most are in one story. */
const tellAfter = 64;
/** Where it stands is kept this often, when it has changed. */
const snapshotMs = 60_000;
const day = 86_400_000;

/** What is kept as a snapshot: where the live articles begin, and where they stand. */
const snapshotSchema = z.object({ from: z.number(), stories: z.string() });

export interface AnalysisServices {
  readonly store: Pick<Store, 'readings'>;
  readonly engine: Engine;
  readonly clock: Clock;
  readonly log: Log;
  readonly meter: Meter;
  readonly liveArticles: number;
  readonly retentionDays: number;
  /** Called when the desk has something to answer from, though not yet all of what was read. */
  readonly answerable?: () => void;
}

export interface AnalysisWork {
  /** Takes in what was read before, after a restart or when the thread was lost. */
  restore(signal: AbortSignal): Promise<void>;
  /** Reads and takes in some; gives how many articles it had to do with. */
  step(signal: AbortSignal): Promise<number>;
  /** Keeps where everything stands. */
  keep(): Promise<void>;
  /** As they were last told of. */
  readonly size: { readonly articles: number; readonly stories: number };
}

export const createAnalysis = (services: AnalysisServices): AnalysisWork => {
  const { store, engine, clock, log, meter } = services;
  let window: LiveWindow = createWindow(services.liveArticles);
  /** The last one taken in. */
  let sequence = 0;
  let keptSequence = 0;
  let keptAt = clock.now();
  let size = { articles: 0, stories: 0 };
  /** Articles taken in and let go since stories were last told. */
  let untold = 0;
  let lost = true;
  /** The article over which the thread ended last. */
  let suspect: string | undefined;

  /** An article over which the thread ends is tried once more, by a new one. */
  const readOne = async (article: Article): Promise<Reading> => {
    const ended = meter.analysis('read');
    try {
      return await engine.read(article);
    } catch (error) {
      if (error instanceof ThreadLost && suspect !== article.id) {
        suspect = article.id;
        throw error;
      }
      log.error('an article cannot be read; it is passed over', { article: article.id, err: error });
      return { article, content: unreadable };
    } finally {
      ended();
    }
  };

  /** Reads up to a batch of unread articles; what is not read in the end is given back. */
  const read = async (signal: AbortSignal): Promise<number> => {
    const claimed = await store.readings.claim(engineVersion, clock.now(), leaseMs, batch);
    const readings: Reading[] = [];
    try {
      for (const article of claimed) if (!signal.aborted) readings.push(await readOne(article));
    } finally {
      if (readings.length > 0) await store.readings.put(engineVersion, readings);
      const left = claimed.slice(readings.length).map(({ id }) => id);
      if (left.length > 0) await store.readings.release(left);
    }
    return readings.length;
  };

  const place = async (readings: readonly KeptReading[]): Promise<void> => {
    const ended = meter.analysis('place');
    try {
      await engine.adopt(readings);
    } catch (error) {
      if (error instanceof ThreadLost || readings.length === 0) throw error;
      if (readings.length > 1) for (const reading of readings) await place([reading]);
      else
        log.error('an article cannot be placed; it is passed over', { article: readings[0]?.article.id, err: error });
    } finally {
      ended();
    }
  };

  const retire = async (): Promise<void> => {
    const gone = window.retire(clock.now() - services.retentionDays * day);
    if (gone.length > 0) await engine.retire(gone);
    untold += gone.length;
  };

  /** Tells all that changed, a little at a time; questions come in between. */
  const tell = async (signal: AbortSignal): Promise<void> => {
    for (let left = 1; left > 0 && !signal.aborted; ) {
      const ended = meter.analysis('tell');
      ({ left, ...size } = await engine.tell(toldAtOnce));
      ended();
      if (size.stories > 0) services.answerable?.();
    }
    untold = 0;
  };

  /** Takes in readings kept after the last; gives how many. */
  const takeIn = async (signal: AbortSignal): Promise<number> => {
    const kept = await store.readings.after(engineVersion, sequence, batch * 4);
    for (let start = 0; start < kept.length && !signal.aborted; start += chunk) {
      const some = kept.slice(start, start + chunk);
      await place(some);
      window.add(some);
      sequence = some.at(-1)?.sequence ?? sequence;
      untold += some.length;
    }
    return kept.length;
  };

  const begin = async (): Promise<void> => {
    const held = await store.readings.snapshot(engineVersion);
    const snapshot = held === undefined ? undefined : snapshotSchema.safeParse(JSON.parse(held.content)).data;
    await engine.start(snapshot?.stories);
    window = createWindow(services.liveArticles);
    sequence = (snapshot?.from ?? 1) - 1;
    keptSequence = held?.sequence ?? 0;
  };

  const restore = async (signal: AbortSignal): Promise<void> => {
    await begin();
    while (!signal.aborted && (await takeIn(signal)) > 0);
    await retire();
    await tell(signal);
    lost = signal.aborted;
  };

  const keep = async (): Promise<void> => {
    if (lost || sequence === keptSequence) return;
    const stories = await engine.snapshot();
    await store.readings.keepSnapshot(
      engineVersion,
      sequence,
      JSON.stringify({ from: window.first ?? sequence, stories }),
    );
    keptSequence = sequence;
    keptAt = clock.now();
  };

  return {
    restore,
    step: async (signal) => {
      try {
        if (lost) await restore(signal);
        const unread = await read(signal);
        const done = unread + (await takeIn(signal));
        await retire();
        if (untold >= tellAfter || (untold > 0 && unread < batch)) await tell(signal);
        if (clock.now() - keptAt >= snapshotMs) await keep();
        return done;
      } catch (error) {
        if (error instanceof ThreadLost) lost = true;
        throw error;
      }
    },
    keep,
    get size() {
      return size;
    },
  };
};

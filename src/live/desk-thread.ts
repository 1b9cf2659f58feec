/**
 * The engine and its desk in a thread of their own, so that reading articles never holds up an acknowledgement: one
 * thread, which takes one task after another. Whoever works in the background hands it small tasks, one at a time; then
 * a question waits for one of them at most.
 */
import { Piscina } from 'piscina';
import type { Desk, OpenDesk } from '../desk.ts';
import { CrosswireError } from '../errors.ts';
import { threadCode } from '../ingest/parsing/loader.ts';
import type { House, ReaderScope } from '../model.ts';
import type { Log } from '../ports.ts';
import type { Engine } from './engine.ts';
import type { CallOf, Outcome, Question } from './thread.ts';

/** The thread ended, or hung and was ended; another took its place, and what the engine knew is gone. */
export class ThreadLost extends Error {
  override readonly name = 'ThreadLost';
}

export interface DeskThread {
  readonly engine: Engine;
  /** Its questions wait until `open`, its digests until `open('whole')`; both wait again after `engine.start`. */
  readonly desk: OpenDesk;
  /** What the desk is to answer from stands there: some of it, enough for a question; or the whole, as a digest needs it. */
  open(how: 'in part' | 'whole'): void;
  /** Asks it nothing: it is told without waiting, however much waits for the thread. */
  standing(): ThreadStanding;
  /** Ends it, whatever it does. */
  close(): Promise<void>;
}

export type ThreadStanding =
  | { readonly kind: 'idle' }
  /** With one task for so long, in real time. */
  | { readonly kind: 'at-work'; readonly task: string; readonly forMs: number }
  /** It was closed, or was lost with its last task; the next one makes another. */
  | { readonly kind: 'ended' };

/** No task takes so long, in real time, but one that hangs. */
const longestMs = 120_000;

const resultOf = <R>(outcome: Outcome<R>): R => {
  switch (outcome.kind) {
    case 'ok':
      return outcome.value;
    case 'failed':
      throw new CrosswireError(outcome.code, outcome.message, outcome.fix);
    case 'fault':
      throw outcome.error;
    case 'not-started':
      throw new ThreadLost('the thread of the analysis was made anew');
  }
};

/**
 * Megabytes that the thread may take for what lasts: its words and tables (50 MB measured), what it holds of each article
 * (8 KB measured over 2,000 short ones of invented news; longer ones take more). One that passes it ends the thread, so
 * there is room; without a bound V8 lets garbage pile up to several times what is held.
 */
const lastingMegabytes = (liveArticles: number): number => Math.round(140 + 0.03 * liveArticles);
/** Room for what lives for a moment. V8's own choice is many times as much, and gains nothing here. */
const youngMegabytes = 4;

interface Gate {
  opened(): Promise<void>;
  open(): void;
  shut(): void;
}

const createGate = (): Gate => {
  let pass: (() => void) | undefined;
  let passing = Promise.resolve();
  const shut = (): void => {
    if (pass !== undefined) return;
    passing = new Promise((resolve) => {
      pass = resolve;
    });
  };
  shut();
  return {
    opened: () => passing,
    open: () => {
      pass?.();
      pass = undefined;
    },
    shut,
  };
};

/** @param now a clock that only goes forward, in milliseconds */
const createWatch = (now: () => number) => {
  /** In the order in which they were handed in, which is the order in which they are done. */
  const tasks = new Set<{ readonly name: string; readonly since: number }>();
  let lastEnd = 0;
  let ended = false;
  return {
    follow: async <R>(name: string, run: () => Promise<R>): Promise<R> => {
      const task = { name, since: now() };
      tasks.add(task);
      try {
        const outcome = await run();
        ended = false;
        return outcome;
      } catch (error) {
        ended = true;
        throw error;
      } finally {
        tasks.delete(task);
        lastEnd = now();
      }
    },
    end: (): void => {
      ended = true;
      tasks.clear();
    },
    standing: (): ThreadStanding => {
      const [first] = tasks;
      if (first === undefined) return { kind: ended ? 'ended' : 'idle' };
      return { kind: 'at-work', task: first.name, forMs: now() - Math.max(first.since, lastEnd) };
    },
  };
};

/**
 * Opens the thread: it loads the analysis while others start.
 *
 * @param houses which publishers speak as one
 * @param liveArticles most that will be held at once
 */
export const openDeskThread = (log: Log, houses: readonly House[] = [], liveArticles = 5_000): DeskThread => {
  const pool = new Piscina({
    ...threadCode(new URL('./thread.ts', import.meta.url)),
    minThreads: 1,
    maxThreads: 1,
    idleTimeout: Number.POSITIVE_INFINITY,
    resourceLimits: {
      maxOldGenerationSizeMb: lastingMegabytes(liveArticles),
      maxYoungGenerationSizeMb: youngMegabytes,
    },
  });
  // One that ended between two tasks: the next task finds out.
  pool.on('error', (error: unknown) => log.error('the thread of the analysis ended', { err: error }));

  const [questions, digests] = [createGate(), createGate()];
  const watch = createWatch(() => performance.now());

  const run = async <R>(name: 'work' | 'answer', call: CallOf<Engine> | Question): Promise<R> => {
    let outcome: Outcome<R>;
    try {
      outcome = await watch.follow(call.member, () => pool.run(call, { name, signal: AbortSignal.timeout(longestMs) }));
    } catch (cause) {
      throw new ThreadLost('the thread of the analysis ended', { cause });
    }
    return resultOf(outcome);
  };
  const deskFor = (scope: ReaderScope): Desk => {
    const askAt =
      (gate: Gate) =>
      async <R>(call: CallOf<Desk>): Promise<R> => {
        await gate.opened();
        return run('answer', { ...call, scope });
      };
    const ask = askAt(questions);
    const compose = askAt(digests);
    return {
      size: () => ask({ member: 'size', parameters: [] }),
      stories: () => ask({ member: 'stories', parameters: [] }),
      topStories: () => ask({ member: 'topStories', parameters: [] }),
      topic: (topic) => ask({ member: 'topic', parameters: [topic] }),
      query: (query, text) => ask({ member: 'query', parameters: [query, text] }),
      story: (id) => ask({ member: 'story', parameters: [id] }),
      digest: (order) => compose({ member: 'digest', parameters: [order] }),
      why: (article, past) => compose({ member: 'why', parameters: [article, past] }),
      ask: (question, within) => ask({ member: 'ask', parameters: [question, within] }),
    };
  };
  return {
    engine: {
      start: (snapshot) => {
        questions.shut();
        digests.shut();
        return run('work', { member: 'start', parameters: [snapshot, houses] });
      },
      read: (article) => run('work', { member: 'read', parameters: [article] }),
      adopt: (readings) => run('work', { member: 'adopt', parameters: [readings] }),
      retire: (articles) => run('work', { member: 'retire', parameters: [articles] }),
      tell: (most) => run('work', { member: 'tell', parameters: [most] }),
      snapshot: () => run('work', { member: 'snapshot', parameters: [] }),
    },
    desk: { ...deskFor('everything'), within: (scope) => ({ ...deskFor(scope), scope }) },
    open: (how) => {
      questions.open();
      if (how === 'whole') digests.open();
    },
    standing: watch.standing,
    close: async () => {
      await pool.destroy();
      watch.end();
    },
  };
};

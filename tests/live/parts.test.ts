/** The parts of the service by themselves: what needs no thread, no socket and no database. */
import { describe, expect, it } from 'vitest';
import { createAnalysis } from '../../src/live/analysis.ts';
import { createBacklog } from '../../src/live/backlog.ts';
import { createEngine } from '../../src/live/engine.ts';
import { loopUntil, workUntil } from '../../src/live/loop.ts';
import { createPruning } from '../../src/live/pruning.ts';
import { createTrouble } from '../../src/live/trouble.ts';
import { createWindow } from '../../src/live/window.ts';
import type { Source } from '../../src/model.ts';
import type { Clock, KeptReading, Outbox, PruneLimits } from '../../src/ports.ts';
import { articleOn, notingPlatform, recordedLog, until } from './harness.ts';

const day = 86_400_000;
const noon = Date.parse('2031-03-06T12:00:00Z');

/** Stands where it is put; a rest ends at once, but lets others have their turn. */
const standing = (at: number): Clock & { at: number; rests: number[] } => {
  const clock = {
    at,
    rests: [] as number[],
    now: () => clock.at,
    sleep: async (ms: number) => {
      clock.rests.push(ms);
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
  return clock;
};

describe('a loop', () => {
  it('goes on after a step that failed, rests as it is told, and ends with the signal', async () => {
    const clock = standing(noon);
    const log = recordedLog();
    const life = new AbortController();
    let steps = 0;
    await loopUntil({ clock, log }, 'counting', life.signal, async () => {
      steps += 1;
      if (steps === 2) throw new Error('a bad moment');
      if (steps === 4) life.abort();
      return steps === 1 ? 250 : 0;
    });
    expect(steps).toBe(4);
    expect(clock.rests).toEqual([250, 5_000]);
    expect(log.errors).toEqual(['counting failed; it goes on Error: a bad moment']);
  });
});

describe('work that is claimed', () => {
  const workOf = (jobs: number[]) => {
    const seen = { most: 0, now: 0, done: [] as number[], released: [] as number[] };
    const work = {
      name: 'working',
      concurrency: 3,
      idleMs: 10,
      claim: async (limit: number) => jobs.splice(0, limit),
      release: async (given: readonly number[]) => void seen.released.push(...given),
    };
    return { seen, work };
  };

  it('is done a bounded number at once, each once, whatever one of them comes to', async () => {
    const log = recordedLog();
    const life = new AbortController();
    const { seen, work } = workOf(Array.from({ length: 20 }, (_, n) => n));
    await workUntil(
      { clock: standing(noon), log },
      {
        ...work,
        run: async (job) => {
          seen.now += 1;
          seen.most = Math.max(seen.most, seen.now);
          await new Promise((resolve) => setImmediate(resolve));
          seen.now -= 1;
          seen.done.push(job);
          if (seen.done.length === 20) life.abort();
          if (job === 7) throw new Error('job 7');
        },
      },
      life.signal,
    );
    expect(seen.most).toBe(3);
    expect(seen.done.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, n) => n));
    expect(log.errors).toEqual(['working: one failed; the others go on Error: job 7']);
    expect(seen.released).toEqual([]);
  });

  it('is given back when the end comes in the middle of it', async () => {
    const life = new AbortController();
    const { seen, work } = workOf([1, 2]);
    let held = 0;
    const ended = workUntil(
      { clock: standing(noon), log: recordedLog() },
      {
        ...work,
        run: (_job, signal) =>
          new Promise((_resolve, reject) => {
            held += 1;
            signal.addEventListener('abort', () => reject(signal.reason));
          }),
      },
      life.signal,
    );
    await until(() => expect(held).toBe(2));
    life.abort();
    await ended;
    expect(seen.released.sort()).toEqual([1, 2]);
  });
});

describe('back-pressure', () => {
  it('holds fetching up from a thousand unread articles on, until half of them are read', async () => {
    let waiting = 999;
    const backlog = createBacklog({ waiting: async () => waiting }, '1');
    const seen: boolean[] = [];
    for (const next of [999, 1_000, 700, 501, 500, 900]) {
      waiting = next;
      seen.push(await backlog.isFull());
    }
    expect(seen).toEqual([false, true, true, true, false, false]);
  });
});

describe('the analysis after a restart', () => {
  const unmeasured = {
    fetch: <F>(_what: string, fetch: F) => fetch,
    items: () => undefined,
    page: () => undefined,
    analysis: () => () => undefined,
  };
  const topics = ['bridge at Tarven', 'trial in Olsk', 'orchestra of Medda', 'snow in Brint', 'club of Kessal'];

  it('tells its stories a few at a time, and can answer before all of them are told', async () => {
    const { desk: _, ...members } = createEngine();
    const articles = topics.map((topic, at) => ({
      ...articleOn(`a${at}`, topic, at),
      title: `The ${topic}`,
      text: `Much was said of the ${topic} on Monday, and more of the ${topic} is to come.`,
    }));
    const kept: KeptReading[] = [];
    for (const [at, article] of articles.entries()) kept.push({ ...(await members.read(article)), sequence: at + 1 });
    const lefts: number[] = [];
    const engine = {
      ...members,
      tell: async (most?: number) => {
        const told = await members.tell(most);
        lefts.push(told.left);
        return told;
      },
    };
    const readings = {
      claim: async () => [],
      put: async () => undefined,
      release: async () => undefined,
      after: async (_version: string, sequence: number) => kept.filter((each) => each.sequence > sequence),
      waiting: async () => 0,
      snapshot: async () => undefined,
      keepSnapshot: async () => undefined,
    };
    const openings: number[] = [];
    const work = createAnalysis({
      store: { readings },
      engine,
      clock: standing(noon),
      log: recordedLog(),
      meter: unmeasured,
      liveArticles: 100,
      retentionDays: 10_000,
      answerable: () => openings.push(lefts.at(-1) ?? Number.NaN),
    });
    await work.step(new AbortController().signal);
    expect(lefts).toEqual([3, 1, 0]);
    expect(openings[0]).toBe(3);
    expect(work.size).toEqual({ articles: topics.length, stories: topics.length });
    // Nothing has changed since: nothing is told again.
    await work.step(new AbortController().signal);
    expect(lefts).toHaveLength(3);
  });
});

describe('the live window', () => {
  const kept = (id: string, sequence: number, seen?: string): KeptReading => ({
    article: { ...articleOn(id, 'Port', 3), ...(seen !== undefined && { seen, source: 's' }) },
    content: '',
    sequence,
  });

  it('lets the oldest go past its bound, and moves what was read anew to the end', () => {
    const window = createWindow(2);
    window.add([kept('a', 1), kept('b', 2), kept('a', 3), kept('c', 4)]);
    expect(window.first).toBe(2);
    expect(window.retire(0)).toEqual(['b']);
    expect([window.size, window.first]).toEqual([2, 3]);
    expect(window.retire(0)).toEqual([]);
  });

  it('lets go what a source brought too long ago, and keeps what an operator put in', () => {
    const window = createWindow(10);
    window.add([kept('mine', 1), kept('old', 2, '2031-01-01T00:00:00Z'), kept('new', 3, '2031-03-01T00:00:00Z')]);
    expect(window.retire(Date.parse('2031-02-01T00:00:00Z'))).toEqual(['old']);
    expect([window.size, window.first]).toEqual([2, 1]);
  });
});

describe('pruning', () => {
  it('comes once a day: text after the setting, what items are known by after a year, posts after 90 days', async () => {
    const clock = standing(noon);
    const limits: PruneLimits[] = [];
    const prune = async (given: PruneLimits) => {
      limits.push(given);
      return { articles: 0, items: 0, posts: 0, threads: 0 };
    };
    const step = createPruning({ prune }, clock, recordedLog(), 30);
    for (const hours of [0, 1, 23, 24, 25]) {
      clock.at = noon + hours * 3_600_000;
      await step();
    }
    expect(limits).toHaveLength(2);
    expect(limits[0]).toEqual({
      articles: noon - 30 * day,
      items: noon - 365 * day,
      posts: noon - 90 * day,
      threads: noon - 90 * day,
    });
  });
});

describe('a source in trouble', () => {
  const source: Source = {
    id: 's1',
    url: 'https://outlet.example/rss',
    host: 'outlet.example',
    title: 'The Outlet',
    site: null,
    status: 'active',
    etag: null,
    lastModified: null,
    dueAt: 0,
    intervalMs: 3_600_000,
    failures: 0,
    failure: null,
    readAt: '2031-03-06T11:00:00Z',
    newAt: '2031-03-06T10:00:00Z',
    rhythmMs: 3_600_000,
    toldAt: null,
  };
  const follower = (channel: string) => ({
    address: { platform: 'slack', workspace: 'T1', channel } as const,
    by: 'U1',
    at: '2031-01-01T00:00:00Z',
  });

  const watched = () => {
    const slots = new Set<string>();
    const told: string[] = [];
    const outbox: Pick<Outbox, 'claim'> = {
      claim: async (subscription, slot, posts) => {
        if (slots.has(subscription + slot)) return false;
        slots.add(subscription + slot);
        told.push(JSON.stringify(posts[0]?.payload));
        return true;
      },
    };
    const sources = { followers: async () => [follower('C1'), follower('C2')] };
    const trouble = createTrouble({ sources, outbox }, new Map([['slack', notingPlatform()]]), standing(noon));
    return { trouble, told };
  };

  it('is told of in every channel once while it rests, with the cause and the fix, also after a crash before it settled', async () => {
    const { trouble, told } = watched();
    const failure = {
      code: 'dns',
      reason: 'its name is not known',
      fix: 'See the address.',
      at: '2031-03-06T12:00:00Z',
    };
    const resting: Source = { ...source, status: 'resting', failures: 11, failure };
    const marked = await trouble.mark(resting, source);
    expect(marked.toldAt).toBe('2031-03-06T12:00:00.000Z');
    await trouble.mark({ ...resting, failures: 12 }, resting);
    await trouble.mark({ ...marked, failures: 13 }, marked);
    expect(told).toHaveLength(2);
    for (const said of told)
      expect(said).toMatch(/Feed at rest: The Outlet.*11 times in a row: its name is not known.*See the address\./u);
    expect((await trouble.mark(source, marked)).toldAt).toBeNull();
  });

  it('is told of when it has fallen silent, but not when the same reading brought something', async () => {
    const { trouble, told } = watched();
    const silent: Source = { ...source, newAt: '2031-01-01T00:00:00Z' };
    const first = await trouble.mark(silent, source);
    expect(first.toldAt).toBeNull();
    for (const brought of ['new', 'listed'] as const) await trouble.silence(first, ['known', brought]);
    expect(told).toEqual([]);
    await trouble.silence(first, ['known']);
    expect(told).toHaveLength(2);
    expect(told[0]).toMatch(/Feed silent: The Outlet.*Last new item: 64 days ago/u);
    // The next reading notes that it was told of; nobody is told again.
    const second = await trouble.mark(first, first);
    expect(second.toldAt).not.toBeNull();
    await trouble.silence(second, ['known']);
    expect(told).toHaveLength(2);
  });
});

import { describe, expect, it } from 'vitest';
import type { ThreadStanding } from '../../src/live/desk-thread.ts';
import { examine } from '../../src/live/health.ts';
import { openStore } from '../../src/store/store.ts';

describe('the health of a service', () => {
  const problemsWith = async (standing: ThreadStanding): Promise<readonly string[]> => {
    const store = await openStore({ kind: 'sqlite', path: ':memory:' });
    const clock = { now: () => 0, sleep: async () => undefined };
    const { problems } = await examine({ store, thread: { standing: () => standing }, clock, version: 'v' });
    await store.close();
    return problems;
  };

  it('is good while the thread of the analysis is idle, or at a long article', async () => {
    expect(await problemsWith({ kind: 'idle' })).toEqual([]);
    expect(await problemsWith({ kind: 'at-work', task: 'read', forMs: 59_000 })).toEqual([]);
  });

  it('names the task at which the thread is stuck, and says when it has ended', async () => {
    expect(await problemsWith({ kind: 'at-work', task: 'read', forMs: 75_400 })).toEqual([
      'the thread of the analysis has been at one task (read) for 75 seconds',
    ]);
    expect(await problemsWith({ kind: 'ended' })).toEqual(['the thread of the analysis has ended']);
  });
});

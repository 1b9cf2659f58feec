import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Heartbeat, startHeartbeat } from '../../src/deliver/heartbeat.ts';

const beats: Heartbeat[] = [];
// Time stands still unless a test moves it: a minute that turns in the middle of a test would be a beat too many.
beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 2, 2, 9, 30, 5), toFake: ['Date', 'setTimeout', 'clearTimeout'] });
});
afterEach(async () => {
  for (const beat of beats.splice(0)) await beat.stop();
  vi.useRealTimers();
});
/** Lets so much time pass (ms), with all that happens in it. */
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

const beating = (
  work: (signal: AbortSignal) => Promise<number | undefined>,
  listen?: (wake: () => void) => () => void,
) => {
  const beat = startHeartbeat(work, { now: Date.now, ...(listen !== undefined && { listen }) });
  beats.push(beat);
  return beat;
};

/** Work that waits until it is let go. */
const gated = () => {
  let calls = 0;
  let atOnce = 0;
  let most = 0;
  const gates: (() => void)[] = [];
  return {
    get calls() {
      return calls;
    },
    get most() {
      return most;
    },
    open: () => gates.shift()?.(),
    work: async (): Promise<undefined> => {
      calls += 1;
      atOnce += 1;
      most = Math.max(most, atOnce);
      await new Promise<void>((resolve) => gates.push(resolve));
      atOnce -= 1;
    },
  };
};

describe('the heartbeat', () => {
  it('beats at once, and when it is woken', async () => {
    let calls = 0;
    let wake: () => void = () => undefined;
    beating(
      async () => {
        calls += 1;
        return undefined;
      },
      (woken) => {
        wake = woken;
        return () => undefined;
      },
    );
    await pass(0);
    expect(calls).toBe(1);
    wake();
    await pass(0);
    expect(calls).toBe(2);
  });

  it('beats when a minute begins', async () => {
    let calls = 0;
    beating(async () => {
      calls += 1;
      return undefined;
    });
    await pass(54_900);
    expect(calls).toBe(1);
    await pass(200);
    expect(calls).toBe(2);
    await pass(180_000);
    expect(calls).toBe(5);
  });

  it('never beats twice at once, and takes many calls during a beat for one', async () => {
    const gate = gated();
    let wake: () => void = () => undefined;
    beating(gate.work, (woken) => {
      wake = woken;
      return () => undefined;
    });
    await pass(0);
    expect(gate.calls).toBe(1);
    for (let n = 0; n < 5; n += 1) wake();
    gate.open();
    await pass(0);
    expect(gate.calls).toBe(2);
    gate.open();
    await pass(50);
    expect([gate.calls, gate.most]).toEqual([2, 1]);
  });

  it('beats again at the instant that the work asks for, also when that has passed', async () => {
    const times: number[] = [];
    const begun = Date.now();
    beating(async () => {
      times.push(Date.now() - begun);
      return times.length < 4 ? Date.now() + (times.length === 1 ? 40 : -1_000) : undefined;
    });
    await pass(1_000);
    expect(times).toEqual([0, 40, 60, 80]);
  });

  it('stops listening, tells the work to end and waits for it', async () => {
    let ended = false;
    let deaf = false;
    let begun = false;
    const beat = startHeartbeat(
      (signal) =>
        new Promise((resolve) => {
          begun = true;
          signal.addEventListener('abort', () => {
            setImmediate(() => {
              ended = true;
              resolve(undefined);
            });
          });
        }),
      {
        now: Date.now,
        listen: () => () => {
          deaf = true;
        },
      },
    );
    await pass(0);
    expect(begun).toBe(true);
    await beat.stop();
    expect([ended, deaf]).toEqual([true, true]);
  });
});

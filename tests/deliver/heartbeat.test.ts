import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Heartbeat, startHeartbeat } from '../../src/deliver/heartbeat.ts';

const beats: Heartbeat[] = [];
afterEach(async () => {
  for (const beat of beats.splice(0)) await beat.stop();
});

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
    await vi.waitFor(() => expect(calls).toBe(1));
    wake();
    await vi.waitFor(() => expect(calls).toBe(2));
  });

  it('never beats twice at once, and takes many calls during a beat for one', async () => {
    const gate = gated();
    let wake: () => void = () => undefined;
    beating(gate.work, (woken) => {
      wake = woken;
      return () => undefined;
    });
    await vi.waitFor(() => expect(gate.calls).toBe(1));
    for (let n = 0; n < 5; n += 1) wake();
    gate.open();
    await vi.waitFor(() => expect(gate.calls).toBe(2));
    gate.open();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect([gate.calls, gate.most]).toEqual([2, 1]);
  });

  it('beats again at the instant that the work asks for, also when that has passed', async () => {
    let calls = 0;
    beating(async () => {
      calls += 1;
      return calls < 4 ? Date.now() + (calls === 1 ? 40 : -1_000) : undefined;
    });
    await vi.waitFor(() => expect(calls).toBe(4));
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
    await vi.waitFor(() => expect(begun).toBe(true));
    await beat.stop();
    expect([ended, deaf]).toEqual([true, true]);
  });
});

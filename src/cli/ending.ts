/** How a running service ends: the first signal asks it to, a second one insists. */
import { constants } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';

const signals = ['SIGINT', 'SIGTERM'] as const;

/** Aborts `ending` with the first signal. The second ends the process at once, with the status that shells give for it. */
export const endOnSignals = (ending: AbortController): void => {
  for (const name of signals)
    process.on(name, () => {
      if (ending.signal.aborted) process.exit(128 + constants.signals[name]);
      ending.abort();
    });
};

export const whenAborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });

const leftoversMs = 2_000;

/** What a start that was cut off still holds open (a call under way, a socket) keeps nobody waiting. */
export const endSoon = (): void => {
  void delay(leftoversMs, undefined, { ref: false }).then(() => process.exit());
};

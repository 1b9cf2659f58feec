/** Trying again while a person waits, within bounds. */
import type { Delivery } from '../../src/model.ts';
import type { Clock } from '../../src/ports.ts';
import { interactiveAttempts, interactivePatienceMs, interactivePauseMs } from './limits.ts';

/**
 * Repeats an attempt that was rate limited or failed. One whose fate is not known is repeated only when `safe`: when a
 * second copy cannot stand.
 */
export const persist = async (
  attempt: (again: boolean) => Promise<Delivery>,
  clock: Clock,
  signal: AbortSignal,
  safe: boolean,
): Promise<Delivery> => {
  let delivery = await attempt(false);
  let again = false;
  for (let tried = 1; tried < interactiveAttempts && !signal.aborted; tried += 1) {
    if (delivery.kind === 'failed' && (safe || !delivery.unknown)) {
      again ||= delivery.unknown;
      await clock.sleep(interactivePauseMs, signal);
    } else if (delivery.kind === 'rate-limited' && delivery.retryAfterMs <= interactivePatienceMs) {
      await clock.sleep(delivery.retryAfterMs, signal);
    } else {
      break;
    }
    if (!signal.aborted) delivery = await attempt(again);
  }
  return delivery;
};

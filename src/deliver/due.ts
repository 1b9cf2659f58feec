/** Which Subscription has a slot due. */
import type { Subscription } from '../model.ts';
import type { Store } from '../ports.ts';
import { latestSlot } from '../schedule.ts';

/** A digest later than this is no morning digest any more: the next one covers its span. */
const graceMs = 3 * 60 * 60 * 1000;

export type Due =
  | { readonly kind: 'due'; readonly subscription: Subscription; readonly slot: string }
  /** The slot went by while nothing ran, and is not noted yet. */
  | { readonly kind: 'missed'; readonly slot: string }
  | { readonly kind: 'nothing' };

const nothing: Due = { kind: 'nothing' };

/**
 * Asks the database about a slot until it is known there, claimed or missed, and not again: what is known stays known,
 * also when the clock goes back.
 */
export const createDue = (
  store: Pick<Store, 'subscriptions' | 'outbox'>,
): ((subscription: Subscription, now: number) => Promise<Due>) => {
  /** By Subscription, the last slot that is known. */
  const known = new Map<string, string>();
  return async (subscription, now) => {
    const { id, createdAt, paused } = subscription;
    const slot = paused ? undefined : latestSlot(subscription, now);
    if (slot === undefined || known.get(id) === slot || Date.parse(slot) <= Date.parse(createdAt)) return nothing;
    const watermark = await store.subscriptions.watermark(id);
    const past = watermark !== undefined && Date.parse(slot) <= Date.parse(watermark);
    if (past || (await store.outbox.known(id, slot))) {
      known.set(id, slot);
      return nothing;
    }
    return now - Date.parse(slot) > graceMs ? { kind: 'missed', slot } : { kind: 'due', subscription, slot };
  };
};

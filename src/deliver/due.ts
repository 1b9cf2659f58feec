/** Which Subscription has a slot due. Pure: time is an argument. */
import type { Subscription } from '../model.ts';
import { latestSlot } from '../schedule.ts';

/** A digest later than this is no morning digest any more: the next one covers its span. */
const graceMs = 3 * 60 * 60 * 1000;

export type Due =
  | { readonly kind: 'due'; readonly slot: string }
  /** The slot went by while nothing ran. */
  | { readonly kind: 'missed'; readonly slot: string }
  | { readonly kind: 'nothing' };

/** @param watermark the last slot composed, ISO; undefined before the first */
export const dueSlot = (subscription: Subscription, watermark: string | undefined, now: number): Due => {
  if (subscription.paused) return { kind: 'nothing' };
  const slot = latestSlot(subscription, now);
  if (slot === undefined) return { kind: 'nothing' };
  const at = Date.parse(slot);
  if (at <= Date.parse(subscription.createdAt) || (watermark !== undefined && at <= Date.parse(watermark)))
    return { kind: 'nothing' };
  return { kind: now - at > graceMs ? 'missed' : 'due', slot };
};

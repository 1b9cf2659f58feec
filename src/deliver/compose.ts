/** One Subscription's Digest for one slot, as the posts that its Platform will send: composed once, stored, never again. */
import type { Desk } from '../desk.ts';
import type { Subscription, Topic } from '../model.ts';
import type { OutboxPost, Platform } from '../ports.ts';
import { digestOrder } from '../schedule.ts';

export const composePosts = async (
  desk: Desk,
  platform: Platform,
  subscription: Subscription,
  topics: readonly Topic[],
  span: { from: string | null; to: string },
): Promise<OutboxPost[]> => {
  const digest = await desk.digest(digestOrder(subscription, topics, span));
  const { parent, replies } = platform.render({ kind: 'digest', digest });
  const { address } = subscription;
  return [{ address, payload: parent, briefing: digest.briefing }, ...replies.map((payload) => ({ address, payload }))];
};

/** One Subscription's Digest for one slot, as the posts that its Platform will send: composed once, stored, never again. */
import { createHash } from 'node:crypto';
import type { Desk, OpenDesk, ScopedDesk } from '../desk.ts';
import type { Answer, Digest, Subscription, Told, Topic, Watch } from '../model.ts';
import type { OutboxPost, Platform } from '../ports.ts';
import { scopeKey } from '../reader-scope.ts';
import { digestOrder } from '../schedule.ts';

/** A digest composed later than this after its slot says that it is late; so much may pass in a busy minute. */
const punctualMs = 15 * 60 * 1000;

export interface DigestSpan {
  /** ISO instants: what came after the last digest that reached the channel, up to the slot. */
  readonly from: string | null;
  readonly to: string;
  /** What the channel was told before. */
  readonly told: Told;
}

/**
 * @param desk  within what the channel's workspace may see
 * @param watch what stands behind the digest, where there are feeds
 * @param now   milliseconds since the Unix epoch
 */
export const composeDigest = async (
  desk: ScopedDesk,
  subscription: Subscription,
  topics: readonly Topic[],
  span: DigestSpan,
  watch: Watch | undefined,
  now: number,
): Promise<Digest> => {
  const digest = await desk.digest(digestOrder(subscription, topics, span));
  const late = now - Date.parse(span.to) > punctualMs;
  return { ...digest, ...(late && { late }), ...(watch !== undefined && { watch }) };
};

/** What stands beside a digest: buttons, a picture. */
export type Beside = Pick<Answer, 'actions' | 'chart'>;

export const postsOf = (
  platform: Platform,
  { address }: Subscription,
  digest: Digest,
  beside: Beside = {},
): OutboxPost[] => {
  const { parent, replies } = platform.render({ ...beside, kind: 'digest', digest });
  return [{ address, payload: parent, briefing: digest.briefing }, ...replies.map((payload) => ({ address, payload }))];
};

/** Composes once for the same order. */
const once = (desk: Desk): Desk['digest'] => {
  const made = new Map<string, Promise<Digest>>();
  return (order) => {
    // What a channel was told is long: its hash is kept in its place.
    const key = createHash('sha256').update(JSON.stringify(order)).digest('base64');
    const digest = made.get(key) ?? desk.digest(order);
    made.set(key, digest);
    return digest;
  };
};

/** The same desk, which composes once for the same order and readers: a thousand channels that follow one topic at one hour ask for one Digest. */
export const onePerOrder = (desk: OpenDesk): OpenDesk => {
  const scoped = new Map<string, ScopedDesk>();
  return {
    ...desk,
    digest: once(desk),
    within: (scope) => {
      const key = scopeKey(scope);
      const held = scoped.get(key);
      if (held !== undefined) return held;
      const within = desk.within(scope);
      const made = { ...within, digest: once(within) };
      scoped.set(key, made);
      return made;
    },
  };
};

/**
 * The digests of one channel are composed by one process at a time: each must know what the one before has told the
 * channel. The turn is a row of the database; who takes it reads after that what was told, and a claim is written only
 * while the turn is still its holder's, so that two digests can never both be new against the same past.
 */
import { randomUUID } from 'node:crypto';
import type { Address, Subscription } from '../model.ts';
import type { Clock, Store, Turn } from '../ports.ts';

/** Longer than composing for one channel takes; a process that dies in the middle holds its channel up this long. */
const turnMs = 60_000;

/** A channel's id is its platform's own; the DIGESTS setting names it without its workspace. */
const channelOf = ({ platform, channel }: Address): string => `${platform}:${channel}`;

/** Subscriptions by channel, in the order in which each channel first comes. */
export const channelsOf = (subscriptions: readonly Subscription[]): readonly (readonly Subscription[])[] => {
  const channels = new Map<string, Subscription[]>();
  for (const subscription of subscriptions) {
    const channel = channelOf(subscription.address);
    const held = channels.get(channel);
    if (held === undefined) channels.set(channel, [subscription]);
    else held.push(subscription);
  }
  return [...channels.values()];
};

/** Does the work in the channel's turn; not at all while another has it, who then does it. */
export const inTurn = async (
  { store, clock }: { readonly store: Pick<Store, 'turns'>; readonly clock: Clock },
  address: Address,
  work: (turn: Turn) => Promise<void>,
): Promise<void> => {
  const turn = { name: `compose/${channelOf(address)}`, holder: randomUUID() };
  const now = clock.now();
  if (!(await store.turns.take(turn, now, now + turnMs))) return;
  try {
    await work(turn);
  } finally {
    await store.turns.end(turn);
  }
};

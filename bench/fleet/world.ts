/** The fake Slack and Discord with many channels, and what their own books say of every digest. */
import { nonceOf } from '../../adapters/discord/send.ts';
import type { Subscription } from '../../src/model.ts';
import { everyDay } from '../../src/schedule.ts';
import type { FakeDiscord } from '../../tests/fakes/discord/fake.ts';
import { createFakeDiscord } from '../../tests/fakes/discord/fake.ts';
import { FakeSlack } from '../../tests/fakes/slack/slack.ts';
import { ids } from '../../tests/fakes/slack/workspace.ts';

export interface FleetWorld {
  readonly slack: FakeSlack;
  readonly discord: FakeDiscord;
  /** One for each channel. */
  readonly subscriptions: readonly Subscription[];
  /** How often each key stands on the platforms, by their own count. */
  standing(): ReadonlyMap<string, number>;
  close(): Promise<void>;
}

/** Faults of the wire, at most one a request; the rest of 1 goes well. */
export interface FaultShares {
  readonly limited: number;
  readonly failed: number;
  /** Accepted, and the connection closed without an answer. */
  readonly dropped: number;
}

type Chosen = 'limited' | 'failed' | 'dropped' | undefined;

const chooser = (shares: FaultShares, random: () => number) => (): Chosen => {
  const at = random();
  if (at < shares.limited) return 'limited';
  if (at < shares.limited + shares.failed) return 'failed';
  return at < shares.limited + shares.failed + shares.dropped ? 'dropped' : undefined;
};

const injectFaults = (slack: FakeSlack, discord: FakeDiscord, choose: () => Chosen): void => {
  slack.faults.decide = (method) => {
    if (method !== 'chat.postMessage') return undefined;
    const fault = choose();
    if (fault === 'limited') return { kind: '429', retryAfter: 1 };
    if (fault === 'failed') return { kind: '5xx', status: 500 };
    return fault && { kind: 'dropped' };
  };
  discord.faults.decide(() => {
    const fault = choose();
    if (fault === 'limited') return { kind: 'rate-limited', retryAfterSeconds: 0.02 };
    if (fault === 'failed') return { kind: 'down', status: 500 };
    return fault && { kind: 'dropped' };
  });
};

/** @param createdAt ISO instant from which the orders hold */
export const openWorld = async (
  channels: number,
  createdAt: string,
  shares: FaultShares,
  random: () => number,
): Promise<FleetWorld> => {
  const slack = await FakeSlack.start();
  const discord = await createFakeDiscord();
  const { world } = discord;
  const subscriptions = Array.from({ length: channels }, (_, n): Subscription => {
    const platform = n % 2 === 0 ? 'slack' : 'discord';
    const id = platform === 'slack' ? `C1FLEET${n}` : world.newId();
    if (platform === 'slack') slack.workspace.channels.set(id, { id, kind: 'public', botIsMember: true });
    else world.channels.set(id, { id, name: `fleet-${n}`, type: 0, deny: 0n });
    return {
      id: `${platform}:${id}`,
      address: { platform, workspace: platform === 'slack' ? ids.team : world.guild, channel: id },
      topics: [],
      time: '08:00',
      days: everyDay,
      zone: 'Europe/Kyiv',
      paused: false,
      createdBy: ids.admin,
      createdAt,
    };
  });
  injectFaults(slack, discord, chooser(shares, random));
  return {
    slack,
    discord,
    subscriptions,
    standing: () => {
      const counts = new Map<string, number>();
      const count = (key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1);
      for (const { metadata } of slack.workspace.messages) count(String(metadata?.event_payload.key));
      // Discord knows a key by the nonce that is made of it.
      for (const { nonce } of world.messages) count(`nonce ${nonce}`);
      return counts;
    },
    close: async () => {
      await slack.close();
      await discord.close();
    },
  };
};

/** As `standing` names it. */
export const bookOf = (subscription: Subscription, key: string): string =>
  subscription.address.platform === 'slack' ? key : `nonce ${nonceOf(key)}`;

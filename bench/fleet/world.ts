/** The fake Slack and Discord with many channels, and what their own books say of every digest. */
import { nonceOf } from '../../adapters/discord/send.ts';
import type { Subscription } from '../../src/model.ts';
import { everyDay } from '../../src/schedule.ts';
import type { FakeDiscord } from '../../tests/fakes/discord/fake.ts';
import { createFakeDiscord } from '../../tests/fakes/discord/fake.ts';
import { FakeSlack } from '../../tests/fakes/slack/slack.ts';
import { ids } from '../../tests/fakes/slack/workspace.ts';
import type { Enforcement } from './enforcement.ts';

export interface FleetWorld {
  readonly slack: FakeSlack;
  readonly discord: FakeDiscord;
  /** One for each channel. */
  readonly subscriptions: readonly Subscription[];
  /** Posts that stand by now, over both platforms. */
  readonly posts: number;
  /** How often each key stands on the platforms, by their own count. */
  standing(): ReadonlyMap<string, number>;
  /** Digests that say of themselves that they are late. */
  readonly late: number;
  /** Enters what stands into the books and clears the tables: threads go to sleep within a day, and the fakes look through all they hold. */
  settle(): void;
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

const injectFaults = (
  slack: FakeSlack,
  discord: FakeDiscord,
  choose: () => Chosen,
  enforcement: Enforcement | undefined,
): void => {
  slack.faults.decide = (method, args) => {
    if (method !== 'chat.postMessage') return undefined;
    const retryAfter = enforcement?.slack(args.channel ?? '');
    if (retryAfter !== undefined) return { kind: '429', retryAfter };
    const fault = choose();
    if (fault === 'limited') return { kind: '429', retryAfter: 1 };
    if (fault === 'failed') return { kind: '5xx', status: 500 };
    return fault && { kind: 'dropped' };
  };
  // The limit of the whole bot counts whatever carries its token: all but the answers to interactions.
  if (enforcement !== undefined) discord.faults.on(/ \/(?!interactions\/|webhooks\/)/u);
  discord.faults.decide((path, method) => {
    const limited = enforcement?.discord(path, method);
    if (limited !== undefined) return { kind: 'rate-limited', ...limited };
    const fault = choose();
    if (fault === 'limited') return { kind: 'rate-limited', retryAfterSeconds: 0.1 };
    if (fault === 'failed') return { kind: 'down', status: 500 };
    return fault && { kind: 'dropped' };
  });
};

export interface WorldSettings {
  readonly channels: number;
  /** Channels of one Slack workspace. */
  readonly workspaceChannels: number;
  /** ISO instant from which the orders hold. */
  readonly createdAt: string;
  /** Local wall-clock time and zone of every order. */
  readonly time: string;
  readonly zone: string;
  readonly faults: FaultShares;
  readonly random: () => number;
  readonly enforcement?: Enforcement;
}

/** The workspace of a fake Slack's channel: the fake is one, the limits are kept as if there were many. */
export const workspaceOf = (channel: string, workspaceChannels: number): string =>
  `T${Math.floor(Number(channel.replace(/\D+/gu, '')) / workspaceChannels)}`;

export const openWorld = async (settings: WorldSettings): Promise<FleetWorld> => {
  const slack = await FakeSlack.start();
  const discord = await createFakeDiscord();
  const { world } = discord;
  const subscriptions = Array.from({ length: settings.channels }, (_, n): Subscription => {
    const platform = n % 2 === 0 ? 'slack' : 'discord';
    const id = platform === 'slack' ? `CFLEET${n / 2}` : world.newId();
    if (platform === 'slack') slack.workspace.channels.set(id, { id, kind: 'public', botIsMember: true });
    else world.channels.set(id, { id, name: `fleet-${n}`, type: 0, deny: 0n });
    const workspace = platform === 'slack' ? workspaceOf(id, settings.workspaceChannels) : world.guild;
    return {
      id: `${platform}:${id}`,
      address: { platform, workspace, channel: id },
      topics: [],
      time: settings.time,
      days: everyDay,
      zone: settings.zone,
      paused: false,
      createdBy: ids.admin,
      createdAt: settings.createdAt,
    };
  });
  injectFaults(slack, discord, chooser(settings.faults, settings.random), settings.enforcement);

  const books = new Map<string, number>();
  let posts = 0;
  let late = 0;
  const countInto = (counts: Map<string, number>): void => {
    const count = (key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1);
    for (const { metadata } of slack.workspace.messages)
      if (metadata !== undefined) count(String(metadata.event_payload.key));
    // Discord knows a key by the nonce that is made of it.
    for (const { nonce } of world.messages) if (nonce !== undefined) count(`nonce ${nonce}`);
  };
  const lateNow = (): number =>
    [...slack.workspace.messages.map(({ blocks }) => blocks), ...world.messages.map(({ body }) => body)].filter(
      (body) => JSON.stringify(body ?? '').includes('posted late'),
    ).length;
  const postsNow = (): number => slack.workspace.messages.length + world.messages.length;
  return {
    slack,
    discord,
    subscriptions,
    get posts() {
      return posts + postsNow();
    },
    get late() {
      return late + lateNow();
    },
    standing: () => {
      const counts = new Map(books);
      countInto(counts);
      return counts;
    },
    settle: () => {
      countInto(books);
      posts += postsNow();
      late += lateNow();
      slack.workspace.messages.length = 0;
      slack.calls.length = 0;
      world.messages = [];
      world.requests.length = 0;
      for (const [id, { type }] of world.channels) if (type === 11) world.channels.delete(id);
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

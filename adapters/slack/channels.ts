/** A channel as Slack describes it: who created it, and whether we are in it. */
import type { Address } from '../../src/model.ts';
import type { Clock, Log } from '../../src/ports.ts';
import { type Client, type ClientFor, clientOf } from './clients.ts';
import { codeOf } from './failures.ts';
import { lookup } from './lookup.ts';

interface Channel {
  /** Undefined where Slack does not say. */
  readonly creator?: string;
  readonly joined: boolean;
}

export interface Channels {
  /** Undefined for direct messages, for a person's home, and where Slack cannot be asked. */
  of(address: Address): Promise<Channel | undefined>;
  /** We were added to it, or somebody says so. */
  forget(address: Address): void;
}

const keyOf = ({ workspace, channel }: Address): string => `${workspace} ${channel}`;

const isChannel = ({ channel }: Address): boolean => /^[CG]/u.test(channel);

export const channelsOf = (clientFor: ClientFor, clock: Clock, log: Log): Channels => {
  const known = lookup<Channel>(clock);
  const look = async (client: Client, id: string): Promise<Channel | undefined> => {
    try {
      const { channel } = await client.conversations.info({ channel: id });
      return {
        joined: channel?.is_member === true,
        ...(channel?.creator !== undefined && { creator: channel.creator }),
      };
    } catch (error) {
      const code = codeOf(error);
      // A private channel that the bot is not in is not there for it.
      if (code === 'channel_not_found') return { joined: false };
      log.warn('Slack does not say who created a channel: its admins alone manage it', { code, channel: id });
      return undefined;
    }
  };
  return {
    of: async (address) =>
      isChannel(address)
        ? known.of(keyOf(address), async () => look(await clientOf(clientFor, address.workspace), address.channel))
        : undefined,
    forget: (address) => known.forget(keyOf(address)),
  };
};

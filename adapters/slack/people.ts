/** Who asks: their time zone, and whether they may change what the desk does here. */
import type { Address, Person } from '../../src/model.ts';
import type { Clock, Log } from '../../src/ports.ts';
import { type Client, type ClientFor, clientOf } from './clients.ts';
import { codeOf } from './failures.ts';

/** A person's rights and zone are asked for again after this long; who created a channel, too. */
const FRESH_MS = 10 * 60 * 1000;

/** So many people, and so many channels, are remembered; the longest known is forgotten first. */
const REMEMBERED = 5000;

interface Known {
  readonly admin: boolean;
  readonly zone: string | undefined;
}

export type Introduce = (user: string, address: Address) => Promise<Person>;

/** What was looked up lately. What cannot be looked up again stays as it was known. */
const memory = <T>(clock: Clock) => {
  const known = new Map<string, { readonly value: T; readonly at: number }>();
  return async (key: string, look: () => Promise<T | undefined>): Promise<T | undefined> => {
    const held = known.get(key);
    if (held !== undefined && clock.now() - held.at < FRESH_MS) return held.value;
    const value = await look();
    if (value === undefined) return held?.value;
    known.delete(key);
    known.set(key, { value, at: clock.now() });
    const [oldest] = known.keys();
    if (known.size > REMEMBERED && oldest !== undefined) known.delete(oldest);
    return value;
  };
};

/** Channels have creators; direct messages, and a person's home, have none. */
const isChannel = (channel: string): boolean => /^[CG]/u.test(channel);

/**
 * Admins and owners of the workspace manage, and so does whoever created the channel that it is about. Who cannot be
 * looked up manages nothing; the log says why.
 */
export const people = (clientFor: ClientFor, clock: Clock, log: Log): Introduce => {
  const users = memory<Known>(clock);
  const creators = memory<string>(clock);

  const lookUser = async (client: Client, id: string): Promise<Known | undefined> => {
    try {
      const { user } = await client.users.info({ user: id });
      return { admin: user?.is_admin === true || user?.is_owner === true, zone: user?.tz };
    } catch (error) {
      log.warn('Slack does not say who asks: they are treated as somebody who may not change settings', {
        code: codeOf(error),
        user: id,
      });
      return undefined;
    }
  };

  const lookCreator = async (client: Client, channel: string): Promise<string | undefined> => {
    try {
      return (await client.conversations.info({ channel })).channel?.creator ?? '';
    } catch (error) {
      const code = codeOf(error);
      // A private channel that the bot is not in is not there for it.
      const level = code === 'channel_not_found' ? 'debug' : 'warn';
      log[level]('Slack does not say who created a channel: its admins alone manage it', { code, channel });
      return undefined;
    }
  };

  return async (id, { workspace, channel }) => {
    const client = await clientOf(clientFor, workspace);
    const [found, creator] = await Promise.all([
      users(`${workspace} ${id}`, () => lookUser(client, id)),
      isChannel(channel) ? creators(`${workspace} ${channel}`, () => lookCreator(client, channel)) : undefined,
    ]);
    return {
      id,
      manages: found?.admin === true || creator === id,
      ...(found?.zone !== undefined && { zone: found.zone }),
    };
  };
};

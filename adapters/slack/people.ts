/** Who asks: their time zone, and whether they may change what the desk does here. */
import type { Address, Person } from '../../src/model.ts';
import type { Clock, Log } from '../../src/ports.ts';
import type { Channels } from './channels.ts';
import { type Client, type ClientFor, clientOf } from './clients.ts';
import { codeOf } from './failures.ts';
import { lookup } from './lookup.ts';

interface Known {
  readonly admin: boolean;
  readonly zone: string | undefined;
}

export type Introduce = (user: string, address: Address) => Promise<Person>;

/**
 * Admins and owners of the workspace manage, and so does whoever created the channel that it is about. Who cannot be
 * looked up manages nothing; the log says why.
 */
export const people = (clientFor: ClientFor, channels: Channels, clock: Clock, log: Log): Introduce => {
  const users = lookup<Known>(clock);

  const look = async (client: Client, id: string): Promise<Known | undefined> => {
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

  return async (id, address) => {
    const { workspace } = address;
    const [found, channel] = await Promise.all([
      users.of(`${workspace} ${id}`, async () => look(await clientOf(clientFor, workspace), id)),
      channels.of(address),
    ]);
    return {
      id,
      manages: found?.admin === true || channel?.creator === id,
      ...(found?.zone !== undefined && { zone: found.zone }),
    };
  };
};

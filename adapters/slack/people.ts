/** Who asks: their time zone, and whether they may change what the desk does here. */
import type { App } from '@slack/bolt';
import type { Person } from '../../src/model.ts';
import type { Clock, Log } from '../../src/ports.ts';
import { codeOf } from './failures.ts';

/** A person's rights and zone are asked for again after this long. */
const FRESH_MS = 10 * 60 * 1000;

/** So many people are remembered; the longest known is forgotten first. */
const REMEMBERED = 5000;

interface Known {
  readonly admin: boolean;
  readonly zone: string | undefined;
  readonly at: number;
}

export type Introduce = (user: string) => Promise<Person>;

/**
 * Admins and owners of the workspace manage. Nobody else does, not even in direct messages: topics and feeds are the
 * whole workspace's. Who cannot be looked up manages nothing; the log says why.
 */
export const people = (client: App['client'], clock: Clock, log: Log): Introduce => {
  const known = new Map<string, Known>();

  const look = async (id: string): Promise<Known | undefined> => {
    const held = known.get(id);
    if (held !== undefined && clock.now() - held.at < FRESH_MS) return held;
    try {
      const { user } = await client.users.info({ user: id });
      const found = { admin: user?.is_admin === true || user?.is_owner === true, zone: user?.tz, at: clock.now() };
      known.delete(id);
      known.set(id, found);
      const [oldest] = known.keys();
      if (known.size > REMEMBERED && oldest !== undefined) known.delete(oldest);
      return found;
    } catch (error) {
      log.warn('Slack does not say who asks: they are treated as somebody who may not change settings', {
        code: codeOf(error),
        user: id,
      });
      return held;
    }
  };

  return async (id) => {
    const found = await look(id);
    return {
      id,
      manages: found?.admin === true,
      ...(found?.zone !== undefined && { zone: found.zone }),
    };
  };
};

/** What each channel was told, by its digests. */
import type { Address, Told } from '../model.ts';
import type { Base } from './flavour.ts';
import { readTold } from './records.ts';

/** A channel's id is its platform's own; the DIGESTS setting names it without its workspace. */
export const channelOf = ({ platform, channel }: Address): string => `${platform}:${channel}`;

export const toldIn = async ({ db }: Base, address: Address, before: string | undefined): Promise<Told> => {
  const rows = await db
    .selectFrom('told')
    .select('content')
    .where('channel', '=', channelOf(address))
    .$if(before !== undefined, (query) => query.where('slot', '<', before ?? ''))
    .orderBy('slot')
    .orderBy('subscription')
    .execute();
  const parts = rows.map(({ content }) => readTold(content));
  return { points: parts.flatMap(({ points }) => points), slots: parts.flatMap(({ slots }) => slots) };
};

export const toldBySlot = async ({ db }: Base, subscription: string, slot: string): Promise<Told | undefined> => {
  const row = await db
    .selectFrom('told')
    .select('content')
    .where('subscription', '=', subscription)
    .where('slot', '=', slot)
    .executeTakeFirst();
  return row === undefined ? undefined : readTold(row.content);
};

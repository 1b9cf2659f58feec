/** Which client speaks for which workspace: each has a token of its own. */
import type { App } from '@slack/bolt';

export type Client = App['client'];

/** Undefined where Crosswire is not installed. */
export type ClientFor = (workspace: string) => Promise<Client | undefined>;

/** One bot token: one workspace, whatever it is called. */
export const onlyClient =
  (client: Client): ClientFor =>
  () =>
    Promise.resolve(client);

/** Nothing of it is a person's doing: what comes in was let in by the very install that is looked for here. */
export const clientOf = async (clientFor: ClientFor, workspace: string): Promise<Client> => {
  const client = await clientFor(workspace);
  if (client === undefined) throw new Error('Crosswire is not installed in this workspace');
  return client;
};

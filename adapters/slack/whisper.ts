/** Messages that the asker alone sees. */
import type { Address } from '../../src/model.ts';
import type { Log, Payload } from '../../src/ports.ts';
import type { Dress } from './charts.ts';
import { type ClientFor, clientOf } from './clients.ts';
import { codeOf } from './failures.ts';

const PATIENCE_MS = 15_000;

/** `instead`: in place of the message that was pressed, where the asker alone saw that one too. */
export type Whisper = (payload: Payload, instead?: 'instead') => Promise<void>;

export interface Whispers {
  /**
   * By the response URL of a slash command or of a button: it reaches channels that the bot is not in. Good for 5 uses
   * in 30 minutes. @param replaceable whether the message that was pressed is the asker's alone
   */
  respond(url: string, address: Address, user: string, replaceable?: boolean): Whisper;
  /** In a channel or a thread that the bot is in. */
  ephemeral(address: Address, user: string): Whisper;
  /** In direct messages, where nobody else reads: an ordinary message, which stays. */
  direct(address: Address): Whisper;
}

const inThread = (address: Address): Readonly<Record<string, string>> => ({
  channel: address.channel,
  ...(address.thread !== undefined && { thread_ts: address.thread }),
});

export const whispers = (clientFor: ClientFor, dress: Dress, log: Log): Whispers => {
  /** With its picture, and without it where Slack does not take that. */
  const call = async (
    method: string,
    address: Address,
    payload: Payload,
    more: Readonly<Record<string, string>>,
  ): Promise<void> => {
    const client = await clientOf(clientFor, address.workspace);
    const { dressed, bare } = await dress(client, payload);
    const post = (one: Payload) => client.apiCall(method, { ...one, ...inThread(address), ...more });
    if (dressed === bare) await post(bare);
    else
      await post(dressed).catch((error: unknown) => {
        if (codeOf(error) !== 'invalid_blocks') throw error;
        return post(bare);
      });
  };
  const ephemeral: Whispers['ephemeral'] = (address, user) => (payload) =>
    call('chat.postEphemeral', address, payload, { user });
  return {
    ephemeral,
    // Not the SDK's respond(): it waits for an answer for ever.
    respond:
      (url, address, user, replaceable = false) =>
      async (payload, instead) => {
        const send = async (one: Payload): Promise<number | undefined> => {
          const response = await fetch(url, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({
              ...one,
              response_type: 'ephemeral',
              replace_original: replaceable && instead !== undefined,
              ...(address.thread !== undefined && { thread_ts: address.thread }),
            }),
            signal: AbortSignal.timeout(PATIENCE_MS),
          }).catch(() => undefined);
          await response?.body?.cancel();
          return response?.status;
        };
        const { dressed, bare } = await dress(await clientOf(clientFor, address.workspace), payload);
        const statuses = [await send(dressed)];
        // Whether it was taken is unknown when nothing came back.
        if (statuses[0] !== undefined && statuses[0] !== 200 && dressed !== bare) statuses.push(await send(bare));
        if (statuses.includes(200)) return;
        log.debug('The response URL was not taken; posting an ephemeral message', { statuses });
        await ephemeral(address, user)(bare);
      },
    direct: (address) => (payload) => call('chat.postMessage', address, payload, {}),
  };
};

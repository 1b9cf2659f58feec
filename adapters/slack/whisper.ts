/** Messages that the asker alone sees. */
import type { App } from '@slack/bolt';
import type { Address } from '../../src/model.ts';
import type { Log, Payload } from '../../src/ports.ts';

const PATIENCE_MS = 15_000;

export interface Whispers {
  /** By the response URL of a slash command: it reaches channels that the bot is not in. Good for 5 uses in 30 minutes. */
  respond(url: string, address: Address, user: string): (payload: Payload) => Promise<void>;
  /** In a channel or a thread that the bot is in. */
  ephemeral(address: Address, user: string): (payload: Payload) => Promise<void>;
  /** In direct messages, where nobody else reads: an ordinary message, which stays. */
  direct(address: Address): (payload: Payload) => Promise<void>;
}

const inThread = (address: Address): Readonly<Record<string, string>> => ({
  channel: address.channel,
  ...(address.thread !== undefined && { thread_ts: address.thread }),
});

export const whispers = (client: App['client'], log: Log): Whispers => {
  const ephemeral: Whispers['ephemeral'] = (address, user) => async (payload) => {
    await client.apiCall('chat.postEphemeral', { ...payload, ...inThread(address), user });
  };
  return {
    ephemeral,
    // Not the SDK's respond(): it waits for an answer for ever.
    respond: (url, address, user) => async (payload) => {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...payload, response_type: 'ephemeral', replace_original: false }),
        signal: AbortSignal.timeout(PATIENCE_MS),
      }).catch(() => undefined);
      await response?.body?.cancel();
      if (response?.ok === true) return;
      log.debug('The response URL was not taken; posting an ephemeral message', { status: response?.status });
      await ephemeral(address, user)(payload);
    },
    direct: (address) => async (payload) => {
      await client.apiCall('chat.postMessage', { ...payload, ...inThread(address) });
    },
  };
};

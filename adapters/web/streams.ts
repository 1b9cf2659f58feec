/** Streams of events to open pages: at most so many, the oldest ended for a new one. */
import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { Channel } from './channel.ts';

/** Each holds a connection and a little memory, whoever opened it. */
export const streamsKept = 50;
/** So that a proxy does not take a quiet stream for a dead one. */
const heartbeatMs = 25_000;
/** How long a page that is displaced, and reads nothing any more, is waited for. */
const patienceMs = 2_000;

interface Open {
  end(): void;
  /** The page is told, so that it does not come back at once and displace the next. */
  displace(): void;
}

/** @param closing ends them all: they would keep the server from closing */
export const createStreams = (channel: Channel, closing: AbortSignal): ((context: Context) => Response) => {
  const open = new Set<Open>();
  const endAll = (): void => {
    for (const { end } of open) end();
  };
  closing.addEventListener('abort', endAll, { once: true });
  return (context) =>
    streamSSE(context, async (stream) => {
      const stop = channel.listen((ref, parent) => {
        void stream.writeSSE({ event: 'post', data: JSON.stringify({ ref, parent: parent ?? null }) });
      });
      await new Promise<void>((resolve) => {
        const beat = setInterval(() => void stream.writeSSE({ event: 'beat', data: '' }), heartbeatMs);
        const end = (): void => {
          clearInterval(beat);
          open.delete(one);
          stop();
          resolve();
        };
        const displace = (): void => {
          const patience = setTimeout(end, patienceMs);
          void stream.writeSSE({ event: 'displaced', data: '' }).finally(() => {
            clearTimeout(patience);
            end();
          });
        };
        const one = { end, displace };
        stream.onAbort(end);
        open.add(one);
        const [oldest] = open;
        if (open.size > streamsKept && oldest !== undefined) {
          open.delete(oldest);
          oldest.displace();
        }
        if (closing.aborted) end();
      });
    });
};

/** Streams of events to open pages: at most so many, the oldest ended for a new one. */
import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { Channel } from './channel.ts';

/** Each holds a connection and a little memory, whoever opened it. */
export const streamsKept = 50;
/** So that a proxy does not take a quiet stream for a dead one. */
const heartbeatMs = 25_000;

/** @param closing ends them all: they would keep the server from closing */
export const createStreams = (channel: Channel, closing: AbortSignal): ((context: Context) => Response) => {
  const open = new Set<() => void>();
  return (context) =>
    streamSSE(context, async (stream) => {
      const stop = channel.listen((ref, parent) => {
        void stream.writeSSE({ event: 'post', data: JSON.stringify({ ref, parent: parent ?? null }) });
      });
      await new Promise<void>((resolve) => {
        const beat = setInterval(() => void stream.writeSSE({ event: 'beat', data: '' }), heartbeatMs);
        const end = (): void => {
          clearInterval(beat);
          closing.removeEventListener('abort', end);
          open.delete(displace);
          stop();
          resolve();
        };
        /** The page is told, so that it does not come back at once and displace the next. */
        const displace = (): void => void stream.writeSSE({ event: 'displaced', data: '' }).finally(end);
        stream.onAbort(end);
        closing.addEventListener('abort', end, { once: true });
        open.add(displace);
        const [oldest] = open;
        if (open.size > streamsKept && oldest !== undefined) {
          open.delete(oldest);
          oldest();
        }
      });
    });
};

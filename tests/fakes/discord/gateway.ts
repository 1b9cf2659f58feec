/** Discord's gateway over a real socket: HELLO, IDENTIFY, READY, events, RESUME, and everything that can go wrong. */
import type { IncomingMessage, Server } from 'node:http';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import { botUser, guildObject } from './objects.ts';
import type { Json, World } from './world.ts';

const frame = z.object({
  op: z.int(),
  d: z.union([z.null(), z.number(), z.looseObject({})]).optional(),
});
const identify = z.object({
  token: z.string(),
  intents: z.int(),
  shard: z.tuple([z.int(), z.int()]).default([0, 1]),
});
const resume = z.object({ token: z.string(), session_id: z.string(), seq: z.number() });

interface Session {
  readonly id: string;
  readonly events: { readonly s: number; readonly t: string; readonly d: Json }[];
  socket: WebSocket | undefined;
  readonly shard: readonly [number, number];
}

export interface Gateway {
  /** Sends an event to the newest session, also when its socket is away: RESUME then replays it. */
  dispatch(type: string, data: Json): void;
  /** Sends the last event once more, as a gateway that lost its place does. */
  repeatLast(): void;
  /** op 7: asks for a reconnection. */
  askToReconnect(): void;
  /** op 9; the session is forgotten unless it may be resumed. */
  invalidate(resumable: boolean): void;
  /** Cuts the socket without a word. */
  cut(): void;
  /** Closes with a code. */
  close(code: number): void;
  /** A zombie: the socket stays open, and no heartbeat is acknowledged on it. */
  silence(): void;
  /** The next IDENTIFY is met with this close code. */
  refuseIdentify(code: number | undefined): void;
  readonly counts: { readonly hellos: number; readonly identifies: number; readonly resumes: number };
  /** The shards that are connected now, as `id/count`, one for every connection. */
  readonly shards: readonly string[];
  /** The intents of the last IDENTIFY. */
  readonly intents: number;
  stop(): Promise<void>;
}

/** What Discord asks for, or thereabouts. */
const usualHeartbeatMs = 45_000;

/**
 * @param firstHeartbeatMs how often the first connection is to beat. Those after it have time: a bot on a busy machine
 *   that came late to a short beat would leave them too.
 */
export const createGateway = (
  world: World,
  server: Server,
  url: () => string,
  firstHeartbeatMs = usualHeartbeatMs,
): Gateway => {
  const sockets = new WebSocketServer({ noServer: true });
  const sessions = new Map<string, Session>();
  const silent = new WeakSet<WebSocket>();
  const counts = { hellos: 0, identifies: 0, resumes: 0 };
  let current: Session | undefined;
  let refused: number | undefined;
  let intents = 0;
  let sequence = 0;

  server.on('upgrade', (request: IncomingMessage, socket, head) => {
    sockets.handleUpgrade(request, socket, head, (client) => accept(client));
  });

  const send = (socket: WebSocket | undefined, op: number, d: unknown, rest: Json = {}): void => {
    if (socket?.readyState === socket?.OPEN) socket?.send(JSON.stringify({ op, d, s: null, t: null, ...rest }));
  };

  const emit = (session: Session, t: string, d: Json): void => {
    sequence += 1;
    session.events.push({ s: sequence, t, d });
    send(session.socket, 0, d, { s: sequence, t });
  };

  const onIdentify = (socket: WebSocket, data: unknown): void => {
    counts.identifies += 1;
    const parsed = identify.safeParse(data);
    if (refused !== undefined) {
      socket.close(refused);
      return;
    }
    if (!parsed.success || parsed.data.token !== world.token) {
      socket.close(4004);
      return;
    }
    intents = parsed.data.intents;
    const { shard } = parsed.data;
    const session: Session = { id: `session-${counts.identifies}`, events: [], socket, shard };
    sessions.set(session.id, session);
    // A server's events go to the shard that its id falls to.
    const isHome = Number((BigInt(world.guild) >> 22n) % BigInt(shard[1])) === shard[0];
    if (isHome) current = session;
    emit(session, 'READY', {
      v: 10,
      user: botUser(world),
      guilds: world.joined ? [{ id: world.guild, unavailable: true }] : [],
      session_id: session.id,
      resume_gateway_url: url(),
      shard,
      application: { id: world.application, flags: 0 },
    });
    if (world.joined) emit(session, 'GUILD_CREATE', guildObject(world));
  };

  const onResume = (socket: WebSocket, data: unknown): void => {
    counts.resumes += 1;
    const parsed = resume.safeParse(data);
    const session = parsed.success ? sessions.get(parsed.data.session_id) : undefined;
    if (!parsed.success || session === undefined) {
      send(socket, 9, false);
      return;
    }
    session.socket = socket;
    current = session;
    for (const { s, t, d } of session.events) if (s > parsed.data.seq) send(socket, 0, d, { s, t });
    emit(session, 'RESUMED', {});
  };

  const accept = (socket: WebSocket): void => {
    socket.on('error', () => undefined);
    socket.on('message', (raw: RawData) => {
      const parsed = frame.safeParse(JSON.parse(raw.toString()));
      if (!parsed.success) return socket.close(4002);
      const { op, d } = parsed.data;
      if (op === 1 && !silent.has(socket)) send(socket, 11, null);
      if (op === 2) onIdentify(socket, d);
      if (op === 6) onResume(socket, d);
    });
    counts.hellos += 1;
    send(socket, 10, { heartbeat_interval: counts.hellos === 1 ? firstHeartbeatMs : usualHeartbeatMs });
  };

  return {
    counts,
    get shards() {
      return [...sessions.values()]
        .filter(({ socket }) => socket?.readyState === socket?.OPEN && socket !== undefined)
        .map(({ shard }) => shard.join('/'))
        .toSorted();
    },
    get intents() {
      return intents;
    },
    dispatch: (type, data) => {
      if (current === undefined) throw new Error('nobody has identified with the fake gateway');
      emit(current, type, data);
    },
    repeatLast: () => {
      const last = current?.events.at(-1);
      if (current !== undefined && last !== undefined) emit(current, last.t, last.d);
    },
    askToReconnect: () => send(current?.socket, 7, null),
    invalidate: (resumable) => {
      if (!resumable && current !== undefined) sessions.delete(current.id);
      send(current?.socket, 9, resumable);
    },
    cut: () => current?.socket?.terminate(),
    close: (code) => current?.socket?.close(code),
    silence: () => {
      if (current?.socket !== undefined) silent.add(current.socket);
    },
    refuseIdentify: (code) => {
      refused = code;
    },
    stop: () =>
      new Promise((resolve) => {
        for (const client of sockets.clients) client.terminate();
        sockets.close(() => resolve());
      }),
  };
};

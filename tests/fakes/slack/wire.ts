/** The servers of the fake Slack: the Web API, sockets, response URLs, uploads, and posts to the app. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { blocksProblem } from './blocks.ts';
import { Faults } from './faults.ts';
import { signature } from './inbound.ts';
import { type Args, methods, type Result } from './methods.ts';
import { ids, type Message, Workspace } from './workspace.ts';

export interface Call {
  readonly method: string;
  readonly args: Args;
  readonly token: string | undefined;
}

export interface Acknowledgement {
  /** How long the app took, in ms. */
  readonly after: number;
  /** The HTTP status; 200 for an envelope. */
  readonly status: number;
  readonly body: string;
}

/** Undefined when the app, or the end of the test, has cut the request off: then nobody waits for an answer. */
const bodyOf = async (
  request: IncomingMessage,
): Promise<{ readonly text: string; readonly raw: Buffer } | undefined> => {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  } catch {
    return undefined;
  }
  const raw = Buffer.concat(chunks);
  return { text: raw.toString('utf8'), raw };
};

const json = (response: ServerResponse, status: number, value: unknown, headers: Record<string, string> = {}): void => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(value));
};

/** What Slack gives an app for its acknowledgement. */
const patienceMs = 3000;
/** Of one app (Slack's documentation of Socket Mode). */
const mostSockets = 10;

/** Five uses; it answers where something was typed or pressed. */
interface ResponseUrl {
  readonly workspace: Workspace;
  readonly channel: string;
  readonly user: string;
  /** What was pressed. */
  readonly pressed?: Message;
  left: number;
}

/** What it is sent and what it sends; what people do there is in slack.ts. */
export class SlackWire {
  readonly workspace = new Workspace();
  readonly faults = new Faults();
  readonly calls: Call[] = [];
  /** What the next sockets meet: a hello, silence, or a door that closes. */
  manners: 'polite' | 'silent' | 'rude' = 'polite';
  /** Where the app listens, for HTTP mode; Socket Mode when it is not set. */
  requestUrl: string | undefined;
  readonly #http = createServer((request, response) => {
    void this.#serve(request, response);
  });
  protected readonly sockets = new WebSocketServer({ noServer: true });
  readonly #waiting = new Map<string, (body: string) => void>();
  readonly #responseUrls = new Map<string, ResponseUrl>();
  /** More workspaces, for an app that is installed in many. */
  readonly others: Workspace[] = [];
  /** What an installation's code is exchanged for. */
  readonly codes = new Map<string, Workspace>();
  readonly client = { id: '1111.2222', secret: 'client-secret-of-the-fake' } as const;
  protected serial = 0;
  #turn = 0;

  async listen(): Promise<void> {
    this.#http.on('upgrade', (request, socket, head) => {
      this.sockets.handleUpgrade(request, socket, head, (opened) => this.#greet(opened));
    });
    await new Promise<void>((resolve) => this.#http.listen(0, '127.0.0.1', resolve));
  }

  protected get port(): number {
    const address: AddressInfo | string | null = this.#http.address();
    if (address === null || typeof address === 'string') throw new Error('the fake is not listening');
    return address.port;
  }

  get apiUrl(): string {
    return `http://127.0.0.1:${this.port}/api/`;
  }

  get openSockets(): number {
    return [...this.sockets.clients].filter((socket) => socket.readyState === socket.OPEN).length;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets.clients) socket.terminate();
    this.#http.closeAllConnections();
    await new Promise<void>((resolve) => this.#http.close(() => resolve()));
  }

  /** Calls of one method so far. */
  called(method: string): readonly Call[] {
    return this.calls.filter((call) => call.method === method);
  }

  /** The workspace of an id; the first one for any other. */
  protected of(team: string | undefined): Workspace {
    return this.others.find((workspace) => workspace.team === team) ?? this.workspace;
  }

  protected trigger(workspace: Workspace): string {
    this.serial += 1;
    const trigger = `trigger.${this.serial}`;
    workspace.triggers.set(trigger, workspace.now());
    return trigger;
  }

  protected responseUrl(workspace: Workspace, channel: string, user: string, pressed?: Message): string {
    this.serial += 1;
    const id = String(this.serial);
    this.#responseUrls.set(id, { workspace, channel, user, ...(pressed !== undefined && { pressed }), left: 5 });
    return `http://127.0.0.1:${this.port}/response/${id}`;
  }

  protected interact(payload: Readonly<Record<string, unknown>>): Promise<Acknowledgement> {
    return this.requestUrl === undefined
      ? this.envelope('interactive', payload)
      : this.post(new URLSearchParams({ payload: JSON.stringify(payload) }).toString(), {
          type: 'application/x-www-form-urlencoded',
        });
  }
  /** A post to the app's request URL, signed as Slack does unless a part of it is given. */
  async post(
    body: string,
    how: {
      readonly type: string;
      readonly timestamp?: string;
      readonly signature?: string;
      readonly secret?: string;
      readonly unsigned?: boolean;
      readonly url?: string;
    },
  ): Promise<Acknowledgement> {
    const timestamp = how.timestamp ?? String(Math.floor(Date.now() / 1000));
    const signed = how.signature ?? signature(how.secret ?? this.workspace.signingSecret, timestamp, body);
    const started = performance.now();
    const response = await fetch(how.url ?? this.requestUrl ?? '', {
      method: 'POST',
      headers: {
        'content-type': how.type,
        ...(how.unsigned !== true && { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': signed }),
      },
      body,
      signal: AbortSignal.timeout(patienceMs + 2000),
    });
    return { after: performance.now() - started, status: response.status, body: await response.text() };
  }

  // ── Socket Mode ───────────────────────────────────────────────────────────

  #greet(socket: WebSocket): void {
    if (this.manners === 'rude') socket.close(1011);
    if (this.manners !== 'polite') return;
    if (this.openSockets > mostSockets) {
      socket.send(JSON.stringify({ type: 'disconnect', reason: 'too_many_websockets', debug_info: { host: 'fake' } }));
      socket.close();
      return;
    }
    socket.send(
      JSON.stringify({ type: 'hello', num_connections: this.openSockets, connection_info: { app_id: ids.app } }),
    );
    socket.on('message', (data) => {
      const ack: unknown = JSON.parse(String(data));
      if (typeof ack !== 'object' || ack === null || !('envelope_id' in ack)) return;
      const id = String(ack.envelope_id);
      this.#waiting.get(id)?.(JSON.stringify('payload' in ack ? ack.payload : undefined));
      this.#waiting.delete(id);
    });
  }

  protected envelope(type: string, payload: unknown): Promise<Acknowledgement> {
    // Each in its turn: Slack hands an event to one of an app's connections.
    const open = [...this.sockets.clients].filter((one) => one.readyState === one.OPEN);
    this.#turn += 1;
    const socket = open[this.#turn % open.length];
    if (socket === undefined) return Promise.reject(new Error('the app has no open socket'));
    this.serial += 1;
    const id = `envelope-${String(this.serial)}`;
    const started = performance.now();
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('the app did not acknowledge within 3 s')), patienceMs);
      this.#waiting.set(id, (body) => {
        clearTimeout(timer);
        resolve({ after: performance.now() - started, status: 200, body });
      });
      socket.send(JSON.stringify({ type, envelope_id: id, payload, accepts_response_payload: type !== 'events_api' }));
    });
  }

  /** Tells the app to come back on a new connection, as Slack does every few hours. */
  refreshSockets(): void {
    for (const socket of this.sockets.clients)
      socket.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' }));
  }

  dropSockets(): void {
    for (const socket of this.sockets.clients) socket.terminate();
  }

  // ── The servers ───────────────────────────────────────────────────────────

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', 'http://fake');
    const body = await bodyOf(request);
    if (body === undefined) return;
    const { text } = body;
    const [, area, name = ''] = pathname.split('/');
    if (area === 'response') {
      const { status, value } = this.#respond(name, text);
      json(response, status, value);
      return;
    }
    if (area === 'upload') {
      response.writeHead(this.#takeFile(name, body.raw) ? 200 : 404).end('OK');
      return;
    }
    if (area !== 'api' || request.method !== 'POST') {
      json(response, 404, { ok: false });
      return;
    }
    const token = request.headers.authorization?.replace(/^Bearer /u, '');
    const args: Args = Object.fromEntries(new URLSearchParams(text));
    this.calls.push({ method: name, args, token });
    const fault = this.faults.take(name, args);
    switch (fault?.kind) {
      case '429':
        json(
          response,
          429,
          { ok: false, error: 'ratelimited' },
          {
            ...(fault.retryAfter !== undefined && { 'retry-after': String(fault.retryAfter) }),
          },
        );
        return;
      case '5xx':
        response.writeHead(fault.status);
        response.end('upstream trouble');
        return;
      case 'error':
        json(response, 200, { ok: false, error: fault.error });
        return;
      case 'dropped':
        this.#answer(name, args, token);
        request.socket.destroy();
        return;
      case 'slow': {
        const result = this.#answer(name, args, token);
        await fault.until;
        json(response, 200, result);
        return;
      }
      default:
        json(response, 200, this.#answer(name, args, token), {
          'x-oauth-scopes': [...(this.#byToken(token) ?? this.workspace).scopes].join(','),
        });
        return;
    }
  }

  #answer(name: string, args: Args, token: string | undefined): Result {
    if (name === 'oauth.v2.access') return this.#exchange(args);
    if (token === undefined || token === '') return { ok: false, error: 'not_authed' };
    if (name === 'apps.connections.open') {
      if (token.startsWith('xoxb-')) return { ok: false, error: 'not_allowed_token_type' };
      if (token !== this.workspace.appToken) return { ok: false, error: 'invalid_auth' };
      return { ok: true, url: `ws://127.0.0.1:${this.port}/link/?ticket=secret-ticket&app_id=${ids.app}` };
    }
    const workspace = this.#byToken(token);
    if (workspace === undefined) return { ok: false, error: 'invalid_auth' };
    if (workspace.botTokenError !== undefined) return { ok: false, error: workspace.botTokenError };
    const method = methods[name];
    if (method === undefined) return { ok: false, error: 'unknown_method' };
    return method(workspace, { ...args, uploadBase: `http://127.0.0.1:${this.port}/upload/` });
  }

  #byToken(token: string | undefined): Workspace | undefined {
    return [this.workspace, ...this.others].find(({ botToken }) => botToken === token);
  }

  #takeFile(id: string, bytes: Buffer): boolean {
    const file = [this.workspace, ...this.others].flatMap(({ files }) => files.get(id) ?? [])[0];
    if (file === undefined || this.faults.take('upload') !== undefined) return false;
    file.bytes = bytes;
    return true;
  }

  /** A code is good once, and for whoever knows the app's secret. */
  #exchange(args: Args): Result {
    const workspace = this.codes.get(args.code ?? '');
    if (args.client_id !== this.client.id || args.client_secret !== this.client.secret)
      return { ok: false, error: 'bad_client_secret' };
    if (workspace === undefined) return { ok: false, error: 'invalid_code' };
    this.codes.delete(args.code ?? '');
    return {
      ok: true,
      access_token: workspace.botToken,
      token_type: 'bot',
      scope: [...workspace.scopes].join(','),
      bot_user_id: ids.botUser,
      app_id: ids.app,
      team: { id: workspace.team, name: `Team ${workspace.team}` },
      enterprise: null,
      is_enterprise_install: false,
      authed_user: { id: ids.admin },
    };
  }

  /** `response_url`: five uses; the asker alone sees it unless it says otherwise; works in channels the bot is not in. */
  #respond(id: string, body: string): { readonly status: number; readonly value: unknown } {
    const held = this.#responseUrls.get(id);
    const fault = this.faults.take('response_url');
    if (fault?.kind === '5xx') return { status: fault.status, value: {} };
    if (held === undefined || held.left === 0) return { status: 404, value: { ok: false, error: 'expired_url' } };
    held.left -= 1;
    const message: unknown = JSON.parse(body);
    if (typeof message !== 'object' || message === null) return { status: 400, value: { ok: false } };
    const fields: Record<string, unknown> = { ...message };
    const problem = fields.blocks === undefined ? undefined : blocksProblem(JSON.stringify(fields.blocks));
    if (problem !== undefined) return { status: 500, value: { ok: false, error: problem.error } };
    const { workspace, channel, user, pressed } = held;
    const text = typeof fields.text === 'string' ? fields.text : '';
    if (fields.replace_original === true && pressed !== undefined) {
      pressed.text = text;
      pressed.blocks = fields.blocks;
      return { status: 200, value: 'ok' };
    }
    workspace.add({
      channel,
      threadTs: typeof fields.thread_ts === 'string' ? fields.thread_ts : undefined,
      onlyFor: fields.response_type === 'in_channel' ? undefined : user,
      by: 'app',
      text,
      blocks: fields.blocks,
      metadata: undefined,
      unfurls: fields.unfurl_links !== false,
    });
    return { status: 200, value: 'ok' };
  }
}

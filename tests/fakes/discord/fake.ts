/**
 * A Discord that runs on a loopback port and drives the real discord.js: REST checked against Discord's own OpenAPI
 * file, a gateway, one server with channels and people, and faults on demand.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { type RestAnswer, refusal } from './answers.ts';
import { type BucketState, createFaults, type Faults } from './faults.ts';
import { createGateway, type Gateway } from './gateway.ts';
import { createPeople, type People } from './people.ts';
import { answerRest } from './rest.ts';
import { createWorld, type SeenFile, type SeenRequest, type World } from './world.ts';

export interface FakeDiscord {
  readonly world: World;
  readonly gateway: Gateway;
  readonly faults: Faults;
  readonly people: People;
  /** For the client's `rest.api`. */
  readonly apiUrl: string;
  close(): Promise<void>;
}

export const createFakeDiscord = async (
  options: { heartbeatMs?: number; shards?: number } = {},
): Promise<FakeDiscord> => {
  const world = createWorld();
  const faults = createFaults();
  let port = 0;

  const server = createServer((request, response) => {
    receive(request, response).catch((error: unknown) => {
      world.violations.push(`the fake itself failed: ${String(error)}`);
      response.destroy();
    });
  });

  const receive = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of request) chunks.push(Buffer.from(chunk));
    } catch {
      // The bot, or the end of the test, has cut the request off: nobody waits for an answer.
      return;
    }
    const url = new URL(request.url ?? '/', 'http://fake');
    const { text, files } = await parts(Buffer.concat(chunks), request.headers['content-type'] ?? '');
    const seen: SeenRequest = {
      method: request.method ?? 'GET',
      path: decodeURIComponent(url.pathname.replace(/^\/api\/v10/u, '')),
      body: text === '' ? undefined : JSON.parse(text),
      ...(files.length === 0 ? {} : { files }),
      status: 0,
    };
    world.requests.push(seen);
    world.violations.push(...fileFaults(seen));
    const fault = faults.take(seen.method, seen.path);
    const bucket = faults.count(seen.method, seen.path);
    for (const [name, value] of Object.entries(bucketHeaders(bucket))) response.setHeader(name, value);
    if (bucket?.exceeded === true) return limited(response, seen, { retryAfterSeconds: bucket.resetAfterSeconds });
    if (fault?.kind === 'rate-limited') return limited(response, seen, fault);
    if (fault?.kind === 'down') return reply(response, seen, { status: fault.status, body: { message: 'down' } });
    if (fault?.kind === 'refused') return reply(response, seen, refusal(fault.status, fault.code, fault.message));
    const answer = authorised(request) ? route(seen, url) : refusal(401, 0, '401: Unauthorized');
    if (fault?.kind === 'dropped') {
      seen.status = -1;
      response.destroy();
      return;
    }
    reply(response, seen, answer);
  };

  /** Interaction answers carry their own token in the path. */
  const authorised = (request: IncomingMessage): boolean =>
    request.headers.authorization === `Bot ${world.token}` || /\/(?:interactions|webhooks)\//u.test(request.url ?? '');

  const route = (seen: SeenRequest, url: URL): RestAnswer => {
    if (seen.path === '/gateway/bot') {
      return {
        status: 200,
        body: {
          url: `ws://127.0.0.1:${port}`,
          shards: options.shards ?? 1,
          session_start_limit: { total: 1000, remaining: 999, reset_after: 0, max_concurrency: 16 },
        },
      };
    }
    return answerRest(world, { ...seen, query: url.searchParams }, (type, data) => gateway.dispatch(type, data));
  };

  const gateway = createGateway(world, server, () => `ws://127.0.0.1:${port}`, options.heartbeatMs);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = addressOf(server.address()).port;

  return {
    world,
    gateway,
    faults,
    people: createPeople(world, gateway),
    apiUrl: `http://127.0.0.1:${port}/api`,
    close: async () => {
      await gateway.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

/** A body is JSON, or a form with the JSON as `payload_json` and files beside it. */
const parts = async (bytes: Buffer, type: string): Promise<{ text: string; files: readonly SeenFile[] }> => {
  if (!type.startsWith('multipart/form-data')) return { text: bytes.toString('utf8'), files: [] };
  const form = await new Response(bytes, { headers: { 'content-type': type } }).formData();
  const files = await Promise.all(
    [...form.entries()].flatMap(([field, value]) =>
      typeof value === 'string'
        ? []
        : [
            value
              .arrayBuffer()
              .then((data) => ({ field, name: value.name, type: value.type, data: new Uint8Array(data) })),
          ],
    ),
  );
  const json = form.get('payload_json');
  return { text: typeof json === 'string' ? json : '', files };
};

const withFiles = z.object({
  embeds: z.array(z.object({ image: z.object({ url: z.string() }).optional() })).optional(),
  attachments: z.array(z.object({ id: z.string(), filename: z.string() })).optional(),
});

/** Every attachment comes with its file, and a picture that an embed shows is attached. */
const fileFaults = ({ body, files = [] }: SeenRequest): readonly string[] => {
  const parsed = withFiles.safeParse(body);
  if (!parsed.success) return [];
  const { attachments = [], embeds = [] } = parsed.data;
  const names = new Set(attachments.map(({ filename }) => `attachment://${filename}`));
  return [
    ...attachments.flatMap(({ id }) =>
      files.some(({ field }) => field === `files[${id}]`) ? [] : [`attachment ${id} has no file`],
    ),
    ...embeds.flatMap(({ image }) => (image === undefined || names.has(image.url) ? [] : [`no file for ${image.url}`])),
  ];
};

const addressOf = (address: string | AddressInfo | null): AddressInfo => {
  if (address === null || typeof address === 'string') throw new Error('the fake has no port');
  return address;
};

const bucketHeaders = (bucket: BucketState | undefined): Readonly<Record<string, string>> =>
  bucket === undefined
    ? {}
    : {
        'x-ratelimit-bucket': 'posts',
        'x-ratelimit-limit': String(bucket.limit),
        'x-ratelimit-remaining': String(bucket.remaining),
        'x-ratelimit-reset-after': String(bucket.resetAfterSeconds),
      };

const reply = (response: ServerResponse, seen: SeenRequest, answer: RestAnswer): void => {
  seen.status = answer.status;
  response.writeHead(answer.status, answer.body === undefined ? {} : { 'content-type': 'application/json' });
  response.end(answer.body === undefined ? undefined : JSON.stringify(answer.body));
};

const limited = (
  response: ServerResponse,
  seen: SeenRequest,
  fault: { readonly retryAfterSeconds: number; readonly global?: boolean },
): void => {
  seen.status = 429;
  response.writeHead(429, {
    'content-type': 'application/json',
    'retry-after': String(fault.retryAfterSeconds),
    'x-ratelimit-scope': fault.global === true ? 'global' : 'user',
    ...(fault.global === true ? { 'x-ratelimit-global': 'true' } : {}),
  });
  response.end(
    JSON.stringify({
      message: 'You are being rate limited.',
      retry_after: fault.retryAfterSeconds,
      global: fault.global === true,
    }),
  );
};

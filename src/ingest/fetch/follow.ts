/** Follows an address to its answer: our own loop, so that every hop is checked and permanent moves are known. */
import type { Agent, Dispatcher } from 'undici';
import type { Clock, FetchOutcome, FetchRequest, Headers } from '../../ports.ts';
import { ACCEPTED_CODINGS, readBody } from './body.ts';
import { createDeadline, type Deadline } from './deadline.ts';
import {
  badAnswer,
  badStatus,
  FaultError,
  faultOf,
  redirectLoop,
  redirectNowhere,
  tooLarge,
  tooManyRedirects,
  tooSlow,
} from './faults.ts';
import type { FetchLimits } from './limits.ts';
import { retryAfterOf } from './retry-after.ts';
import { checkTarget } from './target.ts';

export interface Network {
  readonly agent: Agent;
  readonly clock: Clock;
  readonly limits: FetchLimits;
  readonly isException: (url: URL) => boolean;
  readonly userAgent: string;
}

type Answer = Dispatcher.ResponseData;

/** The limits hold for all hops together. Rejects only when `signal` aborts, with its reason. */
export const follow = async (network: Network, request: FetchRequest, signal?: AbortSignal): Promise<FetchOutcome> => {
  signal?.throwIfAborted();
  const { clock, limits } = network;
  const deadline = createDeadline(clock, signal);
  deadline.limit(limits.totalMs, tooSlow('whole', limits.totalMs / 1000));
  try {
    return await hops(network, request, deadline);
  } catch (error) {
    signal?.throwIfAborted();
    // A limit shows up in whatever shape the stream or the connection gives to being stopped.
    const fault = faultOf(deadline.signal.aborted ? deadline.signal.reason : error);
    if (fault === undefined) throw error;
    return fault;
  } finally {
    deadline.end();
  }
};

const hops = async (network: Network, request: FetchRequest, deadline: Deadline): Promise<FetchOutcome> => {
  const { limits, isException } = network;
  const seen = new Set<string>();
  let address = request.url;
  let forGood = true;
  let movedTo: string | undefined;
  for (;;) {
    const target = checkTarget(address, isException);
    if (target.kind === 'refused') return target;
    const { href } = target.url;
    if (seen.has(href)) return redirectLoop();
    if (seen.size > limits.redirects) return tooManyRedirects(limits.redirects);
    seen.add(href);
    const answer = await ask(network, target.url, request, deadline);
    const redirect = redirectOf(answer);
    if (redirect === undefined) return await outcomeOf(network, answer, request, href, movedTo, deadline);
    await drain(answer, deadline);
    if (redirect.location === undefined || !URL.canParse(redirect.location, href)) return redirectNowhere();
    address = new URL(redirect.location, href).href;
    forGood &&= redirect.permanent && isSafeForGood(href, address);
    if (forGood) movedTo = address;
  }
};

/** A move to a connection that anybody on the way may alter is followed, and not remembered. */
export const isSafeForGood = (from: string, to: string): boolean =>
  !(from.startsWith('https:') && to.startsWith('http:'));

/** Enough for the few lines that stand in for a page, so that the connection can be kept. */
const DRAINED_BYTES = 16_384;

/** Reads what nobody wants; what goes wrong with it does not matter. */
const drain = async ({ body }: Answer, { signal }: Deadline): Promise<void> => {
  try {
    await body.dump({ limit: DRAINED_BYTES, signal });
  } catch {
    body.destroy();
  }
};

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const PERMANENT: ReadonlySet<number> = new Set([301, 308]);

const redirectOf = (answer: Answer): { location: string | undefined; permanent: boolean } | undefined =>
  REDIRECTS.has(answer.statusCode)
    ? { location: headersOf(answer).location, permanent: PERMANENT.has(answer.statusCode) }
    : undefined;

/** Names of headers, of which cookies are one: sites send some thirty. */
const MOST_HEADERS = 300;

const ask = async (network: Network, url: URL, request: FetchRequest, deadline: Deadline): Promise<Answer> => {
  const { agent, limits, userAgent } = network;
  const lift = deadline.limit(limits.headersMs, tooSlow('headers', limits.headersMs / 1000));
  const answer = await agent.request({
    origin: url.origin,
    path: `${url.pathname}${url.search}`,
    method: 'GET',
    headers: {
      'user-agent': userAgent,
      accept: request.accept,
      'accept-encoding': ACCEPTED_CODINGS,
      ...(isHeaderValue(request.etag) && { 'if-none-match': request.etag }),
      ...(isHeaderValue(request.lastModified) && { 'if-modified-since': request.lastModified }),
    },
    signal: deadline.signal,
  });
  lift();
  // Whatever becomes of the body is told by whoever reads it; one that nobody reads may fail in silence.
  answer.body.on('error', () => undefined);
  if (Object.keys(answer.headers).length > MOST_HEADERS) {
    answer.body.destroy();
    throw new FaultError(badAnswer());
  }
  return answer;
};

/** A server's own validators come back to it as they were, unless no header may hold them. */
const isHeaderValue = (value: string | undefined): value is string =>
  value !== undefined && /^[\t\x20-\x7e\x80-\xff]+$/u.test(value);

const headersOf = (answer: Answer): Headers =>
  Object.fromEntries(
    Object.entries(answer.headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name.toLowerCase(), Array.isArray(value) ? value.join(', ') : value]],
    ),
  );

const outcomeOf = async (
  { limits, clock }: Network,
  answer: Answer,
  request: FetchRequest,
  url: string,
  movedTo: string | undefined,
  deadline: Deadline,
): Promise<FetchOutcome> => {
  const { statusCode: status, body } = answer;
  const headers = headersOf(answer);
  const moved = movedTo === undefined ? {} : { movedTo };
  if (status < 200 || status > 299) {
    await drain(answer, deadline);
    if (status === 304 && (request.etag ?? request.lastModified) !== undefined)
      return { kind: 'not-modified', headers, ...moved };
    if (status === 410) return { kind: 'gone' };
    return badStatus(status, retryAfterOf(headers['retry-after'], clock.now()));
  }
  if (Number(headers['content-length'] ?? 0) > limits.packedBytes) {
    body.destroy();
    throw new FaultError(tooLarge(limits.packedBytes));
  }
  const bytes = await readBody(body, headers['content-encoding'], limits, deadline.signal);
  return { kind: 'ok', url, ...moved, headers, body: bytes };
};

/** What can go wrong on the way to a page, each with a stable code, the reason and what can be done about it. */
import { errors } from 'undici';
import type { FetchOutcome } from '../../ports.ts';

export type Refused = Extract<FetchOutcome, { kind: 'refused' }>;
type Failed = Extract<FetchOutcome, { kind: 'failed' }>;
type Fault = Refused | Failed;

/** The address itself is not to be read. */
export const refused = (code: string, reason: string, fix: string): Refused => ({ kind: 'refused', code, reason, fix });

const failed = (code: string, reason: string, fix: string, retryAfterMs?: number): Failed => ({
  kind: 'failed',
  code,
  reason,
  fix,
  ...(retryAfterMs !== undefined && { retryAfterMs }),
});

/** Carries a Fault out of a stream or a connection, where only an error can pass. */
export class FaultError extends Error {
  override readonly name = 'FaultError';

  constructor(readonly fault: Fault) {
    super(fault.code);
  }
}

export const privateAddress = (host: string): Refused =>
  refused(
    'private-address',
    `${host} leads into a private network`,
    'Use a public address; an operator can allow this host with ALLOW_PRIVATE_HOSTS.',
  );

const LATER = 'It is tried again by itself; if it stays so, open the address in a browser and check it.';
const CHECK = 'Check the address for a slip of the pen.';

const dns = (): Fault => failed('dns', 'the name of the host is not known', CHECK);
const refusedConnection = (): Fault => failed('connection-refused', 'the host takes no connection', LATER);
const lost = (): Fault => failed('connection-lost', 'the host broke off the connection', LATER);
const unreachable = (): Fault => failed('unreachable', 'the network does not lead to the host', LATER);
const slowConnection = (): Fault => failed('timeout', 'the host did not answer in time', LATER);
export const badAnswer = (): Fault => failed('bad-answer', 'the host does not answer as HTTP wants it', LATER);
const tls = (code: string): Fault =>
  failed('tls', `the host's certificate cannot be trusted (${code})`, "Tell the site's owner, or use another address.");

/** By the code that Node or undici gives the error. */
const byCode: Readonly<Record<string, () => Fault>> = {
  ENOTFOUND: dns,
  ENODATA: dns,
  EAI_AGAIN: () => failed('dns', 'the name of the host could not be looked up just now', LATER),
  EAI_FAIL: dns,
  EAI_NODATA: dns,
  EAI_NONAME: dns,
  ECONNREFUSED: refusedConnection,
  ECONNRESET: lost,
  ECONNABORTED: lost,
  EPIPE: lost,
  UND_ERR_SOCKET: lost,
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: lost,
  ERR_STREAM_PREMATURE_CLOSE: lost,
  EHOSTUNREACH: unreachable,
  ENETUNREACH: unreachable,
  EADDRNOTAVAIL: unreachable,
  ETIMEDOUT: slowConnection,
  UND_ERR_CONNECT_TIMEOUT: slowConnection,
  UND_ERR_HEADERS_OVERFLOW: badAnswer,
};

const isCertificateCode = (code: string): boolean =>
  /^(?:ERR_TLS_|ERR_SSL_|CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH|INVALID_CA|EPROTO$)/u.test(code);

const isPackingCode = (code: string): boolean =>
  /^(?:Z_|ERR__ERROR_FORMAT|ERR_PADDING|ERR_BROTLI|ERR__ERROR_)/u.test(code);

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** A Fault for whatever a connection, a server or a decoder threw; undefined for a bug of ours. */
export const faultOf = (error: unknown): Fault | undefined => {
  if (error instanceof FaultError) return error.fault;
  // Several addresses were tried, all in vain: the first tells as much as the rest.
  if (error instanceof AggregateError && error.errors.length > 0) return faultOf(error.errors[0]);
  const code = codeOf(error);
  const known = byCode[code];
  if (known !== undefined) return known();
  if (isCertificateCode(code)) return tls(code);
  if (isPackingCode(code)) return badPacking();
  if (code.startsWith('HPE_') || error instanceof errors.HTTPParserError) return badAnswer();
  if (code !== '' && !(error instanceof TypeError)) {
    return failed('network', `the host cannot be read (${code})`, LATER);
  }
  return undefined;
};

export const badPacking = (): Fault =>
  failed('bad-packing', 'the answer is packed in a way that cannot be unpacked', "Tell the site's owner.");

export const tooSlow = (what: 'headers' | 'whole', seconds: number): Fault =>
  what === 'headers'
    ? failed('timeout', `the host began no answer within ${seconds} seconds`, LATER)
    : failed('timeout', `the host took more than ${seconds} seconds`, LATER);

export const tooLarge = (bytes: number): Fault =>
  failed(
    'too-large',
    `the answer is larger than ${Math.round(bytes / 1_000_000)} MB`,
    'Use a smaller feed of the same site.',
  );

export const packedBomb = (): Fault =>
  failed('too-large', 'the answer grows beyond all measure when it is unpacked', 'Use another address.');

/** For people: what an HTTP status means for whoever wants to read the address. */
const statusFixes: Readonly<Record<number, readonly [reason: string, fix: string]>> = {
  401: ['it wants a password', 'Use an address that anyone may read.'],
  402: ['it wants to be paid', 'Use an address that anyone may read.'],
  403: ['it refuses to be read by programs', "Ask the site's owner, or use another feed."],
  404: ['there is nothing at this address', CHECK],
  406: ['it has nothing in a form that can be read here', 'Use the address of an RSS, Atom or JSON feed.'],
  408: ['it took too long', LATER],
  429: ['it was asked too often', 'It is asked less often from now on.'],
  451: ['it may not be shown for legal reasons', 'Use another source.'],
};

export const tooManyRedirects = (most: number): Fault =>
  failed('too-many-redirects', `the address leads on more than ${most} times`, CHECK);

export const redirectLoop = (): Fault => failed('redirect-loop', 'the address leads in a circle', LATER);

export const redirectNowhere = (): Fault => failed('bad-redirect', 'the address leads on to no address', LATER);

export const badStatus = (status: number, retryAfterMs: number | undefined): Fault => {
  const [reason, fix] = statusFixes[status] ?? [
    status >= 500 ? 'the host is in trouble' : 'the host gives no page',
    LATER,
  ];
  return failed(`http-${status}`, `${reason} (HTTP ${status})`, fix, retryAfterMs);
};

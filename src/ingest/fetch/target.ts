/** Is an address one that may be asked at all? Judged before any name is looked up. Pure. */
import { isPublicAddress, literalAddress } from './addresses.ts';
import { privateAddress, type Refused, refused } from './faults.ts';

export type Target = { readonly kind: 'ok'; readonly url: URL } | Refused;

/** Longer than any that is meant for people. */
const LONGEST = 4_000;

const portOf = (url: URL): string => (url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port);

/** Whether a private host is among those that the operator named: `host` for all its ports, or `host:port`. */
export const createExceptions = (names: readonly string[]): ((url: URL) => boolean) => {
  const allowed = new Set(names.map((name) => name.trim().toLowerCase()).filter((name) => name !== ''));
  return (url) => {
    const bare = literalAddress(url.hostname) ?? url.hostname;
    return [url.hostname, bare, `${url.hostname}:${portOf(url)}`].some((name) => allowed.has(name));
  };
};

/**
 * The URL standard writes every form of an IPv4 address (decimal, hexadecimal, octal, short) in dotted form, so that a
 * literal address can be judged here; names are judged when they are looked up.
 */
export const checkTarget = (address: string, isException: (url: URL) => boolean): Target => {
  if (address.length > LONGEST || !URL.canParse(address))
    return refused(
      'bad-address',
      'this is no web address',
      'Write the whole address, such as https://example.org/feed.',
    );
  const url = new URL(address);
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    return refused(
      'bad-scheme',
      `"${url.protocol}" addresses are not read`,
      'Use an address that begins with https://.',
    );
  if (url.username !== '' || url.password !== '')
    return refused('credentials', 'the address holds a name or a password', 'Use an address without "name@".');
  const literal = literalAddress(url.hostname);
  if (literal !== undefined && !isPublicAddress(literal) && !isException(url)) return privateAddress(url.host);
  url.hash = '';
  return { kind: 'ok', url };
};

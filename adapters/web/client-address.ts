/** Whose request it is where a proxy stands in front: the proxies that are trusted say, and nobody else. */
import ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** What the word `private` stands for: this machine and networks that no stranger is in. */
const privateRanges: ReadonlySet<string> = new Set(['loopback', 'private', 'uniqueLocal', 'linkLocal']);

/** An IPv4 address within an IPv6 one is what it stands for. */
const addressOf = (text: string): Address | undefined => (ipaddr.isValid(text) ? ipaddr.process(text) : undefined);

/** Whether an address is of this machine or a private network. */
export const isPrivate = (text: string): boolean => {
  const address = addressOf(text);
  return address !== undefined && privateRanges.has(address.range());
};

const isWithin = (address: Address, network: string): boolean => {
  if (network === 'private') return privateRanges.has(address.range());
  const [base, bits] = ipaddr.parseCIDR(
    network.includes('/') ? network : `${network}/${network.includes(':') ? 128 : 32}`,
  );
  return base.kind() === address.kind() && address.match(base, bits);
};

/** "203.0.113.7:4711", "[2001:db8::7]:443" and `"[2001:db8::7]"` are told with their ports by some proxies. */
const withoutPort = (entry: string): string => {
  const text = entry.trim().replace(/^"(.*)"$/u, '$1');
  return /^\[([\da-f:.]+)\](?::\d+)?$/iu.exec(text)?.[1] ?? /^([\d.]+):\d+$/u.exec(text)?.[1] ?? text;
};

/**
 * The nearest address that is no trusted proxy's. Each proxy adds the one from which it was asked at the right end of
 * X-Forwarded-For: what stands left of the first that is not trusted, anybody may have written.
 *
 * @param peer      from where the connection comes
 * @param forwarded the header as it came, `undefined` without one
 * @param trusted   addresses and networks (CIDR) of proxies, or `private`
 */
export const clientAddress = (peer: string, forwarded: string | undefined, trusted: readonly string[]): string => {
  const isTrusted = (text: string): boolean => {
    const address = addressOf(text);
    return address !== undefined && trusted.some((network) => isWithin(address, network));
  };
  const hops = forwarded === undefined ? [] : forwarded.split(',');
  let client = peer;
  while (isTrusted(client)) {
    const hop = hops.pop();
    const next = hop === undefined ? undefined : addressOf(withoutPort(hop));
    // The first of the chain, or a proxy that does not say: it is as near as is known.
    if (next === undefined) return client;
    client = next.toString();
  }
  return client;
};

/** Which network addresses the world at large may be reached at. Pure. */
import ipaddr from 'ipaddr.js';

/** 64:ff9b:1::/48 (RFC 8215) is for a network's own use: what stands behind it cannot be told from the address. */
const LOCAL_TRANSLATION = ipaddr.IPv6.parseCIDR('64:ff9b:1::/48');
/** All global unicast addresses given out so far (RFC 4291, IANA): no site-local, no IPv4-compatible ones. */
const GLOBAL = ipaddr.IPv6.parseCIDR('2000::/3');

/** The IPv4 address that an IPv6 one carries, at which a translator on the way would arrive: its last 32 bits. */
const carried = (address: ipaddr.IPv6): ipaddr.IPv4 => new ipaddr.IPv4(address.toByteArray().slice(-4));

/**
 * True only for global unicast: not for loopback, private, link-local (and with it the clouds' metadata service),
 * carrier-grade NAT, multicast, reserved, documentation and benchmark networks, nor for an IPv6 form (mapped, NAT64) of
 * such an IPv4 address. Forms that route by an embedded address elsewhere (6to4, Teredo) are refused whole. What is no
 * address at all is not public.
 */
export const isPublicAddress = (text: string): boolean => {
  if (!ipaddr.IPv6.isValid(text) && !ipaddr.IPv4.isValidFourPartDecimal(text)) return false;
  const address = ipaddr.parse(text);
  if (address instanceof ipaddr.IPv4) return isPublicIPv4(address);
  const range = address.range();
  if (range === 'ipv4Mapped') return isPublicIPv4(carried(address));
  if (range === 'rfc6052' && !address.match(LOCAL_TRANSLATION)) return isPublicIPv4(carried(address));
  return range === 'unicast' && address.match(GLOBAL);
};

const isPublicIPv4 = (address: ipaddr.IPv4): boolean => address.range() === 'unicast';

/** The address that a URL's host is, without brackets; undefined when it is a name. */
export const literalAddress = (hostname: string): string | undefined => {
  const bare = hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
  return ipaddr.isValid(bare) ? bare : undefined;
};

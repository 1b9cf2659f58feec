import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clientAddress } from '../../../adapters/web/client-address.ts';

const stranger = '203.0.113.7';

describe('the address of a client', () => {
  it.each([
    ['is the peer’s where nobody is trusted', '10.0.0.2', stranger, [], '10.0.0.2'],
    ['is the peer’s where the peer is not trusted', '192.0.2.1', stranger, ['private'], '192.0.2.1'],
    ['is the one that a trusted peer tells', '10.0.0.2', stranger, ['10.0.0.2'], stranger],
    ['is the rightmost that is no proxy’s', '10.0.0.2', `1.1.1.1, ${stranger}, 10.3.0.1`, ['10.0.0.0/8'], stranger],
    ['is not what a client wrote itself', '127.0.0.1', `8.8.8.8, ${stranger}`, ['private'], stranger],
    ['is the peer’s where it tells nothing', '10.0.0.2', undefined, ['private'], '10.0.0.2'],
    ['is the peer’s where it tells nonsense', '10.0.0.2', `${stranger}, unknown`, ['private'], '10.0.0.2'],
    ['is the last that can be read before nonsense', '10.0.0.2', '<script>, 10.0.0.3', ['private'], '10.0.0.3'],
    ['is the first of a chain of nothing but proxies', '10.0.0.2', '10.0.0.9, 10.0.0.3', ['private'], '10.0.0.9'],
    ['is told with a port', '10.0.0.2', `${stranger}:5000`, ['private'], stranger],
    ['is told in brackets', '::1', '"[2001:db8::7]:443"', ['private'], '2001:db8::7'],
    ['is an IPv4 address within an IPv6 one', '::ffff:10.0.0.2', `::ffff:${stranger}`, ['10.0.0.2'], stranger],
    ['is within a network of the other kind never', '10.0.0.2', stranger, ['::/0'], '10.0.0.2'],
    ['is what it is where there is none', '', stranger, ['private'], ''],
  ] as const)('%s', (_, peer, forwarded, trusted, client) => {
    expect(clientAddress(peer, forwarded, trusted)).toBe(client);
  });

  it('is never one that a stranger made up, whatever stands in the header', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (made) => {
        expect(clientAddress('10.0.0.2', `${made}, ${stranger}`, ['private'])).toBe(stranger);
        expect(clientAddress(stranger, made, ['private'])).toBe(stranger);
      }),
    );
  });

  it('is found in a header of any length', () => {
    expect(clientAddress('10.0.0.2', '10.0.0.3,'.repeat(100_000), ['private'])).toBe('10.0.0.2');
  });
});

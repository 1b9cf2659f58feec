/** Opens connections to public addresses only: the name is looked up once, and what was checked is what is connected to. */
import { lookup as systemLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { buildConnector } from 'undici';
import { isPublicAddress } from './addresses.ts';
import { FaultError, privateAddress } from './faults.ts';

export interface ResolvedAddress {
  readonly address: string;
  readonly family: 4 | 6;
}

/** Every address of a name; rejects with the code of `dns.lookup` (`ENOTFOUND` ...) when there is none. */
export type Resolve = (hostname: string) => Promise<readonly ResolvedAddress[]>;

const systemResolve: Resolve = (hostname) =>
  new Promise((resolve, reject) => {
    systemLookup(hostname, { all: true, order: 'verbatim' }, (error, found) => {
      if (error !== null) reject(error);
      else resolve(found.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 })));
    });
  });

export interface ConnectSettings {
  readonly isException: (url: URL) => boolean;
  readonly timeoutMs: number;
  readonly resolve?: Resolve;
}

/**
 * A connector for undici. One private address among those of a name refuses the name: whoever answers so is at fault or
 * at an attack. Node connects to the very addresses that the lookup gives, so that a second answer of the name server
 * (DNS rebinding) is never asked for. Literal addresses are not looked up; `checkTarget` has judged them.
 */
export const createConnector = ({ isException, timeoutMs, resolve = systemResolve }: ConnectSettings) => {
  const connectorFor = (checked: boolean): buildConnector.connector => {
    const lookup: LookupFunction = (hostname, options, callback) => {
      resolve(hostname).then(
        (found) => {
          const [first] = found;
          if (first === undefined) {
            callback(Object.assign(new Error('no address'), { code: 'ENOTFOUND' }), '', 0);
          } else if (checked && found.some(({ address }) => !isPublicAddress(address))) {
            callback(new FaultError(privateAddress(hostname)), '', 0);
          } else if (options.all === true) {
            callback(
              null,
              found.map(({ address, family }) => ({ address, family })),
            );
          } else {
            callback(null, first.address, first.family);
          }
        },
        (error: unknown) => callback(error instanceof Error ? error : new Error(String(error)), '', 0),
      );
    };
    return buildConnector({ lookup, timeout: timeoutMs, autoSelectFamily: true });
  };
  const [open, guarded] = [connectorFor(false), connectorFor(true)];
  const connector: buildConnector.connector = (options, callback) => {
    const host = options.hostname.includes(':') ? `[${options.hostname}]` : options.hostname;
    const url = new URL(`${options.protocol}//${host}${options.port === '' ? '' : `:${options.port}`}`);
    (isException(url) ? open : guarded)(options, callback);
  };
  return connector;
};

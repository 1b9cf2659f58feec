/** A simulated web in a process of its own. */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { childEnvironment } from '../../environment.ts';
import type { Account, StoredArticle } from './account.ts';
import type { Offer, SimulatedWeb, WebSettings } from './web.ts';

export type ToWeb =
  | { readonly kind: 'now'; readonly now: number; readonly received: readonly number[] }
  | { readonly kind: 'reckon'; readonly stored: readonly StoredArticle[] }
  | { readonly kind: 'close' };

export type FromWeb =
  | { readonly kind: 'ready'; readonly port: number; readonly offers: readonly Offer[] }
  | { readonly kind: 'now' }
  | { readonly kind: 'account'; readonly account: Account };

/** As `startWeb`; ends with the process that started it. Rejects when the child ends before it is ready. */
export const spawnWeb = async (settings: WebSettings): Promise<SimulatedWeb> => {
  const compiled = import.meta.url.endsWith('.js');
  const source = fileURLToPath(new URL('./child.ts', import.meta.url));
  const file = compiled ? source.replace(/ts$/u, 'js') : source;
  const child = fork(file, [JSON.stringify(settings)], {
    execArgv: compiled ? ['--disable-warning=ExperimentalWarning'] : ['--import', 'tsx'],
    env: childEnvironment(),
  });
  const ended = new Promise<never>((_, reject) => {
    child.once('error', reject);
    child.once('exit', (status) => reject(new Error(`the simulated web ended (${status})`)));
  });
  ended.catch(() => undefined);
  // Messages come in the order in which they were asked for: one waits at a time for each kind.
  const waiting = new Map<FromWeb['kind'], ((message: FromWeb) => void)[]>();
  child.on('message', (message: FromWeb) => waiting.get(message.kind)?.shift()?.(message));
  const next = <K extends FromWeb['kind']>(kind: K): Promise<Extract<FromWeb, { kind: K }>> => {
    const come = new Promise<FromWeb>((resolve) => {
      waiting.set(kind, [...(waiting.get(kind) ?? []), resolve]);
    });
    const isOfKind = (message: FromWeb): message is Extract<FromWeb, { kind: K }> => message.kind === kind;
    return Promise.race([come, ended]).then((message) => {
      if (isOfKind(message)) return message;
      throw new Error(`the simulated web answered ${message.kind}`);
    });
  };
  const tell = (message: ToWeb): void => void child.send(message);

  const { port, offers } = await next('ready');
  let received: number[] = [];
  return {
    port,
    offers,
    received: (serial) => void received.push(serial),
    setNow: async (now) => {
      const heard = next('now');
      tell({ kind: 'now', now, received });
      received = [];
      await heard;
    },
    reckon: async (stored) => {
      const come = next('account');
      tell({ kind: 'reckon', stored });
      return (await come).account;
    },
    close: async () => {
      tell({ kind: 'close' });
      await ended.catch(() => undefined);
    },
  };
};

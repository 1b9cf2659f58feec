/** A simulated web in a process of its own. */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { childEnvironment } from '../../environment.ts';
import type { Account, StoredArticle } from './account.ts';
import type { Offer, SimulatedWeb, WebSettings } from './web.ts';

export type ToWeb =
  | { readonly kind: 'now'; readonly now: number; readonly received: readonly number[] }
  | { readonly kind: 'reckon'; readonly stored: readonly StoredArticle[]; readonly until?: number }
  | { readonly kind: 'close' };

export type FromWeb =
  | { readonly kind: 'ready'; readonly port: number; readonly offers: readonly Offer[] }
  | { readonly kind: 'now' }
  | { readonly kind: 'account'; readonly account: Account };

interface Waiting {
  resolve(message: FromWeb): void;
  reject(error: Error): void;
}

/** As `startWeb`; ends with the process that started it. Rejects when the child ends before it is ready. */
export const spawnWeb = async (settings: WebSettings): Promise<SimulatedWeb> => {
  const compiled = import.meta.url.endsWith('.js');
  const source = fileURLToPath(new URL('./child.ts', import.meta.url));
  const file = compiled ? source.replace(/ts$/u, 'js') : source;
  const child = fork(file, [JSON.stringify(settings)], {
    execArgv: compiled ? ['--disable-warning=ExperimentalWarning'] : ['--import', 'tsx'],
    env: childEnvironment(),
  });
  /** Messages come in the order in which they were asked for: one waits at a time for each kind. */
  const waiting = new Map<FromWeb['kind'], Waiting[]>();
  let over: Error | undefined;
  const ended = new Promise<void>((resolve) => {
    const end = (error: Error): void => {
      over = error;
      for (const { reject } of [...waiting.values()].flat()) reject(error);
      waiting.clear();
      resolve();
    };
    child.once('error', end);
    child.once('exit', (status) => end(new Error(`the simulated web ended (${status})`)));
  });
  child.on('message', (message: FromWeb) => waiting.get(message.kind)?.shift()?.resolve(message));
  const next = async <K extends FromWeb['kind']>(kind: K): Promise<Extract<FromWeb, { kind: K }>> => {
    if (over !== undefined) throw over;
    const message = await new Promise<FromWeb>((resolve, reject) => {
      waiting.set(kind, [...(waiting.get(kind) ?? []), { resolve, reject }]);
    });
    const isOfKind = (each: FromWeb): each is Extract<FromWeb, { kind: K }> => each.kind === kind;
    if (!isOfKind(message)) throw new Error(`the simulated web answered ${message.kind}`);
    return message;
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
    reckon: async (stored, until) => {
      const come = next('account');
      tell({ kind: 'reckon', stored, ...(until !== undefined && { until }) });
      return (await come).account;
    },
    close: async () => {
      tell({ kind: 'close' });
      await ended;
    },
  };
};

/** Where the code of a thread lies: the sources as they are written, or what the build made of them. */
import { fileURLToPath } from 'node:url';

/** Options of a thread pool. */
export interface ThreadCode {
  readonly filename: string;
  readonly execArgv?: string[];
}

/** As TypeScript a thread needs a loader of its own, whatever loaded this file: `--import tsx` is for main threads. */
const loader = (): string[] => {
  const api = import.meta.resolve('tsx/esm/api');
  return ['--import', `data:text/javascript,import { register } from ${JSON.stringify(api)}; register();`];
};

/** @param source the thread's file as it is written: `new URL('./thread.ts', import.meta.url)` */
export const threadCode = (source: URL): ThreadCode => {
  if (import.meta.url.endsWith('.ts')) return { filename: fileURLToPath(source), execArgv: loader() };
  return { filename: fileURLToPath(source).replace(/\.ts$/u, '.js') };
};

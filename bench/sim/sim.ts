/**
 * A day of the real service against a simulated web with every failure, in compressed time:
 * `npm run sim [-- --hours 24 --feeds 6000 --hosts 500 --seed 1]`. Ends with 1 when a gate is missed.
 *
 * It runs as it is shipped, compiled: the loader of TypeScript would be measured with it.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { childEnvironment } from '../../tests/environment.ts';
import { compileInto } from './compile.ts';
import { shippedFlags, shippedSettings } from './shipped.ts';

const folder = await mkdtemp(join(tmpdir(), 'crosswire-sim-'));
try {
  await compileInto(folder);
  const source = fileURLToPath(new URL('./run.ts', import.meta.url));
  const run = join(folder, 'bench', 'sim', basename(source).replace(/ts$/u, 'js'));
  const child = spawn(process.execPath, [...shippedFlags, run, ...process.argv.slice(2)], {
    env: childEnvironment(shippedSettings),
    stdio: 'inherit',
  });
  process.exitCode = await new Promise<number>((resolve) => child.once('close', (status) => resolve(status ?? 1)));
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** The real command line as a child process: how long it took and how much memory it had at its peak. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { childEnvironment } from '../tests/environment.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const mark = 'peak-memory-kilobytes ';
const reporter = `data:text/javascript,process.on('exit',()=>process.stderr.write('${mark}'+process.resourceUsage().maxRSS+'\\n'))`;

export interface ChildRun {
  readonly seconds: number;
  readonly megabytes: number;
}

/** Runs it in an empty data folder, so that everything is done for the first time. Throws when it fails. */
export const runCold = async (...parameters: string[]): Promise<ChildRun> => {
  const data = await mkdtemp(join(tmpdir(), 'crosswire-bench-'));
  try {
    const started = performance.now();
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', '--import', reporter.replaceAll(' ', '%20'), 'src/main.ts', ...parameters],
      { cwd: root, env: childEnvironment({ DATA_DIR: data }), stdio: ['ignore', 'pipe', 'pipe'] },
    );
    let printed = 0;
    let errors = '';
    child.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.length;
    });
    child.stderr.on('data', (chunk: Buffer) => {
      errors += chunk.toString();
    });
    const status = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    const seconds = (performance.now() - started) / 1000;
    if (status !== 0 || printed === 0) throw new Error(`crosswire ${parameters.join(' ')} failed: ${errors}`);
    const peak = errors.slice(errors.lastIndexOf(mark) + mark.length);
    return { seconds, megabytes: Number.parseInt(peak, 10) / 1024 };
  } finally {
    await rm(data, { recursive: true, force: true });
  }
};

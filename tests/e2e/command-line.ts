/** The real command line as child processes, each in a folder and a database of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { childEnvironment } from '../environment.ts';

export const root = fileURLToPath(new URL('../..', import.meta.url));
const main = join(root, 'src', 'main.ts');

export interface Finished {
  /** Null when a signal ended it. */
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly child: ChildProcess;
  /** What it has printed so far, on both ways. */
  output(): string;
  /** Resolves when the text was printed; rejects when the process ends before. */
  printed(text: string): Promise<void>;
  readonly ended: Promise<Finished>;
}

const folders: string[] = [];
const running = new Set<ChildProcess>();

export const newFolder = async (): Promise<string> => {
  const made = await mkdtemp(join(tmpdir(), 'crosswire-e2e-'));
  folders.push(made);
  return made;
};

/** For `afterAll`: nothing that a test began outlives it. */
export const discardAll = async (): Promise<void> => {
  for (const child of running) child.kill('SIGKILL');
  for (const made of folders.splice(0)) await rm(made, { recursive: true, force: true });
};

export interface Place {
  /** Settings; nothing of the developer's own is seen. */
  readonly env?: Readonly<Record<string, string>>;
  /** The working folder: an `.env` there counts. */
  readonly cwd?: string;
  /** The program in place of the sources, as `npm run build` leaves it. */
  readonly program?: readonly string[];
}

/** By its address, so that it is found from any working folder. */
const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
const sources = ['--import', loader, main];

/** Starts a command, in the checkout unless told otherwise. */
export const start = (
  parameters: readonly string[],
  { env = {}, cwd = root, program = sources }: Place = {},
): Running => {
  const child = spawn(process.execPath, [...program, ...parameters], {
    cwd,
    env: childEnvironment({ TZ: 'Europe/Kyiv', ...env }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  let stdout = '';
  let stderr = '';
  const listeners = new Set<() => void>();
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    for (const listener of listeners) listener();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    for (const listener of listeners) listener();
  });
  const ended = new Promise<Finished>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status) => {
      running.delete(child);
      resolve({ status, stdout, stderr });
    });
  });
  return {
    child,
    output: () => stdout + stderr,
    printed: (text) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (!(stdout + stderr).includes(text)) return;
          listeners.delete(look);
          resolve();
        };
        listeners.add(look);
        look();
        void ended.then((end) => reject(new Error(`ended before it printed "${text}": ${end.stdout}${end.stderr}`)));
      }),
    ended,
  };
};

/** Runs a command to its end. */
export const run = (parameters: readonly string[], place: Place = {}): Promise<Finished> =>
  start(parameters, place).ended;

/** Runs it with a database of its own, which is gone afterwards. */
export const runAlone = async (parameters: readonly string[], place: Place = {}): Promise<Finished> =>
  run(parameters, { ...place, env: { DATA_DIR: await newFolder(), ...place.env } });

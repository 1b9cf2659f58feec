/** The processes of the fleet: started, told the time, killed and started again. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { childEnvironment } from '../../tests/environment.ts';
import type { Time } from './clock.ts';

export interface Replicas {
  /** Starts those that are not running; resolves when they work. */
  start(time: Time): Promise<void>;
  /** From now on it is this time. */
  tell(time: Time): void;
  /** Ends one of them with SIGKILL, whatever it does, and starts another in its place, as whoever runs the service does. */
  kill(which: number): void;
  /** Ends all of them so: an outage. */
  stop(): Promise<void>;
  readonly killed: number;
}

/**
 * @param root  the folder of the compiled program
 * @param first what a replica is told first, but for the time
 */
export const createReplicas = (count: number, root: string, first: Readonly<Record<string, unknown>>): Replicas => {
  const fleet = new Map<number, ChildProcess>();
  let killed = 0;
  let current: Time | undefined;
  let down = false;

  const isAlive = (replica: ChildProcess | undefined): replica is ChildProcess =>
    replica !== undefined && replica.exitCode === null && replica.signalCode === null;

  const open = async (which: number, time: Time): Promise<void> => {
    const replica = fork(join(root, 'bench/fleet/replica.js'), {
      cwd: root,
      env: childEnvironment(),
      // Not those of this process, which is TypeScript.
      execArgv: [],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    fleet.set(which, replica);
    const ready = once(replica, 'message');
    const gone = once(replica, 'exit');
    // One that ends by itself is started again too.
    gone.then(() => {
      if (!down && fleet.get(which) === replica && current !== undefined) void open(which, current);
    });
    replica.send({ kind: 'start', time, ...first }, () => undefined);
    await Promise.race([ready, gone]);
    // The time may have been set anew while it started.
    if (current !== undefined && isAlive(replica)) replica.send({ kind: 'time', time: current }, () => undefined);
  };

  return {
    start: async (time) => {
      down = false;
      current = time;
      await Promise.all(
        Array.from({ length: count }, (_, which) => (isAlive(fleet.get(which)) ? undefined : open(which, time))),
      );
    },
    tell: (time) => {
      current = time;
      for (const replica of fleet.values()) if (isAlive(replica)) replica.send({ kind: 'time', time }, () => undefined);
    },
    kill: (which) => {
      if (fleet.get(which)?.kill('SIGKILL') === true) killed += 1;
    },
    stop: async () => {
      down = true;
      await Promise.all(
        [...fleet.values()].filter(isAlive).map(async (replica) => {
          const over = once(replica, 'exit');
          replica.kill('SIGKILL');
          await over;
        }),
      );
    },
    get killed() {
      return killed;
    },
  };
};

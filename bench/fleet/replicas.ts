/** The processes of the fleet: started, told the time, killed and started again. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { childEnvironment } from '../../tests/environment.ts';

const program = fileURLToPath(new URL('./replica.ts', import.meta.url));
const root = fileURLToPath(new URL('../..', import.meta.url));

export interface Replicas {
  /** Every replica ticks once at this instant (ms); a replica that was killed is started anew first. */
  tick(now: number): Promise<void>;
  /** Ends one of them with SIGKILL, whatever it does. */
  kill(which: number): void;
  readonly killed: number;
  close(): Promise<void>;
}

/** @param start what a replica is told first, but for the time */
export const openReplicas = async (count: number, start: Readonly<Record<string, unknown>>): Promise<Replicas> => {
  const fleet: (ChildProcess | undefined)[] = [];
  let killed = 0;

  /** Resolves when it is done, or gone. */
  const tell = async (replica: ChildProcess, order: Readonly<Record<string, unknown>>): Promise<void> => {
    if (replica.exitCode !== null || replica.signalCode !== null || !replica.connected) return;
    const listening = new AbortController();
    const { signal } = listening;
    const heard = [once(replica, 'message', { signal }), once(replica, 'exit', { signal })];
    replica.send(order, () => undefined);
    await Promise.race(heard);
    listening.abort();
    await Promise.allSettled(heard);
  };

  const open = async (now: number): Promise<ChildProcess> => {
    const replica = fork(program, {
      cwd: root,
      env: childEnvironment(),
      execArgv: ['--import', 'tsx'],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    await tell(replica, { kind: 'start', now, ...start });
    return replica;
  };

  return {
    tick: async (now) => {
      await Promise.all(
        Array.from({ length: count }, async (_, which) => {
          const held = fleet[which];
          const gone = held === undefined || held.exitCode !== null || held.signalCode !== null;
          const replica = gone ? await open(now) : held;
          fleet[which] = replica;
          await tell(replica, { kind: 'tick', now });
        }),
      );
    },
    kill: (which) => {
      if (fleet[which]?.kill('SIGKILL') === true) killed += 1;
    },
    get killed() {
      return killed;
    },
    close: async () => {
      await Promise.all(
        fleet.map(async (replica) => {
          if (replica === undefined || replica.exitCode !== null || replica.signalCode !== null) return;
          const over = once(replica, 'exit');
          replica.kill('SIGKILL');
          await over;
        }),
      );
    },
  };
};

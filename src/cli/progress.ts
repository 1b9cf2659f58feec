/** How far a long command is: a bar where a person looks on, a line now and then otherwise. On standard error, beside the result. */
import type { Output } from './output.ts';

export interface Progress {
  /** A bar stands in the terminal's last line: what is printed beside it waits until it has gone. */
  readonly holdsTheLine: boolean;
  start(name: string, total: number): void;
  advance(by: number): void;
  stop(): void;
}

/** Between two lines, as a share of the whole. */
const everyShare = 0.1;

/** For logs and pipes: a line at every tenth. What is done at once needs none. */
export const lineProgress = (output: Output): Progress => {
  let name = '';
  let total = 0;
  let done = 0;
  let told = 0;
  return {
    holdsTheLine: false,
    start: (of, all) => {
      name = of;
      total = all;
      done = 0;
      told = 0;
    },
    advance: (by) => {
      done += by;
      if (done >= total || done - told < total * everyShare) return;
      told = done;
      output.note(`${name}: ${done} of ${total}`);
    },
    stop: () => undefined,
  };
};

/** A bar of cli-progress. */
export const barProgress = async (): Promise<Progress> => {
  const { Presets, SingleBar } = (await import('cli-progress')).default;
  const bar = new SingleBar(
    { format: '{bar} {value} of {total}  {name}', clearOnComplete: true, hideCursor: true, stream: process.stderr },
    Presets.shades_classic,
  );
  return {
    holdsTheLine: true,
    start: (name, total) => bar.start(total, 0, { name }),
    advance: (by) => bar.increment(by),
    stop: () => bar.stop(),
  };
};

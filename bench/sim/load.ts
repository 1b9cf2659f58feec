/** What a run costs: memory of this process as it goes, and processor time, both beside the simulated hour. */

const megabyte = 1024 ** 2;
const sampleMs = 250;

export interface Load {
  /** Megabytes, of the first and the second half of the simulated time, and of its third and last quarter. */
  readonly firstHalf: number;
  readonly secondHalf: number;
  readonly thirdQuarter: number;
  readonly lastQuarter: number;
  readonly peak: number;
  /** Processor seconds of all threads a simulated hour. */
  readonly processorSeconds: number;
  readonly realSeconds: number;
}

const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
};

/** @param now simulated milliseconds since the Unix epoch */
export const watchLoad = (now: () => number) => {
  const start = now();
  const samples: { readonly at: number; readonly megabytes: number }[] = [];
  const sample = (): void => {
    samples.push({ at: now(), megabytes: process.memoryUsage.rss() / megabyte });
  };
  sample();
  const timer = setInterval(sample, sampleMs);
  const cpu = process.cpuUsage();
  const began = performance.now();
  return {
    latest: (): number => samples.at(-1)?.megabytes ?? Number.NaN,
    stop: (): Load => {
      clearInterval(timer);
      const { user, system } = process.cpuUsage(cpu);
      const end = now();
      const between = (from: number, to: number): number =>
        median(
          samples
            .filter(({ at }) => at >= start + from * (end - start) && at <= start + to * (end - start))
            .map(({ megabytes }) => megabytes),
        );
      return {
        firstHalf: between(0, 0.5),
        secondHalf: between(0.5, 1),
        thirdQuarter: between(0.5, 0.75),
        lastQuarter: between(0.75, 1),
        peak: Math.max(...samples.map(({ megabytes }) => megabytes)),
        processorSeconds: (user + system) / 1e6 / ((end - start) / 3_600_000),
        realSeconds: (performance.now() - began) / 1000,
      };
    },
  };
};

/** Time of one core, and quantiles. */

/** Milliseconds of processor time that this process has used, garbage collection included: waiting costs nothing. */
export const processorTime = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

export const quantile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
};

export const memoryInUse = (): number => process.memoryUsage().rss / 1024 ** 2;

/** What is held, and what is not collected yet; started with --expose-gc, what is held alone. */
export const heapInUse = (): number => {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1024 ** 2;
};

/** Numbers drawn by name rather than in turn: what a feed is like does not depend on who was asked before it. */

/** The finalizer of MurmurHash3 (Appleby, public domain): every bit of the input moves half of the output. */
const mix = (value: number): number => {
  let hash = value >>> 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
};

/** A number in [0, 1), always the same for the same names. */
export const chance = (...names: readonly number[]): number =>
  names.reduce((hash, name) => mix(hash + Math.imul(name + 1, 0x9e3779b1)), 0x2545f491) / 2 ** 32;

export const below = (limit: number, ...names: readonly number[]): number => Math.floor(chance(...names) * limit);

/** Waiting time until the next of things that happen at a steady rate. */
export const exponential = (mean: number, ...names: readonly number[]): number =>
  -mean * Math.log(1 - chance(...names));

/** How the program is started where it is shipped (package.json, Dockerfile). */

/** V8 would let garbage pile up to several times what is held. */
export const shippedFlags = [
  '--max-semi-space-size=4',
  '--max-old-space-size=256',
  '--disable-warning=ExperimentalWarning',
];

/** Every thread would otherwise have a heap of its own for what is not JavaScript. */
export const shippedSettings = { MALLOC_ARENA_MAX: '2' };

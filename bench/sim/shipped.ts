/** How the program is started where it is shipped (package.json, Dockerfile). */

/** V8 would let garbage pile up to several times what is held; so it is collected when it is a tenth of that. */
export const shippedFlags = [
  '--heap-growing-percent=10',
  '--max-semi-space-size=4',
  '--max-old-space-size=256',
  '--disable-warning=ExperimentalWarning',
];

/** Every thread would otherwise have a heap of its own for what is not JavaScript. */
export const shippedSettings = { MALLOC_ARENA_MAX: '2' };

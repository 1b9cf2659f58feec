/** The seams: what the stages and the adapters ask of the world, each small enough to hold in the head. */
export type * from './ports-platform.ts';
export type * from './ports-store.ts';

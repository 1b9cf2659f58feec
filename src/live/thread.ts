/** What runs in the thread of the analysis: the engine and its desk. Each export is a task of desk-thread.ts. */
import type { Desk } from '../desk.ts';
import { CrosswireError, type ErrorCode } from '../errors.ts';
import type { ReaderScope } from '../model.ts';
import { createEngine, type Engine } from './engine.ts';

/** One call of a member of T with its parameters. */
export type CallOf<T extends Methods<T>, K extends keyof T = keyof T> = {
  readonly [M in K]: { readonly member: M; readonly parameters: Parameters<T[M]> };
}[K];

type Methods<T> = { readonly [M in keyof T]: (...parameters: never[]) => Promise<unknown> };

/** What a call came to, as data: the class of an error would be lost on the way. */
export type Outcome<R = unknown> =
  | { readonly kind: 'ok'; readonly value: R }
  | { readonly kind: 'failed'; readonly code: ErrorCode; readonly message: string; readonly fix: string }
  /** A bug, as it was thrown. */
  | { readonly kind: 'fault'; readonly error: unknown }
  /** This thread was made in place of one that ended: it knows nothing yet. */
  | { readonly kind: 'not-started' };

type Members<T extends Methods<T>> = { readonly [M in keyof T]: (...parameters: Parameters<T[M]>) => ReturnType<T[M]> };

const { desk, ...engine } = createEngine();
const engineMembers: Members<Engine> = engine;
let started = false;

const outcomeOf = async (call: () => Promise<unknown>): Promise<Outcome> => {
  try {
    return { kind: 'ok', value: await call() };
  } catch (error) {
    if (!(error instanceof CrosswireError)) return { kind: 'fault', error };
    return { kind: 'failed', code: error.code, message: error.message, fix: error.fix };
  }
};

export const work = async <M extends keyof Engine>({ member, parameters }: CallOf<Engine, M>): Promise<Outcome> => {
  if (member === 'start') started = true;
  if (!started) return { kind: 'not-started' };
  return outcomeOf(() => engineMembers[member](...parameters));
};

/** A question, and what whoever asks it may see. */
export type Question<M extends keyof Desk = keyof Desk> = CallOf<Desk, M> & { readonly scope: ReaderScope };

export const answer = async <M extends keyof Desk>({ member, parameters, scope }: Question<M>): Promise<Outcome> => {
  if (!started) return { kind: 'not-started' };
  const members: Members<Desk> = desk.within(scope);
  return outcomeOf(() => members[member](...parameters));
};

/** What Slack was asked lately: of people, of channels. */
import type { Clock } from '../../src/ports.ts';

/** Asked again after this long. */
const FRESH_MS = 10 * 60 * 1000;

/** So many are remembered; the longest known is forgotten first. */
const REMEMBERED = 5000;

export interface Lookup<T> {
  /** Undefined where it is not known. What cannot be looked up again stays as it was known. */
  of(key: string, look: () => Promise<T | undefined>): Promise<T | undefined>;
  forget(key: string): void;
}

export const lookup = <T>(clock: Clock): Lookup<T> => {
  const known = new Map<string, { readonly value: T; readonly at: number }>();
  return {
    of: async (key, look) => {
      const held = known.get(key);
      if (held !== undefined && clock.now() - held.at < FRESH_MS) return held.value;
      const value = await look();
      if (value === undefined) return held?.value;
      known.delete(key);
      known.set(key, { value, at: clock.now() });
      const [oldest] = known.keys();
      if (known.size > REMEMBERED && oldest !== undefined) known.delete(oldest);
      return value;
    },
    forget: (key) => {
      known.delete(key);
    },
  };
};

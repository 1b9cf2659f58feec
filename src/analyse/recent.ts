/** What was made lately and is dear to make: kept within a bound, and made again when it is wanted after that. */

export interface Recent<K, V> {
  /** The value of a key: the one at hand, or the one that `make` gives. */
  get(key: K, make: () => { readonly value: V; readonly weight: number }): V;
  put(key: K, value: V, weight: number): void;
}

/**
 * @param bound most weight kept at one time; the value used longest ago goes first, a lone one stays whatever its weight
 */
export const createRecent = <K, V>(bound: number): Recent<K, V> => {
  /** Longest unused first. */
  const held = new Map<K, { readonly value: V; readonly weight: number }>();
  let total = 0;
  const put = (key: K, entry: { readonly value: V; readonly weight: number }): void => {
    total += entry.weight - (held.get(key)?.weight ?? 0);
    held.delete(key);
    held.set(key, entry);
    for (const [oldest, { weight }] of held) {
      if (total <= bound || held.size === 1) break;
      held.delete(oldest);
      total -= weight;
    }
  };
  return {
    get(key, make) {
      const found = held.get(key);
      if (found === undefined) {
        const made = make();
        put(key, made);
        return made.value;
      }
      held.delete(key);
      held.set(key, found);
      return found.value;
    },
    put: (key, value, weight) => put(key, { value, weight }),
  };
};

/**
 * Facts of statements and passages, each found when it is first asked for, as many steps ask for the same. They are let go
 * with what they are facts of: nothing is held of a statement that the analysis no longer holds unfolded.
 */
export const once = <K extends object, V extends NonNullable<unknown> | null>(find: (key: K) => V): ((key: K) => V) => {
  const found = new WeakMap<K, V>();
  return (key) => {
    const known = found.get(key);
    if (known !== undefined) return known;
    const value = find(key);
    found.set(key, value);
    return value;
  };
};

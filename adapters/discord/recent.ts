/** A set that remembers the newest `limit` members. */
export interface Recent {
  has(member: string): boolean;
  /** False when it was there already. */
  add(member: string): boolean;
}

export const createRecent = (limit: number): Recent => {
  const members = new Set<string>();
  return {
    has: (member) => members.has(member),
    add: (member) => {
      if (members.has(member)) return false;
      members.add(member);
      const [oldest] = members;
      if (members.size > limit && oldest !== undefined) members.delete(oldest);
      return true;
    },
  };
};

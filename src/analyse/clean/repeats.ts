/** Text printed twice: the title again in the body, a block again further down. */

/** Letters and digits alone, so that quotes, dashes and case make no difference. */
const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Shorter text may be said twice. */
const shortestRepeat = 12;

/** The body's first blocks, where a title comes again. */
const titleReach = 3;
/** What an outlet may add to a title ("| Daily Post") is short beside it. */
const titleShare = 0.7;

export const repeatsTitle = (text: string, title: string | null, index: number): boolean => {
  if (title === null || index >= titleReach) return false;
  const [a, b] = [plain(text), plain(title)];
  if (a === '' || b === '') return false;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return long.startsWith(short) && short.length >= titleShare * long.length;
};

/** Answers whether a text was seen before, and remembers it. */
export const repeatDetector = (): ((text: string) => boolean) => {
  const seen = new Set<string>();
  return (text) => {
    const key = plain(text);
    if (key.length < shortestRepeat) return false;
    if (seen.has(key)) return true;
    seen.add(key);
    return false;
  };
};

/** Who speaks as one: the articles of a house or a publisher, and the articles that reprint one text. */
import type { Article } from '../../model.ts';
import { foldName } from '../names/fold.ts';
import { foldPublisher, type HouseOf } from './houses.ts';

/** Words in a shingle; hashes kept of an article; share of them in common that makes a reprint. */
const shingle = 5;
const sketchSize = 64;
const reprint = 0.5;

/** FNV-1a, 32 bits. */
const hash = (text: string): number => {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value >>> 0;
};

/** The lowest hashes of the text's shingles: a bottom-k sketch (Broder 1997), whose overlap estimates that of the texts. */
const sketchOf = (text: string): number[] => {
  const words = foldName(text).split(' ');
  const hashes = new Set<number>();
  for (let at = 0; at + shingle <= words.length; at += 1) hashes.add(hash(words.slice(at, at + shingle).join(' ')));
  return [...hashes].sort((a, b) => a - b).slice(0, sketchSize);
};

/** Articles that share one hash; more of them than this are copies of one text, and the first speaks for all. */
const mostSharing = 20;

/**
 * @param houseOf which publishers speak as one: `housesIn`
 * @returns the voice of an article: its house, else its publisher, or the article itself where that is not known, unless it reprints
 *          another article's text; then all the reprints are one voice. An article never given is its own voice.
 *          Linear in the total length of the texts; the order of the articles does not matter.
 */
export const voicesOf = (
  articles: readonly Article[],
  houseOf: HouseOf = () => undefined,
): ((article: string) => string) => {
  const parent = new Map<string, string>();
  const find = (voice: string): string => {
    let root = voice;
    for (let next = parent.get(root); next !== undefined; next = parent.get(root)) root = next;
    return root;
  };
  const join = (a: string, b: string): void => {
    const [first = a, second = b] = [find(a), find(b)].sort();
    if (first !== second) parent.set(second, first);
  };
  const sorted = [...articles].sort((a, b) => (a.id < b.id ? -1 : 1));
  const voice = (article: Article): string => {
    const house = houseOf(article);
    if (house !== undefined) return `house:${foldPublisher(house)}`;
    const publisher = foldPublisher(article.publisher ?? '');
    return publisher === '' ? `article:${article.id}` : `publisher:${publisher}`;
  };
  const own = new Map(sorted.map((article) => [article.id, voice(article)]));

  const sketches = new Map(sorted.map(({ id, text, bodyStart }) => [id, sketchOf(text.slice(bodyStart))]));
  const sharing = new Map<number, string[]>();
  for (const [id, sketch] of sketches) {
    const common = new Map<string, number>();
    for (const value of sketch)
      for (const other of sharing.get(value) ?? []) common.set(other, (common.get(other) ?? 0) + 1);
    for (const [other, count] of common) {
      const smaller = Math.min(sketch.length, sketches.get(other)?.length ?? sketch.length);
      if (smaller > 0 && count / smaller >= reprint) join(own.get(id) ?? id, own.get(other) ?? other);
    }
    for (const value of sketch) {
      const held = sharing.get(value);
      if (held === undefined) sharing.set(value, [id]);
      else if (held.length < mostSharing) held.push(id);
    }
  }
  return (article) => find(own.get(article) ?? `article:${article}`);
};

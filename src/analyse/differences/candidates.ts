/** Which pairs of quantities are worth judging: an index by what is measured and what happened, never all pairs. */

import { dimension, isCurrency } from '../quantities/lexicon.ts';
import type { Frame } from './frame.ts';

/** What is measured: one currency, one dimension, one kind of thing; things of no kind by their noun. */
export const measureKey = (frame: Frame): string => {
  const unit = frame.quantity.unit ?? '';
  if (frame.kind === 'age' || frame.kind === 'limit') return 'age';
  if (isCurrency(unit)) return unit;
  if (unit === 'item') return 'item';
  return dimension(unit)?.dimension ?? unit;
};

/** How near a group of meaning, or any other word, must stand to its quantity to be an anchor. */
const nearEvent = 0.1;
const nearWord = 0.2;

const alone = 'alone';

/** What a slot may be found by: events and words near the quantity, the noun counted, the person it belongs to. */
const anchors = (frame: Frame): ReadonlySet<string> => {
  const found = new Set<string>();
  // What few tell is about one thing often enough to be looked at, whatever the words: see `mostAlone`.
  if (frame.quantity.unit !== 'item') found.add(alone);
  if (frame.kind === 'limit') found.add('limit');
  if (frame.head !== null) found.add(frame.head);
  if (frame.owner !== null) found.add(`owner ${frame.owner}`);
  for (const entity of frame.bound) found.add(`name ${entity}`);
  for (const [key, nearness] of frame.near)
    if (nearness >= (frame.events.has(key) ? nearEvent : nearWord)) found.add(key);
  return found;
};

/** The value as worded: frames with one wording of one value are alike as positions. */
const valueKey = ({ quantity }: Frame): string =>
  [quantity.value, quantity.low, quantity.high, quantity.comparator, quantity.unit, quantity.scope].join('|');

/**
 * Work per anchor is bounded, so that the whole is near linear in the number of statements: a story reports few
 * values for one slot (past `mostValues` they are no one slot), and `mostReports` sentences of one value, the first
 * in their articles, show what it is about as well as a hundred do.
 */
const mostValues = 40;
/** The same for frames that share nothing but what they measure: fewer, as most of these pairs come to nothing. */
const mostAlone = 16;
const mostReports = 5;

const byPlace = (a: Frame, b: Frame): number =>
  a.statement.position - b.statement.position ||
  (a.statement.id < b.statement.id ? -1 : a.statement.id > b.statement.id ? 1 : 0) ||
  a.quantity.start - b.quantity.start;

const grouped = <T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> => {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const name = key(item);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [item]);
    else group.push(item);
  }
  return groups;
};

/** One report of each wording: a sentence reprinted by others is compared once. */
const distinct = (frames: readonly Frame[]): readonly Frame[] => {
  const seen = new Set<string>();
  return frames.filter((frame) => {
    const key = `${frame.statement.text}|${frame.quantity.start}`;
    return !seen.has(key) && seen.add(key) !== undefined;
  });
};

/** What a frame is looked up by: its anchors within what it measures; things of one noun whatever their kind. */
const keysOf = (frame: Frame): readonly string[] => {
  const keys = [...anchors(frame)].map((anchor) => `${measureKey(frame)}|${anchor}`);
  return frame.kind === 'count' && frame.head !== null ? [...keys, `noun|${frame.head}`] : keys;
};

/** Pairs of frames from two articles that share an anchor, each once, in an order that does not depend on the input's. */
export const candidatePairs = (frames: readonly Frame[]): readonly (readonly [Frame, Frame])[] => {
  const sorted = distinct([...frames].sort(byPlace));
  const number = new Map(sorted.map((frame, index) => [frame, index]));
  const postings = new Map<string, Frame[]>();
  for (const frame of sorted)
    for (const key of keysOf(frame)) {
      const list = postings.get(key);
      if (list === undefined) postings.set(key, [frame]);
      else list.push(frame);
    }
  const pairs = new Map<string, readonly [Frame, Frame]>();
  for (const [key, list] of postings) {
    const values = [...grouped(list, valueKey).values()]
      .sort((a, b) => b.length - a.length)
      .slice(0, key.endsWith(`|${alone}`) ? mostAlone : mostValues)
      .map((group) => group.slice(0, mostReports));
    for (const [index, group] of values.entries())
      for (const other of values.slice(index + 1))
        for (const a of group)
          for (const b of other) {
            if (a.statement.article === b.statement.article) continue;
            const [one, two] = byPlace(a, b) <= 0 ? [a, b] : [b, a];
            pairs.set(`${number.get(one)}|${number.get(two)}`, [one, two]);
          }
  }
  return [...pairs.values()].sort(([a, b], [c, d]) => byPlace(a, c) || byPlace(b, d));
};

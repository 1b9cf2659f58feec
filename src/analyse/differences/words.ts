/** The word lists of this folder, checked once. */
import stopwords from 'stopwords-iso/stopwords-iso.json' with { type: 'json' };
import { z } from 'zod';
import { stem } from '../terms/stem.ts';
import data from './slots.json' with { type: 'json' };

const words = z.array(z.string().min(1));
const lists = z
  .strictObject({
    groups: z.record(z.string(), words),
    things: z.record(z.string(), words),
    exclusive: words,
    generic: words,
    happenings: words,
    apart: words,
    weekdays: words,
    months: words,
    growing: words,
    tallies: words,
  })
  .parse(data);

const groupOf = new Map<string, string>();
const enter = (groups: Readonly<Record<string, readonly string[]>>, mark: string): void => {
  for (const [group, members] of Object.entries(groups))
    for (const member of members) for (const form of [member, stem(member)]) groupOf.set(form, `${mark}${group}`);
};
enter(lists.things, '~');
enter(lists.groups, '#');

const stops = new Set(stopwords.en.filter((word) => !groupOf.has(word)));

/** Stems repeat from sentence to sentence; the cache is emptied when it is full. */
const keys = new Map<string, string | null>();
const mostKeys = 50_000;
const longestWord = 40;

/** What a word means for a slot: its group of words of one sense, else its stem; null for words that carry none. */
export const keyOf = (lower: string): string | null => {
  const known = keys.get(lower);
  if (known !== undefined) return known;
  if (keys.size >= mostKeys) keys.clear();
  const word = lower.replace(/['’]s?$/u, '');
  const empty = word.length < 2 || word.length > longestWord || stops.has(word) || !/^\p{L}/u.test(word);
  const stemmed = empty ? '' : stem(word);
  const key = empty ? null : (groupOf.get(word) ?? groupOf.get(stemmed) ?? stemmed);
  keys.set(lower, key);
  return key;
};

/** Whether a key is of something that happens (killed, stolen ...), and not of a thing (boat, rifle ...). */
export const isEvent = (key: string): boolean => key.startsWith('#');
/** Groups of which one at most tells what became of the people counted. */
export const exclusive: ReadonlySet<string> = new Set(lists.exclusive.map((group) => `#${group}`));
export const generic: ReadonlySet<string> = new Set(lists.generic);
/** Nouns that count people by what happened to them. */
export const happenings: ReadonlySet<string> = new Set(lists.happenings);
export const apart: ReadonlySet<string> = new Set(lists.apart);
/** As written, so that the verbs "may" and "march" are none. */
export const months: ReadonlySet<string> = new Set(
  lists.months.map((month) => month.charAt(0).toUpperCase() + month.slice(1)),
);
export const weekdays: ReadonlySet<string> = new Set(lists.weekdays);
/** Figures of these things grow as a story goes on. */
export const growing: ReadonlySet<string> = new Set(lists.growing.map((group) => `#${group}`));
/** Figures of sport: told by player, by game and by season, so that no two tellings are surely of one slot. */
export const tallies: ReadonlySet<string> = new Set(lists.tallies);

/** What sets two tellings of one thing side by side, or tells that it changed. */
export const contrast =
  /\b(?:but|while|whereas|however|though|although|revised|earlier|initially|originally|varied|up from|down from|upgraded|raised|updated|passing|passed|not|rather|instead|topping|compared with)\b/iu;

/** Kinds of happening: the words that tell them, and the noun that names them in a label. */
import stem from 'wink-porter2-stemmer';
import { z } from 'zod';
import data from './events.json' with { type: 'json' };

const table = z
  .record(
    z.string(),
    z.strictObject({
      noun: z.string().min(1),
      words: z.array(z.string().min(1)).min(1),
      except: z.array(z.string()).optional(),
    }),
  )
  .parse(data);

const byWord = new Map<string, string>();
/** Phrases by their first word, longest first. */
const byPhrase = new Map<string, { readonly words: readonly string[]; readonly event: string }[]>();
for (const [event, { words }] of Object.entries(table))
  for (const entry of words) {
    const [first = entry, ...rest] = entry.split(' ');
    if (rest.length > 0) byPhrase.set(first, [...(byPhrase.get(first) ?? []), { words: [first, ...rest], event }]);
    else for (const form of [entry, stem(entry)]) if (!byWord.has(form)) byWord.set(form, event);
  }
for (const list of byPhrase.values()) list.sort((a, b) => b.words.length - a.words.length);

/** Words repeat from sentence to sentence; the cache is emptied when it is full. */
const known = new Map<string, string | null>();
const mostKnown = 50_000;
const longestWord = 40;

const eventOf = (word: string): string | null => {
  const held = known.get(word);
  if (held !== undefined) return held;
  if (known.size >= mostKnown) known.clear();
  const event = word.length > longestWord ? undefined : (byWord.get(word) ?? byWord.get(stem(word)));
  const found = event === undefined || table[event]?.except?.includes(word) === true ? null : event;
  known.set(word, found);
  return found;
};

/** The kind of happening that the words from `at` on tell, if any, with how many of them do. */
export const eventAt = (words: readonly string[], at: number): { event: string; length: number } | undefined => {
  const word = words[at] ?? '';
  const phrase = byPhrase.get(word)?.find((one) => one.words.every((part, offset) => words[at + offset] === part));
  if (phrase !== undefined) return { event: phrase.event, length: phrase.words.length };
  const event = eventOf(word);
  return event === null ? undefined : { event, length: 1 };
};

/** How a happening of this kind is called. */
export const nounOf = (event: string): string => table[event]?.noun ?? event;

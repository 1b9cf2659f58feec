/** From what somebody typed to a Topic: forgiving of case and number, and with the nearest names when there is none. */
import { distance } from 'fastest-levenshtein';
import stem from 'wink-porter2-stemmer';
import type { Topic } from '../model.ts';

export type FoundTopic =
  | { readonly kind: 'found'; readonly topic: Topic }
  /** `nearest` first, at most three; all names when none is near. */
  | { readonly kind: 'unknown'; readonly nearest: readonly string[] };

const mostSuggestions = 3;
/** No name or title is longer; the stemmer takes far more than linear time over a chain of letters. */
const longestName = 80;

export const findTopic = (typed: string, topics: readonly Topic[]): FoundTopic => {
  const name = typed.trim().toLowerCase();
  if (name.length > longestName) return { kind: 'unknown', nearest: topics.map((each) => each.name) };
  const topic =
    topics.find((each) => each.name === name) ??
    topics.find((each) => stem(each.name) === stem(name) || each.title.toLowerCase() === name);
  if (topic !== undefined) return { kind: 'found', topic };
  const near = topics
    .map((each) => ({ name: each.name, edits: distance(each.name, name) }))
    .filter(
      ({ name: candidate, edits }) =>
        edits <= Math.max(2, candidate.length / 3) || (name !== '' && candidate.startsWith(name)),
    )
    .sort((a, b) => a.edits - b.edits || (a.name < b.name ? -1 : 1))
    .slice(0, mostSuggestions)
    .map((each) => each.name);
  return { kind: 'unknown', nearest: near.length > 0 ? near : topics.map((each) => each.name) };
};

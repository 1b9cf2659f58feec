/** States told of somebody or something: arrested, released, withdrawn ...; the tracks of states that follow or exclude one another. */
import { z } from 'zod';
import type { NameMention, Quantity, Statement } from '../../../model.ts';
import { wordsIn } from './mentions.ts';
import data from './states.json' with { type: 'json' };

const trackSchema = z.strictObject({
  /** The label where the bearer is not named, and where it is (`{}`). */
  about: z.string().min(1),
  aboutBearer: z.string().min(1),
  /** Whose state it is: a person, a body (firm, country), a group of people, a thing, or a number of people. */
  bearer: z.enum(['person', 'body', 'group', 'thing', 'count']),
  /** `stages` follow one another upwards; `turns` in any order; `opposed` exclude one another. */
  relation: z.enum(['stages', 'turns', 'opposed']),
  /** Words that, before those of the state, make it another thing: details are released, too. */
  unless: z.array(z.string().min(1)).optional(),
  states: z
    .array(z.strictObject({ stage: z.number().int().optional(), phrases: z.array(z.string().min(1)).min(1) }))
    .min(2),
});
export type Track = z.infer<typeof trackSchema>;
export const tracks = z.record(z.string(), trackSchema).parse(data);

export interface StateMention {
  readonly statement: Statement;
  readonly track: string;
  /** Index among the track's states. */
  readonly state: number;
  readonly stage: number;
  readonly start: number;
  readonly end: number;
  /** The entity whose state it is; null when the sentence does not name it. */
  readonly bearer: string | null;
  /** How many it is told of, right behind the word. */
  readonly count: Quantity | null;
}

/** `…` stands for at most this many words. */
const mostBetween = 6;
const between = `(?:[\\s"“”]+[^\\s.;:]+){0,${mostBetween}}?[\\s"“”]+`;
const escaped = (text: string): string => text.replace(/'/gu, "['’]").replace(/ /gu, '[\\s"“”]+');
const patternOf = (phrases: readonly string[]): string =>
  [...phrases]
    .sort((a, b) => b.length - a.length)
    .map((phrase) => phrase.split(' … ').map(escaped).join(between))
    .join('|');

/** The longest word of each phrase: a sentence with none of them holds no state. */
const triggersOf = (phrases: readonly string[]): string[] =>
  phrases.map((phrase) => (phrase.match(/\p{L}+/gu) ?? []).reduce((a, b) => (b.length > a.length ? b : a), ''));

const patterns = Object.entries(tracks).map(([track, { states, bearer, unless = [] }]) => ({
  track,
  unless: new Set(unless),
  bearer,
  triggers: new Set(states.flatMap(({ phrases }) => triggersOf(phrases))),
  stages: states.map(({ stage }) => stage ?? 0),
  whole: new RegExp(
    `\\b(?:${states.map(({ phrases }, at) => `(?<s${at}>${patternOf(phrases)})`).join('|')})\\b`,
    'giu',
  ),
}));

/** What might be or is denied is no state. */
const supposed =
  /\b(?:if|believe[sd]?|could|may|might|unless|whether|not|never|no one|nobody|without|before|until|once|should|alleged|falsely)\s+(?:\p{L}+\s+){0,2}$|n['’]t\s+(?:\p{L}+\s+)?$/iu;

/** How far from the words of its state the bearer's name may stand. */
const reachBefore = 90;
const reachBehind = 30;
const breaks = /[;:.!?]\s/u;
/** "Arrested X", "convicted X": whom it befell stands behind. */
const active = /^(?:arrested|recaptured|convicted)$/iu;
const found = /^found\s/iu;

/** Whose state it is: a name before the words of the state, behind a bare verb, or between "found" and "guilty". */
const bearerOf = (names: readonly NameMention[], text: string, start: number, end: number): string | null => {
  const before = names.findLast(
    (name) => name.end <= start && start - name.end <= reachBefore && !breaks.test(text.slice(name.end, start)),
  );
  const words = text.slice(start, end);
  if (active.test(words)) {
    const behind = names.find((name) => name.start >= end && name.start - end <= reachBehind);
    const between = behind === undefined ? '' : text.slice(end, behind.start);
    if (behind !== undefined && !/[,;:.]|\b(?:of|in|on|for|after|by|following|at|as|with|and)\b/iu.test(between))
      return behind.entity;
  }
  if (found.test(words) && /^found\s+\S+\s+\S/iu.test(words))
    return names.find((name) => name.start >= start && name.end <= end)?.entity ?? null;
  return before?.entity ?? null;
};

/**
 * The states that a sentence tells. Linear: every pattern is one pass with bounded gaps.
 * @param persons entities that are people: only they are charged, resign or die
 */
export const statesIn = (statement: Statement, persons: ReadonlySet<string>): StateMention[] => {
  const words = wordsIn(statement);
  return patterns.flatMap(({ track, bearer, unless, triggers, stages, whole }) => {
    if (![...words].some((word) => triggers.has(word))) return [];
    const names = statement.names.filter(({ kind, entity }) =>
      bearer === 'person' ? persons.has(entity) : kind !== 'place',
    );
    return [...statement.text.matchAll(whole)].flatMap((match) => {
      const state = stages.findIndex((_, at) => match.groups?.[`s${at}`] !== undefined);
      const [start, end] = [match.index, match.index + match[0].length];
      if (state < 0 || supposed.test(statement.text.slice(Math.max(0, start - 30), start))) return [];
      const lead =
        statement.text
          .slice(Math.max(0, start - reachBefore), start)
          .toLowerCase()
          .match(/\p{L}+/gu) ?? [];
      if (lead.some((word) => unless.has(word))) return [];
      const count =
        statement.quantities.find(
          (quantity) => quantity.start >= end && quantity.start - end <= 3 && quantity.unit !== 'year',
        ) ?? null;
      if (bearer === 'count' && count === null) return [];
      return [
        {
          statement,
          track,
          state,
          stage: stages[state] ?? 0,
          start,
          end,
          bearer: bearerOf(names, statement.text, start, end),
          count,
        },
      ];
    });
  });
};

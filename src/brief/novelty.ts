/**
 * What is new to a reader: by claim, not by article. A channel remembers what it was told; a claim that says the same
 * in other words is known, and so is a slot whose values were told.
 */
import type { Citation, Difference, Story, Told } from '../model.ts';
import type { Candidate } from './candidates.ts';
import { contentOf, keptOf } from './content.ts';
import { createSameness, heldOf, indexed } from './sameness.ts';

export const nothingTold: Told = { points: [], slots: [] };

export interface Memory {
  /** Whether the channel was told the claim: by the same statements, or by a point that says as much. */
  knows(candidate: Candidate): boolean;
  /** Whether it was told anything of the story, also under the id of another that has joined it. */
  knowsStory(story: Story): boolean;
  /** Whether every value of the slot was told. */
  knowsSlot(story: string, slot: Difference): boolean;
  /** The value of a slot that was told last; undefined when none was. */
  lastValue(story: string, slot: Difference): string | undefined;
}

/** As `Statement.id`. */
export const statementOf = ({ article, start }: Pick<Citation, 'article' | 'start'>): string => `${article}#${start}`;

export const remember = (told: Told): Memory => {
  const statements = new Set(told.points.flatMap((point) => point.statements));
  const stories = new Set(told.points.map(({ story }) => story));
  const sameness = createSameness(told.points);
  const near = indexed(told.points.map(heldOf));
  /** Bounded by how many points were told with a word of the passage: a channel is told some dozens a day. */
  const saysAsMuch = (candidate: Candidate): boolean => {
    const one = heldOf(contentOf(candidate.passage));
    return sameness.isTold(one, near(one));
  };
  /** The words for a slot may change as the story grows: one that holds a value told before is that slot. */
  const slotOf = (story: string, { about, positions }: Difference): readonly string[] | undefined => {
    const own = told.slots.filter((slot) => slot.story === story);
    const held = new Set(positions.map(({ value }) => value));
    return (
      own.findLast((slot) => slot.about === about) ??
      own.findLast(({ values }) => values.filter((value) => held.has(value)).length > 1)
    )?.values;
  };
  return {
    knows: (candidate) => candidate.claim.statements.some(({ id }) => statements.has(id)) || saysAsMuch(candidate),
    knowsStory: ({ id, claims }) =>
      stories.has(id) || claims.some((claim) => claim.statements.some((statement) => statements.has(statement.id))),
    knowsSlot: (story, slot) => {
      const values = slotOf(story, slot) ?? [];
      return slot.positions.every(
        ({ value, citations }) =>
          values.includes(value) || citations.some((citation) => statements.has(statementOf(citation))),
      );
    },
    lastValue: (story, slot) => slotOf(story, slot)?.at(-1),
  };
};

/** What telling these points and slots of one story adds to the memory. */
export const toldBy = (
  story: string,
  points: readonly Candidate[],
  slots: readonly { readonly about: string; readonly positions: readonly { readonly value: string }[] }[],
): Told => ({
  points: points.map(({ claim, passage }) => ({
    story,
    statements: claim.statements.map(({ id }) => id),
    ...keptOf(contentOf(passage)),
  })),
  slots: slots.map(({ about, positions }) => ({ story, about, values: positions.map(({ value }) => value) })),
});

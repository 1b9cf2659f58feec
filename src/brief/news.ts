/** What of one story is news to a channel, and the change that brings a known story back. */
import type { Difference, Mark, Story } from '../model.ts';
import type { Candidate } from './candidates.ts';
import type { Memory } from './novelty.ts';
import { selectPoints } from './select.ts';

export interface News {
  readonly mark: Mark;
  /** For a story that comes back: what has changed, in words. */
  readonly change?: string;
  /** What is told of it, best first. */
  readonly chosen: readonly Candidate[];
  /** All that the channel was not told. */
  readonly fresh: readonly Candidate[];
  /** Whether a difference or an update is told with it. */
  readonly tells: (slot: Difference) => boolean;
}

/** A change is named in one line of a card. */
const longestChange = 160;

const inOneLine = (text: string): string => {
  if (text.length <= longestChange) return text;
  const cut = text.slice(0, longestChange);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), 1))}…`;
};

const wordsOf = (text: string): string[] => text.toLowerCase().match(/\p{L}+/gu) ?? [];

/** "people killed: 5", not "people killed: 5 people": the noun that the heading has need not come again. */
const withinAbout = (about: string, value: string): string => {
  const [, figure = '', noun = ''] = /^(.*\p{N}.*?) (\p{Ll}[\p{L} -]*)$/u.exec(value) ?? [];
  const named = new Set(wordsOf(about));
  return noun !== '' && wordsOf(noun).every((word) => named.has(word)) ? figure : value;
};

/** "toll: 5 → 7": from what the channel was told last to what holds now. */
const movement = ({ about, positions }: Difference, before: string | undefined): string => {
  const [from, to] = [before ?? positions[0]?.value ?? '', positions.at(-1)?.value ?? ''];
  return `${about}: ${withinAbout(about, from)} → ${withinAbout(about, to)}`;
};

const opposition = ({ about, positions }: Difference): string =>
  `${about}: ${positions.map(({ value }) => withinAbout(about, value)).join(' against ')}`;

/** A sentence that leans on another is told behind it. */
const nameOf = ({ wording }: Candidate): string => inOneLine(wording);

const holds = ({ claim }: Candidate, slot: Difference): boolean =>
  slot.positions.some(({ citations }) =>
    citations.some(({ article, start }) =>
      claim.statements.some(({ citation }) => citation.article === article && citation.start === start),
    ),
  );

const holdsLatest = (candidate: Candidate, { positions, ...slot }: Difference): boolean =>
  holds(candidate, { ...slot, positions: positions.slice(-1) });

/** What stands further down in one article alone is a detail, and brings no story back. */
const head = 4;

const isNewsworthy = ({ claim, statement }: Candidate): boolean =>
  claim.support === 'corroborated' || statement.position < head;

/**
 * @param candidates of the story, from the articles that are new
 * @param slots      differences and updates of the story that belong to what is asked for
 * @returns undefined when the channel knows it all
 */
export const newsOf = (
  story: Story,
  candidates: readonly Candidate[],
  slots: { readonly differences: readonly Difference[]; readonly updates: readonly Difference[] },
  memory: Memory,
  points: number,
): News | undefined => {
  const fresh = candidates.filter((each) => !memory.knows(each));
  if (!memory.knowsStory(story)) {
    const chosen = selectPoints(fresh, { points });
    if (chosen.length === 0) return undefined;
    return { mark: slots.differences.length > 0 ? 'disputed' : 'new', chosen, fresh, tells: () => true };
  }
  const unknown = (slot: Difference): boolean => !memory.knowsSlot(story.id, slot);
  const [update, difference] = [slots.updates.find(unknown), slots.differences.find(unknown)];
  const changed = update ?? difference;
  // A changed figure whose sentence is known otherwise is still shown with the sentence that tells it.
  const carrier = changed && candidates.find((each) => holds(each, changed));
  const telling = selectPoints(fresh, { points });
  const chosen = telling.length === 0 && carrier !== undefined ? [carrier] : telling;
  const back = (mark: Mark, change: string): News => ({ mark, change, chosen, fresh, tells: unknown });
  if (update !== undefined) {
    // Of what has come to be so, the sentence tells more than the two words for it.
    const latest =
      update.kind === 'polarity' ? [...chosen, ...candidates].find((each) => holdsLatest(each, update)) : undefined;
    return back(
      'updated',
      latest === undefined ? movement(update, memory.lastValue(story.id, update)) : nameOf(latest),
    );
  }
  const newsworthy = chosen.filter(isNewsworthy);
  const event = newsworthy.find(({ passage }) => passage.length === 1) ?? newsworthy[0];
  // A day is seldom the news.
  if (difference !== undefined && (difference.kind !== 'date' || event === undefined))
    return back('disputed', opposition(difference));
  return event && back(difference === undefined ? 'updated' : 'disputed', nameOf(event));
};

/** What a person means by "it": the Briefing above a thread, a topic, a story, or the top stories. */
import { findTopic } from '../brief/topics.ts';
import type { Answer, Briefing } from '../model.ts';
import { operator } from '../schedule.ts';
import { refusal } from './notices.ts';
import { topicsFor, unknownTopic } from './topics.ts';
import type { VerbRequest } from './verb.ts';

export type Meant =
  | {
      readonly kind: 'found';
      readonly briefing: Briefing;
      /** The words that name it again: empty for the top stories and for what stands above the thread. */
      readonly words: string;
    }
  | { readonly kind: 'refused'; readonly answer: Answer };

const storyWords = /^story\s+(\S+)$/iu;

/** The Briefing above the thread in which something was typed; one that DIGESTS ordered is kept under the operator. */
export const briefingAbove = async ({
  store,
  command: { address },
}: Pick<VerbRequest, 'store' | 'command'>): Promise<Briefing | undefined> =>
  address.thread === undefined
    ? undefined
    : ((await store.threads.get(address)) ?? store.threads.get({ ...address, workspace: operator }));

const ended = refusal('That story has ended: nothing of it is kept here any more.', 'See what stands now with: /news');

const storyMeant = async ({ desk }: VerbRequest, id: string, words: string): Promise<Meant> => {
  const briefing = await desk.story(id);
  return briefing === undefined ? { kind: 'refused', answer: ended } : { kind: 'found', briefing, words };
};

/** @param words a topic, "story ID", or nothing */
export const meant = async (request: VerbRequest, words: string): Promise<Meant> => {
  const { desk, command } = request;
  if (words === '') {
    const above = await briefingAbove(request);
    if (above !== undefined) return { kind: 'found', briefing: above, words };
    if (command.address.thread !== undefined) return { kind: 'refused', answer: ended };
    return { kind: 'found', briefing: await desk.topStories(), words };
  }
  const [, story] = storyWords.exec(words) ?? [];
  if (story !== undefined) return storyMeant(request, story, words);
  const found = findTopic(words, await topicsFor(request, command.address));
  if (found.kind === 'unknown') return { kind: 'refused', answer: unknownTopic(words, found) };
  return { kind: 'found', briefing: await desk.topic(found.topic), words: found.topic.name };
};

/** Questions that can really be answered, for somebody who does not know what to ask: each was asked before it is offered. */
import type { Desk } from '../desk.ts';
import type { Topic } from '../model.ts';

const most = 4;
/** So many are tried to find those: each is a question to the desk. */
const tried = 12;

/** `about` is a noun phrase of the articles ("length of the talks"), or a topic's title. */
const questionOn = (about: string): string => {
  const [first = ''] = about.split(' ');
  // "Talks in Istanbul" in the middle of a question, but "NATO" and "UN" as they are.
  const begun = /^\p{Lu}\p{Ll}+$/u.test(first) ? about.charAt(0).toLowerCase() + about.slice(1) : about;
  return `What do the sources say about ${/^(?:the|an?)\s/iu.test(begun) ? '' : 'the '}${begun}?`;
};

/** What differs first, then the topics; none where the desk can answer none. */
export const suggestedQuestions = async (desk: Desk, topics: readonly Topic[]): Promise<readonly string[]> => {
  const { differences, updates } = await desk.topStories();
  const things = [...differences, ...updates].map(({ about }) => about);
  const questions = new Set([...things, ...topics.map(({ title }) => title)].map(questionOn));
  const answered: string[] = [];
  for (const question of [...questions].slice(0, tried)) {
    if (answered.length === most) break;
    if ((await desk.ask(question)).answer.length > 0) answered.push(question);
  }
  return answered;
};

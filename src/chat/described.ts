/** What stands in a workspace, in words: for answers, lists and conflicts. */
import type { Settings, Source, Subscription } from '../model.ts';
import { describeSchedule, operator } from '../schedule.ts';

/** "swap, talks at 08:00 every day (Europe/Kyiv)". */
export const describe = (subscription: Subscription): string => {
  const topics = subscription.topics.length === 0 ? 'top stories' : subscription.topics.join(', ');
  const by = subscription.createdBy === operator ? ', by the DIGESTS setting' : '';
  const quiet = subscription.quiet === 'nothing' ? ', unless quiet' : '';
  return `${topics} at ${describeSchedule(subscription)}${quiet}${by}`;
};

export const nameOf = (source: Source): string => source.title ?? source.url;

export const describeSettings = ({ changes, editors, charts }: Settings): string => {
  const named = editors.length === 0 ? '' : `, and ${editors.join(', ')} by name`;
  const who = changes === 'everyone' ? 'everyone may change things' : `those who manage may change things${named}`;
  return `${who}; digests ${charts ? 'with' : 'without'} pictures`;
};

/** What was typed, quoted in an answer: nobody reads more of it. */
export const shortened = (text: string): string =>
  text.length <= 60 ? text : `${[...text.slice(0, 120)].slice(0, 60).join('')}…`;

/** What verbs take: one word for one thing, in help, in options, in forms and while somebody types. */
import type { Parameter } from '../model.ts';

export const topicParameter: Parameter = {
  name: 'topic',
  description: 'A topic or a story; the top stories without one',
  kind: 'topics',
  required: false,
};

export const pageParameter: Parameter = {
  name: 'page',
  description: 'Which page of a long answer',
  kind: 'text',
  required: false,
  lead: 'page',
};

export const questionParameter: Parameter = {
  name: 'question',
  description: 'A question in your own words',
  kind: 'text',
  required: true,
};

export const topicsParameter: Parameter = {
  name: 'topics',
  description: 'One topic, or several with commas between',
  kind: 'topics',
  required: true,
};

export const scheduleParameters: readonly Parameter[] = [
  { name: 'time', description: 'Local time, as 08:00 or 8am', kind: 'time', required: true, lead: 'at' },
  { name: 'days', description: 'daily, weekdays, or days as mon,thu', kind: 'days', required: false },
  {
    name: 'zone',
    description: 'Time zone or city, as Europe/Kyiv; your own without one',
    kind: 'zone',
    required: false,
    lead: 'in',
  },
  {
    name: 'quiet',
    description: 'On a day without news',
    kind: 'choice',
    required: false,
    choices: ['unless quiet'],
  },
];

export const urlParameter = (description: string): Parameter => ({
  name: 'url',
  description,
  kind: 'url',
  required: true,
});

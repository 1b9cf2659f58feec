import { findTopic } from '../../brief/topics.ts';
import { topicParameter } from '../parameters.ts';
import { topicsFor, unknownTopic } from '../topics.ts';
import type { Verb } from '../verb.ts';

/** `/news` and `/news TOPIC`. */
export const briefVerb: Verb = {
  name: 'brief',
  usage: '[TOPIC]',
  summary: 'a briefing of the top stories, or of one topic',
  manages: false,
  parameters: [topicParameter],
  run: async (request) => {
    const { desk, command, rest } = request;
    if (rest === '') return { kind: 'briefing', briefing: await desk.topStories() };
    const found = findTopic(rest, await topicsFor(request, command.address));
    if (found.kind === 'unknown') return unknownTopic(rest, found);
    return { kind: 'briefing', briefing: await desk.topic(found.topic) };
  },
};

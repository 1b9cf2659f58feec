import { briefingActions } from '../actions.ts';
import { topicParameter } from '../parameters.ts';
import { meant } from '../reference.ts';
import type { Verb } from '../verb.ts';

/** `/news`, `/news TOPIC` and `/news story ID`. */
export const briefVerb: Verb = {
  name: 'brief',
  usage: '[TOPIC]',
  summary: 'a briefing of the top stories, or of one topic',
  manages: false,
  parameters: [topicParameter],
  run: async (request) => {
    const { command, desk } = request;
    if (request.rest === '' && command.address.thread !== undefined) {
      const briefing = await desk.topStories();
      return { kind: 'briefing', briefing, actions: briefingActions(briefing, '') };
    }
    const found = await meant(request, request.rest);
    if (found.kind === 'refused') return found.answer;
    const { briefing } = found;
    // A story is no standing question: there is nothing to follow.
    const follow = briefing.story === undefined ? (briefing.topic ?? '') : undefined;
    return { kind: 'briefing', briefing, actions: briefingActions(briefing, follow) };
  },
};

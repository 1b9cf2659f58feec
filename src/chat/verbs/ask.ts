import { refusal } from '../notices.ts';
import type { Verb } from '../verb.ts';

/** `/news ask QUESTION`, and a question put in a briefing's thread. */
export const askVerb: Verb = {
  name: 'ask',
  usage: 'ask QUESTION',
  summary: 'an answer made of cited passages, or "no source says"',
  manages: false,
  run: async ({ desk, store, command, rest }) => {
    if (rest === '')
      return refusal(
        'There is no question.',
        'Write one after it, as in: /news ask how many prisoners will be exchanged?',
      );
    const above = command.address.thread === undefined ? undefined : await store.threads.get(command.address);
    return { kind: 'reply', reply: await desk.ask(rest, above) };
  },
};

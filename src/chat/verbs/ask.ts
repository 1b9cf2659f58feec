import type { Briefing } from '../../model.ts';
import { operator } from '../../schedule.ts';
import { refusal } from '../notices.ts';
import { questionParameter } from '../parameters.ts';
import type { Verb, VerbRequest } from '../verb.ts';

/** The briefing above the thread in which it was asked; one that the DIGESTS setting ordered is kept under the operator. */
const briefingAbove = async ({ store, command: { address } }: VerbRequest): Promise<Briefing | undefined> =>
  address.thread === undefined
    ? undefined
    : ((await store.threads.get(address)) ?? store.threads.get({ ...address, workspace: operator }));

/** `/news ask QUESTION`, and a question put in a briefing's thread. */
export const askVerb: Verb = {
  name: 'ask',
  usage: 'ask QUESTION',
  summary: 'an answer made of cited passages, or "no source says"',
  manages: false,
  parameters: [questionParameter],
  run: async (request) => {
    const { desk, rest } = request;
    if (rest === '')
      return refusal(
        'There is no question.',
        'Write one after it, as in: /news ask how many prisoners will be exchanged?',
      );
    return { kind: 'reply', reply: await desk.ask(rest, await briefingAbove(request)) };
  },
};

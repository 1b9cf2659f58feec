import type { Reply } from '../../model.ts';
import { wholeQuestions } from '../follow-up.ts';
import { formOf } from '../forms.ts';
import { questionParameter } from '../parameters.ts';
import { briefingAbove } from '../reference.ts';
import type { Verb, VerbRequest } from '../verb.ts';

/** The question as it stands, or made whole by the one before it in this thread where that is answered. */
const answer = async (request: VerbRequest, question: string): Promise<Reply> => {
  const { desk, store, command } = request;
  const { address } = command;
  const above = await briefingAbove(request);
  const before = address.thread === undefined ? undefined : await store.threads.asked(address);
  let asked = question;
  let reply: Reply | undefined;
  for (const whole of wholeQuestions(question, before)) {
    const led = await desk.ask(whole, above);
    if (led.answer.length === 0) continue;
    asked = whole;
    reply = led;
    break;
  }
  reply ??= await desk.ask(question, above);
  if (address.thread !== undefined) await store.threads.ask(address, asked);
  return { ...reply, question };
};

/** `/news ask QUESTION`, and a question put in a briefing's thread. */
export const askVerb: Verb = {
  name: 'ask',
  usage: 'ask QUESTION',
  summary: 'an answer made of cited passages, or "no source says"',
  manages: false,
  parameters: [questionParameter],
  run: async (request) => {
    if (request.rest === '')
      return formOf(
        askVerb,
        askVerb,
        {},
        'There is no question.',
        'Write one after it, as in: /news ask how many prisoners will be exchanged?',
      );
    return { kind: 'reply', reply: await answer(request, request.rest) };
  },
};

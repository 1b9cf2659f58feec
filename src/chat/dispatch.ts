/** A verb and what follows it -> what is run, if whoever asks may. */
import type { Answer } from '../model.ts';
import { refusal } from './notices.ts';
import { mayChange, whoMay } from './permissions.ts';
import type { Verb, VerbAction, VerbRequest } from './verb.ts';

interface Chosen {
  readonly action: VerbAction;
  readonly rest: string;
}

const forgiving = (name: string, typed: string): boolean =>
  name === typed || name === `${typed}s` || `${name}s` === typed;

/** The action that the next word names. */
const choose = (verb: Verb, rest: string): Chosen | Answer => {
  const [first = ''] = rest.split(/\s+/u);
  if (verb.actions === undefined || first === '') return { action: verb, rest };
  const action = verb.actions.find(({ name }) => forgiving(name, first.toLowerCase()));
  if (action !== undefined) return { action, rest: rest.slice(first.length).trim() };
  const names = verb.actions.map(({ name }) => name);
  return refusal(
    `"${verb.name} ${first}" is not a thing I can do.`,
    `Use ${names.slice(0, -1).join(', ')} or ${names.at(-1)}, as in: /news ${verb.name} ${names[0]}`,
  );
};

export const dispatch = async (verb: Verb, request: VerbRequest): Promise<Answer> => {
  const chosen = choose(verb, request.rest);
  if ('kind' in chosen) return chosen;
  const { action, rest } = chosen;
  if (action.manages && !(await mayChange(request))) {
    const what = action === verb ? verb.name : `${verb.name} ${action.name}`;
    return refusal(`Only those who manage this channel may use "${what}".`, await whoMay(request));
  }
  return action.run({ ...request, rest });
};

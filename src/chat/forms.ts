/** What a verb still lacks, as a Form with what was understood already. */
import type { Answer, Form, FormField, Parameter } from '../model.ts';
import type { Verb, VerbAction } from './verb.ts';

/** `values` by the parameter's name; an empty one counts as none. */
export const formOf = (
  verb: Pick<Verb, 'name'>,
  action: Pick<VerbAction, 'name' | 'summary' | 'parameters'>,
  values: Readonly<Record<string, string | undefined>>,
  problem: string,
  fix: string,
): Answer => {
  const field = (parameter: Parameter): FormField => {
    const value = values[parameter.name] ?? '';
    return value === '' ? parameter : { ...parameter, value };
  };
  const words = verb.name === action.name ? verb.name : `${verb.name} ${action.name}`;
  const form: Form = {
    title: `${words.charAt(0).toUpperCase()}${words.slice(1)}`,
    verb: words,
    problem,
    fix,
    fields: action.parameters.map(field),
  };
  return { kind: 'form', form };
};

/** The verbs of a command as Discord's subcommands, subcommand groups and typed options. Pure. */
import {
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandOption,
  type APIApplicationCommandSubcommandOption,
  ApplicationCommandOptionType,
} from 'discord.js';
import { CrosswireError } from '../../src/errors.ts';
import type { Parameter } from '../../src/model.ts';
import { clip } from '../text.ts';
import {
  choiceLimit,
  commandDescriptionLimit,
  commandNamePattern,
  optionsPerCommand,
  optionTextLimit,
} from './limits.ts';

/** One thing that can be done: `follow`; `topic add` where a verb does several things. */
export interface VerbRow {
  readonly name: string;
  readonly summary: string;
  /** Changes what others get. */
  readonly manages: boolean;
  readonly parameters: readonly Parameter[];
}

/** What is suggested while a person types. The rest is their own words, or chosen from all that there is. */
const suggested: ReadonlySet<Parameter['kind']> = new Set([
  'topics',
  'time',
  'days',
  'zone',
  'feed',
  'change',
  'verb',
] satisfies Parameter['kind'][]);

const refuse = (cause: string): CrosswireError =>
  new CrosswireError('platform', `Discord does not take ${cause}.`, 'Change the table of verbs.');

const named = (name: string, description: string): { name: string; description: string } => {
  if (!commandNamePattern.test(name) || name !== name.toLowerCase())
    throw refuse(`"${name}" as the name of a subcommand or an option`);
  return { name, description: clip(description, commandDescriptionLimit) || name };
};

const atMost = <T>(limit: number, what: string, items: T[]): T[] => {
  if (items.length > limit) throw refuse(`${items.length} ${what}: at most ${limit}`);
  return items;
};

const optionOf = (parameter: Parameter, suggests: boolean): APIApplicationCommandBasicOption => {
  const base = {
    type: ApplicationCommandOptionType.String,
    ...named(parameter.name, parameter.description),
    required: parameter.required,
  } as const;
  const choices = (parameter.choices ?? []).map((choice) => ({ name: choice, value: choice }));
  if (choices.length > 0) return { ...base, choices: atMost(choiceLimit, `choices of "${parameter.name}"`, choices) };
  return {
    ...base,
    max_length: optionTextLimit,
    ...(suggests && suggested.has(parameter.kind) ? { autocomplete: true as const } : {}),
  };
};

const subcommandOf = (name: string, verb: VerbRow, suggests: boolean): APIApplicationCommandSubcommandOption => ({
  type: ApplicationCommandOptionType.Subcommand,
  ...named(name, verb.summary),
  // Discord wants the required ones first; the words are put together in the table's order all the same.
  options: atMost(optionsPerCommand, `options of "${verb.name}"`, [...verb.parameters])
    .sort((a, b) => Number(b.required) - Number(a.required))
    .map((parameter) => optionOf(parameter, suggests)),
});

/**
 * Verbs of two words share a group, which stands where the first of them does.
 * @throws CrosswireError `platform` for what Discord refuses, naming it
 */
export const declareVerbs = (verbs: readonly VerbRow[], suggests: boolean): readonly APIApplicationCommandOption[] => {
  const groups = new Map<string, readonly VerbRow[]>();
  for (const verb of verbs) {
    const [first = '', ...more] = verb.name.split(' ');
    if (more.length > 1) throw refuse(`"${verb.name}": a verb has two words at most`);
    const held = groups.get(first);
    if (held !== undefined && (more.length === 0 || held.some(({ name }) => name === first || name === verb.name)))
      throw refuse(`"${first}" both as a verb and as a group of verbs, or "${verb.name}" twice`);
    groups.set(first, [...(held ?? []), verb]);
  }
  const options = [...groups].map(([first, rows]): APIApplicationCommandOption => {
    const [only] = rows;
    if (only !== undefined && only.name === first) return subcommandOf(first, only, suggests);
    const actions = rows.map((verb) => verb.name.slice(first.length + 1));
    return {
      type: ApplicationCommandOptionType.SubcommandGroup,
      ...named(first, `${first}: ${actions.join(', ')}`),
      options: atMost(optionsPerCommand, `subcommands of "${first}"`, [...rows]).map((verb) =>
        subcommandOf(verb.name.slice(first.length + 1), verb, suggests),
      ),
    };
  });
  return atMost(optionsPerCommand, 'subcommands', options);
};

/**
 * A typed line as the subcommand and the options that a person would pick in Discord for it. Which words belong to which
 * option is told by the table of verbs; what may be sent is told by the commands as they were registered.
 */
import { z } from 'zod';
import { verbRows } from '../../../src/chat/commands.ts';
import type { Parameter } from '../../../src/model.ts';
import type { Json } from './world.ts';

const option = z.object({ type: z.int(), name: z.string(), required: z.boolean().optional() });
const subcommand = option.extend({ options: z.array(option).optional() });
export const registeredCommand = z.object({
  name: z.string(),
  options: z.array(subcommand.extend({ options: z.array(subcommand).optional() })).optional(),
});
export type RegisteredCommand = z.infer<typeof registeredCommand>;

const subcommandType = 1;
const groupType = 2;
const stringType = 3;

interface Registered {
  /** `follow`, `topic add`. */
  readonly verb: string;
  readonly options: readonly z.infer<typeof option>[];
}

const subcommandsOf = ({ options = [] }: RegisteredCommand): readonly Registered[] =>
  options.flatMap(({ type, name, options: inner = [] }) =>
    type === groupType
      ? inner.map((one) => ({ verb: `${name} ${one.name}`, options: one.options ?? [] }))
      : type === subcommandType
        ? [{ verb: name, options: inner }]
        : [],
  );

/** Nested as Discord sends it. */
const nested = (verb: string, options: readonly Json[]): readonly Json[] => {
  const [first = '', second] = verb.split(' ');
  return second === undefined
    ? [{ type: subcommandType, name: first, options }]
    : [{ type: groupType, name: first, options: [{ type: subcommandType, name: second, options }] }];
};

/** One of the words that a choice may be, at the begin of what was typed where it stands first, else at the end. */
const chosen = (choices: readonly string[], typed: string, first: boolean): string | undefined =>
  choices.find((choice) => {
    const words = typed.toLowerCase();
    const wanted = choice.toLowerCase();
    return words === wanted || (first ? words.startsWith(`${wanted} `) : words.endsWith(` ${wanted}`));
  });

/** Each parameter with the words that are its own: what stands after its lead, or before the next lead. */
const valuesOf = (parameters: readonly Parameter[], typed: string): ReadonlyMap<string, string> => {
  const values = new Map<string, string>();
  let rest = typed;
  for (const [index, { name, choices = [] }] of parameters.entries()) {
    const choice = chosen(choices, rest, index === 0);
    if (choice === undefined) continue;
    values.set(name, choice);
    rest = (index === 0 ? rest.slice(choice.length) : rest.slice(0, rest.length - choice.length)).trim();
  }
  const open = parameters.filter(({ choices }) => choices === undefined);
  for (const [index, { name, lead }] of open.entries()) {
    if (lead !== undefined) {
      if (!rest.startsWith(`${lead} `)) continue;
      rest = rest.slice(lead.length + 1).trim();
    }
    const next = open[index + 1];
    const later = open.slice(index + 1).flatMap((one) => (one.lead === undefined ? [] : [` ${one.lead} `]));
    const cut = later.map((word) => rest.indexOf(word)).find((at) => at >= 0) ?? rest.length;
    const own = rest.slice(0, cut).trim();
    // Before a parameter without a lead stands one word alone.
    const value = next !== undefined && next.lead === undefined ? (own.split(/\s+/u)[0] ?? '') : own;
    if (value !== '') values.set(name, value);
    rest = rest.slice(value.length).trim();
  }
  return values;
};

/** @throws where Discord would not let it be sent: a missing option that is required, words that nothing takes */
export const typedOptions = (command: RegisteredCommand, typed: string): readonly Json[] => {
  const text = typed.trim();
  const subcommands = subcommandsOf(command);
  if (subcommands.length === 0) {
    const [only] = command.options ?? [];
    if (only === undefined && text !== '') throw new Error(`/${command.name} takes no words`);
    return only === undefined || text === '' ? [] : [{ type: stringType, name: only.name, value: typed }];
  }
  const begins = (verb: string): boolean => text === verb || text.startsWith(`${verb} `);
  // What is no verb is a topic.
  const named = subcommands.find(({ verb }) => begins(verb)) ?? subcommands.find(({ verb }) => verb === 'brief');
  if (named === undefined) throw new Error(`/${command.name} has nothing for "${text}"`);
  const rest = begins(named.verb) ? text.slice(named.verb.length).trim() : text;
  const parameters = verbRows().find(({ name }) => name === named.verb)?.parameters ?? [];
  const values = valuesOf(parameters, rest);
  for (const { name, required } of named.options) {
    if (required === true && !values.has(name)) throw new Error(`/${command.name} ${named.verb} needs its ${name}`);
  }
  return nested(
    named.verb,
    [...values].map(([name, value]) => ({ type: stringType, name, value })),
  );
};

/** One option that is being filled in. */
export const focusedOption = (
  command: RegisteredCommand,
  verb: string,
  name: string | undefined,
  typed: string,
): readonly Json[] => {
  const focused = (known: string | undefined): readonly Json[] => [
    { type: stringType, name: name ?? known, value: typed, focused: true },
  ];
  if (verb === '') return focused(command.options?.[0]?.name);
  const named = subcommandsOf(command).find((one) => one.verb === verb);
  if (named === undefined) throw new Error(`/${command.name} ${verb} is not registered`);
  return nested(verb, focused(named.options[0]?.name));
};

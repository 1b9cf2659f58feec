/** What a command still lacks as a form to fill in, and what was filled in as the words that it stands for. Pure. */
import {
  type APIModalInteractionResponseCallbackComponent,
  type APIModalInteractionResponseCallbackData,
  type APIStringSelectComponent,
  type APITextInputComponent,
  ComponentType,
  TextInputStyle,
} from 'discord.js';
import type { Form, FormField } from '../../../src/model.ts';
import { clip } from '../../text.ts';
import { typedWords } from '../../typed.ts';
import {
  choiceLimit,
  fieldDescriptionLimit,
  fieldLabelLimit,
  fieldsPerForm,
  fieldValueLimit,
  formTitleLimit,
} from '../limits.ts';
import { type Where, writePress } from '../press.ts';
import { escapeMarkdown, plainLine } from './markdown.ts';

const sentenceCase = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** A field's id holds its name and its lead, so that what comes back needs no table to be put together. */
const fieldId = ({ name, lead }: FormField): string => `${name}|${lead ?? ''}`;

const menuOf = (field: FormField, choices: readonly string[]): APIStringSelectComponent => ({
  type: ComponentType.StringSelect,
  custom_id: fieldId(field),
  required: field.required,
  options: choices.slice(0, choiceLimit).map((choice) => ({
    label: choice,
    value: choice,
    ...(choice === field.value ? { default: true } : {}),
  })),
});

const inputOf = (field: FormField): APITextInputComponent => {
  const value = plainLine(field.value ?? '').slice(0, fieldValueLimit);
  return {
    type: ComponentType.TextInput,
    custom_id: fieldId(field),
    style: TextInputStyle.Short,
    required: field.required,
    max_length: fieldValueLimit,
    ...(value === '' ? {} : { value }),
  };
};

const lineOf = (field: FormField): APIModalInteractionResponseCallbackComponent => {
  const description = clip(plainLine(field.description), fieldDescriptionLimit);
  return {
    type: ComponentType.Label,
    label: clip(sentenceCase(plainLine(field.name)), fieldLabelLimit),
    ...(description === '' ? {} : { description }),
    component:
      field.choices === undefined || field.choices.length === 0 ? inputOf(field) : menuOf(field, field.choices),
  };
};

/** At most five, in their order: those that must be filled in come before those that were, and these before the rest. */
const shownOf = (fields: readonly FormField[]): readonly FormField[] => {
  const weight = ({ required, value }: FormField): number => (required ? 0 : value === undefined ? 2 : 1);
  const kept = new Set([...fields].sort((a, b) => weight(a) - weight(b)).slice(0, fieldsPerForm));
  return fields.filter((field) => kept.has(field));
};

/** Undefined for a form that Discord cannot show: without a field, or of a verb with too long a name. */
export const formModal = (form: Form, where: Where): APIModalInteractionResponseCallbackData | undefined => {
  const fields = shownOf(form.fields);
  const id = writePress({ kind: 'fill', where, text: form.verb });
  if (fields.length === 0 || id === undefined) return undefined;
  const why = [form.problem, form.fix].map(plainLine).filter((line) => line !== '');
  // What stands in the way is told where there is room for it; the notice under the form tells it anyway.
  const told: readonly APIModalInteractionResponseCallbackComponent[] =
    why.length === 0 || fields.length === fieldsPerForm
      ? []
      : [{ type: ComponentType.TextDisplay, content: clip(why.map(escapeMarkdown).join('\n'), fieldValueLimit) }];
  return {
    custom_id: id,
    title: clip(plainLine(form.title), formTitleLimit) || 'Fill in the rest',
    components: [...told, ...fields.map(lineOf)],
  };
};

/** The words of a form that was filled in. @param filled values by the id of their field, in the order of the form */
export const wordsOfForm = (verb: string, filled: ReadonlyMap<string, string>): string => {
  const parameters = [...filled.keys()].map((id) => {
    const [name = '', ...lead] = id.split('|');
    return { id, name, lead: lead.join('|') };
  });
  const values = new Map(parameters.map(({ id, name }) => [name, plainLine(filled.get(id) ?? '')]));
  return typedWords(verb, parameters, values);
};

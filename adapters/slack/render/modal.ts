/** Forms as modals: what a command still lacks, with what was typed already filled in. Pure. */
import type { types } from '@slack/bolt';
import type { Address, Form, FormField, Notice } from '../../../src/model.ts';
import {
  HINT_CHARACTERS,
  INPUT_CHARACTERS,
  LABEL_CHARACTERS,
  MODAL_WORD_CHARACTERS,
  OPTION_CHARACTERS,
  OPTION_VALUE_CHARACTERS,
  OPTIONS,
  PRIVATE_METADATA_CHARACTERS,
  SECTION_CHARACTERS,
  VIEW_BLOCKS,
} from '../limits.ts';
import { plain, section } from './blocks.ts';
import { sayWithin } from './mrkdwn.ts';
import { noticeUnits } from './notice.ts';

/** The modal's name, by which its submission is known. */
export const FORM = 'form';

/** Fields are named so; what comes after it is the parameter's name. */
export const FIELD_PREFIX = 'field:';

/** What stands above the fields when something could not be read. */
const PROBLEM = 'problem';

/** Where a form was asked for. */
export interface FormPlace {
  readonly address: Address;
  /** By which the asker alone can be answered there. */
  readonly responseUrl?: string;
  /** On the home tab, which is shown anew afterwards. */
  readonly home?: true;
}

const option = (text: string, value = text) =>
  ({ text: plain(text, OPTION_CHARACTERS, '…'), value }) satisfies types.PlainTextOption;

/** An option must have words, and none of its parts may be cut: it would be typed as something else. */
const options = (values: readonly string[]) =>
  values
    .map((value) => value.trim())
    .filter((value) => value !== '' && value.length <= OPTION_VALUE_CHARACTERS)
    .slice(0, OPTIONS)
    .map((value) => option(value));

type Element = types.InputBlock['element'];

/** A verb that takes one topic has a parameter "topic"; "topics" is for as many as one likes, and so are days. */
const takesMany = ({ name, kind }: FormField): boolean => kind === 'days' || (kind === 'topics' && name === kind);

const suggested: ReadonlySet<FormField['kind']> = new Set(['topics', 'feed', 'zone', 'days', 'verb', 'change']);

const clock = /^(?:[01]\d|2[0-3]):[0-5]\d$/u;

/** A field whose values are offered while somebody types. */
const suggestion = (field: FormField, id: string): Element => {
  const any = { action_id: id, min_query_length: 0 };
  if (takesMany(field)) {
    const initial = options((field.value ?? '').split(','));
    return { type: 'multi_external_select', ...any, ...(initial.length > 0 && { initial_options: initial }) };
  }
  const [initial] = options([field.value ?? '']);
  return { type: 'external_select', ...any, ...(initial !== undefined && { initial_option: initial }) };
};

const elementOf = (field: FormField, canSuggest: boolean): Element => {
  const id = `${FIELD_PREFIX}${field.name}`;
  const { kind, value = '' } = field;
  if (kind === 'time') return { type: 'timepicker', action_id: id, ...(clock.test(value) && { initial_time: value }) };
  const choices = options(field.choices ?? []);
  if (kind === 'choice' && choices.length > 0) {
    const initial = choices.find((choice) => choice.value === value);
    return { type: 'static_select', action_id: id, options: choices, ...(initial && { initial_option: initial }) };
  }
  if (canSuggest && suggested.has(kind)) return suggestion(field, id);
  return {
    type: 'plain_text_input',
    action_id: id,
    max_length: INPUT_CHARACTERS,
    ...(value !== '' && { initial_value: value.slice(0, INPUT_CHARACTERS) }),
  };
};

const inputOf = (field: FormField, canSuggest: boolean) =>
  ({
    type: 'input',
    block_id: `${FIELD_PREFIX}${field.name}`,
    label: plain(`${field.name.charAt(0).toUpperCase()}${field.name.slice(1)}`, LABEL_CHARACTERS),
    hint: plain(field.description, HINT_CHARACTERS, field.name),
    optional: !field.required,
    element: elementOf(field, canSuggest),
  }) satisfies types.InputBlock;

const problemBlock = (problem: string, fix: string | undefined) => {
  const words = [problem, ...(fix === undefined ? [] : [`What to do: ${fix}`])].filter((line) => line !== '');
  return {
    ...section(sayWithin(words.join(' '), SECTION_CHARACTERS) || 'Please fill this in.'),
    block_id: PROBLEM,
  };
};

/** What a modal keeps for its submission. */
interface Kept {
  readonly workspace: string;
  readonly channel: string;
  readonly thread?: string | undefined;
  readonly url?: string | undefined;
  readonly home?: true | undefined;
  readonly verb: string;
  /** Name and lead of each field, in order. */
  readonly fields: readonly (readonly [string, string?])[];
}

const keep = (form: Form, { address, responseUrl, home }: FormPlace): string => {
  const kept: Kept = {
    workspace: address.workspace,
    channel: address.channel,
    thread: address.thread,
    home,
    verb: form.verb,
    fields: form.fields.map(({ name, lead }) => (lead === undefined ? [name] : [name, lead])),
  };
  const whole = JSON.stringify({ ...kept, url: responseUrl });
  return whole.length <= PRIVATE_METADATA_CHARACTERS ? whole : JSON.stringify(kept);
};

/** @param canSuggest whether values can be offered while somebody types; without it such fields are plain ones */
export const formView = (form: Form, place: FormPlace, canSuggest: boolean): types.ModalView => ({
  type: 'modal',
  callback_id: FORM,
  title: plain(form.title, MODAL_WORD_CHARACTERS, 'Crosswire'),
  submit: plain('Done', MODAL_WORD_CHARACTERS),
  close: plain('Cancel', MODAL_WORD_CHARACTERS),
  private_metadata: keep(form, place),
  blocks: [
    problemBlock(form.problem, form.fix),
    ...form.fields.slice(0, VIEW_BLOCKS - 1).map((field) => inputOf(field, canSuggest)),
  ],
});

/** A modal that only says something. */
export const wordsView = (title: string, notice: Notice): types.ModalView => ({
  type: 'modal',
  title: plain(title, MODAL_WORD_CHARACTERS, 'Crosswire'),
  close: plain('Close', MODAL_WORD_CHARACTERS),
  blocks: noticeUnits(notice)
    .flatMap(({ blocks }) => blocks)
    .slice(0, VIEW_BLOCKS),
});

type Shown = Pick<types.ModalView, 'title' | 'submit' | 'close' | 'private_metadata' | 'blocks'>;

/** The same modal with what was refused above its fields; Slack keeps what was filled in. */
export const refusedView = (
  { title, submit, close, private_metadata: kept, blocks }: { [key in keyof Shown]: Shown[key] | null },
  notice: Notice,
): types.ModalView => ({
  type: 'modal',
  callback_id: FORM,
  title: title ?? plain('Crosswire', MODAL_WORD_CHARACTERS),
  submit: submit ?? plain('Done', MODAL_WORD_CHARACTERS),
  close: close ?? plain('Cancel', MODAL_WORD_CHARACTERS),
  private_metadata: kept ?? '',
  blocks: [
    problemBlock([notice.title, ...notice.lines].join(' '), notice.fix),
    ...(blocks ?? []).filter(({ block_id }) => block_id !== PROBLEM),
  ],
});

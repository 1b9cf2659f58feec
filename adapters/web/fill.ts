/** A Form as a form of the page, filled in as far as it was typed; and a filled form as the words that it stands for. */
import { createElement as h, type ReactElement, type ReactNode } from 'react';
import type { Form, FormField } from '../../src/model.ts';
import type { Choice } from '../../src/ports.ts';
import { typedWords } from '../typed.ts';
import { hiddenFields, type PressPlace } from './press.ts';

const valueField = 'value:';
const leadField = 'lead:';

/** What is offered for a field while it is filled in. */
export type Offers = ReadonlyMap<string, readonly Choice[]>;

const isTime = (value: string): boolean => /^(?:[01]\d|2[0-3]):[0-5]\d$/u.test(value);

const control = (field: FormField, id: string, offers: readonly Choice[]): ReactNode => {
  const { name, kind, required, value = '', choices } = field;
  const common = { id, name: valueField + name, required, 'aria-describedby': `${id}-says` };
  if (kind === 'choice' && choices !== undefined) {
    const known = value === '' || choices.includes(value) ? choices : [value, ...choices];
    return h(
      'select',
      { ...common, defaultValue: value },
      h('option', { key: '', value: '' }, required ? 'Choose …' : 'as usual'),
      known.map((choice) => h('option', { key: choice, value: choice }, choice)),
    );
  }
  // What was typed and is no time of day stays to be seen: a control for times would swallow it.
  const type = kind === 'time' && (value === '' || isTime(value)) ? 'time' : 'text';
  const list = offers.length > 0 && type === 'text' ? `${id}-list` : undefined;
  return [
    h('input', {
      key: 'input',
      ...common,
      type,
      defaultValue: value,
      autoComplete: 'off',
      spellCheck: kind === 'text',
      maxLength: 400,
      ...(kind === 'url' && { inputMode: 'url' as const }),
      ...(list !== undefined && { list }),
    }),
    list === undefined
      ? null
      : h(
          'datalist',
          { key: 'list', id: list },
          offers.map((offer) => h('option', { key: offer.value, value: offer.value }, offer.name)),
        ),
  ];
};

const row = (field: FormField, id: string, offers: readonly Choice[]): ReactElement =>
  h(
    'div',
    { key: field.name, className: 'fill-row' },
    h(
      'label',
      { htmlFor: id },
      `${field.name.charAt(0).toUpperCase()}${field.name.slice(1)}`,
      field.required ? null : h('span', { className: 'fill-optional' }, ' (optional)'),
    ),
    field.lead === undefined ? null : h('input', { type: 'hidden', name: leadField + field.name, value: field.lead }),
    control(field, id, offers),
    h('p', { className: 'fill-says', id: `${id}-says` }, field.description),
  );

/** @param id unique in the page */
export const fillElement = (form: Form, place: PressPlace, offers: Offers, id: string): ReactElement =>
  h(
    'form',
    { className: 'fill', method: 'post', action: '/say', 'data-say': '', 'aria-labelledby': `${id}-title` },
    hiddenFields(place),
    h('input', { type: 'hidden', name: 'verb', value: form.verb }),
    h('h3', { id: `${id}-title` }, form.title),
    h('p', { className: 'fill-problem', role: 'alert' }, form.problem),
    h('p', { className: 'fill-fix' }, form.fix),
    form.fields.map((field) => row(field, `${id}-${field.name}`, offers.get(field.name) ?? [])),
    h('button', { type: 'submit' }, 'Send'),
  );

/** The line that a sent form stands for: what was typed, or `/news` and the words of a filled form. */
export const lineOf = (fields: Readonly<Record<string, unknown>>): string => {
  const field = (name: string): string => {
    const value = fields[name];
    return typeof value === 'string' ? value : '';
  };
  if (field('verb') === '') return field('text');
  const names = Object.keys(fields).flatMap((key) =>
    key.startsWith(valueField) ? [key.slice(valueField.length)] : [],
  );
  const parameters = names.map((name) => {
    const lead = field(leadField + name);
    return lead === '' ? { name } : { name, lead };
  });
  return `/news ${typedWords(field('verb'), parameters, new Map(names.map((name) => [name, field(valueField + name)])))}`;
};

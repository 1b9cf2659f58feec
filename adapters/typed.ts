/** Words as they are typed after `/news`, and what is filled in elsewhere as such words; panels and forms as plain lines. Pure. */
import type { Form, FormField, Notice, Panel, Parameter } from '../src/model.ts';

/**
 * The words of a verb whose parameters were filled in: each value after its lead, in the table's order. What is empty is
 * left out with its lead.
 *
 * @param verb as in the table of verbs: `follow`, `topic add`; empty for a shortcut's question
 */
export const typedWords = (
  verb: string,
  parameters: readonly Pick<Parameter, 'name' | 'lead'>[],
  values: ReadonlyMap<string, string>,
): string =>
  [
    verb,
    ...parameters.flatMap(({ name, lead }) => {
      const value = (values.get(name) ?? '').trim();
      return value === '' ? [] : [lead, value];
    }),
  ]
    .filter((word) => word !== undefined && word !== '')
    .join(' ');

const typed = (fields: readonly FormField[]): ReadonlyMap<string, string> =>
  new Map(fields.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]])));

/** A form where nothing can be filled in: what is missing, and the line to type, with a blank for each required field. */
export const formNotice = (form: Form): Notice => {
  const values = new Map(typed(form.fields));
  for (const { name, required } of form.fields) if (required && !values.has(name)) values.set(name, name.toUpperCase());
  return {
    tone: 'refusal',
    title: form.problem,
    lines: [`/news ${typedWords(form.verb, form.fields, values)}`],
    fix: form.fix,
  };
};

/** A panel where nothing can be pressed: each action as what to type. */
export const panelNotice = (panel: Panel): Notice => ({
  tone: 'info',
  title: panel.title,
  lines: panel.sections.flatMap(({ heading, rows, empty }) => [
    `${heading}:`,
    ...(rows.length === 0 ? [empty] : []),
    ...rows.flatMap(({ text, actions }) => [
      text,
      ...(actions.length === 0 ? [] : [actions.map((action) => `${action.label}: /news ${action.text}`).join('; ')]),
    ]),
  ]),
});

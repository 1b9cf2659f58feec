/** Buttons, menus and forms, as people find and use them. */
import { z } from 'zod';
import { controlRows } from './checks.ts';
import type { Json } from './world.ts';

interface Control {
  readonly label: string;
  /** What Discord hands in when it is pressed. */
  readonly data: Json;
}

/** Every button, and every choice of a menu, in the order in which they stand. */
export const controlsOf = (components: unknown): readonly Control[] =>
  controlRows.parse(components ?? []).flatMap((row) =>
    row.components.flatMap((control): readonly Control[] =>
      control.type === 2
        ? [{ label: control.label, data: { custom_id: control.custom_id, component_type: 2 } }]
        : control.options.map(({ label, value }) => ({
            label,
            data: { custom_id: control.custom_id, component_type: 3, values: [value] },
          })),
    ),
  );

const field = z.object({
  type: z.int(),
  custom_id: z.string(),
  value: z.string().optional(),
  required: z.boolean().optional(),
  options: z.array(z.object({ value: z.string(), default: z.boolean().optional() })).optional(),
});
const form = z.object({
  custom_id: z.string(),
  title: z.string(),
  components: z.array(z.object({ type: z.int(), label: z.string().optional(), component: field.optional() })),
});

export interface FormLine {
  readonly label: string;
  readonly id: string;
  readonly value: string;
  readonly choices: readonly string[];
}

/** The fields of an open form with what stands in them. */
export const formLines = (modal: unknown): readonly FormLine[] =>
  form.parse(modal).components.flatMap(({ label = '', component }) =>
    component === undefined
      ? []
      : [
          {
            label,
            id: component.custom_id,
            value: component.value ?? component.options?.find((one) => one.default === true)?.value ?? '',
            choices: (component.options ?? []).map(({ value }) => value),
          },
        ],
  );

/** @param values by the label of the field */
export const filledForm = (modal: unknown, values: Readonly<Record<string, string>>): Json => {
  const { custom_id, components } = form.parse(modal);
  const lines = new Map(formLines(modal).map((line) => [line.id, line]));
  return {
    custom_id,
    components: components.map(({ type, component }, n) => {
      const line = component === undefined ? undefined : lines.get(component.custom_id);
      if (component === undefined || line === undefined) return { type, id: n + 1 };
      const value = values[line.label] ?? line.value;
      if (value === '' && component.required !== false) throw new Error(`${line.label} must be filled in`);
      const base = { type: component.type, id: 100 + n, custom_id: component.custom_id };
      return {
        type,
        id: n + 1,
        component: component.type === 3 ? { ...base, values: value === '' ? [] : [value] } : { ...base, value },
      };
    }),
  };
};

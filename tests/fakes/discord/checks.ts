/** Whether Discord would take a request body: its OpenAPI file, and the limits which that file lets pass. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { z } from 'zod';
import { specsFolder } from '../../environment.ts';

const documentId = 'discord';
const pointerPart = (text: string): string =>
  encodeURIComponent(text.replaceAll('~', '~0').replaceAll('/', '~1')).replaceAll('~', '%7E');

/** One validator a route, compiled when first needed: the file is 1 MB. */
const createSpecification = (folder: string): ((route: string, method: string, body: unknown) => readonly string[]) => {
  const ajv = new Ajv2020({ strict: false, allErrors: false, logger: false });
  ajv.addFormat('snowflake', /^\d{1,20}$/u);
  ajv.addFormat('nonce', /^.{0,25}$/u);
  ajv.addFormat('int32', { type: 'number', validate: (n) => Number.isInteger(n) && Math.abs(n) <= 2_147_483_648 });
  ajv.addFormat('int64', { type: 'number', validate: Number.isInteger });
  ajv.addFormat('double', { type: 'number', validate: Number.isFinite });
  ajv.addFormat('uri', { type: 'string', validate: (text: string) => URL.canParse(text) });
  ajv.addFormat('date-time', { type: 'string', validate: (text: string) => !Number.isNaN(Date.parse(text)) });
  ajv.addFormat('date', { type: 'string', validate: (text: string) => !Number.isNaN(Date.parse(text)) });
  const file: unknown = JSON.parse(readFileSync(join(folder, 'discord-openapi.json'), 'utf8'));
  ajv.addSchema(z.record(z.string(), z.unknown()).parse(file), documentId);
  const compiled = new Map<string, ValidateFunction>();
  return (route, method, body) => {
    const pointer = ['paths', route, method.toLowerCase(), 'requestBody', 'content', 'application/json', 'schema'];
    const reference = `${documentId}#/${pointer.map(pointerPart).join('/')}`;
    const validate = compiled.get(reference) ?? ajv.compile({ $ref: reference });
    compiled.set(reference, validate);
    return validate(body) === true ? [] : [`${method} ${route}: ${ajv.errorsText(validate.errors)}`];
  };
};

const specification = specsFolder === undefined ? undefined : createSpecification(specsFolder);

/** True where the OpenAPI file is at hand: without it only the limits below are checked. */
export const specificationIsChecked = specification !== undefined;

const embedShape = z.object({
  title: z.string().max(256).optional(),
  description: z.string().max(4096).optional(),
  footer: z.object({ text: z.string().max(2048) }).optional(),
  fields: z
    .array(z.object({ name: z.string().max(256), value: z.string().max(1024) }))
    .max(25)
    .optional(),
});
const buttonControl = z.strictObject({
  type: z.literal(2),
  style: z.int().min(1).max(4),
  label: z.string().min(1).max(80),
  custom_id: z.string().min(1).max(100),
});
const menuControl = z.strictObject({
  type: z.literal(3),
  custom_id: z.string().min(1).max(100),
  placeholder: z.string().max(150).optional(),
  options: z
    .array(
      z.strictObject({
        label: z.string().min(1).max(100),
        value: z.string().min(1).max(100),
        description: z.string().min(1).max(100).optional(),
      }),
    )
    .min(1)
    .max(25)
    .refine((options) => new Set(options.map(({ value }) => value)).size === options.length, 'one value twice'),
});
/** Up to five buttons, or one menu. */
const controlRow = z.strictObject({
  type: z.literal(1),
  components: z.union([z.array(buttonControl).min(1).max(5), z.tuple([menuControl])]),
});

/** The rows under a message, as people look for their controls. */
export const controlRows = z.array(controlRow);

const messageShape = z.object({
  content: z.string().max(2000).optional(),
  embeds: z.array(embedShape).max(10).optional(),
  components: z.array(controlRow).max(5).optional(),
  attachments: z
    .array(z.strictObject({ id: z.string(), filename: z.string().min(1), description: z.string().min(1).max(1024) }))
    .max(10)
    .optional(),
  flags: z.int().optional(),
  nonce: z.string().max(25).optional(),
});

/** Field names that a message body may have: Discord drops others in silence, so one that we send is a mistake. */
const messageKeys: ReadonlySet<string> = new Set([
  'content',
  'embeds',
  'allowed_mentions',
  'flags',
  'nonce',
  'enforce_nonce',
  'message_reference',
  'components',
  'attachments',
]);

/** What is wrong with the body of a message. */
export const messageFaults = (body: unknown): readonly string[] => {
  const parsed = messageShape.safeParse(body);
  if (!parsed.success) return parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  const faults: string[] = [];
  const { content, embeds = [], components = [] } = parsed.data;
  const ids = components.flatMap((row) => row.components.map((control) => control.custom_id));
  if (new Set(ids).size !== ids.length) faults.push('two controls of one id');
  const characters = embeds
    .flatMap((one) => [
      one.title,
      one.description,
      one.footer?.text,
      ...(one.fields ?? []).flatMap((f) => [f.name, f.value]),
    ])
    .reduce((sum, text) => sum + (text?.length ?? 0), 0);
  if (characters > 6000) faults.push(`embeds hold ${characters} characters, over 6000`);
  if ((content ?? '') === '' && embeds.length === 0) faults.push('an empty message');
  if (embeds.some((one) => one.title === undefined && one.description === undefined)) faults.push('an empty embed');
  const unknown = Object.keys(z.record(z.string(), z.unknown()).parse(body)).filter((key) => !messageKeys.has(key));
  if (unknown.length > 0) faults.push(`fields that a message does not have: ${unknown.join(', ')}`);
  return faults;
};

const modalShape = z.object({
  custom_id: z.string().min(1).max(100),
  title: z.string().min(1).max(45),
  components: z
    .array(
      z.discriminatedUnion('type', [
        z.strictObject({ type: z.literal(10), content: z.string().min(1).max(4000) }),
        z.strictObject({
          type: z.literal(18),
          label: z.string().min(1).max(45),
          description: z.string().min(1).max(100).optional(),
          component: z.looseObject({
            type: z.union([z.literal(3), z.literal(4)]),
            custom_id: z.string().min(1).max(100),
          }),
        }),
      ]),
    )
    .min(1)
    .max(5),
});

/** What is wrong with a form: what the OpenAPI file leaves open. */
export const modalFaults = (data: unknown): readonly string[] => {
  const parsed = modalShape.safeParse(data);
  if (!parsed.success) return parsed.error.issues.map((issue) => `form ${issue.path.join('.')}: ${issue.message}`);
  const ids = parsed.data.components.flatMap((one) => (one.type === 18 ? [one.component.custom_id] : []));
  return new Set(ids).size === ids.length ? [] : ['form: two fields of one id'];
};

const commandShape = z.array(
  z.object({
    name: z.string().regex(/^[-_\p{L}\p{N}\p{sc=Devanagari}\p{sc=Thai}]{1,32}$/u),
    description: z.string().min(1).max(100),
    options: z
      .array(z.object({ name: z.string(), description: z.string().min(1).max(100) }))
      .max(25)
      .optional(),
  }),
);

/** What is wrong with the commands of an application. */
export const commandFaults = (body: unknown): readonly string[] => {
  const parsed = commandShape.safeParse(body);
  if (!parsed.success) return parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  const names = parsed.data.flatMap(({ name, options = [] }) => [name, ...options.map((option) => option.name)]);
  const faults = names.filter((name) => name !== name.toLowerCase()).map((name) => `${name} is not in lower case`);
  const commands = parsed.data.map(({ name }) => name);
  if (new Set(commands).size !== commands.length) faults.push('two commands of one name');
  if (commands.length > 100) faults.push('over 100 commands');
  return faults;
};

/** What Discord's own file says against a body; nothing where the file is not at hand. */
export const specificationFaults = (route: string, method: string, body: unknown): readonly string[] =>
  specification?.(route, method, body) ?? [];

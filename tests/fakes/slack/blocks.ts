/**
 * What Slack checks of the blocks of a message, from its own documents: the fake refuses what the real one would.
 * Written apart from adapters/slack/limits.ts on purpose: a limit that is wrong there must fail here.
 */
export type Problem = { readonly error: string; readonly detail: string };

const record = (value: unknown): Readonly<Record<string, unknown>> | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;

const list = (value: unknown): readonly unknown[] | undefined => (Array.isArray(value) ? value : undefined);

const invalid = (detail: string): Problem => ({ error: 'invalid_blocks', detail });

/** A `<` of mark-up must be one of the forms Slack knows; anything else was meant as text and not escaped. */
const markup = /<(?:https?:\/\/[^<>|\s]+(?:\|[^<>|]+)?|mailto:[^<>|]+\|[^<>]+|[@#!][^<>]+)>/gu;

const textProblem = (value: unknown, where: string, most: number, plainOnly = false): Problem | undefined => {
  const text = record(value);
  if (text === undefined) return invalid(`${where}: no text object`);
  if (text.type !== 'plain_text' && (plainOnly || text.type !== 'mrkdwn')) return invalid(`${where}: wrong type`);
  if (typeof text.text !== 'string' || text.text.length === 0) return invalid(`${where}: must not be empty`);
  if (text.text.length > most) return invalid(`${where}: must be less than ${most + 1} characters`);
  if (text.type === 'mrkdwn' && 'emoji' in text) return invalid(`${where}: emoji is for plain_text`);
  if (text.type === 'plain_text' && 'verbatim' in text) return invalid(`${where}: verbatim is for mrkdwn`);
  for (const [target] of text.text.matchAll(/(?<=<)https?:[^|>]*/gu))
    if (target.length > 3000) return invalid(`${where}: address too long`);
  if (text.type === 'mrkdwn' && text.text.replace(markup, '').includes('<')) return invalid(`${where}: bare <`);
  return undefined;
};

const optionProblem = (value: unknown, where: string): Problem | undefined => {
  const option = record(value);
  if (option === undefined) return invalid(`${where}: no option`);
  if (typeof option.value !== 'string' || option.value.length === 0 || option.value.length > 150)
    return invalid(`${where}: value of 1 to 150 characters`);
  return textProblem(option.text, where, 75, true);
};

const optionsProblem = (value: unknown, where: string, most: number): Problem | undefined => {
  const options = list(value);
  if (options === undefined || options.length === 0) return invalid(`${where}: no options`);
  if (options.length > most) return invalid(`${where}: more than ${most} options`);
  for (const option of options) {
    const problem = optionProblem(option, where);
    if (problem !== undefined) return problem;
  }
  return undefined;
};

/** What can be pressed in a message, and what can be filled in. */
const pressable = new Set(['button', 'overflow']);
const fillable = new Set([
  'plain_text_input',
  'timepicker',
  'static_select',
  'external_select',
  'multi_external_select',
]);

const elementProblem = (value: unknown, where: string, kinds: ReadonlySet<string>): Problem | undefined => {
  const element = record(value);
  if (element === undefined || typeof element.type !== 'string' || !kinds.has(element.type))
    return invalid(`${where}: an element of type ${String(element?.type)}`);
  const { action_id: id } = element;
  if (typeof id !== 'string' || id === '' || id.length > 255) return invalid(`${where}: action_id of 1 to 255`);
  switch (element.type) {
    case 'button': {
      if (typeof element.value === 'string' && element.value.length > 2000) return invalid(`${where}: value too long`);
      const { style, accessibility_label: label } = element;
      if (style !== undefined && style !== 'primary' && style !== 'danger') return invalid(`${where}: style`);
      if (label !== undefined && (typeof label !== 'string' || label.length > 75))
        return invalid(`${where}: accessibility_label too long`);
      return textProblem(element.text, where, 75, true);
    }
    case 'overflow':
      return optionsProblem(element.options, where, 5);
    case 'static_select':
      return (
        optionsProblem(element.options, where, 100) ??
        (element.initial_option === undefined ? undefined : optionProblem(element.initial_option, where))
      );
    case 'external_select':
      return element.initial_option === undefined ? undefined : optionProblem(element.initial_option, where);
    case 'multi_external_select':
      return element.initial_options === undefined ? undefined : optionsProblem(element.initial_options, where, 100);
    case 'timepicker':
      return element.initial_time === undefined || /^\d\d:\d\d$/u.test(String(element.initial_time))
        ? undefined
        : invalid(`${where}: initial_time`);
    default: {
      const { initial_value: initial = '', max_length: most = 3000 } = element;
      if (typeof most !== 'number' || most < 1 || most > 3000) return invalid(`${where}: max_length`);
      return typeof initial === 'string' && initial.length <= most ? undefined : invalid(`${where}: initial_value`);
    }
  }
};

const unique = (values: readonly unknown[], where: string): Problem | undefined => {
  const given = values.filter((value) => value !== undefined);
  return new Set(given).size === given.length ? undefined : invalid(`${where}: used more than once`);
};

const blockProblem = (value: unknown, where: string): Problem | undefined => {
  const block = record(value);
  if (block === undefined) return invalid(`${where}: not an object`);
  if (typeof block.block_id === 'string' && block.block_id.length > 255) return invalid(`${where}: block_id too long`);
  switch (block.type) {
    case 'header':
      return textProblem(block.text, where, 150, true);
    case 'section':
      return (
        textProblem(block.text, where, 3000) ??
        (block.accessory === undefined ? undefined : elementProblem(block.accessory, where, pressable))
      );
    case 'context': {
      const elements = list(block.elements);
      if (elements === undefined || elements.length === 0) return invalid(`${where}: no elements`);
      if (elements.length > 10) return invalid(`${where}: more than 10 elements`);
      for (const element of elements) {
        const problem = textProblem(element, where, 3000);
        if (problem !== undefined) return problem;
      }
      return undefined;
    }
    case 'actions': {
      const elements = list(block.elements);
      if (elements === undefined || elements.length === 0) return invalid(`${where}: no elements`);
      if (elements.length > 25) return invalid(`${where}: more than 25 elements`);
      for (const element of elements) {
        const problem = elementProblem(element, where, pressable);
        if (problem !== undefined) return problem;
      }
      return unique(
        elements.map((element) => record(element)?.action_id),
        `${where}: action_id`,
      );
    }
    case 'image': {
      const file = record(block.slack_file);
      if (typeof block.alt_text !== 'string' || block.alt_text === '' || block.alt_text.length > 2000)
        return invalid(`${where}: alt_text of 1 to 2000 characters`);
      return typeof file?.id === 'string' ? undefined : invalid(`${where}: no slack_file`);
    }
    case 'input': {
      const hint = block.hint === undefined ? undefined : textProblem(block.hint, `${where} hint`, 2000, true);
      return (
        textProblem(block.label, `${where} label`, 2000, true) ?? hint ?? elementProblem(block.element, where, fillable)
      );
    }
    case 'divider':
      return undefined;
    default:
      return invalid(`${where}: a block of type ${String(block.type)} is not known to the fake`);
  }
};

export const blockListProblem = (blocks: readonly unknown[]): Problem | undefined => {
  for (const [index, block] of blocks.entries()) {
    const problem = blockProblem(block, `blocks[${index}]`);
    if (problem !== undefined) return problem;
  }
  return unique(
    blocks.map((block) => record(block)?.block_id),
    'block_id',
  );
};

/** The first thing that Slack would refuse, or undefined. `json` is the form field as it was sent. */
export const blocksProblem = (json: string): Problem | undefined => {
  let blocks: readonly unknown[] | undefined;
  try {
    blocks = list(JSON.parse(json));
  } catch {
    return { error: 'invalid_blocks_format', detail: 'not JSON' };
  }
  if (blocks === undefined) return { error: 'invalid_blocks_format', detail: 'not an array' };
  if (blocks.length > 50) return invalid('no more than 50 items allowed');
  if (json.length >= 13_200) return { error: 'msg_blocks_too_long', detail: `${json.length} characters` };
  if (blocks.some((block) => record(block)?.type === 'input')) return invalid('input is for views');
  return blockListProblem(blocks);
};

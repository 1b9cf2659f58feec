/**
 * What Slack checks of the blocks of a message, from its own documents: the fake refuses what the real one would.
 * Written apart from adapters/slack/limits.ts on purpose: a limit that is wrong there must fail here.
 */
type Problem = { readonly error: string; readonly detail: string };

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

const blockProblem = (value: unknown, where: string): Problem | undefined => {
  const block = record(value);
  if (block === undefined) return invalid(`${where}: not an object`);
  if (typeof block.block_id === 'string' && block.block_id.length > 255) return invalid(`${where}: block_id too long`);
  switch (block.type) {
    case 'header':
      return textProblem(block.text, where, 150, true);
    case 'section':
      return textProblem(block.text, where, 3000);
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
    case 'divider':
      return undefined;
    default:
      return invalid(`${where}: a block of type ${String(block.type)} is not known to the fake`);
  }
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
  for (const [index, block] of blocks.entries()) {
    const problem = blockProblem(block, `blocks[${index}]`);
    if (problem !== undefined) return problem;
  }
  return undefined;
};

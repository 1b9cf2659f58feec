/** What Slack checks of a modal or a home tab, from its own documents. Written apart from the adapter's limits on purpose. */
import { blockListProblem, type Problem } from './blocks.ts';

const invalid = (detail: string): Problem => ({ error: 'invalid_arguments', detail });

const record = (value: unknown): Readonly<Record<string, unknown>> | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;

const wordProblem = (value: unknown, where: string): Problem | undefined => {
  const word = record(value);
  if (word?.type !== 'plain_text' || typeof word.text !== 'string') return invalid(`${where}: plain text is needed`);
  return word.text.length === 0 || word.text.length > 24 ? invalid(`${where}: 1 to 24 characters`) : undefined;
};

const known: Readonly<Record<string, ReadonlySet<string>>> = {
  home: new Set(['type', 'blocks', 'private_metadata', 'callback_id', 'external_id']),
  modal: new Set([
    'type',
    'title',
    'blocks',
    'close',
    'submit',
    'private_metadata',
    'callback_id',
    'clear_on_close',
    'notify_on_close',
    'external_id',
  ]),
};

/** A view as it was parsed, and the first thing that Slack would refuse of it. */
export const viewProblem = (view: unknown, type: 'modal' | 'home'): Problem | undefined => {
  const fields = record(view);
  if (fields === undefined || fields.type !== type) return invalid(`view: not a ${type}`);
  for (const key of Object.keys(fields)) if (!known[type]?.has(key)) return invalid(`view: ${key} is not known`);
  const { private_metadata: kept = '', callback_id: callback = '', blocks } = fields;
  if (typeof kept !== 'string' || kept.length > 3000) return invalid('view: private_metadata too long');
  if (typeof callback !== 'string' || callback.length > 255) return invalid('view: callback_id too long');
  if (!Array.isArray(blocks)) return invalid('view: no blocks');
  if (blocks.length > 100) return invalid('view: more than 100 blocks');
  const inputs = blocks.some((block) => record(block)?.type === 'input');
  if (type === 'modal') {
    const title = wordProblem(fields.title, 'title');
    if (title !== undefined) return title;
    if (inputs && fields.submit === undefined) return invalid('view: input needs a submit button');
    for (const key of ['submit', 'close'] as const) {
      const problem = fields[key] === undefined ? undefined : wordProblem(fields[key], key);
      if (problem !== undefined) return problem;
    }
  }
  return blockListProblem(blocks);
};

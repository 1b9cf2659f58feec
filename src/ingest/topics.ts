/** Reads `topics.yaml`: the standing questions that ship with a corpus. */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Topic } from '../model.ts';
import { decode } from './decode.ts';
import { fileFault } from './outcome.ts';
import { parseYaml } from './yaml.ts';

export type TopicsOutcome =
  | { readonly kind: 'ok'; readonly topics: readonly Topic[] }
  | {
      readonly kind: 'failed';
      readonly code: 'missing' | 'unreadable' | 'broken';
      readonly message: string;
      readonly fix: string;
    };

const evenQuotes = (query: string): boolean => (query.match(/"/gu) ?? []).length % 2 === 0;

const topicSchema = z.strictObject({
  // What Slack and Discord both take as the name of a command.
  name: z.string().regex(/^[a-z][a-z0-9-]{0,31}$/u, 'must be lower-case letters, digits and hyphens, at most 32'),
  title: z.string().trim().min(1, 'must not be empty'),
  query: z.string().trim().min(1, 'must not be empty').refine(evenQuotes, 'has a quotation mark without its partner'),
  description: z.string().trim().min(1, 'must not be empty'),
  shortcut: z.boolean().default(false),
});

const FIX =
  'Write a list of topics, each with "name", "title", "query", "description" and, for a command of its own, "shortcut: true".';

/** Topics in the file's order; on failure one line names every fault with its place in the file. */
export const readTopics = async (path: string): Promise<TopicsOutcome> => {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (error) {
    const { code, reason } = fileFault(error);
    const message = `The topics file ${path} cannot be read: ${reason}.`;
    return { kind: 'failed', code: code === 'ENOENT' ? 'missing' : 'unreadable', message, fix: 'Check the path.' };
  }
  return parseTopics(decode(bytes).text, path);
};

const parseTopics = (source: string, name: string): TopicsOutcome => {
  const yaml = parseYaml(source);
  if (yaml.kind === 'broken') return broken(name, [`line ${yaml.line}: ${yaml.reason}`]);
  const parsed = z.array(z.unknown()).min(1).safeParse(yaml.value);
  if (!parsed.success) return broken(name, ['it holds no list of topics']);
  const faults: string[] = [];
  const topics: Topic[] = [];
  for (const [index, entry] of parsed.data.entries()) {
    const topic = topicSchema.safeParse(entry);
    if (!topic.success) {
      for (const issue of topic.error.issues) {
        faults.push(
          `topic ${index + 1}: ${issue.path.length === 0 ? '' : `"${issue.path.join('.')}" `}${issue.message}`,
        );
      }
    } else if (topics.some((earlier) => earlier.name === topic.data.name)) {
      faults.push(`topic ${index + 1}: the name "${topic.data.name}" is taken by one before it`);
    } else {
      topics.push(topic.data);
    }
  }
  return faults.length > 0 ? broken(name, faults) : { kind: 'ok', topics };
};

const broken = (name: string, faults: readonly string[]): TopicsOutcome => ({
  kind: 'failed',
  code: 'broken',
  message: `The topics file ${name} cannot be used: ${faults.join('; ')}.`,
  fix: FIX,
});

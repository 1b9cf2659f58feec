/** The commands that read: brief, digest, stories, ask. Each computes one document and prints it, as JSON or for a person. */

import { parseQuery } from '../brief/query.ts';
import { briefingSchema, replySchema, storiesSchema } from '../brief/schema.ts';
import { findTopic } from '../brief/topics.ts';
import type { Budget, Desk } from '../desk.ts';
import { pointsInBriefing } from '../desk.ts';
import { CrosswireError } from '../errors.ts';
import type { Answer, Briefing, Topic } from '../model.ts';
import type { Output } from './output.ts';
import { printJson } from './output.ts';

export interface ReadServices {
  /** Opened when its articles are needed: what was typed wrong is told before. */
  readonly desk: (budget?: Budget) => Promise<Desk>;
  readonly topics: readonly Topic[];
  readonly output: Output;
  /** The terminal's rendering of an Answer, card and thread. */
  readonly show: (answer: Answer) => string;
}

export interface JsonOption {
  readonly json?: boolean;
}

export interface DigestOptions extends JsonOption {
  readonly since?: string;
}

export interface BriefOptions extends JsonOption {
  readonly query?: string;
  readonly story?: string;
  readonly words?: number;
}

const usage = (message: string, fix: string): CrosswireError => new CrosswireError('usage', message, fix);

const topicNamed = (name: string, topics: readonly Topic[]): Topic => {
  const found = findTopic(name, topics);
  if (found.kind === 'found') return found.topic;
  throw new CrosswireError('topic', `there is no topic "${name}"`, `try one of: ${found.nearest.join(', ')}`);
};

const wanted = async (services: ReadServices, topic: string | undefined, options: BriefOptions): Promise<Briefing> => {
  if ([topic, options.query, options.story].filter((each) => each !== undefined).length > 1)
    throw usage('TOPIC, --query and --story exclude one another', 'give one of them');
  const named = topic === undefined ? undefined : topicNamed(topic, services.topics);
  const parsed = options.query === undefined ? undefined : parseQuery(options.query);
  if (parsed?.kind === 'invalid') throw usage(`--query cannot be read: ${parsed.reason}`, parsed.fix);
  const { words } = options;
  // Every point has a word at least, so that many points never bind before the words do.
  const desk = await services.desk(words === undefined ? { points: pointsInBriefing } : { points: words, words });
  if (named !== undefined) return desk.topic(named);
  if (parsed !== undefined) return desk.query(parsed.query, options.query ?? '');
  if (options.story !== undefined) {
    const briefing = await desk.story(options.story);
    if (briefing === undefined)
      throw usage(`there is no story "${options.story}"`, 'see them all with: crosswire stories');
    return briefing;
  }
  return desk.topStories();
};

export const runBrief = async (
  services: ReadServices,
  topic: string | undefined,
  options: BriefOptions,
): Promise<void> => {
  const { output, show } = services;
  const briefing = await wanted(services, topic, options);
  if (options.json === true) printJson(output, briefingSchema.parse(briefing));
  else if (options.words !== undefined) output.print(briefing.points.map((point) => `${point.text}\n`).join(''));
  else output.print(show({ kind: 'briefing', briefing }));
};

export const runDigest = async (services: ReadServices, options: DigestOptions): Promise<void> => {
  const { output, show } = services;
  const from = options.since === undefined ? null : new Date(options.since);
  if (from !== null && Number.isNaN(from.getTime()))
    throw usage(`--since "${options.since}" is no date`, 'write it as 2025-06-02 or 2025-06-02T08:00:00Z');
  const digest = await (await services.desk()).digest({
    title: 'Morning digest',
    topics: [],
    from: from?.toISOString() ?? null,
    to: null,
    next: null,
    zone: 'UTC',
  });
  if (options.json === true) printJson(output, briefingSchema.parse(digest.briefing));
  else output.print(show({ kind: 'digest', digest }));
};

export const runStories = async ({ desk, output }: ReadServices, options: JsonOption): Promise<void> => {
  const rows = await (await desk()).stories();
  if (options.json === true) return printJson(output, storiesSchema.parse({ stories: rows }));
  for (const row of rows) {
    const span = row.first === null ? '' : `, ${row.first.slice(0, 10)} to ${(row.last ?? row.first).slice(0, 10)}`;
    const articles = `${row.articles.length} article${row.articles.length === 1 ? '' : 's'}`;
    output.print(`${row.id}  ${row.title} (${articles}${span})\n`);
  }
};

export const runAsk = async (services: ReadServices, question: string, options: JsonOption): Promise<void> => {
  const { output, show } = services;
  if (question.trim() === '')
    throw usage('there is no question', 'write one, as in: crosswire ask "How many prisoners will be exchanged?"');
  const reply = await (await services.desk()).ask(question);
  if (options.json === true) printJson(output, replySchema.parse(reply));
  else output.print(show({ kind: 'reply', reply }));
};

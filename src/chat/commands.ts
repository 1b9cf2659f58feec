/** The slash commands: one table for handlers, help and manifests, so that none can exist in one and not in another. */
import { CrosswireError } from '../errors.ts';
import type { Parameter, Topic } from '../model.ts';
import { topicName } from './topics.ts';
import { verbs } from './verbs.ts';

export interface SlashCommand {
  /** Without the slash. */
  readonly name: string;
  readonly description: string;
  /** What may follow it. */
  readonly usage: string;
  /** What can be done with it; none for a shortcut to a topic, which takes a question. */
  readonly verbs: readonly VerbRow[];
}

/** One thing that can be done, as platforms declare it. */
export interface VerbRow {
  /** `follow`; `topic add` where a verb does several things. */
  readonly name: string;
  readonly summary: string;
  readonly manages: boolean;
  readonly parameters: readonly Parameter[];
}

/** Those with actions stand as their actions. */
export const verbRows = (): readonly VerbRow[] =>
  verbs.flatMap(({ name, summary, manages, parameters, actions }): readonly VerbRow[] =>
    actions === undefined
      ? [{ name, summary, manages, parameters }]
      : actions.map((action) => ({
          name: `${name} ${action.name}`,
          summary: action.summary,
          manages: action.manages,
          parameters: action.parameters,
        })),
  );

export const news = 'news';

/**
 * Topics made in chat, as far as their commands go: the database that holds the rest may be held by a running service.
 *
 * @throws CrosswireError `usage` for a name that no topic can have
 */
export const shortcutTopics = (names: readonly string[], shipped: readonly Topic[]): readonly Topic[] => {
  const held = new Set(shipped.map(({ name }) => name));
  return [...new Set(names)]
    .filter((name) => !held.has(name))
    .map((name) => {
      if (!topicName.test(name))
        throw new CrosswireError(
          'usage',
          `"${name}" is no topic's name`,
          'name topics as they were made, as in: grain',
        );
      return { name, title: name, query: name, description: `What the sources say about ${name}`, shortcut: true };
    });
};

export const slashCommands = (topics: readonly Topic[]): readonly SlashCommand[] => [
  {
    name: news,
    description: 'What the sources say, where they differ, and what this channel follows',
    usage: '[topic | ask | follow | help ...]',
    verbs: verbRows(),
  },
  ...topics
    .filter((topic) => topic.shortcut)
    .map((topic) => ({ name: topic.name, description: topic.description, usage: '[question]', verbs: [] })),
];

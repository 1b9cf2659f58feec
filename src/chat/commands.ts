/** The slash commands: one table for handlers, help and manifests, so that none can exist in one and not in another. */
import type { Topic } from '../model.ts';
import { verbs } from './verbs.ts';

export interface SlashCommand {
  /** Without the slash. */
  readonly name: string;
  readonly description: string;
  /** What may follow it. */
  readonly usage: string;
}

export const news = 'news';

export const slashCommands = (topics: readonly Topic[]): readonly SlashCommand[] => [
  {
    name: news,
    description: 'What the sources say, where they differ, and what this channel follows',
    usage: '[topic | ask | follow | help ...]',
  },
  ...topics
    .filter((topic) => topic.shortcut)
    .map((topic) => ({ name: topic.name, description: topic.description, usage: '[question]' })),
];

/** What may be typed after `/news`, to be offered while somebody types: the verbs, then the topics. */
export const suggestions = (topics: readonly Topic[]): readonly { name: string; value: string }[] => [
  ...verbs.map((verb) => ({ name: `${verb.name}: ${verb.summary}`, value: verb.name })),
  ...topics.map((topic) => ({ name: `${topic.name}: ${topic.description}`, value: topic.name })),
];

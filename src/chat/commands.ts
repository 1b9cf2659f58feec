/** The slash commands: one table for handlers, help and manifests, so that none can exist in one and not in another. */
import type { Topic } from '../model.ts';

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

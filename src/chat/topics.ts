/** The topics that one workspace sees: those of the corpus and its own, which may not shadow them. */
import type { FoundTopic } from '../brief/topics.ts';
import type { Address, Answer, Topic } from '../model.ts';
import { shortened } from './described.ts';
import { refusal } from './notices.ts';
import type { ChatServices } from './verb.ts';

/** What both platforms take as a command's name, so that a topic can become a shortcut. */
export const topicName = /^[a-z0-9][a-z0-9_-]{0,31}$/u;

export const workspaceKey = ({ platform, workspace }: Address): string => `${platform}:${workspace}`;

export const topicsFor = async (
  { store, topics }: Pick<ChatServices, 'store' | 'topics'>,
  address: Address,
): Promise<readonly Topic[]> => [...topics, ...(await store.topics.list(workspaceKey(address)))];

/** The refusal of a name that is no topic. */
export const unknownTopic = (typed: string, found: Extract<FoundTopic, { kind: 'unknown' }>): Answer =>
  refusal(
    `There is no topic "${shortened(typed)}".`,
    found.nearest.length === 0
      ? 'Make one: /news topic add NAME = QUERY'
      : `Try ${found.nearest.map((name) => `/news ${name}`).join(', ')}, or make one: /news topic add NAME = QUERY`,
  );

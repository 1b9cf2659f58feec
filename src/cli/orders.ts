/** The settings that only the other stages can read, judged together with the rest so that every problem is named at once. */
import type { Config, Environment } from '../config.ts';
import { readConfig } from '../config.ts';
import { readStandingOrders } from '../deliver/standing-orders.ts';
import { CrosswireError } from '../errors.ts';
import type { Subscription, Topic } from '../model.ts';

export interface Orders {
  readonly config: Config;
  readonly orders: readonly Subscription[];
}

/** What an order for a platform without its token would come to: nothing, in silence. */
const unconnected = ({ slack, discord }: Config, orders: readonly Subscription[]): string[] =>
  orders.flatMap(({ address }) => {
    if (address.platform === 'slack' && slack === undefined)
      return [`DIGESTS posts to slack:${address.channel}, but SLACK_BOT_TOKEN is not set`];
    if (address.platform === 'discord' && discord === undefined)
      return [`DIGESTS posts to discord:${address.channel}, but DISCORD_TOKEN is not set`];
    return [];
  });

const attempt = (environment: Environment): { config: Config } | { error: CrosswireError } => {
  try {
    return { config: readConfig(environment) };
  } catch (error) {
    if (error instanceof CrosswireError) return { error };
    throw error;
  }
};

/** Reads the configuration with its DIGESTS. @param now ISO instant */
export const readOrders = (environment: Environment, topics: readonly Topic[], now: string): Orders => {
  const read = attempt(environment);
  const orders = readStandingOrders(environment.DIGESTS ?? '', new Set(topics.map((topic) => topic.name)), now);
  const problems = [
    ...('error' in read ? [read.error.message] : []),
    ...(orders.kind === 'invalid' ? orders.problems : []),
    ...('config' in read && orders.kind === 'ok' ? unconnected(read.config, orders.subscriptions) : []),
  ];
  if ('config' in read && orders.kind === 'ok' && problems.length === 0)
    return { config: read.config, orders: orders.subscriptions };
  throw new CrosswireError(
    'config',
    problems.join('\n'),
    'mend these in .env or the environment; .env.example shows each setting',
  );
};

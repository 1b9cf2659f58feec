/** The DIGESTS setting: standing orders that need no chat command, one a line or set apart by semicolons. */
import type { PlatformName, Subscription } from '../model.ts';
import { everyDay, operator, readSchedule } from '../schedule.ts';

export type ReadOrders =
  | { readonly kind: 'ok'; readonly subscriptions: readonly Subscription[] }
  /** Every problem, each naming its entry and its fix. */
  | { readonly kind: 'invalid'; readonly problems: readonly string[] };

const platforms: readonly PlatformName[] = ['slack', 'discord', 'web', 'terminal'];
const example = 'slack:C0123456789 08:00 weekdays Europe/Kyiv swap,talks';

/**
 * Reads `PLATFORM:CHANNEL TIME [DAYS] [ZONE] [TOPIC,...]`.
 *
 * @param topics the names that exist; none listed in an entry means the top stories
 * @param now    ISO instant from which the orders hold
 */
export const readStandingOrders = (text: string, topics: ReadonlySet<string>, now: string): ReadOrders => {
  const subscriptions: Subscription[] = [];
  const problems: string[] = [];
  const seen = new Set<string>();
  for (const entry of text.split(/[;\n]/u).map((part) => part.trim())) {
    if (entry === '') continue;
    const [where = '', ...words] = entry.split(/\s+/u);
    const colon = where.indexOf(':');
    const platform = platforms.find((name) => name === where.slice(0, colon));
    const channel = where.slice(colon + 1);
    if (platform === undefined || channel === '') {
      problems.push(`DIGESTS "${entry}" does not begin with PLATFORM:CHANNEL; write it as ${example}`);
      continue;
    }
    const read = readSchedule(words.join(' '), { days: everyDay, zone: 'UTC' });
    if (read.kind === 'invalid') {
      problems.push(`DIGESTS "${entry}": ${read.reason}; ${read.fix}`);
      continue;
    }
    const unknown = read.rest.filter((topic) => !topics.has(topic));
    if (unknown.length > 0) {
      problems.push(`DIGESTS "${entry}": there is no topic ${unknown.join(', ')}; there are ${[...topics].join(', ')}`);
      continue;
    }
    // The same channel at the same time is one order, whatever the topics: its identity must outlive a change of them.
    const id = `${operator}:${where}:${read.schedule.time}`;
    if (seen.has(id)) {
      problems.push(
        `DIGESTS "${entry}": ${where} has another digest at ${read.schedule.time}; put the topics into one entry`,
      );
      continue;
    }
    seen.add(id);
    subscriptions.push({
      id,
      address: { platform, workspace: operator, channel },
      topics: read.rest,
      ...read.schedule,
      paused: false,
      createdBy: operator,
      createdAt: now,
    });
  }
  return problems.length > 0 ? { kind: 'invalid', problems } : { kind: 'ok', subscriptions };
};

/** What people ask while the digests go out: commands on both platforms, questions in channels of Discord. */
import { realSleep } from './clock.ts';
import type { Ground } from './ground.ts';

/** Between two commands, and between two questions. */
const askMs = 250;
const questionMs = 2_000;
/** A question that waits longer for its answer has none. */
const patienceMs = 30_000;

const within99 = (waits: readonly number[]): number =>
  waits.toSorted((a, b) => a - b)[Math.ceil(waits.length * 0.99) - 1] ?? 0;

/** Questions in one channel after another, until the signal aborts; how long each waited for the answer under it. */
export const questionMeanwhile = async ({ world: { discord, subscriptions } }: Ground, signal: AbortSignal) => {
  const { world, people } = discord;
  const channels = subscriptions.flatMap(({ address }) => (address.platform === 'discord' ? [address.channel] : []));
  const waits: number[] = [];
  const pending = new Set<Promise<void>>();
  let asked = 0;
  const ask = async (channel: string): Promise<void> => {
    const began = performance.now();
    const question = people.says({ text: `<@${world.bot}> what is new?`, channel });
    while (performance.now() - began < patienceMs) {
      if (world.messages.some(({ reference }) => reference === question)) {
        waits.push(performance.now() - began);
        return;
      }
      await realSleep(20);
    }
  };
  while (!signal.aborted) {
    const one = ask(channels[asked % channels.length] ?? '').finally(() => pending.delete(one));
    pending.add(one);
    asked += 1;
    await realSleep(questionMs, signal);
  }
  await Promise.all(pending);
  return { questions: asked, ignored: asked - waits.length, answer99: within99(waits) };
};

/** Commands on both platforms in turn, until the signal aborts; how long each waited for its acknowledgement. */
export const askMeanwhile = async ({ world }: Ground, signal: AbortSignal) => {
  const waits: number[] = [];
  let asked = 0;
  const pending = new Set<Promise<void>>();
  const askSlack = async (): Promise<number> => (await world.slack.slash({ command: '/news', text: '' })).after;
  const askDiscord = async (): Promise<number> => {
    const began = performance.now();
    const interaction = world.discord.people.slash({ name: 'news', text: '' });
    while (interaction.state === 'open') {
      if (performance.now() - began > 3_000) throw new Error('no acknowledgement within 3 s');
      await realSleep(2);
    }
    return performance.now() - began;
  };
  while (!signal.aborted) {
    asked += 1;
    const ask = (asked % 2 === 0 ? askSlack() : askDiscord())
      .then(
        (wait) => void waits.push(wait),
        () => undefined,
      )
      .finally(() => pending.delete(ask));
    pending.add(ask);
    await realSleep(askMs, signal);
  }
  await Promise.all(pending);
  return { asked, unanswered: asked - waits.length, ack99: within99(waits) };
};

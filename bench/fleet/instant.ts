/** A thousand channels that are all due at one instant, in real time, under the limits of the platforms; commands come meanwhile. */
import { createRandom } from '../stream.ts';
import { realSleep, timeFrom } from './clock.ts';
import { enforce } from './enforcement.ts';
import { batchesOf, createDone, firstSlot, slotOf } from './fleet.ts';
import { openGround } from './ground.ts';
import { askMeanwhile, questionMeanwhile } from './meanwhile.ts';
import { bookOf, workspaceOf } from './world.ts';

export interface InstantSettings {
  readonly server: string;
  readonly replicas: number;
  /** Half of them Slack's, ten a workspace; half Discord's. */
  readonly channels: number;
  readonly seed: number;
  readonly progress: (line: string) => void;
}

export interface InstantOutcome {
  readonly channels: number;
  readonly posts: number;
  readonly lost: number;
  readonly twice: number;
  /** Seconds from the slot to the last card, and to the last post of a thread. */
  readonly cardsSeconds: number;
  readonly seconds: number;
  /** Requests that met 429. */
  readonly refused: number;
  readonly asked: number;
  /** Milliseconds within which 99 of 100 commands were acknowledged. */
  readonly ack99: number;
  readonly unanswered: number;
  /** Questions in channels of Discord, whose answers count against the same limit as the digests. */
  readonly questions: number;
  /** Milliseconds within which 99 of 100 were answered; those that were not. */
  readonly answer99: number;
  readonly ignored: number;
}

const workspaceChannels = 10;
const articles = 12;
/** Real time before the slot, in which the replicas are up and at rest. */
const beforeMs = 5_000;
const longestMs = 300_000;
export const runInstant = async (settings: InstantSettings): Promise<InstantOutcome> => {
  const enforcement = enforce((channel) => workspaceOf(channel, workspaceChannels));
  const ground = await openGround({
    ...settings,
    speed: 1,
    now: firstSlot - 3_600_000,
    world: {
      channels: settings.channels,
      workspaceChannels,
      createdAt: new Date(firstSlot - 3_600_000).toISOString(),
      time: '08:00',
      zone: 'Europe/Kyiv',
      faults: { limited: 0, failed: 0, dropped: 0 },
      random: createRandom(settings.seed),
      enforcement,
    },
  });
  const { store, world } = ground;
  const ending = new AbortController();
  try {
    for (const batch of batchesOf(articles, 1, settings.seed)) await ground.publish(batch);
    ground.setTime(timeFrom(firstSlot - beforeMs, 1));
    await realSleep(beforeMs);
    const began = performance.now();
    const acks = Promise.all([askMeanwhile(ground, ending.signal), questionMeanwhile(ground, ending.signal)]);
    const slot = slotOf(0);
    const done = createDone(store, world.subscriptions, slot);
    const parents = new Set(world.subscriptions.map((each) => bookOf(each, `${each.id}/${slot}/0`)));
    let cardsSeconds = 0;
    for (let looks = 1; performance.now() - began < longestMs; looks += 1) {
      const standing = world.standing();
      const cards = [...parents].filter((book) => standing.has(book)).length;
      const passed = (performance.now() - began) / 1000;
      if (cards === parents.size && cardsSeconds === 0) cardsSeconds = passed;
      if (looks % 10 === 0) settings.progress(`${passed.toFixed(0)} s: ${cards} cards, ${world.posts} posts`);
      if (cardsSeconds > 0 && (await done())) break;
      await realSleep(500);
    }
    const seconds = (performance.now() - began) / 1000;
    ending.abort();
    const [asked, questioned] = await acks;
    const standing = world.standing();
    const books = { posts: 0, lost: 0, twice: 0 };
    for (const subscription of world.subscriptions)
      for (const { part } of await store.outbox.history(subscription.id, slot)) {
        const count = standing.get(bookOf(subscription, `${subscription.id}/${slot}/${part}`)) ?? 0;
        books.posts += 1;
        if (count === 0) books.lost += 1;
        if (count > 1) books.twice += count - 1;
      }
    return {
      channels: settings.channels,
      ...books,
      cardsSeconds: cardsSeconds === 0 ? seconds : cardsSeconds,
      seconds,
      refused: enforcement.refused,
      ...asked,
      ...questioned,
    };
  } finally {
    ending.abort();
    await ground.close();
  }
};

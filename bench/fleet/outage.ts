/** Nothing runs for some hours over the slot: what becomes of it, and of the next. */
import { createRandom } from '../stream.ts';
import { realSleep, timeFrom } from './clock.ts';
import { batchesOf, createDone, dayMs, firstSlot, slotOf } from './fleet.ts';
import { type Ground, openGround } from './ground.ts';

export interface OutageSettings {
  readonly server: string;
  readonly replicas: number;
  readonly channels: number;
  readonly seed: number;
  readonly progress: (line: string) => void;
}

export interface OutageRow {
  readonly hours: number;
  /** Slots over which nothing ran, over all channels. */
  readonly slots: number;
  /** Of them: posted, and saying that it is late. */
  readonly late: number;
  /** Of them: noted as missed, with nothing posted. */
  readonly missed: number;
  /** Of them: missed, and what became known in the span told by the next digest. */
  readonly covered: number;
}

const hourMs = 3_600_000;
/** The outage begins so long before the slot. */
const leadMs = hourMs / 2;
const speed = 10;
const longestMs = 120_000;

const until = async (done: () => Promise<boolean>): Promise<void> => {
  const began = performance.now();
  while (!(await done())) {
    if (performance.now() - began > longestMs) throw new Error('the fleet did not come to an end');
    await realSleep(100);
  }
};

const oneOutage = async (settings: OutageSettings, hours: number): Promise<OutageRow> => {
  const ground: Ground = await openGround({
    ...settings,
    speed,
    now: firstSlot - hourMs,
    world: {
      channels: settings.channels,
      workspaceChannels: 10,
      createdAt: new Date(firstSlot - hourMs).toISOString(),
      time: '08:00',
      zone: 'Europe/Kyiv',
      faults: { limited: 0, failed: 0, dropped: 0 },
      random: createRandom(settings.seed),
    },
  });
  const { store, world, replicas } = ground;
  const days = batchesOf(30, 4, settings.seed);
  const passSlot = async (n: number): Promise<void> => {
    ground.setTime(timeFrom(firstSlot + n * dayMs, speed));
    await until(createDone(store, world.subscriptions, slotOf(n)));
  };
  try {
    await ground.publish(days[0] ?? []);
    await passSlot(0);
    await replicas.stop();
    await store.articles.put(days[1] ?? []);
    const back = firstSlot + dayMs - leadMs + hours * hourMs;
    // Of the slots within a longer outage, the last one that is too old to be posted.
    const time = timeFrom(back, speed);
    ground.setTime(time);
    const before = world.late;
    await replicas.start(time);
    ground.setTime(timeFrom(back, speed));
    const last = Math.floor((back - firstSlot) / dayMs);
    await until(createDone(store, world.subscriptions, slotOf(last)));
    const late = world.late - before;
    let missed = 0;
    for (const { id } of world.subscriptions)
      if ((await store.outbox.known(id, slotOf(last))) && (await store.outbox.history(id, slotOf(last))).length === 0)
        missed += 1;
    await ground.publish(days[2] ?? []);
    const next = last + 1;
    await passSlot(next);
    const fresh = new Set((days[1] ?? []).map(({ id }) => id));
    let covered = 0;
    for (const { id } of world.subscriptions) {
      const { points } = (await store.subscriptions.toldBy(id, slotOf(next))) ?? { points: [] };
      // A statement's id begins with its article's.
      if (
        points.some(({ statements }) => statements.some((one) => [...fresh].some((article) => one.startsWith(article))))
      )
        covered += 1;
    }
    settings.progress(`outage of ${hours} h: ${late} late, ${missed} missed, ${covered} covered by the next`);
    return { hours, slots: settings.channels, late, missed, covered };
  } finally {
    await ground.close();
  }
};

export const runOutages = async (settings: OutageSettings): Promise<readonly OutageRow[]> => {
  const rows: OutageRow[] = [];
  for (const hours of [1, 3, 30]) rows.push(await oneOutage(settings, hours));
  return rows;
};

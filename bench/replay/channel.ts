/** One channel that is told a stream of news, a digest each morning, as the desk composes them. */
import { createDesk } from '../../src/desk.ts';
import type { Digest, Told } from '../../src/model.ts';
import { readTold } from '../../src/store/records.ts';
import type { Judgement } from './judge.ts';
import { createReader } from './judge.ts';
import type { Stream } from './streams.ts';
import { firstDay } from './streams.ts';

export interface Outcome {
  readonly digests: number;
  readonly stories: number;
  readonly judged: readonly Judgement[];
  /** Expected changes, and those of them that the digest of their day did not name. */
  readonly expected: number;
  readonly missed: readonly string[];
}

/** @param show is handed each digest that says something, with its day */
export const replay = async (
  { days: stream, expected }: Stream,
  show: (day: number, digest: Digest, nth: number) => void = () => undefined,
): Promise<Outcome> => {
  const held: Stream['days'][number][number][] = [];
  const desk = createDesk({ all: async () => held, revision: async () => held.length });
  const reader = createReader();
  let told: Told = { points: [], slots: [] };
  const outcome = { digests: 0, stories: 0, judged: [] as Judgement[], expected: 0, missed: [] as string[] };
  for (const [day, articles] of stream.entries()) {
    held.push(...articles);
    const slot = (n: number): string => new Date(firstDay + n * 86_400_000 + 8 * 3_600_000).toISOString();
    const digest = await desk.digest({
      title: 'Morning digest',
      topics: [],
      from: slot(day - 1),
      to: slot(day),
      next: slot(day + 1),
      zone: 'UTC',
      told,
    });
    // As the store keeps it.
    const kept = readTold(JSON.stringify(digest.told));
    told = { points: [...told.points, ...kept.points], slots: [...told.slots, ...kept.slots] };
    for (const change of expected.get(day) ?? []) {
      outcome.expected += 1;
      const named = digest.entries.some((entry) => change.every((part) => entry.change?.includes(part)));
      if (!named) outcome.missed.push(`day ${day + 1}: ${change.join(' ')}`);
    }
    if (digest.entries.length === 0) continue;
    outcome.digests += 1;
    outcome.stories += digest.entries.length;
    outcome.judged.push(reader.read(digest, day));
    show(day, digest, outcome.digests);
  }
  return outcome;
};

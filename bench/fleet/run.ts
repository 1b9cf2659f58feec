/**
 * Replicas on one PostgreSQL, with CROSSWIRE_TEST_POSTGRES naming a server where a database may be made:
 *
 * `npm run sim:fleet [-- --replicas 3 --channels 200 --days 30 --seed 1]`: replicas killed in the middle of sending;
 * `npm run sim:fleet -- --instant [--channels 1000]`: channels that are all due at one instant;
 * `npm run sim:fleet -- --outage [--channels 40]`: nothing runs for 1, 3 and 30 hours over the slot.
 *
 * Ends with 1 when a gate is missed.
 */
import { parseArgs } from 'node:util';
import { postgresUrl } from '../../tests/environment.ts';
import { isMet, type Measure, printTable } from '../table.ts';
import { runFleet } from './fleet.ts';
import { runInstant } from './instant.ts';
import { runOutages } from './outage.ts';

const { values } = parseArgs({
  options: {
    instant: { type: 'boolean', default: false },
    outage: { type: 'boolean', default: false },
    replicas: { type: 'string', default: '3' },
    channels: { type: 'string' },
    days: { type: 'string', default: '30' },
    seed: { type: 'string', default: '1' },
    /** A day, on average. */
    kills: { type: 'string', default: '1' },
    /** Simulated seconds a real one, while replicas are killed. */
    speed: { type: 'string', default: '6' },
  },
});

const channels = (fallback: number): number => Number(values.channels ?? fallback);
const progress = (line: string): void => console.error(line);
const none = { unit: '', gate: { most: 0 } };

const killed = async (server: string): Promise<readonly Measure[]> => {
  const outcome = await runFleet({
    server,
    replicas: Number(values.replicas),
    channels: channels(200),
    days: Number(values.days),
    kills: Number(values.kills),
    // One send in twenty: 429, 500, or accepted and never answered.
    faults: { limited: 0.02, failed: 0.015, dropped: 0.015 },
    seed: Number(values.seed),
    articlesADay: 12,
    speed: Number(values.speed),
    progress,
  });
  return [
    { what: 'slots due, over all channels', value: outcome.slots, unit: '' },
    { what: 'posts ordered', value: outcome.posts, unit: '' },
    { what: 'replicas killed', value: outcome.killed, unit: '' },
    { what: 'slots without a digest', value: outcome.missing, ...none },
    { what: 'posts that do not stand', value: outcome.lost, ...none },
    { what: 'posts that stand twice', value: outcome.twice, ...none },
    { what: 'posts that nobody ordered', value: outcome.strange, ...none },
    { what: 'statements told twice to one channel', value: outcome.retold, ...none },
    { what: 'real time', value: outcome.seconds, unit: 's' },
  ];
};

const instant = async (server: string): Promise<readonly Measure[]> => {
  const outcome = await runInstant({
    server,
    replicas: Number(values.replicas),
    channels: channels(1_000),
    seed: Number(values.seed),
    progress,
  });
  return [
    { what: 'channels due at one instant', value: outcome.channels, unit: '' },
    { what: 'posts ordered', value: outcome.posts, unit: '' },
    { what: 'posts that do not stand', value: outcome.lost, ...none },
    { what: 'posts that stand twice', value: outcome.twice, ...none },
    { what: 'last card posted after', value: outcome.cardsSeconds, unit: 's', gate: { most: 120 } },
    { what: 'last post of a thread after', value: outcome.seconds, unit: 's', gate: { most: 120 } },
    { what: 'requests that met 429', value: outcome.refused, unit: '', gate: { most: outcome.posts / 100 } },
    { what: 'commands meanwhile', value: outcome.asked, unit: '' },
    { what: 'acks, 99 in 100 within', value: outcome.ack99, unit: 'ms', gate: { most: 300 } },
    { what: 'commands without an ack', value: outcome.unanswered, ...none },
    { what: 'questions meanwhile', value: outcome.questions, unit: '' },
    { what: 'answers to questions, 99 in 100 within', value: outcome.answer99, unit: 'ms' },
    { what: 'questions without an answer', value: outcome.ignored, ...none },
  ];
};

const outages = async (server: string): Promise<readonly Measure[]> => {
  const rows = await runOutages({
    server,
    replicas: Number(values.replicas),
    channels: channels(40),
    seed: Number(values.seed),
    progress,
  });
  return rows.flatMap(({ hours, slots, late, missed, covered }): Measure[] => {
    const what = `outage of ${hours} h over the slot`;
    const all = { unit: `of ${slots}`, gate: { least: slots } };
    return hours <= 3
      ? [
          { what: `${what}: digests posted late`, value: late, ...all },
          { what: `${what}: slots missed`, value: missed, ...none },
        ]
      : [
          { what: `${what}: digests posted late`, value: late, ...none },
          { what: `${what}: slots missed`, value: missed, ...all },
          { what: `${what}: missed and covered by the next`, value: covered, ...all },
        ];
  });
};

if (postgresUrl === undefined) {
  console.error('CROSSWIRE_TEST_POSTGRES is not set: name a PostgreSQL server where a database may be made.');
  process.exitCode = 2;
} else {
  const run = values.instant ? instant : values.outage ? outages : killed;
  const measures = await run(postgresUrl);
  console.log(printTable(measures));
  process.exitCode = measures.every(isMet) ? 0 : 1;
}

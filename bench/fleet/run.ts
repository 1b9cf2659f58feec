/**
 * Replicas on one PostgreSQL that are killed in the middle of sending:
 * `npm run sim:fleet [-- --replicas 3 --channels 200 --days 30 --seed 1]`, with CROSSWIRE_TEST_POSTGRES naming a server
 * where a database may be made. Ends with 1 when a gate is missed.
 */
import { parseArgs } from 'node:util';
import { postgresUrl } from '../../tests/environment.ts';
import { isMet, type Measure, printTable } from '../table.ts';
import { runFleet } from './fleet.ts';

const { values } = parseArgs({
  options: {
    replicas: { type: 'string', default: '3' },
    channels: { type: 'string', default: '200' },
    days: { type: 'string', default: '30' },
    seed: { type: 'string', default: '1' },
    /** Chance of a kill at each tick. */
    kills: { type: 'string', default: '0.3' },
  },
});

if (postgresUrl === undefined) {
  console.error('CROSSWIRE_TEST_POSTGRES is not set: name a PostgreSQL server where a database may be made.');
  process.exitCode = 2;
} else {
  const outcome = await runFleet({
    server: postgresUrl,
    replicas: Number(values.replicas),
    channels: Number(values.channels),
    days: Number(values.days),
    kills: Number(values.kills),
    // One send in twenty: 429, 500, or accepted and never answered.
    faults: { limited: 0.02, failed: 0.015, dropped: 0.015 },
    seed: Number(values.seed),
    articlesADay: 30,
    progress: (line) => console.error(line),
  });
  const none = { unit: '', gate: { most: 0 } };
  const measures: Measure[] = [
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
  console.log(printTable(measures));
  process.exitCode = measures.every(isMet) ? 0 : 1;
}

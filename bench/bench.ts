/**
 * What Crosswire costs, as one table. Times of the engine are processor time of one core; a cold start is by the clock.
 * `npm run bench [-- LIVE]`: LIVE articles are held where growth is measured (10,000).
 */
import { dataFolder } from '../tests/environment.ts';
import { runCold } from './child.ts';
import { measureDigest, measureGrowth, measureReal, measureTopics } from './engine.ts';
import { isMet, printTable } from './table.ts';

const live = Number.parseInt(process.argv[2] ?? '10000', 10);
const started = await runCold('digest');
const measures = [
  { what: 'cold start to first digest', value: started.seconds, unit: 's', gate: { most: 5 } },
  { what: 'peak memory of that', value: started.megabytes, unit: 'MB' },
  ...measureGrowth(live),
  ...measureDigest(2000),
  ...measureTopics(live),
  ...(dataFolder === undefined ? [] : measureReal(dataFolder)),
];
console.log(printTable(measures));
if (dataFolder === undefined) console.log('Real news left out: CROSSWIRE_DATA is not set.');
process.exitCode = measures.every(isMet) ? 0 : 1;

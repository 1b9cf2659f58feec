/**
 * What Crosswire costs, as one table. Times of the engine are processor time of one core; a cold start is by the clock.
 * `npm run bench [-- LIVE]`: LIVE articles are held where growth is measured (10,000).
 */
import { dataFolder } from '../tests/environment.ts';
import { runCold } from './child.ts';
import { measureDigest, measureGrowth, measureReal, measureTopics } from './engine.ts';
import { measureSummaries } from './summaries.ts';
import { isMet, printTable } from './table.ts';

const folder = dataFolder;
const live = Number.parseInt(process.argv[2] ?? '10000', 10);
/** What is being measured goes to standard error, for the table takes minutes. */
const during = <T>(what: string, measure: () => T): T => {
  console.error(`measuring ${what}`);
  return measure();
};

const started = await during('a cold start', () => runCold('digest'));
const measures = [
  { what: 'cold start to first digest', value: started.seconds, unit: 's', gate: { most: 5 } },
  { what: 'peak memory of that', value: started.megabytes, unit: 'MB' },
  ...during(`reading and placing up to ${live} articles`, () => measureGrowth(live)),
  ...during('a digest of 2000 articles', () => measureDigest(2000)),
  ...during(`topics over ${live} articles`, () => measureTopics(live)),
  ...(folder === undefined ? [] : during('real news', () => measureReal(folder))),
  ...(folder === undefined ? [] : await during('summaries', () => measureSummaries(folder))),
];
console.log(printTable(measures));
if (folder === undefined) console.log('Real news left out: CROSSWIRE_DATA is not set.');
process.exitCode = measures.every(isMet) ? 0 : 1;

/**
 * Thirty days of news to one channel, a digest each morning, judged by what was posted: `npm run sim:replay [-- --show N]`.
 * Ends with 1 when a claim is told twice without a named change, or a story comes back with a change that its post lacks.
 */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Digest } from '../../src/model.ts';
import { dataFolder } from '../../tests/environment.ts';
import { replay } from './channel.ts';
import type { Stream } from './streams.ts';
import { days, developmentStream, happeningStream, realStream, seedStream } from './streams.ts';

const { values } = parseArgs({ options: { show: { type: 'string' }, only: { type: 'string' } } });
/** How many digests of each stream are printed in full. */
const shown = Number(values.show ?? '0');

const print = (day: number, { entries, briefing }: Digest): void => {
  console.log(`\nDay ${day + 1}`);
  for (const { mark, title, change } of entries)
    console.log(`  ${mark.toUpperCase()} ${title}${change === undefined ? '' : ` (${change})`}`);
  for (const { text } of briefing.points) console.log(`    - ${text}`);
  for (const { about, positions } of [...briefing.differences, ...briefing.updates])
    console.log(`    ~ ${about}: ${positions.map(({ value }) => value).join(' | ')}`);
  for (const { date, text } of briefing.timeline) console.log(`    ${date} ${text}`);
  for (const { text } of briefing.ahead) console.log(`    > ${text}`);
};

type Named = [name: string, make: () => Stream | Promise<Stream>];
const streams: readonly Named[] = [
  ['seeds, retold', () => seedStream('seeds, retold', fileURLToPath(new URL('../../seeds/articles', import.meta.url)))],
  ['developments', developmentStream],
  ['happenings', () => happeningStream(600)],
  ...(dataFolder === undefined
    ? []
    : ([
        ['seeds, originals', () => seedStream('seeds, originals', `${dataFolder}/seeds`)],
        ['ECB+', () => realStream(dataFolder ?? '')],
      ] satisfies Named[])),
];

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
const rows: Record<string, Record<string, number | string>> = {};
let failed = false;
for (const [name, make] of streams) {
  if (values.only !== undefined && values.only !== name) continue;
  console.error(`replaying ${name}`);
  const stream = await make();
  const { digests, stories, judged, expected, missed } = await replay(stream, (day, digest, nth) => {
    if (nth <= shown) print(day, digest);
  });
  const repeats = judged.flatMap((each) => each.repeats);
  const unshown = judged.flatMap((each) => each.unshown);
  for (const { day, text, earlier } of repeats)
    console.log(`told twice, ${name}, day ${day + 1}:\n  ${earlier}\n  ${text}`);
  for (const change of unshown) console.log(`named but not shown, ${name}: ${change}`);
  for (const change of missed) console.log(`not named, ${name}, ${change}`);
  failed ||= repeats.length > 0 || unshown.length > 0;
  rows[name] = {
    days,
    articles: sum(stream.days.map((each) => each.length)),
    digests,
    'quiet days': days - digests,
    'stories told': stories,
    'claims told': sum(judged.map((each) => each.claims)),
    'told twice': repeats.length,
    'named changes': sum(judged.map((each) => each.named)),
    'not shown': unshown.length,
    'changes expected': expected,
    'of them named': expected - missed.length,
  };
}
console.table(rows);
if (dataFolder === undefined) console.log('Real news left out: CROSSWIRE_DATA is not set.');
process.exitCode = failed ? 1 : 0;

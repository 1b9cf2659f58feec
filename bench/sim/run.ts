/** One simulation, in the process that is measured: sim.ts starts it from the compiled program. */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { isMet, printTable } from '../table.ts';
import { notesOf, rowsOf } from './report.ts';
import { simulate } from './simulation.ts';

const { values } = parseArgs({
  options: {
    hours: { type: 'string', default: '24' },
    feeds: { type: 'string', default: '6000' },
    hosts: { type: 'string', default: '500' },
    seed: { type: 'string', default: '1' },
    /** Items published; two a feed and day unless given. */
    items: { type: 'string' },
    /** Simulated seconds a real second while requests are under way. */
    pace: { type: 'string', default: '5' },
    /** File into which /metrics goes, before and after. */
    metrics: { type: 'string' },
    /** Articles that stories are made of; as many as without LIVE_ARTICLES. */
    live: { type: 'string', default: '5000' },
  },
});
const [hours, feeds, hosts, seed] = [values.hours, values.feeds, values.hosts, values.seed].map(Number);
/** Ctrl-C: what was simulated so far is told. */
const cut = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => cut.abort());
const settings = {
  hours: hours ?? 24,
  feeds: feeds ?? 6000,
  hosts: hosts ?? 500,
  seed: seed ?? 1,
  items: Number(values.items ?? Math.round(((feeds ?? 6000) * (hours ?? 24)) / 12)),
  pace: Number(values.pace),
  liveArticles: Number(values.live),
  cut: cut.signal,
  progress: (line: string) => console.error(line),
};
const outcome = await simulate(settings);
const rows = rowsOf(settings, outcome);
console.log(printTable(rows));
for (const note of notesOf(outcome)) console.log(note);
if (values.metrics !== undefined)
  writeFileSync(
    values.metrics,
    `# /metrics before the first hour\n\n${outcome.metrics.before}\n# /metrics after hour ${settings.hours}\n\n${outcome.metrics.after}`,
  );
process.exitCode = rows.every(isMet) ? 0 : 1;

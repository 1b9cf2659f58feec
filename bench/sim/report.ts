/** The table of a simulation: what was counted, beside what it must be. */
import type { Measure } from '../table.ts';
import type { Outcome, SimulationSettings } from './simulation.ts';

const hourMs = 3_600_000;
const none = { most: 0 };

/** Intervals end at six hours; a tenth is left to jitter. */
const longestUnreadHours = 6.6;

const share = (part: number, of: number): number => (of === 0 ? Number.NaN : (100 * part) / of);

const sum = (counts: Readonly<Record<string, number>>): number => Object.values(counts).reduce((a, b) => a + b, 0);

const itemRows = ({ account }: Outcome): Measure[] => [
  { what: 'items published in feeds that could be read', value: account.published, unit: '' },
  { what: 'items seen after the first reading of a feed', value: account.expected, unit: '' },
  { what: 'articles stored', value: account.stored, unit: '' },
  { what: 'of these of items that may have been seen in part', value: account.uncertain, unit: '' },
  { what: 'items lost', value: account.lost.count, unit: '', gate: none },
  { what: 'items gone from a feed between two readings', value: account.missed.count, unit: '', gate: none },
  { what: 'items stored twice', value: account.twice.count, unit: '', gate: none },
  { what: 'items of a first reading stored', value: account.old.count, unit: '', gate: none },
  { what: 'articles that nobody published', value: account.unknown.count, unit: '', gate: none },
  {
    what: 'whole texts from the pages of stubs',
    value: share(account.pagesTaken, account.pagesDue),
    unit: '%',
    ...(account.pagesDue > 0 && { gate: { least: 98 } }),
  },
];

const politenessRows = ({ account: { politeness, answered, longestUnreadMs } }: Outcome): Measure[] => [
  { what: 'requests', value: politeness.requests, unit: '' },
  { what: 'of these answered 304', value: share(answered['304'] ?? 0, politeness.requests), unit: '%' },
  {
    what: 'conditional, where validators were known',
    value: share(politeness.conditionalUsed, politeness.conditionalDue),
    unit: '%',
    gate: { least: 100 },
  },
  { what: 'two at once at a host', value: politeness.atOnce, unit: '', gate: none },
  { what: 'the same by way of a redirect', value: politeness.hopsAtOnce, unit: '' },
  { what: 'sooner at a host than a second after the last', value: politeness.tooClose, unit: '', gate: none },
  ...Object.entries(politeness.tooSoon).map(([why, value]) => ({
    what: `too soon: ${why}`,
    value,
    unit: '',
    gate: none,
  })),
  { what: 'without a User-Agent', value: politeness.withoutUserAgent, unit: '', gate: none },
  {
    what: 'longest that a well feed went unread',
    value: longestUnreadMs / hourMs,
    unit: 'h',
    gate: { most: longestUnreadHours },
  },
];

const serviceRows = ({ feeds, told, stories, unread, pagesWaiting, errors }: Outcome): Measure[] => [
  { what: 'feeds active', value: feeds.active, unit: '' },
  { what: 'feeds at rest', value: feeds.resting, unit: '' },
  { what: 'feeds gone', value: feeds.gone, unit: '' },
  { what: 'channels told of feeds at rest, gone or silent', value: told.posts, unit: '' },
  { what: 'the same told twice', value: told.again, unit: '', gate: none },
  { what: 'feeds at rest or gone of which nobody was told', value: told.untold, unit: '', gate: none },
  { what: 'stories at the desk', value: stories, unit: '' },
  { what: 'articles left unread', value: unread, unit: '', gate: none },
  { what: 'pages left waiting', value: pagesWaiting, unit: '', gate: none },
  { what: 'errors logged', value: errors.length, unit: '', gate: none },
];

const loadRows = ({ load }: Outcome): Measure[] => [
  { what: 'memory, median of the first half', value: load.firstHalf, unit: 'MB' },
  { what: 'memory, median of the second half', value: load.secondHalf, unit: 'MB' },
  { what: 'memory at its peak', value: load.peak, unit: 'MB', gate: { most: 300 } },
  {
    what: 'its last quarter beside the third',
    value: load.lastQuarter / load.thirdQuarter,
    unit: 'times',
    gate: { most: 1.05 },
  },
  { what: 'processor time a simulated hour', value: load.processorSeconds, unit: 's' },
  { what: 'of one core, at the real-time rate', value: load.processorSeconds / 36, unit: '%', gate: { most: 50 } },
  { what: 'real time of it all', value: load.realSeconds, unit: 's' },
];

/** @returns rows in the order of the table */
export const rowsOf = (settings: SimulationSettings, outcome: Outcome): readonly Measure[] => [
  { what: 'feeds', value: settings.feeds, unit: '' },
  { what: 'hosts', value: settings.hosts, unit: '' },
  { what: 'hours', value: outcome.hours, unit: '' },
  ...itemRows(outcome),
  ...politenessRows(outcome),
  ...serviceRows(outcome),
  ...loadRows(outcome),
];

const counted = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .sort(([, a], [, b]) => b - a)
    .map(([what, count]) => `${what} ${count}`)
    .join(', ');

/** What stands under the table: outcomes of requests on both sides, and examples of what must not be. */
export const notesOf = ({ account, outcomes, errors }: Outcome): readonly string[] => [
  `The web answered (${sum(account.answered)}): ${counted(account.answered)}`,
  `The service was given (${sum(outcomes)}): ${counted(outcomes)}`,
  ...(['lost', 'missed', 'twice', 'old', 'unknown'] as const).flatMap((what) =>
    account[what].some.map((each) => `${what}: ${each}`),
  ),
  ...[...new Set(errors)].slice(0, 8).map((error) => `error: ${error}`),
];

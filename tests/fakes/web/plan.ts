/** What a simulated web holds: hosts, feeds with their ways and faults, and every item that is ever published. */
import { below, chance, exponential } from './chance.ts';
import { dealFates, type Fate, timesOf } from './fates.ts';

export interface PlanSettings {
  readonly seed: number;
  readonly feeds: number;
  readonly hosts: number;
  /** Milliseconds since the Unix epoch. */
  readonly start: number;
  readonly hours: number;
  /** Items published over the whole time, about. */
  readonly items: number;
}

export interface Item {
  readonly n: number;
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
  readonly host: number;
  /** Which made-up article it carries; items of one text are reprints of one another. */
  readonly text: number;
}

export interface Feed {
  readonly n: number;
  readonly host: number;
  readonly fate: Fate;
  /** When the fate is in force, in milliseconds since the Unix epoch: from the first up to the second. */
  readonly from: number;
  readonly to: number;
  readonly format: 'rss' | 'rss091' | 'rdf' | 'atom' | 'json';
  readonly encoding: 'identity' | 'gzip' | 'br' | 'deflate';
  readonly etag: boolean;
  readonly lastModified: boolean;
  /** Seconds of `Cache-Control: max-age`, minutes of `ttl`; 0 for none. */
  readonly maxAge: number;
  readonly ttl: number;
  /** Carries whole texts; otherwise stubs with pages. */
  readonly full: boolean;
  /** An item has no address of its own otherwise, and a title that nothing else has. */
  readonly links: boolean;
  readonly guids: 'link' | 'tag' | 'number' | 'none';
  readonly dates: boolean;
  /** Adds tracking parameters to its links, others every hour. */
  readonly tracking: boolean;
  /** Items listed at once. */
  readonly window: number;
  /** Oldest first; those before the start are what a feed holds when it is first read. */
  readonly items: readonly Item[];
}

export interface Plan extends PlanSettings {
  readonly end: number;
  readonly list: readonly Feed[];
  /** By number. The first `published` come after the start, in order of time. */
  readonly every: readonly Item[];
  readonly published: number;
  /** Made-up articles that are needed. */
  readonly texts: number;
}

export const hourMs = 3_600_000;
/** No feed publishes more than its list can carry over the six hours for which it may not be asked. */
const mostAnHour = 2.5;
/** Items that were there before the start share this many texts: nobody is to read them. */
const oldTexts = 500;
const reprints = 0.06;
/** Days for which a silent feed has been silent. */
const silentDays = 6;

/** Most feeds publish little and few a lot. */
const weightOf = (seed: number, n: number): number => 1 / (0.03 + chance(seed, n, 5));

/** Instants of a feed: as many before the start as it lists, and all up to the end. */
const instantsOf = (settings: PlanSettings, n: number, fate: Fate, window: number, anHour: number): number[] => {
  const { seed, start, hours } = settings;
  const end = start + hours * hourMs;
  const mean = hourMs / Math.max(anHour, 1 / 100);
  const quiet = fate === 'silent' ? silentDays * 24 * hourMs : 0;
  const before: number[] = [];
  for (let k = 0, at = start - quiet; k < window; k += 1) {
    at -= 1000 + (fate === 'silent' ? hourMs : exponential(mean, seed, n, 6, k));
    before.unshift(at);
  }
  if (fate === 'silent') return before;
  if (fate === 'bursts')
    return [
      ...before,
      ...[0.3, 0.7].flatMap((part) => Array.from({ length: 8 }, (_, k) => start + part * (end - start) + 60_000 * k)),
    ];
  const after: number[] = [];
  for (let k = 0, at = start; ; k += 1) {
    at += 1000 + exponential(mean, seed, n, 7, k);
    if (at >= end) return [...before, ...after];
    after.push(at);
  }
};

const pick = <T>(choices: readonly [T, ...T[]], ...names: readonly number[]): T =>
  choices[below(choices.length, ...names)] ?? choices[0];

/** How a feed is written and served; what a fate needs in order to show is seen to. */
const waysOf = (seed: number, n: number, fate: Fate) => {
  const changes = fate === 'bumped' || fate === 'retitled' || fate === 'renamed' || fate === 'sliding';
  const section = fate === 'section';
  const format = pick(['rss', 'rss', 'rss', 'atom', 'atom', 'json', 'rdf', 'rss091'] as const, seed, n, 10);
  const links = changes || section || format === 'rss091' || format === 'rdf' || chance(seed, n, 11) > 0.04;
  const noGuids = format === 'rss091' || (format === 'rss' && links && !changes && chance(seed, n, 12) < 0.1);
  return {
    format: changes && format === 'rss091' ? ('rss' as const) : format,
    encoding: pick(['gzip', 'gzip', 'br', 'deflate', 'identity'] as const, seed, n, 13),
    etag: chance(seed, n, 14) < 0.7,
    lastModified: chance(seed, n, 15) < 0.6,
    maxAge: chance(seed, n, 16) < 0.3 ? 60 * (5 + below(55, seed, n, 17)) : 0,
    ttl: format === 'rss' && chance(seed, n, 18) < 0.2 ? pick([15, 30, 60, 90], seed, n, 19) : 0,
    full: !links || chance(seed, n, 20) < 0.6,
    links,
    guids:
      noGuids && !changes
        ? ('none' as const)
        : pick(links ? (['link', 'tag', 'number'] as const) : (['tag', 'number'] as const), seed, n, 21),
    dates: changes || format !== 'rss091',
    tracking: chance(seed, n, 22) < 0.1,
    window: 20 + below(11, seed, n, 23),
  };
};

/** The same settings give the same web. */
export const planWeb = (settings: PlanSettings): Plan => {
  const { seed, feeds, hosts, start, hours } = settings;
  const lengthMs = hours * hourMs;
  const fates = dealFates(seed, feeds);
  // A feed without links cannot be told from its section: each would bring its items as its own.
  const wells = fates.flatMap((fate, n) => (fate === 'well' && waysOf(seed, n, fate).links ? [n] : []));
  const mainOf = (n: number): number => wells[below(wells.length, seed, n, 8)] ?? n;
  // Every host has a feed; the rest gather on few.
  const hostOf = (n: number): number => (n < hosts ? n : Math.floor(hosts * chance(seed, n, 9) ** 1.3));
  const publishing = fates.map((fate, n) => (fate === 'section' || fate === 'silent' ? 0 : weightOf(seed, n)));
  const total = publishing.reduce((sum, weight) => sum + weight, 0);

  const raw = fates.map((fate, n) => {
    const ways = waysOf(seed, n, fate);
    const anHour = Math.min(mostAnHour, ((publishing[n] ?? 0) * settings.items) / (total * hours));
    return { n, fate, ways, instants: fate === 'section' ? [] : instantsOf(settings, n, fate, ways.window, anHour) };
  });
  const instants = raw.flatMap(({ n, instants }) => instants.map((at) => ({ feed: n, at })));
  const later = instants.filter(({ at }) => at >= start).sort((a, b) => a.at - b.at || a.feed - b.feed);
  const earlier = instants.filter(({ at }) => at < start);
  const textOf = (n: number): number => {
    if (n >= later.length) return later.length + (n % oldTexts);
    if (n === 0 || chance(seed, n, 24) >= reprints) return n;
    // A reprint carries what came shortly before in another feed, as it came there first.
    const from = textOf(n - 1 - below(Math.min(n, 40), seed, n, 25));
    return later[from]?.feed === later[n]?.feed ? n : from;
  };
  const every = [...later, ...earlier].map(({ feed, at }, n) => ({ n, at, feed, host: hostOf(feed), text: textOf(n) }));
  const own = new Map<number, Item[]>();
  for (const item of every) {
    const list = own.get(item.feed) ?? [];
    own.set(item.feed, list);
    list.push(item);
  }
  const itemsOf = (n: number): Item[] => [...(own.get(n) ?? [])].sort((a, b) => a.at - b.at || a.n - b.n);

  const list = raw.map(({ n, fate, ways }): Feed => {
    const main = fate === 'section' ? mainOf(n) : n;
    const times = timesOf(fate, seed, n, start, lengthMs);
    return { n, fate, ...times, ...ways, host: hostOf(main), items: itemsOf(main) };
  });
  return {
    ...settings,
    end: start + lengthMs,
    list,
    every,
    published: later.length,
    texts: later.length + oldTexts,
  };
};

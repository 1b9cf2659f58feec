/** Wording that every Platform shares, so that one Briefing reads the same everywhere. Pure. */
import type {
  AheadEntry,
  Briefing,
  BriefingSource,
  DifferenceKind,
  Digest,
  DigestEntry,
  Mark,
  NumberedCitation,
  Point,
  Reply,
  Support,
  TimelineEntry,
} from '../src/model.ts';
import { instantLabel } from '../src/schedule.ts';

export { describeSchedule as scheduleLabel, instantLabel, operator } from '../src/schedule.ts';

/** "1 source", "5 sources": English plurals in -s. */
export const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;

/** A sentence for a reader and a screen reader alike: no mark stands without its word. */
export const supportLabel = (support: Support, citations: readonly NumberedCitation[]): string => {
  const sources = new Set(citations.map((citation) => citation.source)).size;
  switch (support) {
    case 'corroborated':
      return count(sources, 'source');
    case 'single':
      return sources === 1 ? 'one source' : 'one voice';
    case 'disputed':
      return 'disputed';
  }
};

const markLabel: Readonly<Record<Mark, string>> = { new: 'New', updated: 'Updated', disputed: 'Disputed' };

export const differenceLabel: Readonly<Record<DifferenceKind, string>> = {
  number: 'How many',
  money: 'How much',
  duration: 'How long',
  date: 'When',
  age: 'What age',
  name: 'Who',
  place: 'Where',
  scope: 'Out of what',
  polarity: 'Whether',
};

/** The outlet, or the title where the outlet is not known. */
export const sourceName = (source: BriefingSource): string => source.publisher ?? source.title;

/**
 * Cuts at a word boundary so that the result, ellipsis included, has at most `limit` UTF-16 code units.
 * For titles and labels alone: a claim is dropped whole, never cut.
 */
export const clip = (text: string, limit: number): string => {
  if (text.length <= limit) return text;
  const head = text.slice(0, Math.max(0, limit - 1));
  const space = head.lastIndexOf(' ');
  const cut = space > limit / 2 ? head.slice(0, space) : head.replace(/[\uD800-\uDBFF]$/u, '');
  return `${cut.trimEnd()}…`;
};

/** "2 June 2025"; the day as written, in no zone of its own. What is no date stands as it is: it came from a source. */
export const dayLabel = (iso: string): string => {
  const day = new Date(iso.slice(0, 10));
  if (Number.isNaN(day.getTime())) return iso;
  return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    day,
  );
};

/**
 * An http(s) address that a reader may be sent to, as URL writes it (printable ASCII); undefined for anything else. One
 * with a user's name in it reads as another site than it leads to ("https://bank.example@evil.example").
 */
export const webUrl = (url: string | undefined): URL | undefined => {
  if (url === undefined || !URL.canParse(url)) return undefined;
  const parsed = new URL(url);
  const web = parsed.protocol === 'https:' || parsed.protocol === 'http:';
  return web && parsed.username === '' && parsed.password === '' ? parsed : undefined;
};

/** "Tue 3 Jun, 08:00 to Wed 4 Jun, 08:00 (Europe/Kyiv)"; undefined where the Digest has no span. */
export const spanLabel = (digest: Digest): string | undefined => {
  if (digest.to === null) return undefined;
  const to = instantLabel(digest.to, digest.zone);
  return digest.from === null
    ? `up to ${to} (${digest.zone})`
    : `${instantLabel(digest.from, digest.zone)} to ${to} (${digest.zone})`;
};

/** When the next Digest comes, in the channel's own time. */
export const nextLabel = (digest: Digest): string | undefined =>
  digest.next === null ? undefined : `Next: ${instantLabel(digest.next, digest.zone)}`;

/** The headings of the thread, in their order. */
export const heading = {
  points: 'Points in full',
  differences: 'Where sources differ',
  updates: 'What changed',
  timeline: 'Timeline',
  ahead: 'Ahead',
  sources: 'Sources',
} as const;

/** The card's last line, when a thread follows. */
export const threadLine = 'Points in full, with links, in the thread';

/** What stands in place of the points when there are none. */
export const noPointsLine = 'No source here reports on this yet.';

/** "Read as: prisoners, Umerov": the words by which those misspelt in a question were read; undefined where none was. */
export const readAsLine = ({ readAs = [] }: Reply): string | undefined =>
  readAs.length === 0 ? undefined : `Read as: ${readAs.join(', ')}`;

/** Above the nearest passage, where no source answers a question. */
export const nearestLine = 'The nearest that they do say:';

/** What stands in place of a Digest's entries when there are none: since when, and how much was read to find nothing. */
export const nothingNewLine = ({ from, zone, watch }: Digest): string => {
  const since = from === null ? 'Nothing new' : `Nothing new since ${instantLabel(from, zone)}`;
  if (watch === undefined) return `${since}.`;
  return `${since}; ${count(watch.sources, 'source')} read, ${count(watch.articles, 'article')}.`;
};

/** Beside the span of a Digest that comes well after its end; undefined for one on time. */
export const lateLabel = ({ late }: Digest): string | undefined => (late === undefined ? undefined : 'posted late');

/** Sources named as failing; the rest are counted. */
const failingShown = 3;

/** "Could not be read: The Example Post, Example Radio and 2 more."; undefined where every source could. */
export const failingLine = ({ watch }: Digest): string | undefined => {
  const failing = watch?.failing ?? [];
  if (failing.length === 0) return undefined;
  const named = failing.slice(0, failingShown).map((title) => clip(title, 80));
  const more = failing.length > failingShown ? ` and ${failing.length - failingShown} more` : '';
  return `Could not be read: ${named.join(', ')}${more}.`;
};

/** "5 sources · as of 2 June 2025"; undefined for a Briefing without sources. */
export const contextLine = (briefing: Briefing): string | undefined => {
  if (briefing.sources.length === 0) return undefined;
  const sources = count(briefing.sources.length, 'source');
  return briefing.asOf === null ? sources : `${sources} · as of ${dayLabel(briefing.asOf)}`;
};

/** Who says a point, where its own words do not name them; undefined where they do, or nobody is known. */
const unnamedSpeaker = ({ speaker, text }: Point): string | undefined =>
  speaker === undefined || text.toLowerCase().includes(speaker.toLowerCase()) ? undefined : speaker;

/** "said by the harbour master · one source": who says a point, and how well it stands. */
export const attributionLabel = (point: Point): string => {
  const support = supportLabel(point.support, point.citations);
  const speaker = unnamedSpeaker(point);
  return speaker === undefined ? support : `said by ${speaker} · ${support}`;
};

/** "Sources differ on 2 things: length of the talks; number of bodies"; undefined where they do not. */
export const differencesLine = (briefing: Briefing): string | undefined =>
  briefing.differences.length === 0
    ? undefined
    : `Sources differ on ${count(briefing.differences.length, 'thing')}: ${briefing.differences.map(({ about }) => about).join('; ')}`;

/** "2 June 2025", "June 2025" or "2025": as precise as the source is, in no zone of its own. */
export const timelineLabel = (entry: Pick<TimelineEntry, 'date' | 'precision'>): string => {
  if (entry.precision === 'day') return dayLabel(entry.date);
  return new Intl.DateTimeFormat('en-GB', {
    year: 'numeric',
    ...(entry.precision === 'month' ? { month: 'long' } : {}),
    timeZone: 'UTC',
  }).format(new Date(entry.date.slice(0, 10)));
};

/** "20 June 2025: A vote is due.", or the sentence alone where no date is given. */
export const aheadLabel = (entry: AheadEntry): string =>
  entry.date === undefined ? entry.text : `${dayLabel(entry.date)}: ${entry.text}`;

/** How each figure of something that changed is led in, oldest first. */
export const changeLabel = (index: number, of: number): string =>
  index === of - 1 ? 'now' : index === 0 ? 'first' : 'then';

/** Sources named beside an entry of a Digest's card; the thread names them all. */
export const entrySourcesShown = 5;

/** "And 3 more."; undefined where all stand there. */
export const moreLabel = (left: number): string | undefined => (left > 0 ? `And ${left} more.` : undefined);

/** "New", "Updated: 3 million, now 4.5 million", "Disputed". */
export const entryMark = (entry: DigestEntry): string =>
  entry.change === undefined ? markLabel[entry.mark] : `${markLabel[entry.mark]}: ${entry.change}`;

/** "page 2 of 3"; nothing where there is one alone. */
export const pageLabel = (page: number, pages: number): string | undefined =>
  pages < 2 ? undefined : `page ${page} of ${pages}`;

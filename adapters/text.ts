/** Wording that every Platform shares, so that one Briefing reads the same everywhere. Pure. */
import type { BriefingSource, DifferenceKind, Digest, Mark, NumberedCitation, Support } from '../src/model.ts';

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

export const markLabel: Readonly<Record<Mark, string>> = { new: 'New', updated: 'Updated', disputed: 'Disputed' };

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

/** "2 June 2025"; the day as written, in no zone of its own. Undefined in, undefined out. */
export const dayLabel = (iso: string): string =>
  new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(iso.slice(0, 10)),
  );

const instantLabel = (iso: string, zone: string): string =>
  new Intl.DateTimeFormat('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: zone,
  }).format(new Date(iso));

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

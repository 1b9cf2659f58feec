/** The numbers behind a point, each a link to the very passage. */
import type { BriefingSource, NumberedCitation } from '../../../src/model.ts';
import type { Linker } from '../../../src/ports.ts';
import { link } from './mrkdwn.ts';

/** Where each citation of one Briefing goes. */
export type Place = (citation: NumberedCitation) => string | undefined;

export const placeIn = (sources: readonly BriefingSource[], linker: Linker): Place => {
  const urls = new Map(sources.map((source) => [source.n, source.url]));
  return (citation) => linker(citation, urls.get(citation.source));
};

/** One mark a passage, "[2]"; the first `linked` of them are links. */
const marks = (citations: readonly NumberedCitation[], place: Place, linked: number): string => {
  const seen = new Set<string>();
  const shown: string[] = [];
  for (const citation of citations) {
    const url = shown.length < linked ? place(citation) : undefined;
    const key = `${citation.source} ${url ?? ''}`;
    if (seen.has(key)) continue;
    seen.add(key);
    shown.push(link(url, `[${citation.source}]`));
  }
  return shown.join(' ');
};

/** The numbers alone, each source once: for the card. */
export const numbers = (sources: Iterable<number>): string => [...new Set(sources)].map((n) => `[${n}]`).join(' ');

/**
 * Puts text and its marks together within `limit`: where addresses are too long for all to be links, the later numbers
 * stand without one (the list of sources has it). Undefined when not even that fits: a point is never cut from its citation.
 */
export const cited = (
  text: string,
  citations: readonly NumberedCitation[],
  place: Place,
  limit: number,
): string | undefined => {
  for (let linked = citations.length; linked >= 0; linked -= 1) {
    const whole = `${text} ${marks(citations, place, linked)}`.trim();
    if (whole.length <= limit) return whole;
    // A long list would be tried many times over: halve first, then go one by one.
    if (linked > 32) linked = Math.ceil(linked / 2);
  }
  const bare = `${text} ${numbers(citations.map(({ source }) => source))}`.trim();
  return bare.length <= limit ? bare : undefined;
};

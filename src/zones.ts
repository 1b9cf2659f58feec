/**
 * Time zones, as people write them: IANA names, cities, abbreviations of the trade. What zones.json holds is what no
 * runtime lists: abbreviations (their summer and winter forms mean the place, which keeps both), those that mean several
 * places, and names that are no city's.
 */
import { z } from 'zod';
import data from './zones.json' with { type: 'json' };

const isZone = (name: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
};

const zone = z.string().refine(isZone, 'is no time zone');
const abbreviation = z.string().regex(/^[A-Z]{2,4}$/u);
const zones = z
  .strictObject({
    abbreviations: z.record(abbreviation, zone),
    ambiguous: z.record(abbreviation, z.array(zone).min(2)),
    names: z.record(z.string().regex(/^[a-z]+(?: [a-z]+)*$/u), zone),
  })
  .parse(data);

const abbreviations = new Map(Object.entries(zones.abbreviations));
const ambiguous = new Map(Object.entries(zones.ambiguous));
const names = new Map(Object.entries(zones.names));

/** Cities by their folded name: the last part of each IANA zone that the runtime lists. */
const cities: ReadonlyMap<string, string> = new Map(
  Intl.supportedValuesOf('timeZone').map((name) => [
    (name.split('/').at(-1) ?? name).replaceAll('_', ' ').toLowerCase(),
    name,
  ]),
);

/** Where zones were renamed. */
const areas = ['Africa', 'America', 'Asia', 'Atlantic', 'Europe', 'Pacific'];
/** "Ho Chi Minh": no renamed one has more words. */
const longestRenamed = 3;

const capitalised = (text: string): string =>
  text.toLowerCase().replaceAll(/(?<![\p{L}'])\p{L}/gu, (letter) => letter.toUpperCase());

/** The runtime lists some zones by an old name alone (Kiev, Katmandu) but knows the new one when asked. */
const zoneOfCity = (city: string): string | undefined => {
  const listed = cities.get(city.toLowerCase());
  if (listed !== undefined || city.split(' ').length > longestRenamed) return listed;
  const name = capitalised(city).replaceAll(' ', '_');
  return areas.map((area) => `${area}/${name}`).find(isZone);
};

/** An offset is the same in summer and winter: a schedule kept by it is an hour out for half the year. */
export const isOffset = (word: string): boolean => /^(?:utc|gmt)?[+-]\d{1,2}(?::?\d{2})?$/iu.test(word);

/** How sure it is that a zone is named: it was said to be one; it stands right after a time of day; it may be any word. */
export type Certainty = 'said' | 'after time' | 'any word';

const isMeant = (abbreviation: string, certainty: Certainty): boolean =>
  certainty !== 'any word' || abbreviation === abbreviation.toUpperCase();

/** The zones that an abbreviation may mean, where it means several. */
export const zonesMeant = (text: string, certainty: Certainty): readonly string[] =>
  isMeant(text, certainty) ? (ambiguous.get(text.toUpperCase()) ?? []) : [];

/**
 * An IANA name in any case, a zone's own city ("Kyiv", "new york"), or an abbreviation that means one place ("ET", "CEST");
 * undefined when there is no such zone, or more than one. The less certain, the fewer words are taken for one: "Geneva"
 * may begin the title of a topic.
 */
export const readZone = (text: string, certainty: Certainty = 'said'): string | undefined => {
  if (!text.includes('/')) {
    const meant = isMeant(text, certainty) ? abbreviations.get(text.toUpperCase()) : undefined;
    const name = certainty === 'said' || / time$/iu.test(text) ? names.get(text.toLowerCase()) : undefined;
    return meant ?? name ?? (/^[\p{L} '-]+$/u.test(text) ? zoneOfCity(text) : undefined);
  }
  const name = capitalised(text).replaceAll(' ', '_');
  // Offsets such as "+01:00" are zones to the runtime too, but keep no daylight saving time: none to live by.
  return /^\p{L}+\/[\p{L}_/-]+$/u.test(name) && isZone(name) ? name : undefined;
};

/** Which house an article speaks for: by its publisher's name, else by the site of its address. */
import type { Article, House } from '../../model.ts';
import { foldName } from '../names/fold.ts';

/** The house's name; undefined for an article of none. */
export type HouseOf = (article: Pick<Article, 'publisher' | 'url'>) => string | undefined;

/** "The Example Post" and "example post" are one name. */
export const foldPublisher = (publisher: string): string => foldName(publisher).replace(/^the /u, '');

/** Where an outlet signs with its host: "www.example.org". */
const hostIn = (text: string): string | undefined =>
  /^(?:www\.)?([a-z\d-]+(?:\.[a-z\d-]+)+)$/u.exec(text.trim().toLowerCase())?.[1];

const hostOf = (url: string): string | undefined => (URL.canParse(url) ? hostIn(new URL(url).hostname) : undefined);

/** A publisher's name goes before the address: what a paper prints of an agency under its name is the agency's. */
export const housesIn = (houses: readonly House[]): HouseOf => {
  const byName = new Map<string, string>();
  const bySite = new Map<string, string>();
  for (const { name, names, sites } of houses) {
    for (const each of [name, ...names]) byName.set(foldPublisher(each), name);
    for (const site of sites) bySite.set(site, name);
  }
  /** The site itself or one above it: "news.example.org" is of "example.org". */
  const ofHost = (host: string | undefined): string | undefined => {
    for (let at: string | undefined = host; at?.includes('.') === true; at = at.slice(at.indexOf('.') + 1)) {
      const house = bySite.get(at);
      if (house !== undefined) return house;
    }
    return undefined;
  };
  return ({ publisher, url }) =>
    (publisher === null ? undefined : (byName.get(foldPublisher(publisher)) ?? ofHost(hostIn(publisher)))) ??
    (url === null ? undefined : ofHost(hostOf(url)));
};

/** The outlet's name out of its feed's title: "World news | The Example Post" is by The Example Post. Pure. */
import { z } from 'zod';
import data from './sections.json' with { type: 'json' };

const sections = new Set(z.object({ parts: z.array(z.string().min(1)) }).parse(data).parts);

const isSection = (part: string): boolean => sections.has(part.trim().toLowerCase());

const lettersOf = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');

/** Colons, arrows and bars part a section from the outlet; so does a dash with blanks round it. */
const parts = (title: string): readonly string[] =>
  title.split(/\s*[|»›>•·]\s*|\s+[-–—]\s+|:\s+/u).filter((part) => part.trim() !== '');

/** "nyt" of nytimes.com, "bbc news" of bbc.co.uk, "the example post" of examplepost.com. */
const fits = (part: string, host: string): boolean => {
  const letters = lettersOf(part);
  const article = lettersOf(part.replace(/^the\s+/iu, ''));
  const first = lettersOf(part.split(/\s+/u)[0] ?? '');
  return (
    (article.length > 2 && host.includes(article)) ||
    (letters.length > 2 && host.includes(letters)) ||
    (first.length > 2 && first !== 'the' && host.startsWith(first))
  );
};

/**
 * @param title the feed's
 * @param address of the site or the feed: the part of the title that the host's name holds is the outlet
 * @returns the outlet's name; the host where the feed has no title, or one that tells of no outlet. Null for an address that is none.
 */
export const publisherOf = (title: string | null, address: string): string | null => {
  if (!URL.canParse(address)) return title;
  const host = new URL(address).hostname.replace(/^(?:www|feeds?|rss|api|news)\d?\./u, '');
  if (title === null) return host;
  const found = parts(title).filter((part) => !isSection(part));
  const [only] = found;
  if (only === undefined) return host;
  if (found.length < 2) return only;
  const name = lettersOf(host);
  return found.find((part) => fits(part, name)) ?? title;
};

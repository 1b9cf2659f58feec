/** Addresses within a feed: relative ones count from xml:base, else from where the feed was read. Pure. */
import type { Headers } from '../../ports.ts';
import { LONGEST_URL } from '../metadata.ts';

/** What is not http or https, what does not resolve, and what is longer than anyone follows, is no link. */
export const resolved = (link: string | undefined, base: string): string | null => {
  const text = link?.trim() ?? '';
  if (text === '' || text.length > LONGEST_URL || !URL.canParse(text, base)) return null;
  const url = new URL(text, base);
  return url.href.length <= LONGEST_URL &&
    (url.protocol === 'http:' || url.protocol === 'https:') &&
    url.username === '' &&
    url.password === ''
    ? url.href
    : null;
};

/** `Content-Location` (RFC 9110, 8.7) names the document that was given; it may itself be relative. */
export const baseOf = (headers: Headers, url: string): string => resolved(headers['content-location'], url) ?? url;

/** xml:base within xml:base: each counts from the one round it. */
export const within = (base: string, ...inner: readonly (string | undefined)[]): string =>
  inner.reduce<string>((outer, next) => resolved(next, outer) ?? outer, base);

/** An id that is written as a path counts from the base; any other stays as it is, to the letter. */
export const resolvedId = (id: string | undefined, base: string): string | null => {
  const text = id?.trim() ?? '';
  if (text === '') return null;
  return /^\.{0,2}\//u.test(text) ? (resolved(text, base) ?? text) : text;
};

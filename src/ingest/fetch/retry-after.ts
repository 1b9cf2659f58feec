/** `Retry-After` as milliseconds from now: a number of seconds, or a date (RFC 9110, 10.2.3). Pure. */

/** A site that wants to be left alone for longer is asked again after this. */
const LONGEST_MS = 24 * 60 * 60 * 1000;

export const retryAfterOf = (value: string | undefined, now: number): number | undefined => {
  const text = value?.trim() ?? '';
  if (/^\d{1,10}$/u.test(text)) return Math.min(Number(text) * 1000, LONGEST_MS);
  if (!/^[A-Za-z]{3,9},? \d{2}[ -][A-Za-z]{3}[ -]\d{2,4} \d{2}:\d{2}:\d{2} GMT$/u.test(text)) return undefined;
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : Math.min(Math.max(0, at - now), LONGEST_MS);
};

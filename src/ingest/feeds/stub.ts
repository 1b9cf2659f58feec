/** Does a feed carry an item's full text, or a stub that points to its page? Pure. */
import { z } from 'zod';
import data from './stubs.json' with { type: 'json' };

const words = z.array(z.string().min(1)).min(1);
const { ends, appendices, asides, lines } = z
  .object({ ends: words, appendices: words, asides: words, lines: words })
  .parse(data);

/** A news report in full is longer; a teaser hardly ever is. Characters. */
const FULL = 1_500;
/** Shorter reports come in paragraphs; teasers in one or two. */
const SHORT_REPORT = { characters: 700, paragraphs: 4 };

const bare = (paragraph: string): string => paragraph.toLowerCase().replace(/[\s→»›>&:]+$/u, '');

const isAppendix = (paragraph: string): boolean => {
  const text = bare(paragraph);
  return lines.includes(text) || (text.length < 200 && appendices.some((start) => text.startsWith(start)));
};

const breaksOff = (paragraph: string | undefined): boolean =>
  paragraph !== undefined && ends.some((end) => bare(paragraph).endsWith(end));

/** Without what the feed's maker adds below: "The post ... appeared first on ...". */
export const withoutAppendices = (paragraphs: readonly string[]): readonly string[] => {
  let end = paragraphs.length;
  while (end > 0 && isAppendix(paragraphs[end - 1] ?? '')) end -= 1;
  return paragraphs.slice(0, end);
};

const SHORT_LINE = 200;

/** Also without what a newsletter asks of its readers in between. */
export const withoutAsides = (paragraphs: readonly string[]): readonly string[] =>
  withoutAppendices(paragraphs).filter(
    (paragraph) => paragraph.length >= SHORT_LINE || !asides.some((start) => bare(paragraph).startsWith(start)),
  );

export const isWhole = (paragraphs: readonly string[]): boolean => {
  const report = withoutAppendices(paragraphs);
  const length = report.join('\n\n').length;
  if (breaksOff(report.at(-1)) || paragraphs.slice(report.length).some(breaksOff)) return false;
  return length >= FULL || (length >= SHORT_REPORT.characters && report.length >= SHORT_REPORT.paragraphs);
};

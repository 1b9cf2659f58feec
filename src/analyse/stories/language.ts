/** Which articles are briefed: those in the language that the reading understands. The others are kept and listed. */
import type { ReadArticle } from '../read.ts';

export const briefed = 'en';

/** A text too short to tell is taken for one of ours. */
export const isBriefed = ({ language }: Pick<ReadArticle, 'language'>): boolean =>
  language === briefed || language === 'und';

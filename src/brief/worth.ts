/** What a statement is worth telling for, before anyone asks how many others say it too. */
import { z } from 'zod';
import type { Statement } from '../model.ts';
import data from './commentary.json' with { type: 'json' };
import { once } from './once.ts';

const { phrases } = z.object({ phrases: z.array(z.string().min(1)) }).parse(data);
const commentary = new RegExp(`\\b(?:${phrases.map((phrase) => phrase.replaceAll(' ', '\\s+')).join('|')})\\b`, 'iu');

/** The author muses or turns to the reader; what somebody is quoted as saying is a report. */
export const isCommentary = once(({ text, speaker }: Statement): boolean => speaker === null && commentary.test(text));

/** Names, figures and dates make a report; this many make a full one. */
const fullReport = 4;
const leastWorth = 0.4;

/** Mostly somebody's own words: a reader wants what was done before how it was put. */
const quoted = /[“"][^”"]*[”"]/gu;
const mostQuoted = 0.5;
const quotationWorth = 0.6;

export const isMostlyQuoted = ({ text }: Statement): boolean =>
  (text.match(quoted) ?? []).reduce((sum, quotation) => sum + quotation.length, 0) > mostQuoted * text.length;

/** 0 to 1. */
export const worthTelling = once((statement: Statement): number => {
  const names = new Set(statement.names.map((name) => name.entity)).size;
  const facts = names + statement.quantities.length + statement.dates.length + (statement.speaker === null ? 0 : 1);
  const worth = leastWorth + (1 - leastWorth) * Math.min(1, facts / fullReport);
  return isMostlyQuoted(statement) ? worth * quotationWorth : worth;
});

/** Nobody, nowhere, no figure, no day, and nothing that happened: a mood. */
export const isVague = ({ names, quantities, dates, speaker, tense }: Statement): boolean =>
  tense === 'ongoing' && speaker === null && names.length === 0 && quantities.length === 0 && dates.length === 0;

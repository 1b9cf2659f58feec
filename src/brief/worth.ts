/** What a statement is worth telling for, before anyone asks how many others say it too. */
import { z } from 'zod';
import type { Statement } from '../model.ts';
import data from './commentary.json' with { type: 'json' };

const { phrases } = z.object({ phrases: z.array(z.string().min(1)) }).parse(data);
const commentary = new RegExp(`\\b(?:${phrases.map((phrase) => phrase.replaceAll(' ', '\\s+')).join('|')})\\b`, 'iu');

/** Names, figures and dates make a report; this many make a full one. */
const fullReport = 4;
const leastWorth = 0.4;
const commentaryWorth = 0.25;

/** 0 to 1. A sentence of an author's own musing is worth little however often its words are used elsewhere. */
export const worthTelling = (statement: Statement): number => {
  if (commentary.test(statement.text)) return commentaryWorth;
  const names = new Set(statement.names.map((name) => name.entity)).size;
  const facts = names + statement.quantities.length + statement.dates.length + (statement.speaker === null ? 0 : 1);
  return leastWorth + (1 - leastWorth) * Math.min(1, facts / fullReport);
};

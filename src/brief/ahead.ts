/** What the articles say is still to come: planned, scheduled, awaited. */
import type { AheadEntry, Statement } from '../model.ts';
import { createAgain } from './again.ts';
import type { Candidate } from './candidates.ts';
import { voicesIn } from './candidates.ts';
import { once } from './once.ts';
import { alone, readsAlone, wordingOf } from './passages.ts';
import type { SourceList } from './sources.ts';
import { onlyDate } from './timeline.ts';

const mostEntries = 6;
/** More are never told of, whatever they say. */
const mostLookedAt = 60;

const quoted = /[“"][^”"]*[”"]/gu;
/** What hangs on a condition or is only thought possible is not ahead. */
const conditional =
  /\b(?:(?:not|un) ?(?:yet )?(?:known|clear|certain)|if|unless|could|may|might|whether|should|provided that|in case)\b/iu;
/** What somebody wants of others is not ahead either. */
const wanted =
  /\b(?:demand(?:s|ed|ing)?|ask(?:s|ed|ing)? (?:for|that)|urg(?:es?|ed|ing)|call(?:s|ed|ing)? (?:for|on)|want(?:s|ed|ing)?|appeal(?:s|ed)?|insist(?:s|ed)?|threaten(?:s|ed)?|warn(?:s|ed)?|hop(?:es?|ed|ing|eful)|fear(?:s|ed|ing)?|wish(?:es|ed)?)\b/iu;

/** Said to come in so many words; the analysis may take "the first to be held" for what is ahead. */
const toCome =
  /\b(?:will|shall|would|plans?|planned|planning|scheduled|due|expected|awaited|awaiting|prepar\p{L}+|set to|going to|(?:is|are) to|next|upcoming|tomorrow|later this|means to|intends? to|sometime)\b/iu;
/** "will not satisfy anybody", "would have waited": what will not be is no event. */
const neverToCome = /\b(?:will|would|shall) (?:not|never)\b|\bwon['’]t\b|\bwould have\b/iu;

const isAhead = once((statement: Statement): boolean => {
  const { text, tense, stance } = statement;
  if (!readsAlone(statement) || tense !== 'ahead' || (stance !== 'asserts' && stance !== 'plans')) return false;
  const own = text.replace(quoted, ' ');
  return (
    !conditional.test(own.replace(/\bmay\b(?= \d)|(?<=\b(?:in|on|of|by|until|since) )may\b/giu, ' ')) &&
    !wanted.test(own) &&
    toCome.test(own) &&
    !neverToCome.test(own)
  );
});

/** The day, where it is settled and the statement names no other date. */
const dayOf = (statement: Statement): string | undefined => {
  const when = onlyDate(statement);
  return when?.date.precision === 'day' ? when.iso : undefined;
};

/** Best supported first, each thing once. What is a point already is told again only where its day can be shown. */
export const lookAhead = (
  candidates: readonly Candidate[],
  chosen: readonly Candidate[],
  sources: SourceList,
): AheadEntry[] => {
  const posted = new Set(chosen.flatMap(({ passage }) => passage.map(({ id }) => id)));
  const due = candidates
    .filter(({ statement }) => isAhead(statement) && (!posted.has(statement.id) || dayOf(statement) !== undefined))
    .sort(
      (a, b) =>
        voicesIn(b.claim) - voicesIn(a.claim) ||
        b.relevance - a.relevance ||
        (a.statement.id < b.statement.id ? -1 : 1),
    )
    .slice(0, mostLookedAt);
  const alike = due.map((candidate): Candidate => {
    const passage = alone(candidate.statement);
    return { ...candidate, passage, wording: wordingOf(passage) };
  });
  const again = createAgain([...chosen, ...alike], true);
  const told: Candidate[] = [];
  const entries: AheadEntry[] = [];
  for (const each of alike) {
    if (entries.length === mostEntries) break;
    const { statement, wording } = each;
    const date = dayOf(statement);
    if (again.tells(date === undefined ? [...chosen, ...told] : told, each)) continue;
    told.push(each);
    entries.push({
      ...(date !== undefined && { date }),
      text: wording,
      citations: [sources.number(statement.citation)],
    });
  }
  return entries;
};

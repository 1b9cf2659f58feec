/** Whether the one whom a question names as the doer does it in a statement, too: "did Norland win?" */
import { z } from 'zod';
import type { NameMention, Span, Statement } from '../model.ts';
import data from './asking.json' with { type: 'json' };
import type { Known } from './coverage.ts';
import { isNamed } from './coverage.ts';
import type { Language } from './language.ts';
import { baseOf, stemsAt } from './meanings.ts';
import type { Question } from './question.ts';

const { hedges } = z
  .object({
    /** Words before a verb by which it is wished, feared or supposed, not told. */
    hedges: z.array(z.string().min(1)),
  })
  .parse(data);
const hedged = new RegExp(`\\b(?:${hedges.join('|')})\\b[^.;:]*$`, 'iu');
/** Characters before a verb in which a word makes it a supposition. */
const reach = 60;

/** Where a statement tells of what the question says was done. */
const deedsIn = (question: Question, { text }: Statement, language: Language): Span[] => {
  const { deed } = question;
  if (deed === undefined) return [];
  const { exact, near } = deed.meaning;
  return stemsAt(text, language).filter(({ stem }) =>
    [stem, baseOf(stem)].some((each) => exact.has(each) || near.has(each) || exact.has(language.concept(each))),
  );
};

/** "would apologise", "expects Britain to apologise": nothing that has happened. */
const isSupposed = (deeds: readonly Span[], { text }: Statement): boolean =>
  deeds.every(({ start }) => hedged.test(text.slice(Math.max(0, start - reach), start)));

const isBearer = ({ entity }: NameMention, folded: string, known: Known): boolean =>
  known.get(folded)?.has(entity) === true;

/**
 * False where somebody else does it: the name next before the verb is another's, and the one asked about stands neither
 * before that nor behind "by".
 */
export const doesIt = (question: Question, statement: Statement, known: Known, language: Language): boolean => {
  const { subject } = question;
  if (subject === undefined) return true;
  const deeds = deedsIn(question, statement, language);
  const own = statement.names.filter((name) => isBearer(name, subject.folded, known));
  if (deeds.length === 0 || own.length === 0) return true;
  return deeds.some(({ start, end }) => {
    const before = statement.names.filter(
      (name) => name.end <= start && !/[,;]\s/u.test(statement.text.slice(name.end, start)),
    );
    const doer = before[0];
    if (doer === undefined) return true;
    return (
      before.some((name) => isBearer(name, subject.folded, known)) ||
      own.some((name) => name.start >= end && /\bby (?:the |\p{L}+ of )*$/u.test(statement.text.slice(end, name.start)))
    );
  });
};

const opensWithPronoun = /^["“‘']?(?:he|she|it|they)\b/iu;

/** Whether some sentence tells, of the one asked about, that it was done or was not. */
export const tellsWhether = (
  question: Question,
  passage: readonly Statement[],
  known: Known,
  language: Language,
): boolean => {
  const { subject, tense } = question;
  const telling = passage.filter((each) => deedsIn(question, each, language).length > 0);
  if (telling.length === 0) return true;
  return telling.some(
    (each) =>
      (tense !== 'happened' || !isSupposed(deedsIn(question, each, language), each)) &&
      doesIt(question, each, known, language) &&
      (subject === undefined || isNamed(subject, known, each) || opensWithPronoun.test(each.text)),
  );
};

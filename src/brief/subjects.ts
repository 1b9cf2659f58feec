/** Whether the one whom a question names as the doer does it in a statement, too: "did Norland win?" */
import { z } from 'zod';
import type { NameMention, Span, Statement } from '../model.ts';
import data from './asking.json' with { type: 'json' };
import type { Known } from './coverage.ts';
import { isNamed } from './coverage.ts';
import type { Language } from './language.ts';
import { baseOf, stemsAt } from './meanings.ts';
import type { Question } from './question.ts';

const { hedges, realised } = z
  .object({
    /** Words before a verb by which it is wished, feared or supposed, not told. */
    hedges: z.array(z.string().min(1)),
    /** Verbs before an infinitive that tell that it came to be: "was made to apologise". */
    realised: z.array(z.string().min(1)),
  })
  .parse(data);
const hedged = new RegExp(`\\b(?:${hedges.join('|')})\\b[^.;:]*$`, 'iu');
const infinitive = /\bto (?:\p{L}+ly )?$/iu;
const cameToBe = new RegExp(`\\b(?:${realised.join('|')}) to (?:\\p{L}+ly )?$`, 'iu');
/** Characters before a verb in which a word makes it a supposition. */
const reach = 110;

/** Where a statement tells of what the question says was done. */
const deedsIn = (question: Question, { text }: Statement, language: Language): (Span & { stem: string })[] => {
  const { deed } = question;
  if (deed === undefined) return [];
  const { exact, near } = deed.meaning;
  return stemsAt(text, language).filter(({ stem }) =>
    [stem, baseOf(stem)].some((each) => exact.has(each) || near.has(each) || exact.has(language.concept(each))),
  );
};

/** "would apologise", "expects Britain to apologise": nothing that has happened. */
const isSupposed = (deeds: readonly Span[], { text }: Statement): boolean =>
  deeds.every(({ start }) => {
    const before = text.slice(Math.max(0, start - reach), start);
    return hedged.test(before) || (infinitive.test(before) && !cameToBe.test(before));
  });

const isBearer = ({ entity }: NameMention, folded: string, known: Known): boolean =>
  known.get(folded)?.has(entity) === true;

const passive = /\b(?:is|are|was|were|be|been|being|get|gets|got)\s+(?:\p{L}+\s+){0,2}$/iu;
const agent = /\bby (?:\p{L}[\p{L}-]* )*$/u;
/** Characters between "by" and the name of whom it was done by. */
const agentReach = 80;
/** "in Elsa", "of Elsa": where, or whose, but not who. */
const governed =
  /\b(?:in|at|of|from|near|to|on|for|with|against|through|after|before|over|via|under|between)\s+(?:the\s+)?$/iu;

/** The names that stand as doer of something: before it, or behind "by". */
const doersOf = ({ start, end }: Span, names: readonly NameMention[], text: string): NameMention[] => {
  const isPassive = !/ing$/iu.test(text.slice(start, end)) && passive.test(text.slice(Math.max(0, start - 30), start));
  return names.filter((name) =>
    name.start >= end
      ? agent.test(text.slice(Math.max(end, name.start - agentReach), name.start))
      : !isPassive && name.end <= start && !governed.test(text.slice(Math.max(0, name.start - 14), name.start)),
  );
};

/** Another clause, of something else. */
const relative = /\b(?:which|that|and|but|when|while|as|after|before|at|in|on)\b/iu;

/** False where the one asked about is named, but not as the doer. */
export const doesIt = (question: Question, statement: Statement, known: Known, language: Language): boolean => {
  const { subject } = question;
  if (subject === undefined) return true;
  const own = statement.names.filter((name) => isBearer(name, subject.folded, known));
  const deeds = deedsIn(question, statement, language);
  if (deeds.length === 0 || own.length === 0) return true;
  return deeds.some((deed) => doersOf(deed, own, statement.text).length > 0);
};

/** "Who won": some name stands as the winner. Asked of what was done to somebody, any name will do. */
export const hasDoer = (question: Question, statement: Statement, language: Language): boolean => {
  const { asksDoer, deed } = question;
  if (!asksDoer || deed === undefined) return true;
  const { text, names, quantities } = statement;
  const people = quantities.filter(({ unit }) => unit === 'person');
  // Whoever "was killed" has died: another verb may tell it from the other side.
  const deeds = deedsIn(question, statement, language).filter(({ stem }) =>
    [stem, baseOf(stem), language.concept(stem)].some((each) => deed.meaning.exact.has(each)),
  );
  return (
    deeds.length === 0 ||
    deeds.some(
      (each) =>
        doersOf(each, names, text).length > 0 ||
        people.some(({ end }) => end <= each.start && !relative.test(text.slice(end, each.start))),
    )
  );
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

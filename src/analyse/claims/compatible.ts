/** What forbids two statements to be one claim, however alike their words: figures, dates, denial, mood, speakers, roles. */
import { z } from 'zod';
import type { DateMention, Quantity, Stance, Tense } from '../../model.ts';
import { disjoint as apart, intervalOf } from '../quantities/interval.ts';
import type { Features, Measure } from './features.ts';
import data from './opposites.json' with { type: 'json' };

/** Whether both figures can be right of one thing. */
const figuresAgree = (a: Quantity, b: Quantity): boolean => !apart(intervalOf(a), intervalOf(b));

const overlap = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean => {
  for (const item of a) if (b.has(item)) return true;
  return false;
};

const sameKind = (a: Measure, b: Measure): boolean =>
  a.quantity.unit === b.quantity.unit && (a.quantity.unit !== null || overlap(a.context, b.context));

/** The figures agree and are said of the same thing, in the same scope. */
export const sameMeasure = (a: Measure, b: Measure): boolean =>
  sameKind(a, b) &&
  figuresAgree(a.quantity, b.quantity) &&
  (a.quantity.scope === null || b.quantity.scope === null || a.quantity.scope === b.quantity.scope) &&
  (a.context.size === 0 || b.context.size === 0 || overlap(a.context, b.context));

/** Every figure of one side has its own match on the other, among those of its kind. */
const contained = (few: readonly Measure[], many: readonly Measure[]): boolean => {
  const free = new Set(many);
  return few.every((measure) => {
    const match = [...free].find((other) => sameMeasure(measure, other));
    if (match !== undefined) free.delete(match);
    return match !== undefined;
  });
};

const mostMeasures = 12;

const measuresAgree = (a: readonly Measure[], b: readonly Measure[]): boolean => {
  // A list of figures is no single claim; and the matching below is quadratic.
  if (a.length > mostMeasures || b.length > mostMeasures) return false;
  const ofBoth = a.filter((measure) => b.some((other) => sameKind(measure, other)));
  const others = b.filter((measure) => a.some((other) => sameKind(measure, other)));
  return contained(ofBoth, others) || contained(others, ofBoth);
};

const agree = (a: number | null, b: number | null): boolean => a === null || b === null || a === b;

const weekday = /^\p{Lu}\p{Ll}+day$/u;
/** Two dates that can be one; weekdays that no reference settles are compared by name. */
export const sameDate = (a: DateMention, b: DateMention): boolean => {
  const settled = a.day !== null && b.day !== null;
  if (!settled && weekday.test(a.text) && weekday.test(b.text) && a.text !== b.text) return false;
  return agree(a.year, b.year) && agree(a.month, b.month) && agree(a.day, b.day);
};

const datesAgree = (a: readonly DateMention[], b: readonly DateMention[]): boolean =>
  a.length === 0 || b.length === 0 || a.some((one) => b.some((other) => sameDate(one, other)));

/** What may be or would be is not what is; "would like" is a wish that is. */
const supposed =
  /\b(?:could|might|should|if|unless|whether)\b|\bmay\b(?! \d)|\bwould\b(?! (?:like|love|prefer|rather)\b)/iu;
const supposes = ({ statement }: Features): boolean => supposed.test(statement.text);

/** A denial is told by its polarity; beyond it, what is demanded or doubted is not what is told. */
const mood = (stance: Stance): Stance => (stance === 'denies' || stance === 'plans' ? 'asserts' : stance);
const stancesAgree = (a: Stance, b: Stance): boolean => mood(a) === mood(b);
/** "agreed on a swap", "the swap is being prepared": what is told has happened, and what it is about is to come. */
const prospective =
  /\b(?:agree(?:d|s|ments?)?|accords?|deals?|plan(?:s|ned|ning)?|prepar\p{L}+|decided|set to|ready|about to|on the horizon)\b/iu;
/** A short statement holds too little besides to tell that both mean one plan. */
const fewestKeys = 6;
const tensesAgree = (a: Features, b: Features): boolean => {
  const [one, other]: readonly Tense[] = [a.statement.tense, b.statement.tense];
  if (one === other || (one !== 'ahead' && other !== 'ahead') || (one !== 'happened' && other !== 'happened'))
    return true;
  const told = one === 'happened' ? a : b;
  return a.keys.length >= fewestKeys && b.keys.length >= fewestKeys && prospective.test(told.statement.text);
};

/** "X rejects Y's plan" is not "Y rejects X's plan": who comes first must not change places, but in a list or a passive. */
const rolesAgree = (a: Features, b: Features): boolean => {
  const [first] = a.order;
  const [other] = b.order;
  if (first === undefined || other === undefined || first === other) return true;
  const swapped = b.order.includes(first) && a.order.includes(other);
  if (!swapped) return true;
  const passive = /\bby\b/iu;
  if (passive.test(a.statement.text) !== passive.test(b.statement.text)) return true;
  return inList(a, first, other) || inList(b, first, other);
};

/** "Ukraine and Russia": joined by a conjunction, so that their order says nothing. */
const inList = (features: Features, one: string, other: string): boolean => {
  const { names, text } = features.statement;
  return names.some((name, at) => {
    const next = names[at + 1];
    if (next === undefined || !/^(?:['’]s)?,?\s+(?:and|or|with)\s+(?:the\s+)?$/u.test(text.slice(name.end, next.start)))
      return false;
    return (name.entity === one && next.entity === other) || (name.entity === other && next.entity === one);
  });
};

/** Both name people, or places, and no one in common. */
const disjoint = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  a.size > 0 && b.size > 0 && !overlap(a, b);

/** Two people named as speakers say two things; a group ("officials") may be the one who is named elsewhere. */
const speakersAgree = (a: Features, b: Features): boolean => {
  const [one, other] = [personSpeaking(a), personSpeaking(b)];
  return one === undefined || other === undefined || one === other;
};

const personSpeaking = ({ statement }: Features): string | undefined =>
  statement.names.some((name) => name.kind === 'person' && name.entity === statement.speaker?.entity)
    ? statement.speaker?.entity
    : undefined;

/** "The first meeting" is not "the second round". */
const ordinals = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];
const ordinalsAgree = (a: Features, b: Features): boolean => {
  const [one, other] = [a, b].map(({ words }) => new Set(ordinals.filter((word) => words.has(word))));
  return one === undefined || other === undefined || one.size === 0 || other.size === 0 || overlap(one, other);
};

const { pairs } = z.object({ pairs: z.array(z.tuple([z.string().min(1), z.string().min(1)])) }).parse(data);

/** One says "inside" where the other says "outside". */
const opposed = (a: Features, b: Features): boolean =>
  pairs.some(
    ([one, other]) =>
      (a.words.has(one) && b.words.has(other) && !a.words.has(other) && !b.words.has(one)) ||
      (a.words.has(other) && b.words.has(one) && !a.words.has(one) && !b.words.has(other)),
  );

/** Whether figures, dates, denial, people and opposite words let the two be one claim, however alike they are worded. */
const uncontradicted = (a: Features, b: Features): boolean =>
  a.negated === b.negated &&
  speakersAgree(a, b) &&
  measuresAgree(a.measures, b.measures) &&
  ordinalsAgree(a, b) &&
  !opposed(a, b) &&
  datesAgree(a.dates, b.dates) &&
  !disjoint(a.persons, b.persons) &&
  rolesAgree(a, b);

/**
 * Whether nothing forbids the two to be one claim.
 * @param verbatim the second holds nearly all of the first in its order: then mood, tense and place, which are read from
 *                 single words, tell nothing against it
 */
export const compatible = (a: Features, b: Features, verbatim = false): boolean =>
  uncontradicted(a, b) &&
  (verbatim ||
    (stancesAgree(a.statement.stance, b.statement.stance) &&
      tensesAgree(a, b) &&
      supposes(a) === supposes(b) &&
      !disjoint(a.sites, b.sites)));

/** Two stated values are one figure within this ratio, rounding allowed for. */
const rounding = 1.05;
/** Beyond this ratio a looser wording ("at least three") allows a figure ("ten") without saying it. */
const loosest = 1.25;
const sayable = ({ value, low, high }: Quantity): number | undefined => value ?? low ?? high ?? undefined;

const saysFigure = (head: Measure, member: Measure): boolean => {
  const [one, other] = [sayable(head.quantity), sayable(member.quantity)];
  if (!sameMeasure(head, member) || one === undefined || other === undefined) return false;
  const stated = head.quantity.value !== null && member.quantity.value !== null;
  return Math.max(one, other) <= (stated ? rounding : loosest) * Math.min(one, other);
};

/** Every figure of the head stands in the member, not just one that allows it. */
export const figuresFound = (head: Features, member: Features): boolean =>
  head.measures.length <= mostMeasures &&
  [...head.digits].every((number) => member.numbers.has(number)) &&
  head.measures.every((measure) => member.measures.slice(0, mostMeasures).some((other) => saysFigure(measure, other)));

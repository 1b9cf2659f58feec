/** What forbids two statements to be one claim, however alike their words: figures, dates, denial, mood, speakers, roles. */
import type { DateMention, Quantity, Stance, Tense } from '../../model.ts';
import type { Features, Measure } from './features.ts';

/** Two hedged figures ("about 400", "nearly 420") are taken for one within this share. */
const hedge = 0.1;

const interval = (quantity: Quantity): readonly [low: number, high: number] => {
  const { value, low, high, comparator } = quantity;
  if (comparator === '~' && value !== null)
    return [Math.max(low ?? 0, value * (1 - hedge)), high ?? value * (1 + hedge)];
  return [
    low ?? (high === null ? (value ?? 0) : Number.NEGATIVE_INFINITY),
    high ?? (low === null && value !== null ? value : Number.POSITIVE_INFINITY),
  ];
};

/** Whether both figures can be right of one thing. */
export const figuresAgree = (a: Quantity, b: Quantity): boolean => {
  const [[lowA, highA], [lowB, highB]] = [interval(a), interval(b)];
  return lowA <= highB && lowB <= highA;
};

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

export const measuresAgree = (a: readonly Measure[], b: readonly Measure[]): boolean => {
  // A list of figures is no single claim; and the matching below is quadratic.
  if (a.length > mostMeasures || b.length > mostMeasures) return false;
  const ofBoth = a.filter((measure) => b.some((other) => sameKind(measure, other)));
  const others = b.filter((measure) => a.some((other) => sameKind(measure, other)));
  return contained(ofBoth, others) || contained(others, ofBoth);
};

const agree = (a: number | null, b: number | null): boolean => a === null || b === null || a === b;

const datesAgree = (a: readonly DateMention[], b: readonly DateMention[]): boolean =>
  a.length === 0 ||
  b.length === 0 ||
  a.some((one) =>
    b.some((other) => agree(one.year, other.year) && agree(one.month, other.month) && agree(one.day, other.day)),
  );

/** A denial is told by its polarity; beyond it, what is demanded or doubted is not what is told. */
const mood = (stance: Stance): Stance => (stance === 'denies' || stance === 'plans' ? 'asserts' : stance);
const stancesAgree = (a: Stance, b: Stance): boolean => mood(a) === mood(b);
const tensesAgree = (a: Tense, b: Tense): boolean =>
  a === b || (a !== 'ahead' && b !== 'ahead') || (a !== 'happened' && b !== 'happened');

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
const ordinalPattern = /\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\b/giu;
const ordinalsOf = ({ statement }: Features): Set<string> =>
  new Set(statement.text.toLowerCase().match(ordinalPattern) ?? []);
const ordinalsAgree = (a: Features, b: Features): boolean => {
  const [one, other] = [ordinalsOf(a), ordinalsOf(b)];
  return one.size === 0 || other.size === 0 || overlap(one, other);
};

/** Whether nothing forbids the two to be one claim. */
export const compatible = (a: Features, b: Features): boolean =>
  stancesAgree(a.statement.stance, b.statement.stance) &&
  tensesAgree(a.statement.tense, b.statement.tense) &&
  a.negated === b.negated &&
  speakersAgree(a, b) &&
  measuresAgree(a.measures, b.measures) &&
  ordinalsAgree(a, b) &&
  datesAgree(a.dates, b.dates) &&
  rolesAgree(a, b);

/** Every figure of the one stands in the other: what the head counts is said by all who support it. */
export const figuresFound = (head: Features, member: Features): boolean =>
  head.measures.length <= mostMeasures &&
  head.measures.every((measure) => member.measures.slice(0, mostMeasures).some((other) => sameMeasure(measure, other)));

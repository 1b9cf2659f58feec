/** What forbids two quantities to fill one slot, whatever the words around them; and if nothing does, whether both can be true. */
import { dimension, isCurrency, nounClass } from '../quantities/lexicon.ts';
import { clash, disjointSets, sameOccasion } from './align.ts';
import { leavesOutMore, ofAnotherYear, ofUnlikeSex } from './circumstances.ts';
import { compareQuantities, denies, isAge, scopesDiffer } from './compare.ts';
import { ofOtherPeople, ofOthers } from './features.ts';
import type { Frame } from './frame.ts';
import { exclusive } from './words.ts';

/** An article's date in ISO 8601, or null. */
export type Published = (article: string) => string | null;

const secondsInDay = 86_400;

const day = (iso: string | null): number | undefined => {
  const found = iso === null ? Number.NaN : Date.parse(iso.slice(0, 10));
  return Number.isNaN(found) ? undefined : found / (1000 * secondsInDay);
};

/** Days from the publication of `a` to that of `b`; undefined unless both are dated. */
export const daysBetween = (a: Frame, b: Frame, published: Published): number | undefined => {
  const [one, two] = [day(published(a.statement.article)), day(published(b.statement.article))];
  return one === undefined || two === undefined ? undefined : two - one;
};

/** The number told, or the least that a range allows. */
export const stated = ({ quantity }: Pick<Frame, 'quantity'>): number | null => quantity.value ?? quantity.low;

/** Things of no listed kind are told apart by their nouns alone: rifles, magazines. */
const otherThings = (a: Frame, b: Frame): boolean =>
  a.quantity.unit === 'item' && a.head !== b.head && a.head !== null && b.head !== null;

/** An age of nobody named beside it, or of several: "two sons, ages 16 and 6". */
const nobodys = ({ kind, owner }: Frame): boolean => kind === 'age' && owner === null;

/** Reports that do not name the person seldom err by more years than this: another person is meant. */
const mostYearsOff = 8;

/** Two lists of ages with one in common are of the same people: "68 and 48", "61 and 48 years old". */
const sharesAge = (a: Frame, b: Frame): boolean =>
  a.statement.quantities.some(
    (one) =>
      one !== a.quantity &&
      isAge(one) &&
      b.statement.quantities.some((two) => two !== b.quantity && isAge(two) && one.value === two.value),
  );

const things: ReadonlySet<string> = new Set(['item', 'vehicle', 'building', 'aircraft']);

/** Things of one noun are compared whatever kinds of thing they were taken for: six engines, four appliances. */
const compareThings = (a: Frame, b: Frame): ReturnType<typeof compareQuantities> => {
  const [one, two] = [a.quantity.unit ?? '', b.quantity.unit ?? ''];
  const alike = one !== two && a.head !== null && a.head === b.head && things.has(one) && things.has(two);
  return compareQuantities(a.quantity, alike ? { ...b.quantity, unit: one } : b.quantity);
};

/** "Three people" are the "one" and the "two others" of another sentence: a sum and its parts. */
const isSumOf = (sum: Frame, part: Frame): boolean => {
  const { value } = part.quantity;
  if (value === null || sum.quantity.value === null || (sum.event !== null && sum.event === part.event)) return false;
  const rest = sum.quantity.value - value;
  // "Killing a receptionist" counts one without a number.
  if (
    rest === 1 &&
    part.event !== null &&
    exclusive.has(part.event) &&
    [...part.events.keys()].some((key) => key !== part.event && exclusive.has(key))
  )
    return true;
  return (
    rest > 0 &&
    part.statement.quantities.some(
      (one) => one !== part.quantity && one.unit === part.quantity.unit && one.value === rest,
    )
  );
};

/** "Seven rifles, two other rifles" are the nine of another sentence. */
const isSumWithOthers = (sum: Frame, part: Frame): boolean => {
  const { value } = part.quantity;
  return (
    value !== null &&
    part.statement.quantities.some(
      (one) =>
        one !== part.quantity &&
        one.value !== null &&
        one.unit === part.quantity.unit &&
        one.value + value === sum.quantity.value &&
        (leavesOut.test(one.text) || leavesOut.test(part.quantity.text)),
    )
  );
};
const leavesOut = /\bother\b/i;

/** Two people of whom no name is told are one by what they are: the boy, the firefighter. */
const general: ReadonlySet<string> = new Set(['man', 'woman', 'person', 'victim', 'suspect', 'resident']);
const kindsOf = ({ quantity }: Frame): readonly string[] =>
  (quantity.of ?? '')
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => ['person', 'child'].includes(nounClass(word) ?? '') && !general.has(word));
const ofOneKind = (a: Frame, b: Frame): boolean => {
  const others = kindsOf(b);
  return kindsOf(a).some((word) => others.includes(word));
};

/** "Three women and a man": a part of those counted, told beside the rest. */
const besideRest =
  /^,?\s(?:and|plus)\s(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,3})\s(?:\p{L}+\s)?(?:m[ae]n|wom[ae]n|boys?|girls?|child|children|baby|babies|teenagers?)\b/iu;
const nounOf = ({ quantity }: Frame): string | undefined => quantity.of?.toLowerCase().split(/\s+/).at(-1);
const isListed = ({ statement, quantity }: Frame): boolean => besideRest.test(statement.text.slice(quantity.end));

/** "Three dead, including the gunman" are the two of whom another tells, and him. */
const included = /^[^.;]{0,40}\b(?:including|counting|among them) (?:the|its|his|her) \p{L}+(?<!s)[,.\s]/iu;
const countsOneMore = (more: Frame, fewer: Frame): boolean =>
  (stated(more) ?? 0) - (stated(fewer) ?? 0) === 1 &&
  included.test(more.statement.text.slice(more.quantity.end)) &&
  !included.test(fewer.statement.text.slice(fewer.quantity.end));

/** Words that add a figure to one that was told before. */
const adding: ReadonlySet<string> = new Set(['another', 'additional', 'further', 'extra']);
const addsUp = ({ apart }: Frame): boolean => [...apart].some((word) => adding.has(word));

/** "Two further life sentences" may be two of the three that another tells. */
const isAddition = (part: Frame, whole: Frame): boolean =>
  addsUp(part) &&
  !addsUp(whole) &&
  !whole.others &&
  ![...whole.apart].some((word) => word.startsWith('other')) &&
  (stated(part) ?? 0) < (stated(whole) ?? 0);

/** Both sentences tell both figures: what the one tells of them the other does too. */
const tellsToo = ({ statement, quantity }: Frame, other: Frame): boolean =>
  statement.quantities.some(
    (one) => one !== quantity && one.unit === other.quantity.unit && (one.value ?? one.low) === stated(other),
  );

/** Agencies seldom put one shock further apart than this. */
const mostMagnitudesApart = 0.35;
const ofTwoShocks = (a: Frame, b: Frame): boolean =>
  a.statement.quantities.some(
    (one) =>
      one !== a.quantity &&
      one.unit === 'magnitude' &&
      b.statement.quantities.some(
        (two) =>
          two !== b.quantity &&
          two.unit === 'magnitude' &&
          Math.abs((one.value ?? 0) - (two.value ?? 0)) > mostMagnitudesApart,
      ),
  );

/** "For three weeks" is a span, "nine days after" is none; of others it is not known. */
const isSpan = ({ point, role }: Frame): boolean | null => (point !== null ? false : role === 'for …' ? true : null);
const spanAgainstPoint = (a: Frame, b: Frame): boolean =>
  isSpan(a) !== null && isSpan(b) !== null && isSpan(a) !== isSpan(b);

/** "Nine days earlier" and "a week after" are counted from two ends; "15 miles away" is not how long a pursuit was. */
const pointApart = (a: Frame, b: Frame): boolean =>
  a.point !== 'from' &&
  b.point !== 'from' &&
  ((a.point === 'away') !== (b.point === 'away') ||
    spanAgainstPoint(a, b) ||
    (a.point !== null && b.point !== null && a.point !== b.point));

/** How much of a length of time may pass between two reports that tell it up to their own days. */
const passing = 0.25;
/** Reports of one story of which a date is not known lie about so many days apart at most. */
const usuallyApart = 30;

/** Lengths told up to the days of two reports of which it is not known that they lie close together. */
const ofTwoDays = (a: Frame, b: Frame, published: Published): boolean => {
  if (!a.elapsed && !b.elapsed) return false;
  const days = daysBetween(a, b, published);
  const seconds = Math.min(
    ...[a, b].map(({ quantity }) => (stated({ quantity }) ?? 0) * (dimension(quantity.unit ?? '')?.factor ?? 0)),
  );
  return Math.abs(days ?? usuallyApart) * secondsInDay > passing * seconds;
};

/** Crowds of two days are two crowds; tolls are told on one day and another. */
const gathering: ReadonlySet<string> = new Set(['#march', '#attend', '#vote']);
const gathers = ({ events }: Frame): boolean => [...gathering].some((key) => events.has(key));
const ofTwoGatherings = (a: Frame, b: Frame): boolean =>
  a.quantity.unit === 'person' && gathers(a) && gathers(b) && disjointSets(a.weekdays, b.weekdays);

/**
 * Whether nothing forbids the two to fill one slot, and if so whether they can both be true.
 * @param published the articles' dates in ISO 8601, or null
 */
export const comparable = (a: Frame, b: Frame, published: Published): 'agree' | 'differ' | undefined => {
  const compared = compareThings(a, b);
  if (compared === 'incomparable' || otherThings(a, b)) return undefined;
  if (denies(a.quantity, b.quantity)) return compared;
  if (a.kind === 'count' && (isSumOf(a, b) || isSumOf(b, a))) return undefined;
  if (a.kind === 'count' && (isSumWithOthers(a, b) || isSumWithOthers(b, a))) return undefined;
  if (a.kind === 'count' && (isListed(a) || isListed(b)) && nounOf(a) !== nounOf(b)) return undefined;
  if (a.kind === 'count' && (countsOneMore(a, b) || countsOneMore(b, a))) return undefined;
  if (a.kind === 'count' && (isAddition(a, b) || isAddition(b, a))) return undefined;
  if (tellsToo(a, b) && tellsToo(b, a)) return undefined;
  if (a.rounds !== b.rounds || a.gap !== b.gap || a.entitled !== b.entitled) return undefined;
  if (a.running && b.running && daysBetween(a, b, published) === undefined) return undefined;
  if (ofTwoDays(a, b, published) || pointApart(a, b)) return undefined;
  if (a.kind === 'count' && (clash(a, b) || ofTwoShocks(a, b))) return undefined;
  if (a.kind === 'count' && (a.others !== b.others || ofTwoGatherings(a, b))) return undefined;
  if (nobodys(a) && nobodys(b) && !sharesAge(a, b) && !ofOneKind(a, b)) return undefined;
  if ((nobodys(a) || nobodys(b)) && Math.abs((stated(a) ?? 0) - (stated(b) ?? 0)) > mostYearsOff) return undefined;
  if (ofUnlikeSex(a, b) || ofAnotherYear(a, b, published)) return undefined;
  if (isCurrency(a.quantity.unit ?? '') && leavesOutMore(a, b)) return undefined;
  if ((a.owner === null || a.owner !== b.owner) && ofOtherPeople(a, b)) return undefined;
  // A sum or a share belongs to whom it is told of.
  if ((isCurrency(a.quantity.unit ?? '') || a.quantity.unit === 'percent') && ofOthers(a, b)) return undefined;
  // One figure of two wholes is a matter of scope only when both tell of one occasion.
  return scopesDiffer(a.quantity, b.quantity) && !sameOccasion(a, b) ? undefined : compared;
};

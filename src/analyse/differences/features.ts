/** What speaks for and against two quantities filling one slot, as numbers. */
import { dimension, isCurrency } from '../quantities/lexicon.ts';
import {
  clash,
  cosine,
  disjointSets,
  gaugesDiffer,
  type Idf,
  lacking,
  logRatio,
  nameKey,
  overlap,
  phrase,
  phraseClash,
  recalls,
  sharesFigure,
  size,
  timeKey,
  type Weighted,
} from './align.ts';
import { isPartial, scopesDiffer } from './compare.ts';
import type { Frame } from './frame.ts';
import { senseOf } from './lengths.ts';
import { exclusive } from './words.ts';

/** Told by the two frames alone. */
export const pairNames = [
  'bias',
  'near',
  'all',
  'nearAll',
  'sharedNear',
  'coverLeast',
  'coverMost',
  'sharedAll',
  'headSame',
  'headDiffers',
  'headMissing',
  'leftSame',
  'rightSame',
  'eventNear',
  'eventClash',
  'eventLack',
  'harmSame',
  'phraseSame',
  'phraseDiffers',
  'sharedFigure',
  'gaugesDiffer',
  'recalls',
  'apartDiffers',
  'amongDiffers',
  'yearsDiffer',
  'yearMissing',
  'monthsDiffer',
  'monthMissing',
  'weekdaysDiffer',
  'namesShared',
  'namesConflict',
  'personsShared',
  'personsDiffer',
  'placesShared',
  'placesDiffer',
  'earlierDiffers',
  'supposedDiffers',
  'roleSame',
  'roleDiffers',
  'pointDiffers',
  'soFarDiffers',
  'boundShared',
  'boundDiffers',
  'boundConflict',
  'listShared',
  'listDiffers',
  'shareShared',
  'moneyShared',
  'ownerDiffers',
  'sameNumber',
  'logRatio',
  'ratioOfMeasures',
  'ratioOfMoney',
  'ratioOfLike',
  'unitDiffers',
  'partialDiffers',
  'adjectiveDiffers',
  'tenseDiffers',
  'bothLead',
  'ageOther',
  'ageOwner',
  'limit',
  'money',
  'measure',
  'duration',
  'durationEvent',
  'durationNear',
  'durationRole',
  'share',
  'item',
  'tiny',
] as const;
/** Told by what else the two articles measure. */
const contextNames = [
  'fit',
  'rival',
  'rivalled',
  'rivalOver',
  'competitor',
  'contested',
  'competitorOver',
  'plainCover',
  'onlyOnes',
  'grows',
  'ageExplained',
  'weeksApart',
  'sameDay',
] as const;

export const featureNames = [...pairNames, ...contextNames] as const;
export type FeatureName = (typeof featureNames)[number];
export type PairFeatures = Readonly<Record<(typeof pairNames)[number], number>>;
export type ContextFeatures = Readonly<Record<(typeof contextNames)[number], number>>;

const flag = (condition: boolean): number => (condition ? 1 : 0);
const lead = 4;

const plain = (keys: ReadonlySet<string>): Weighted => new Map([...keys].map((key) => [key, 1]));

/** The strongest group of meaning near both. */
const eventNear = (a: Frame, b: Frame): number => {
  let best = 0;
  for (const [key, nearness] of a.events) best = Math.max(best, Math.min(nearness, b.events.get(key) ?? 0));
  return best;
};

/** The share of what stands near one quantity that the other's sentence has. */
const covered = (a: Frame, b: Frame, idf: Idf): number => {
  let [sum, found] = [0, 0];
  for (const [key, nearness] of a.near) {
    const weight = nearness * idf(key);
    sum += weight;
    if (b.all.has(key)) found += weight;
  }
  return sum === 0 ? 0 : found / sum;
};

/** Keys that share a word are spellings of one name: "Rait", "Raite Duncan". */
const related = (entity: string, others: ReadonlySet<string>): boolean => {
  const words = entity.split(' ');
  for (const other of others)
    if (other === entity || other.split(' ').some((word) => words.includes(word))) return true;
  return false;
};

/** Somebody is named beside the one quantity of whom the other's sentence knows nothing. */
const strange = (a: Frame, b: Frame): boolean => {
  for (const entity of a.bound) if (!related(entity, b.names)) return true;
  return false;
};

/** Each is told of somebody of whom the other's sentence knows nothing: the offers of two clubs. */
export const ofOthers = (a: Frame, b: Frame): boolean => strange(a, b) && strange(b, a);

const strangers = (a: Frame, b: Frame): boolean => {
  for (const entity of a.bound) if (a.persons.has(entity) && !related(entity, b.names)) return true;
  return false;
};

/** Each is told of a person of whom the other's sentence knows nothing: how long two people worked somewhere. */
export const ofOtherPeople = (a: Frame, b: Frame): boolean => strangers(a, b) && strangers(b, a);

/** One of several figures of one kind in its sentence: "80 percent in Egypt, 65 percent in India". */
const isListed = ({ statement, quantity }: Frame): boolean =>
  statement.quantities.some((other) => other.start !== quantity.start && other.unit === quantity.unit);

/** What happens to the one is not told of the other. */
const lacksEvent = (a: Frame, b: Frame): number => flag(a.event !== null && !b.events.has(a.event));

/**
 * One sentence names a month or a year and the other none: from 0 for the time that the whole story is of to 1 for one
 * that no other sentence names.
 */
const missing = (a: ReadonlySet<string | number>, b: ReadonlySet<string | number>, idf: Idf): number => {
  if ((a.size === 0) === (b.size === 0)) return 0;
  const rarest = Math.max(...[...a, ...b].map((time) => idf(timeKey(time))));
  return rarest / idf(timeKey('never named'));
};

/** How much telling matter the two have in common, on a scale that flattens. */
const shared = (a: Weighted, b: Weighted, idf: Idf): number => {
  let sum = 0;
  for (const [key, weight] of a) sum += Math.min(weight, b.get(key) ?? 0) * idf(key);
  return Math.log1p(sum);
};

/** "An eight-year deal". */
const joined = (frame: Frame): boolean => /\d-\p{L}|\p{L}-\p{L}/u.test(frame.quantity.text);

const same = (a: string | null, b: string | null): number => flag(a !== null && a === b);

export const featuresOf = (a: Frame, b: Frame, idf: Idf): PairFeatures => {
  const heads = a.head !== null && b.head !== null;
  const apartShared = overlap(a.apart, b.apart);
  let named = 0;
  for (const entity of a.names) if (b.names.has(entity)) named += idf(nameKey(entity));
  let boundTogether = 0;
  for (const entity of a.bound) if (b.bound.has(entity)) boundTogether += idf(nameKey(entity));
  const [allA, allB] = [plain(a.all), plain(b.all)];
  const near = cosine(a.near, b.near, idf);
  const all = cosine(allA, allB, idf);
  const [coverA, coverB] = [covered(a, b, idf), covered(b, a, idf)];
  const ages = a.kind === 'age' || b.kind === 'age';
  const ratio = logRatio(a, b);
  const listed = isListed(a) || isListed(b);
  const unit = a.quantity.unit ?? '';
  const [roleA, roleB] = [senseOf(a.role), senseOf(b.role)];
  const lasts = a.kind === 'measure' && dimension(unit)?.dimension === 'duration';
  return {
    bias: 1,
    near,
    all,
    nearAll: near * all,
    sharedNear: shared(a.near, b.near, idf),
    sharedAll: shared(allA, allB, idf),
    coverLeast: Math.min(coverA, coverB),
    coverMost: Math.max(coverA, coverB),
    headSame: flag(heads && a.head === b.head),
    headDiffers: flag(heads && a.head !== b.head),
    headMissing: flag((a.head === null) !== (b.head === null)),
    leftSame: same(a.left, b.left),
    rightSame: same(a.right, b.right),
    eventNear: eventNear(a, b),
    eventClash: flag(clash(a, b)),
    eventLack: lacksEvent(a, b) + lacksEvent(b, a),
    harmSame: flag(a.event !== null && a.event === b.event && exclusive.has(a.event) && a.head === b.head),
    phraseSame: flag(phrase(a).size > 1 && phrase(a).size === overlap(phrase(a), phrase(b))),
    phraseDiffers: flag(phraseClash(a, b)),
    sharedFigure: flag(sharesFigure(a, b)),
    recalls: flag(recalls(a, b) || recalls(b, a)),
    gaugesDiffer: flag(gaugesDiffer(a, b)),
    apartDiffers: flag(a.apart.size + b.apart.size - 2 * apartShared > 0 && !scopesDiffer(a.quantity, b.quantity)),
    amongDiffers: flag(a.among !== b.among),
    yearsDiffer: flag(disjointSets(a.years, b.years)),
    yearMissing: missing(a.years, b.years, idf),
    monthsDiffer: flag(disjointSets(a.months, b.months)),
    // A weekday tells the time as well as a month does.
    monthMissing: [a, b].some(({ months, weekdays }) => months.size === 0 && weekdays.size > 0)
      ? 0
      : missing(a.months, b.months, idf),
    weekdaysDiffer: flag(disjointSets(a.weekdays, b.weekdays)),
    namesShared: Math.min(1, named / 4),
    namesConflict: Math.min(1, Math.min(lacking(a, b, idf), lacking(b, a, idf)) / 4),
    personsShared: flag(overlap(a.persons, b.persons) > 0),
    personsDiffer: flag(disjointSets(a.persons, b.persons)),
    placesShared: flag(overlap(a.places, b.places) > 0),
    placesDiffer: flag(disjointSets(a.places, b.places)),
    earlierDiffers: flag(a.earlier !== b.earlier),
    supposedDiffers: flag(a.supposed !== b.supposed),
    roleSame: same(roleA, roleB),
    roleDiffers: flag(roleA !== roleB),
    pointDiffers: flag(a.point !== b.point),
    soFarDiffers: flag(a.soFar !== b.soFar),
    boundShared: Math.min(1, boundTogether / 2),
    boundDiffers: flag(disjointSets(a.bound, b.bound)),
    boundConflict: flag(ofOthers(a, b)),
    listShared: flag(listed && boundTogether > 0),
    listDiffers: flag(listed && disjointSets(a.bound, b.bound)),
    shareShared: flag(unit === 'percent' && boundTogether > 0),
    moneyShared: flag(isCurrency(unit) && boundTogether > 0),
    ownerDiffers: flag(a.owner !== null && b.owner !== null && a.owner !== b.owner),
    sameNumber: flag(a.quantity.value !== null && ratio === 0),
    logRatio: ratio,
    ratioOfMeasures: a.kind === 'measure' && !isCurrency(unit) ? ratio : 0,
    ratioOfMoney: isCurrency(unit) ? ratio : 0,
    ratioOfLike: ratio * Math.min(1, coverA + coverB) * Math.max(coverA, coverB),
    unitDiffers: flag(a.quantity.unit !== b.quantity.unit),
    partialDiffers: flag(isPartial(a.quantity) !== isPartial(b.quantity)),
    adjectiveDiffers: flag(a.kind === 'measure' && joined(a) !== joined(b)),
    tenseDiffers: flag((a.statement.tense === 'ahead') !== (b.statement.tense === 'ahead')),
    bothLead: flag(a.statement.position < lead && b.statement.position < lead),
    ageOther: flag(ages && (a.owner === null || a.owner !== b.owner)),
    ageOwner: flag(ages && a.owner !== null && a.owner === b.owner),
    limit: flag(a.kind === 'limit' && b.kind === 'limit'),
    money: flag(isCurrency(unit)),
    measure: flag(a.kind === 'measure'),
    duration: flag(lasts),
    durationEvent: lasts ? eventNear(a, b) : 0,
    durationNear: lasts ? near : 0,
    durationRole: lasts && roleA !== null && roleA === roleB ? eventNear(a, b) : 0,
    share: flag(unit === 'percent'),
    item: flag(unit === 'item'),
    tiny: flag(size(a) <= 3 && size(b) <= 3 && a.kind === 'count'),
  };
};

/** Judged pairs into slots: the positions that a reader sees side by side. */
import type { Citation, Difference, DifferenceKind, Position } from '../../model.ts';
import { aboutOf } from './about.ts';
import { disjointSets, logRatio, sameFigure, sameOccasion } from './align.ts';
import { measureKey } from './candidates.ts';
import { comparable, daysBetween, type Published } from './comparable.ts';
import { compareQuantities } from './compare.ts';
import type { Frame } from './frame.ts';
import type { Judgement } from './judge.ts';
import { growing } from './words.ts';

export interface Judged {
  readonly a: Frame;
  readonly b: Frame;
  readonly judgement: Judgement;
}

export interface Draft {
  readonly kind: DifferenceKind;
  readonly verdict: 'differ' | 'update';
  /** One list of frames for each position, the one that founded it first. */
  readonly positions: Frame[][];
  /** Told of the reports of one day alone. */
  readonly ofOneDay?: boolean;
}

const rank = (a: Judged, b: Judged): number =>
  b.judgement.score - a.judgement.score ||
  (a.a.statement.id + a.b.statement.id < b.a.statement.id + b.b.statement.id ? -1 : 1);

/** Positions beyond this many are no one slot. */
const mostPositions = 5;
const isFull = ({ positions }: Draft): boolean => positions.length >= mostPositions;

const sameValue = (a: Frame, b: Frame): boolean =>
  sameFigure(a, b) && compareQuantities(a.quantity, b.quantity) === 'agree';

/** Positions of a difference contradict one another; those of an update are figures of a growing count. */
const standsBeside = (draft: Draft, a: Frame, b: Frame, published: Published): boolean =>
  comparable(a, b, published) !== undefined &&
  !disjointSets(a.weekdays, b.weekdays) &&
  (draft.verdict === 'update' ? !sameFigure(a, b) : compareQuantities(a.quantity, b.quantity) === 'differ');

/** How far apart, in logs, two figures may be that are worded as one. */
const near = 0.1;

/** Whether a figure can stand for a position's own without being it: "99" and "almost 100", where all others differ. */
const fits = (draft: Draft, frames: readonly Frame[], frame: Frame, published: Published): boolean =>
  frames.every(
    (other) => logRatio(other, frame) < near && compareQuantities(other.quantity, frame.quantity) === 'agree',
  ) &&
  draft.positions.every(
    (others) => others === frames || others.every((other) => standsBeside(draft, other, frame, published)),
  );

/** Whether a figure is a further one beside all positions: a difference's bound may leave room for some of them, not for all. */
const contradicts = (draft: Draft, frame: Frame, published: Published): boolean => {
  const others = draft.positions.flat();
  const beside = (other: Frame): boolean => standsBeside(draft, other, frame, published);
  if (draft.verdict === 'update') return others.every(beside);
  return (
    others.every((other) => beside(other) || logRatio(other, frame) >= near) &&
    others.every((other) => comparable(other, frame, published) !== undefined) &&
    others.some(beside)
  );
};

/** Tellings of a position that a further one is held against; it bounds the work. */
const mostHeld = 8;

/** Whether nothing forbids a telling of one position's value to stand beside the others. */
const standsWith = (draft: Draft, position: readonly Frame[], frame: Frame, published: Published): boolean =>
  draft.positions.every(
    (frames) =>
      frames === position ||
      frames.slice(0, mostHeld).every((other) => comparable(other, frame, published) !== undefined),
  );

/**
 * Adds a frame to the position of its value (that of the frame that founded it), or to the one that it agrees with, or
 * as a further one when it contradicts all that stand there.
 */
const place = (draft: Draft, frame: Frame, published: Published): boolean => {
  const position =
    draft.positions.find(([founder]) => founder !== undefined && sameValue(founder, frame)) ??
    (draft.verdict === 'differ' ? draft.positions.find((frames) => fits(draft, frames, frame, published)) : undefined);
  if (position?.includes(frame) === true) return true;
  // A telling of a position's value may be of another occasion than the other positions.
  if (position !== undefined && !standsWith(draft, position, frame, published)) return false;
  if (position !== undefined) position.push(frame);
  else if (!isFull(draft) && contradicts(draft, frame, published)) draft.positions.push([frame]);
  else return false;
  return true;
};

/** A story has one toll of one kind, however many figures it went through. */
const oneToll = (a: Frame, b: Frame): boolean =>
  a.kind === 'count' &&
  a.head === b.head &&
  sameOccasion(a, b) &&
  [...a.events.keys()].some((key) => growing.has(key) && b.events.has(key));

/** Whether two drafts tell one slot twice: one kind, one measure, and a figure in common. */
const sameSlot = (a: Draft, b: Draft): boolean => {
  const [one, two] = [a.positions[0]?.[0], b.positions[0]?.[0]];
  if (one === undefined || two === undefined || a.kind !== b.kind || a.verdict !== b.verdict) return false;
  if (measureKey(one) !== measureKey(two) || one.owner !== two.owner) return false;
  if (a.verdict === 'update' && oneToll(one, two)) return true;
  const shared = a.positions.filter((frames) =>
    b.positions.some((others) => frames.some((frame) => others.some((other) => sameValue(frame, other)))),
  ).length;
  return (
    shared >= 2 || (shared === 1 && (a.verdict === 'update' || (one.event === two.event && one.head === two.head)))
  );
};

/** Whether a draft tells the value of a frame, of whatever occasion. */
const tells = (draft: Draft, frame: Frame): boolean =>
  draft.positions.some(([founder]) => founder !== undefined && sameValue(founder, frame));

/**
 * Best pairs first: each founds a slot or joins the one that holds one of its frames already; slots told twice are made
 * one. A difference that the slot of one of its figures has no place for is shown by itself, as sure as it is. A figure
 * may stand in a difference and in an update: outlets differed on one day, and later ones told more. Figures of one day
 * that stand in an update are a difference besides: none replaced the other. Drafts are few, at most one a frame, so that
 * comparing them pairwise costs little.
 */
export const draftsOf = (judged: readonly Judged[], published: Published): readonly Draft[] => {
  const drafts: Draft[] = [];
  const held = { differ: new Map<Frame, Draft>(), update: new Map<Frame, Draft>() };
  const ofOneDay: Judged[] = [];
  for (const one of [...judged].sort(rank)) {
    const { a, b, judgement } = one;
    const verdict = judgement.verdict === 'update' ? 'update' : 'differ';
    if (verdict === 'differ' && (held.update.has(a) || held.update.has(b))) {
      if (daysBetween(a, b, published) === 0) ofOneDay.push(one);
      continue;
    }
    const draftOf = held[verdict];
    const free = [a, b].filter((frame) => !draftOf.has(frame));
    if (free.length === 0) continue;
    const known = draftOf.get(a) ?? draftOf.get(b);
    const founded: Draft = { kind: judgement.kind, verdict, positions: [[a], [b]] };
    const join = (draft: Draft): boolean => {
      for (const frame of free) if (!draftOf.has(frame) && place(draft, frame, published)) draftOf.set(frame, draft);
      return [a, b].every((frame) => tells(draft, frame));
    };
    if (known !== undefined && (join(known) || verdict === 'update' || isFull(known))) continue;
    const twin = drafts.find((other) => sameSlot(other, founded));
    if (twin !== undefined && (join(twin) || known === undefined || isFull(twin))) continue;
    drafts.push(founded);
    for (const frame of free) if (!draftOf.has(frame)) draftOf.set(frame, founded);
  }
  return ofOneDay.length === 0
    ? drafts
    : [...drafts, ...draftsOf(ofOneDay, published).map((draft) => ({ ...draft, ofOneDay: true }))];
};

/**
 * Adds the other sentences that tell a position's value of the same slot; not one that leaves room for the value of
 * another position ("seven rifles and two others" beside nine).
 */
export const attach = (draft: Draft, alike: (frame: Frame) => readonly Frame[], published: Published): Draft => ({
  ...draft,
  positions: draft.positions.map((frames, at) => {
    const others = draft.positions.filter((_, index) => index !== at).flatMap(([founder]) => founder ?? []);
    const belongs = (frame: Frame): boolean =>
      draft.verdict === 'update' ||
      (others.every((other) => comparable(frame, other, published) !== undefined) &&
        !others.some((other) => disjointSets(frame.weekdays, other.weekdays)) &&
        (draft.ofOneDay !== true || others.every((other) => daysBetween(frame, other, published) === 0)));
    // A set grows while it is walked: what is told like a telling that was added belongs here too.
    const all = new Set(frames);
    const [founder] = frames;
    for (const frame of all)
      for (const other of alike(frame))
        if (founder !== undefined && sameValue(founder, other) && belongs(other)) all.add(other);
    return [...all];
  }),
});

const byCitation = (a: Citation, b: Citation): number =>
  a.article < b.article ? -1 : a.article > b.article ? 1 : a.start - b.start;

const distinct = (citations: readonly Citation[]): Citation[] => {
  const seen = new Set<string>();
  return [...citations].sort(byCitation).filter(({ article, start }) => {
    const key = `${article}#${start}`;
    return !seen.has(key) && seen.add(key) !== undefined;
  });
};

/** How far behind its noun the words of a scope may stand. */
const scopeReach = 40;
const scopeWords = /\b(?:in (?:all|total)|total|altogether|combined|(?:on|from|for|by) each \p{L}+|per side|each)\b/u;

/** The article's own words for the value; for a difference of scope with the words of the scope. */
const wording = (frame: Frame, kind: DifferenceKind): string => {
  const { text } = frame.statement;
  const { start, end } = frame.quantity;
  const behind = kind === 'scope' ? scopeWords.exec(text.slice(end, end + scopeReach)) : null;
  const until = behind === null ? end : end + behind.index + behind[0].length;
  const opened = /["“]$/u.test(text.slice(0, start)) && /["”]/u.test(text.slice(start, until));
  return text.slice(opened ? start - 1 : start, until);
};

const isInDigits = ({ quantity }: Frame): boolean => /\d/u.test(quantity.text);

const positionOf = (kind: DifferenceKind, frames: readonly Frame[]): Position | undefined => {
  // The exact figure says more than the rounded one; in digits where most tell it so; of equals the one that founded the position.
  const exact = frames.filter(({ quantity }) => quantity.comparator === '=');
  const inDigits = exact.filter(isInDigits);
  const best = (2 * inDigits.length > exact.length ? inDigits : exact)[0] ?? frames[0];
  const [citation, ...more] = distinct(frames.map((frame) => frame.statement.citation));
  if (best === undefined || citation === undefined) return undefined;
  return { value: wording(best, kind), citations: [citation, ...more] };
};

/** Sorts behind every date. */
const undated = '~';

/** What a reader is shown of a draft; undefined when one article alone stands behind it. */
export const differenceOf = (
  draft: Draft,
  published: (article: string) => string | null,
  voiceOf: (article: string) => string,
): Difference | undefined => {
  const date = (frames: readonly Frame[]): string =>
    frames.flatMap((frame) => published(frame.statement.article) ?? []).sort()[0] ?? undated;
  const voices = (frames: readonly Frame[]): number =>
    new Set(frames.map((frame) => voiceOf(frame.statement.article))).size;
  const size = (frames: readonly Frame[]): number => frames[0]?.quantity.value ?? frames[0]?.quantity.low ?? 0;
  const order = [...draft.positions].sort((a, b) =>
    draft.verdict === 'update'
      ? date(a) < date(b)
        ? -1
        : date(a) > date(b)
          ? 1
          : size(a) - size(b)
      : voices(b) - voices(a) || size(a) - size(b),
  );
  const positions = order.flatMap((frames) => positionOf(draft.kind, frames) ?? []);
  const articles = new Set(positions.flatMap((position) => position.citations.map((citation) => citation.article)));
  if (positions.length < 2 || articles.size < 2) return undefined;
  return { about: aboutOf(draft.kind, order.flat()), kind: draft.kind, positions };
};

/** Judged pairs into slots: the positions that a reader sees side by side. */
import type { Citation, Difference, DifferenceKind, Position } from '../../model.ts';
import { aboutOf } from './about.ts';
import { compareQuantities } from './compare.ts';
import type { Frame } from './frame.ts';
import type { Judgement } from './judge.ts';

export interface Judged {
  readonly a: Frame;
  readonly b: Frame;
  readonly judgement: Judgement;
}

const rank = (a: Judged, b: Judged): number =>
  b.judgement.score - a.judgement.score ||
  (a.a.statement.id + a.b.statement.id < b.a.statement.id + b.b.statement.id ? -1 : 1);

/** Positions beyond this many are no one slot. */
const mostPositions = 5;

interface Draft {
  readonly kind: DifferenceKind;
  readonly verdict: 'differ' | 'update';
  /** One list of frames for each position. */
  readonly positions: Frame[][];
}

const sameValue = (a: Frame, b: Frame): boolean =>
  a.quantity.value === b.quantity.value &&
  a.quantity.low === b.quantity.low &&
  a.quantity.high === b.quantity.high &&
  a.quantity.scope === b.quantity.scope &&
  compareQuantities(a.quantity, b.quantity) === 'agree';

/**
 * Best pairs first, each founds a slot or joins the one that holds one of its frames already: as a further position
 * when it contradicts every position there, as a further citation when its value stands there.
 */
export const draftsOf = (judged: readonly Judged[]): readonly Draft[] => {
  const drafts: Draft[] = [];
  const draftOf = new Map<Frame, Draft>();
  const add = (draft: Draft, frame: Frame): void => {
    const position = draft.positions.find((frames) => frames.some((other) => sameValue(other, frame)));
    if (position !== undefined) position.push(frame);
    else if (
      draft.positions.length < mostPositions &&
      draft.positions.every((frames) =>
        frames.every((other) => compareQuantities(other.quantity, frame.quantity) === 'differ'),
      )
    )
      draft.positions.push([frame]);
    else return;
    draftOf.set(frame, draft);
  };
  for (const { a, b, judgement } of [...judged].sort(rank)) {
    const verdict = judgement.verdict === 'update' ? 'update' : 'differ';
    const [withA, withB] = [draftOf.get(a), draftOf.get(b)];
    if (withA !== undefined && withB !== undefined) continue;
    const draft = withA ?? withB;
    if (draft === undefined) {
      const founded: Draft = { kind: judgement.kind, verdict, positions: [[a], [b]] };
      drafts.push(founded);
      draftOf.set(a, founded);
      draftOf.set(b, founded);
    } else if (draft.verdict === verdict) add(draft, withA === undefined ? a : b);
  }
  return drafts;
};

const byCitation = (a: Citation, b: Citation): number =>
  a.article < b.article ? -1 : a.article > b.article ? 1 : a.start - b.start;

const distinct = (citations: readonly Citation[]): Citation[] => {
  const seen = new Set<string>();
  return [...citations].sort(byCitation).filter(({ article, start }) => {
    const key = `${article}#${start}`;
    return !seen.has(key) && seen.add(key) !== undefined;
  });
};

const positionOf = (frames: readonly Frame[]): Position | undefined => {
  const [best] = frames;
  const [citation, ...more] = distinct(frames.map((frame) => frame.statement.citation));
  if (best === undefined || citation === undefined) return undefined;
  return { value: best.quantity.text, citations: [citation, ...more] };
};

/** What a reader is shown of a draft; undefined when one article alone stands behind it. */
export const differenceOf = (
  draft: Draft,
  published: (article: string) => string | null,
  voiceOf: (article: string) => string,
): Difference | undefined => {
  const date = (frames: readonly Frame[]): string =>
    frames.map((frame) => published(frame.statement.article) ?? '').sort()[0] ?? '';
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
  const positions = order.flatMap((frames) => positionOf(frames) ?? []);
  const articles = new Set(positions.flatMap((position) => position.citations.map((citation) => citation.article)));
  if (positions.length < 2 || articles.size < 2) return undefined;
  return { about: aboutOf(draft.kind, order.flat()), kind: draft.kind, positions };
};

/** One key for one person or place in all statements of a story. */
import type { Statement } from '../../model.ts';
import { resolveNames } from '../names/resolve.ts';
import type { ReadArticle } from '../read.ts';
import { isBriefed } from './language.ts';

/** Keys that the story's articles share, by the key that one article has by itself. What keeps its key is left out. */
export type SharedKeys = Readonly<Record<string, string>>;

/** @returns the shared keys of each article, in the readings' order */
export const sharedKeys = (readings: readonly ReadArticle[]): SharedKeys[] => {
  const mentions = new Map(
    readings.map(({ article, statements }) => [article.id, statements.flatMap(({ names }) => names)]),
  );
  const keyOf = resolveNames(mentions);
  return readings.map(({ article }) =>
    Object.fromEntries(
      (mentions.get(article.id) ?? [])
        .map((mention) => [mention.entity, keyOf(mention)] as const)
        .filter(([own, shared]) => own !== shared),
    ),
  );
};

/**
 * Gives the names of an article's statements their shared keys. A speaker is known by the key of a name: it follows that
 * name to its shared key. What has its key already is kept as it is.
 */
export const renamer = (keys: SharedKeys): ((statement: Statement) => Statement) => {
  const shared = new Map(Object.entries(keys));
  if (shared.size === 0) return (statement) => statement;
  return (statement) => {
    const { names, speaker } = statement;
    const key = speaker === null ? undefined : shared.get(speaker.entity);
    if (key === undefined && !names.some(({ entity }) => shared.has(entity))) return statement;
    return {
      ...statement,
      names: names.map((mention) => ({ ...mention, entity: shared.get(mention.entity) ?? mention.entity })),
      speaker: speaker === null || key === undefined ? speaker : { ...speaker, entity: key },
    };
  };
};

/**
 * @param keys of each reading: `sharedKeys`
 * @returns statements by article id, in the readings' order; none of an article that is not briefed
 */
export const withKeys = (
  readings: readonly ReadArticle[],
  keys: readonly SharedKeys[],
): Map<string, readonly Statement[]> =>
  new Map(
    readings.map((reading, index) => [
      reading.article.id,
      isBriefed(reading) ? reading.statements.map(renamer(keys[index] ?? {})) : [],
    ]),
  );

export const shareNames = (readings: readonly ReadArticle[]): Map<string, readonly Statement[]> =>
  withKeys(readings, sharedKeys(readings));

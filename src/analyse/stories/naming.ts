/** One key for one person or place in all statements of a story. */
import type { NameMention, Statement } from '../../model.ts';
import { resolveNames } from '../names/resolve.ts';
import type { ReadArticle } from '../read.ts';
import { isBriefed } from './language.ts';

/** A speaker is known by the key of a name: it follows that name to its shared key. What has its key already is kept as it is. */
const renamed = (statements: readonly Statement[], keyOf: (mention: NameMention) => string): Statement[] => {
  const shared = new Map(
    statements.flatMap(({ names }) => names.map((mention) => [mention.entity, keyOf(mention)] as const)),
  );
  return statements.map((statement) => {
    const { names, speaker } = statement;
    const key = speaker === null ? undefined : shared.get(speaker.entity);
    const settled = names.every((mention) => keyOf(mention) === mention.entity);
    if (settled && (key === undefined || key === speaker?.entity)) return statement;
    return {
      ...statement,
      names: names.map((mention) => ({ ...mention, entity: keyOf(mention) })),
      speaker: speaker === null || key === undefined ? speaker : { ...speaker, entity: key },
    };
  });
};

/** @returns statements by article id, in the readings' order; none of an article that is not briefed */
export const shareNames = (readings: readonly ReadArticle[]): Map<string, Statement[]> => {
  const mentions = new Map(
    readings.map(({ article, statements }) => [article.id, statements.flatMap(({ names }) => names)]),
  );
  const keyOf = resolveNames(mentions);
  return new Map(
    readings.map((reading) => [reading.article.id, isBriefed(reading) ? renamed(reading.statements, keyOf) : []]),
  );
};

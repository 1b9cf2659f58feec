/** Statements for tests, read as the stage reads them, one article a voice. */
import { findDates } from '../../../src/analyse/dates/dates.ts';
import { findNames } from '../../../src/analyse/names/names.ts';
import { resolveNames } from '../../../src/analyse/names/resolve.ts';
import { findQuantities } from '../../../src/analyse/quantities/quantities.ts';
import { findSpeaker } from '../../../src/analyse/speakers/speakers.ts';
import { findStance, findTense } from '../../../src/analyse/speakers/stance.ts';
import { termsOf } from '../../../src/analyse/terms/terms.ts';
import type { Statement } from '../../../src/model.ts';

/** @param articles sentences by article id */
export const statementsOf = (articles: Readonly<Record<string, readonly string[]>>): Statement[] => {
  const named = Object.entries(articles).map(([id, texts]) => ({
    id,
    sentences: texts.map((text) => ({ text, names: findNames(text) })),
  }));
  const keyOf = resolveNames(new Map(named.map(({ id, sentences }) => [id, sentences.flatMap(({ names }) => names)])));
  return named.flatMap(({ id, sentences }) => {
    let start = 0;
    return sentences.map(({ text, names }, position): Statement => {
      const at = start;
      start += text.length + 1;
      const speaker = findSpeaker(text, names);
      const mention = names.find(({ entity }) => entity === speaker?.entity);
      return {
        id: `${id}#${at}`,
        article: id,
        citation: { article: id, start: at, end: at + text.length, quote: text },
        text,
        paragraph: 0,
        position,
        speaker: speaker && { ...speaker, entity: mention === undefined ? speaker.entity : keyOf(mention) },
        stance: findStance(text),
        tense: findTense(text),
        names: names.map((name) => ({ ...name, entity: keyOf(name) })),
        quantities: findQuantities(text),
        dates: findDates(text, '2019-09-18'),
        terms: termsOf(text),
        standsAlone: !/^(?:He|She|It|They|This|That)\b/u.test(text),
      };
    });
  });
};

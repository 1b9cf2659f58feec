/** Which entities of the articles the names of a question mean. */
import type { Analysis } from '../model.ts';
import type { Known } from './coverage.ts';
import type { Language } from './language.ts';
import type { AskedName } from './question.ts';

interface Index {
  /** Folded mention or entity key to the entities so named. */
  readonly byText: ReadonlyMap<string, ReadonlySet<string>>;
  /** The sound of each word of a mention to the entities. */
  readonly bySound: ReadonlyMap<string, ReadonlySet<string>>;
}

const indexes = new WeakMap<Analysis, Index>();

/** A shorter word sounds like too many others. */
const shortestSound = 4;

const indexOf = (analysis: Analysis, language: Language): Index => {
  const held = indexes.get(analysis);
  if (held !== undefined) return held;
  const byText = new Map<string, Set<string>>();
  const bySound = new Map<string, Set<string>>();
  const seen = new Set<string>();
  const add = (map: Map<string, Set<string>>, key: string, entity: string): void => {
    const entities = map.get(key);
    if (entities === undefined) map.set(key, new Set([entity]));
    else entities.add(entity);
  };
  for (const statements of analysis.statements.values())
    for (const { names } of statements)
      for (const { text, entity } of names) {
        const mention = `${text}\n${entity}`;
        if (seen.has(mention)) continue;
        seen.add(mention);
        const folded = language.fold(text);
        add(byText, folded, entity);
        add(byText, entity, entity);
        for (const word of new Set([...folded.split(' '), ...entity.split(' ')]))
          if (word.length >= shortestSound) add(bySound, language.sound(word), entity);
          else add(bySound, word, entity);
      }
  const index = { byText, bySound };
  indexes.set(analysis, index);
  return index;
};

/** By exact name; else the entities that hold every word of it, as it sounds. A name that nobody bears is left out. */
export const knownNames = (analysis: Analysis, names: readonly AskedName[], language: Language): Known => {
  const { byText, bySound } = indexOf(analysis, language);
  const known = new Map<string, ReadonlySet<string>>();
  for (const { folded, entity } of names) {
    const entities = new Set([...(byText.get(folded) ?? []), ...(byText.get(entity) ?? [])]);
    if (entities.size === 0) {
      const words = folded.split(' ').map((word) => (word.length >= shortestSound ? language.sound(word) : word));
      const [first, ...rest] = words.map((word) => bySound.get(word) ?? new Set<string>());
      for (const each of first ?? []) if (rest.every((others) => others.has(each))) entities.add(each);
    }
    if (entities.size > 0) known.set(folded, entities);
  }
  return known;
};

const isWrittenSmall = (analysis: Analysis, word: string): boolean => {
  for (const statements of analysis.statements.values())
    if (statements.some(({ text }) => text.includes(` ${word} `))) return true;
  return false;
};

/** Whether a folded word by itself names something in the articles, and is no common word in them. */
export const isNameIn =
  (analysis: Analysis, language: Language) =>
  (folded: string): boolean =>
    indexOf(analysis, language).byText.has(folded) && !isWrittenSmall(analysis, folded);

/** Who says what a sentence says. */
import type { NameMention, Speaker } from '../../model.ts';
import { foldName } from '../names/fold.ts';
import { findAttribution } from './attribution.ts';

/** "the Ukrainian delegation" and "Ukraine's delegation" are one speaker: peoples stand as their country. */
const phraseKey = (phrase: string, offset: number, names: readonly NameMention[]): string => {
  let key = phrase;
  for (const name of [...names].reverse())
    if (name.start >= offset && name.end <= offset + phrase.length)
      key = `${key.slice(0, name.start - offset)}${name.entity}${key.slice(name.end - offset)}`;
  return foldName(key).replace(/^(?:the|a|an) /u, '');
};

/**
 * The speaker named in a sentence: a name in its shortest form, or a noun phrase that reads alone ("the Ukrainian
 * delegation"). Null when nobody is named; a pronoun names nobody. `entity` is the name's own local key, so that
 * resolving names across articles resolves speakers too.
 */
export const findSpeaker = (sentence: string, names: readonly NameMention[]): Speaker | null => {
  const found = findAttribution(sentence, names);
  if (found === undefined) return null;
  if (found.mention !== undefined) return { name: found.mention.text, entity: found.mention.entity };
  const phrase = sentence.slice(found.speaker.start, found.speaker.end);
  const name = phrase.replace(/^(?:The|An?)\b/u, (word) => word.toLowerCase());
  return { name, entity: phraseKey(phrase, found.speaker.start, names) };
};

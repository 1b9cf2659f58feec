/** What the analysis knows of English and asking needs; handed in, so that both read words in one way. */
import type { NameMention } from '../model.ts';

export interface Language {
  /** Stems of the content words, in order. */
  terms(text: string): readonly string[];
  /** The stem that stands for a stem and its synonyms. */
  concept(term: string): string;
  /** Names in a sentence, with entities of its own. */
  names(text: string): readonly NameMention[];
  /** One spelling for comparison: case, accents and typographic marks gone. */
  fold(name: string): string;
  /** A key that the usual romanisations of one word share. */
  sound(word: string): string;
  /** Whether a word in small letters is a word as it stands, may be a form of one by its ending, or neither. */
  spelling(word: string): 'listed' | 'formed' | 'unlisted';
  /** The words of a question with their universal parts of speech: NOUN, PROPN, VERB, AUX ... */
  tagged(text: string): readonly { readonly text: string; readonly part: string }[];
}

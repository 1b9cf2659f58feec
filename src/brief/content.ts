/** What a passage says, in the form in which it is compared and in which a channel's memory keeps it. */
import type { Statement, ToldPoint } from '../model.ts';
import { toldFigureOf } from './figures.ts';
import { lightWords } from './likeness.ts';
import { baseOf, irregular } from './meanings.ts';
import { once } from './once.ts';
import type { Passage } from './passages.ts';
import { wordingOf } from './passages.ts';
import { stemOfWord } from './postings.ts';

/** What is kept of it. */
export type Content = Pick<ToldPoint, 'terms' | 'figures' | 'names' | 'ahead' | 'denied'>;

/** What is asked of something new. */
export interface Said extends Pick<Content, 'terms' | 'figures'> {
  readonly names: readonly string[];
  readonly ahead: boolean;
  readonly denied: boolean;
  /** Terms for what happened, by its verbs: what told of none of them told of something else. */
  readonly events: readonly string[];
}

const quoted = /[“"][^”"]*[”"]/gu;
const denying = /\b(?:not|never|no longer|cannot)\b|n['’]t\b/iu;

/** "if they do not come", "who was not there": what is not, only on the way. */
const aside = /\b(?:if|unless|until|who|whose|which|because|although|though|while|when|whether|despite)\b[^,;.]*/giu;

/** "could come", "will come if": that is no appointment. */
const conditional = /\b(?:if|unless|could|would|may|might|should)\b/iu;
const isAhead = ({ text, tense }: Statement): boolean => tense === 'ahead' && !conditional.test(text);

const isDenied = ({ text, stance }: Statement): boolean =>
  stance === 'denies' || (denying.test(text) && denying.test(text.replace(quoted, ' ').replace(aside, ' ')));

const wordsIn = (text: string): string[] => (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).map(stemOfWord);

/** "Ukraine’s Defense Minister, Rustem Umerov": what somebody is called before the name says nothing new of what was done. */
const title = /(?:\p{Lu}[\p{L}’'-]*,? ){1,4}$/u;
const longestTitle = 60;
const titlesIn = ({ text, names }: Statement): string[] =>
  names.flatMap(({ kind, start }) =>
    kind === 'person' ? wordsIn(title.exec(text.slice(Math.max(0, start - longestTitle), start))?.[0] ?? '') : [],
  );

/** "arrested", "was freed", but not "to be freed", "the captured crew". */
const happened =
  /(?<!\b(?:to|will|would|could|may|might|must|should|can|the|an?|of|all|its|his|her|their|two|some|many|most|no) (?:\p{Ll}+ly |be |have |not |have been )?)\b\p{Ll}{2,}\b/gu;
const pastForms = new Set(Object.values(irregular).flat());

/** "will free", "will be freed". */
const toHappen = /(?<=\b(?:will|shall) (?:be |also |now |then )?)(?!be\b)\p{Ll}{3,}\b/gu;

const eventsIn = ({ text }: Statement): string[] => {
  const own = text.replace(quoted, ' ').replace(aside, ' ');
  const past = (own.match(happened) ?? []).filter(
    (word) => (word.endsWith('ed') && !word.endsWith('eed')) || pastForms.has(word),
  );
  const future = conditional.test(text) ? [] : (own.match(toHappen) ?? []);
  return [...past, ...future].map((word) => baseOf(stemOfWord(word))).filter((event) => !lightWords.has(event));
};

/** What its last sentence says of what happened is found when it is asked for. */
class Saying implements Said {
  readonly terms: readonly string[];
  readonly figures: readonly string[];
  readonly names: readonly string[];
  readonly #last: Statement;
  #events: readonly string[] | undefined;
  #denied: boolean | undefined;

  constructor(last: Statement, terms: readonly string[], figures: readonly string[], names: readonly string[]) {
    this.#last = last;
    this.terms = terms;
    this.figures = figures;
    this.names = names;
  }

  get events(): readonly string[] {
    if (this.#events !== undefined) return this.#events;
    const bases = new Set(this.terms.map(baseOf));
    this.#events = [...new Set(eventsIn(this.#last))].filter((event) => bases.has(event));
    return this.#events;
  }

  get ahead(): boolean {
    return isAhead(this.#last);
  }

  get denied(): boolean {
    this.#denied ??= isDenied(this.#last);
    return this.#denied;
  }
}

const makeContent = (passage: Passage, wording?: string): Said => {
  const left = wording === undefined ? undefined : new Set(wordsIn(wording));
  const isLeft = (term: string): boolean => left === undefined || left.has(term);
  const named = passage.flatMap(({ names }) => names).filter(({ text }) => wordsIn(text).every(isLeft));
  const inNames = new Set([...named.flatMap(({ text }) => wordsIn(text)), ...passage.flatMap(titlesIn)]);
  const last = passage[passage.length - 1] ?? passage[0];
  const terms = [
    ...new Set(passage.flatMap((each) => each.terms.filter((term) => !inNames.has(term) && isLeft(term)))),
  ];
  const counted = passage.flatMap(({ quantities }) => quantities);
  const given = wording === undefined ? counted : counted.filter(({ text }) => wording.includes(text));
  const figures = [...new Set(given.map(toldFigureOf))];
  return new Saying(last, terms, figures, [...new Set(named.map(({ entity }) => entity))]);
};

const contentOfWhole = once((passage: Passage) => makeContent(passage));
const contentOfWording = once((passage: Passage) => makeContent(passage, wordingOf(passage)));

/**
 * The last sentence says what the passage is shown for: whether that is to come, or denied, is its own.
 * @param wording as it is posted, where that is less than the passage
 */
export const contentOf = (passage: Passage, wording?: string): Said => {
  if (wording === undefined) return contentOfWhole(passage);
  return wording === wordingOf(passage) ? contentOfWording(passage) : makeContent(passage, wording);
};

/** Of one sentence of a passage, as far as the wording of the passage holds it. */
export const contentOfSentence = (sentence: Statement, wording: string): Said => makeContent([sentence], wording);

/** Of what was said, what a channel's memory keeps. */
export const keptOf = ({ terms, figures, names, ahead, denied }: Said): Content => ({
  terms,
  figures,
  names,
  ...(ahead && { ahead }),
  ...(denied && { denied }),
});

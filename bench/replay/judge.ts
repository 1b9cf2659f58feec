/**
 * Reads digests as a reader of the channel does: by the words and the figures of what was posted. Shares nothing with the
 * engine that it judges: no stems, no names, no claims, no stop words but short ones.
 */
import type { Digest } from '../../src/model.ts';

const shortestWord = 4;
/** Endings fall away where words are compared by their first letters. */
const comparedLetters = 6;
const numerals = new Map(
  'zero one two three four five six seven eight nine ten eleven twelve'.split(' ').map((word, n) => [word, String(n)]),
);

interface Text {
  readonly words: ReadonlySet<string>;
  /** Each as often as it stands there. */
  readonly figures: readonly string[];
  /** Words with a capital that begin no sentence, by their first letters. */
  readonly names: ReadonlySet<string>;
  readonly denied: boolean;
  readonly toCome: boolean;
}

const readText = (text: string): Text => {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/(?<=\d),(?=\d)/gu, '');
  const words = plain.match(/\p{L}+/gu) ?? [];
  const names =
    text
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .match(/(?<=[\p{L}\p{N},] )\p{Lu}\p{L}{2,}/gu) ?? [];
  return {
    words: new Set(words.filter((word) => word.length >= shortestWord).map((word) => word.slice(0, comparedLetters))),
    figures: [...(plain.match(/\d+(?:\.\d+)?/gu) ?? []), ...words.flatMap((word) => numerals.get(word) ?? [])],
    names: new Set(names.map((name) => name.toLowerCase().slice(0, comparedLetters))),
    denied: /\b(?:not|no|never)\b|n['’]t\b/u.test(plain),
    toCome: /\b(?:will|shall|plans?|would|to be)\b/u.test(plain),
  };
};

/** A text says what another said when it holds few words of its own, no name and no figure of its own, and denies or promises no less. */
const ownWords = 0.25;
/** A short remark inside a long text is another thing to a reader. */
const leastOfOther = 0.4;
const fewestWords = 4;
/** In a shorter one a single other word makes it another thing: "the bridge or the kettle". */
const shortText = 8;

/** "freed 2 from two carriages" holds a 2 more than "freed 7 from two carriages". */
const hasOwn = (figures: readonly string[], earlier: readonly string[]): boolean => {
  const left = [...earlier];
  return figures.some((figure) => {
    const at = left.indexOf(figure);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
};

const saysAgain = (text: Text, earlier: Text): boolean => {
  if (text.words.size < fewestWords || text.denied !== earlier.denied) return false;
  if (hasOwn(text.figures, earlier.figures)) return false;
  if ([...text.names].some((name) => !earlier.words.has(name))) return false;
  if (earlier.toCome && !text.toCome) return false;
  const shared = [...text.words].filter((word) => earlier.words.has(word)).length;
  const mostOwn = text.words.size < shortText ? 0 : ownWords * text.words.size;
  return text.words.size - shared <= mostOwn && shared >= leastOfOther * earlier.words.size;
};

export interface Repeat {
  readonly text: string;
  readonly earlier: string;
  readonly day: number;
}

export interface Judgement {
  /** What is posted of claims: points, and in the thread what happened when and what is ahead. */
  readonly claims: number;
  readonly repeats: readonly Repeat[];
  /** Stories that came back, and those of them that name nothing that the post shows. */
  readonly named: number;
  readonly unshown: readonly string[];
}

const textsOf = ({ briefing }: Digest): string[] => [
  ...new Set([...briefing.points, ...briefing.timeline, ...briefing.ahead].map(({ text }) => text)),
];

/** All that a reader sees below the card. */
const threadOf = (digest: Digest): string =>
  [
    ...textsOf(digest),
    ...[...digest.briefing.differences, ...digest.briefing.updates].flatMap(({ about, positions }) => [
      about,
      ...positions.flatMap(({ value, citations }) => [value, ...citations.map(({ quote }) => quote)]),
    ]),
  ].join(' ');

/** The part of a change that is new: what stands behind the arrow, or all of it. */
const newPart = (change: string): string => change.split(/→|\bagainst\b/u).at(-1) ?? change;

/** Remembers one channel. Each digest is compared with all that was posted on days before: days times points. */
export const createReader = (): { read(digest: Digest, day: number): Judgement } => {
  const posted: { text: string; read: Text }[] = [];
  return {
    read: (digest, day) => {
      const texts = textsOf(digest).map((text) => ({ text, read: readText(text) }));
      const repeats = texts.flatMap(({ text, read }): Repeat[] => {
        const earlier = posted.find((each) => saysAgain(read, each.read));
        return earlier === undefined ? [] : [{ text, earlier: earlier.text, day }];
      });
      posted.push(...texts);
      const thread = readText(threadOf(digest));
      const back = digest.entries.filter(({ change }) => change !== undefined);
      const isShown = (change: string): boolean => {
        const { words, figures } = readText(newPart(change.replace(/…$/u, '')));
        return (
          figures.every((figure) => thread.figures.includes(figure)) &&
          [...words].filter((word) => !thread.words.has(word)).length <= 1
        );
      };
      return {
        claims: texts.length,
        repeats,
        named: back.length,
        unshown: back.flatMap(({ change = '' }) => (isShown(change) ? [] : [change])),
      };
    },
  };
};

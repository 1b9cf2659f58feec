/** Verbs of several words and the one word that stands for them: "got away" is to escape. */
import { z } from 'zod';
import data from './asking.json' with { type: 'json' };
import { baseOf } from './meanings.ts';
import { stemOfWord } from './postings.ts';

const { phrases } = z.object({ phrases: z.record(z.string(), z.array(z.string().min(1))) }).parse(data);

const baseOfWord = (word: string): string => baseOf(stemOfWord(word));

interface Phrase {
  /** Bases of its words after the first. */
  readonly rest: readonly string[];
  /** The stem that stands for it. */
  readonly means: string;
}

/** By the base of their first word. */
const byFirst = new Map<string, Phrase[]>();
for (const [means, list] of Object.entries(phrases))
  for (const phrase of list) {
    const [first = '', ...rest] = phrase.split(' ').map(baseOfWord);
    byFirst.set(first, [...(byFirst.get(first) ?? []), { rest, means: stemOfWord(means) }]);
  }

/** Words that may stand within: "let him go", "blew it up". */
const within = 2;

export interface PhraseFound {
  /** The stem that stands for it. */
  readonly means: string;
  /** The bases of its words. */
  readonly bases: readonly string[];
}

/** The phrases in a text. Linear in its length. */
export const phrasesIn = (text: string): PhraseFound[] => {
  const bases = (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).map(baseOfWord);
  const follows = ({ rest }: Phrase, at: number): boolean => {
    const first = rest[0];
    for (let skip = 1; skip <= 1 + within; skip += 1)
      if (bases[at + skip] === first && rest.every((word, n) => bases[at + skip + n] === word)) return true;
    return false;
  };
  return bases.flatMap((base, at) =>
    (byFirst.get(base) ?? [])
      .filter((each) => follows(each, at))
      .map(({ means, rest }) => ({ means, bases: [base, ...rest] })),
  );
};

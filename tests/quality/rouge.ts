/**
 * ROUGE-N recall (Lin 2004, "ROUGE: A Package for Automatic Evaluation of Summaries"): lower case, stems, stop words
 * kept; clipped counts of the reference's n-grams that the candidate holds too. Several references: the mean.
 */
import stem from 'wink-porter2-stemmer';

const tokensOf = (text: string): string[] =>
  (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => stem(word));

const gramsOf = (tokens: readonly string[], n: number): Map<string, number> => {
  const grams = new Map<string, number>();
  for (let i = 0; i + n <= tokens.length; i += 1) {
    const gram = tokens.slice(i, i + n).join(' ');
    grams.set(gram, (grams.get(gram) ?? 0) + 1);
  }
  return grams;
};

/** 0 to 1; a reference without n-grams counts as 0. */
export const rougeRecall = (candidate: string, references: readonly string[], n: number): number => {
  const held = gramsOf(tokensOf(candidate), n);
  const recalls = references.map((reference) => {
    let whole = 0;
    let found = 0;
    for (const [gram, count] of gramsOf(tokensOf(reference), n)) {
      whole += count;
      found += Math.min(count, held.get(gram) ?? 0);
    }
    return whole === 0 ? 0 : found / whole;
  });
  return recalls.length === 0 ? 0 : recalls.reduce((sum, recall) => sum + recall, 0) / recalls.length;
};

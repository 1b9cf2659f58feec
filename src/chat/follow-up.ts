/** A question that leans on the one before it in the same thread, made whole: "and how many on the Russian side?" Pure. */
const connective = /^(?:and|but|or|so|then|also|what about|how about)\b[\s,]*/iu;
const interrogative =
  /^(?:how\s+(?:many|much|long|old|often|far|big|large)|who(?:m|se)?|what|when|where|why|which|how)\b\s*/iu;
const pronoun = /\b(?:he|she|it|they|them|him|her|that|this|these|those|there)\b/iu;
/** A name within a sentence, by its capitals: dropped from the earlier question where the later one brings its own. */
const capitalised = /(?<=\s)\p{Lu}[\p{L}'’-]*/gu;

/** A question of so few words beside its interrogative says too little alone: "how many wounded?" */
const fewWords = 1;

/** Short words carry no meaning of their own here, so that the model of the language need not be loaded for it. */
const wordsIn = (text: string): number => text.match(/[\p{L}\p{N}]{4,}/gu)?.length ?? 0;

const plain = (question: string): string => question.trim().replace(/[?\s]+$/u, '');

/**
 * @returns the whole question, or undefined when `question` stands alone
 */
export const wholeQuestion = (question: string, before: string | undefined): string | undefined => {
  if (before === undefined) return undefined;
  const said = plain(question);
  const own = said.replace(connective, '');
  const leans = own !== said || pronoun.test(own) || wordsIn(own.replace(interrogative, '')) <= fewWords;
  if (!leans || own === '') return undefined;
  const earlier = plain(before);
  const [asked = interrogative.exec(earlier)?.[0] ?? ''] = interrogative.exec(own) ?? [];
  const rest = own.slice(interrogative.exec(own)?.[0].length ?? 0);
  const hasName = /\p{Lu}/u.test(rest);
  const context = earlier.replace(interrogative, '');
  const kept = hasName ? ` ${context}`.replace(capitalised, '') : context;
  return `${[asked.trim(), kept.trim(), rest.trim()]
    .filter((part) => part !== '')
    .join(' ')
    .replace(/\s+/gu, ' ')}?`;
};

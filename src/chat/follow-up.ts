/** A question that leans on the one before it in the same thread, made whole: "and how many on the Russian side?" Pure. */
const connective = /^(?:and|but|or|so|then|also|what about|how about)\b[\s,]*/iu;
const interrogative =
  /^(?:how\s+(?:many|much|long|old|often|far|big|large)|who(?:m|se)?|what|when|where|why|which|how)\b\s*/iu;
const auxiliary =
  /\b(?:is|are|was|were|be|been|do|does|did|has|have|had|will|would|can|could|may|might|shall|should|must)\b/iu;
const auxiliaries = new RegExp(auxiliary, 'giu');
const pronoun =
  /\b(?:he|she|it|they|them|him|her|his|its|their|that|this|these|those|there|any(?:one|body)|every(?:one|body))\b/iu;
/** A name within a sentence, by its capitals: dropped from the earlier question where the later one brings its own. */
const capitalised = /(?<=\s)\p{Lu}[\p{L}'’-]*/gu;
/** "stage 15": one of several that are told apart by a number. */
const numbered = /^(\p{L}+)\s+\d+$/u;
/** "What does", "when was", "did": whoever it is about comes next. */
const opening =
  /^(?:(?:who|what|when|where|why|how)\s+)?(?:is|are|was|were|do|does|did|has|have|had|will|would|can|could|may|might|should)\s+(?:the\s+|an?\s+)?(?=\S)/iu;

/** A question of so few words beside its interrogative says too little alone: "how many wounded?" */
const fewWords = 1;
/** A thing to ask the same of is named in so many words at most. */
const mostOfThing = 4;

/** Short words carry no meaning of their own here, so that the model of the language need not be loaded for it. */
const wordsIn = (text: string): number => text.match(/[\p{L}\p{N}]{4,}/gu)?.length ?? 0;

/** No question in chat is longer; what is typed beyond it is left. */
const mostCharacters = 4000;

const plain = (question: string): string =>
  question
    .slice(0, mostCharacters)
    .trim()
    .replace(/[?\s]+$/u, '');

const joined = (...parts: readonly string[]): string =>
  `${parts
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join(' ')
    .replace(/\s+/gu, ' ')}?`;

/** "And Turkey?", "and stage 15": the earlier question, put of something else. */
const askedOf = (thing: string, earlier: string): string[] => {
  const label = numbered.exec(thing)?.[1];
  const sameLabel = label === undefined ? undefined : new RegExp(`\\b${label}\\s+\\d+\\b`, 'iu');
  if (sameLabel?.test(earlier) === true) return [joined(earlier.replace(sameLabel, thing))];
  const start = opening.exec(earlier)?.[0];
  if (start === undefined || thing.split(/\s+/u).length > mostOfThing) return [];
  const rest = earlier.slice(start.length);
  const names = /^(?:\p{Lu}[\p{L}'’-]*\s+)+/u.exec(`${rest} `)?.[0] ?? /^\S+/u.exec(rest)?.[0] ?? '';
  const tail = rest.slice(names.length);
  return tail === '' ? [] : [joined(start.replace(/\b(?:the|an?)\s+$/iu, ''), thing, tail)];
};

/** A question of its own with what the earlier one was about behind it: "which ship were they from … the sailors". */
const askedAbout = (own: string, context: string): string[] => {
  const bare = context.replace(auxiliaries, ' ');
  const thing = /\b(?:the|an?|\p{Lu}[\p{L}'’-]*)\s.*$/u.exec(bare)?.[0] ?? '';
  return [joined(own, bare), ...(thing === '' ? [] : [joined(own, thing)])];
};

/**
 * The whole questions that are meant, the likeliest first.
 *
 * @returns none when `question` stands alone
 */
export const wholeQuestions = (question: string, before: string | undefined): readonly string[] => {
  if (before === undefined) return [];
  const said = plain(question);
  const own = said.replace(connective, '');
  const leans = own !== said || pronoun.test(own) || wordsIn(own.replace(interrogative, '')) <= fewWords;
  if (!leans || own === '') return [];
  const earlier = plain(before);
  const context = earlier.replace(interrogative, '');
  const asks = interrogative.exec(own)?.[0];
  const rest = own.slice(asks?.length ?? 0);
  const isWhole = auxiliary.test(rest) || (asks === undefined && opening.test(own));
  if (isWhole) return [...new Set(askedAbout(own, context))];
  const kept = /\p{Lu}/u.test(rest) ? ` ${context}`.replace(capitalised, '') : context;
  const merged = joined(asks ?? interrogative.exec(earlier)?.[0] ?? '', kept, rest);
  return [...new Set([...(asks === undefined ? askedOf(rest, earlier) : []), merged])];
};

/** Turns of phrase inside a sentence that stand for what it does not name: "among them", "…, he said", "reviews the document". */
import type { NameMention } from '../../model.ts';
import { after, inner, shells } from './context.ts';

const quotation = /[“"][^“”"]*[”"]/gu;

/** Plural nouns, and words for several people; a name in the singular is none of them. */
const several =
  /\b(?:people|men|women|children|police|persons|(?!(?:was|is|has|his|its|this|as|us|yes|says|less|news)\b)\p{Ll}{2,}(?<!s)s)\b|\b(?:dozen|hundred|thousand|million)s?\b|\band\b/u;
const amongThem = /\b(?:among|amongst|between|of) them\b/iu;

/** "Ravn was not among them": nothing that is told before is more than one. */
const speaksOfUnnamedGroup = (sentence: string): boolean => {
  const found = amongThem.exec(sentence);
  return found !== null && !several.test(sentence.slice(0, found.index));
};

/** "…, he said." needs somebody's name; a noun for a person may be anybody. */
const saidByPronoun =
  /[,”"’] (?:he|she) (?:said|says|added|adds|told|warned|argued|noted|explained|claimed|stressed|insisted|hinted|believed|believes)\b/iu;
const isSaidByUnnamed = (sentence: string, names: readonly NameMention[]): boolean => {
  const found = saidByPronoun.exec(sentence);
  return found !== null && !names.some(({ kind, start }) => kind === 'person' && start < found.index);
};

/** Something new is told of, which a later "the plan" may be. */
const introduces =
  /\b(?:an?|another|its|his|her|their|new|own|first|second|third|two|three|several|some|many)\b|['’]s\b|s['’]/iu;
const theNoun = /\bthe (\p{L}+)(?![\p{L}’'-])(?: (\p{L}+))?( (?:on|by|to|in|at|of|for)\b)?/giu;
/** "the document agreed on by all", "the offer he made": a clause tells which one. */
const tellsWhich = (next: string, then: string | undefined): boolean =>
  after.has(next) || /^(?:he|she|it|they|we|I)$/iu.test(next) || (then !== undefined && next.endsWith('ed'));

/** "plans to review the document": which one, nothing before it in the sentence tells. */
const holdsBareNoun = (sentence: string, names: readonly NameMention[]): boolean => {
  for (const { 0: whole, 1: noun = '', 2: next = '', 3: then, index } of sentence.matchAll(theNoun)) {
    if (index === 0 || !inner.has(noun.toLowerCase()) || tellsWhich(next.toLowerCase(), then)) continue;
    if (shells.has(next.toLowerCase()) || names.some(({ start }) => start > index && start <= index + whole.length))
      continue;
    const before = sentence.slice(0, index);
    if (!introduces.test(before) && !before.toLowerCase().includes(noun.toLowerCase())) return true;
  }
  return false;
};

const opensWithSides =
  /^(?:each|both|neither|the two) (?:of the )?(?:two )?(?:sides?|countr(?:y|ies)|nations?|part(?:y|ies)|governments?|teams?)\b/iu;
/** "Each side would hand over 40 ships": whose sides these are takes two names. */
const opensWithUnnamedSides = (sentence: string, names: readonly NameMention[]): boolean =>
  opensWithSides.test(sentence) &&
  new Set(names.filter(({ kind }) => kind !== 'person').map(({ entity }) => entity)).size < 2;

/** "Ravn, who leads the delegation, confirms it." What, the sentence has no room to tell. */
const saysOnlyIt =
  /\b(?:confirm|den(?:y|ie)|reject|approv|support|announc|admit|disput|oppos|welcom|condemn|acknowledg|criticiz|criticis|prais)\p{Ll}* (?:it|this|that|so|them)\.$/iu;
const mostWords = 14;
const isAboutUnnamed = (sentence: string): boolean =>
  saysOnlyIt.test(sentence) && sentence.split(' ', mostWords + 1).length <= mostWords;

/** Linear in the sentence, but for names, which are few. */
export const speaksOfUnnamed = (sentence: string, names: readonly NameMention[]): boolean => {
  const own = sentence.replace(quotation, (quoted) => ' '.repeat(quoted.length));
  return (
    speaksOfUnnamedGroup(own) ||
    isSaidByUnnamed(sentence, names) ||
    opensWithUnnamedSides(sentence, names) ||
    isAboutUnnamed(own) ||
    holdsBareNoun(own, names)
  );
};

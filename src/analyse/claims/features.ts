/** What of a statement can be aligned with another: concepts of its words, entities, quantities, dates, and how it is said. */
import type { DateMention, NameMention, Quantity, Span, Statement } from '../../model.ts';
import { foldName } from '../names/fold.ts';
import { countryOfCapital } from '../names/gazetteer.ts';
import { sayingStems } from '../speakers/verbs.ts';
import { stem } from '../terms/stem.ts';
import { conceptOf } from './synonyms.ts';

export interface Measure {
  readonly quantity: Quantity;
  /** Concepts of what is counted and of the words next to it. */
  readonly context: ReadonlySet<string>;
}

export interface Features {
  readonly statement: Statement;
  /** `w:` concepts of words and `n:` entities, each once, in order: what is weighed. */
  readonly keys: readonly string[];
  /** Where each key stands first in the text, a character index; with keys that are implied and not weighed. */
  readonly places: ReadonlyMap<string, number>;
  readonly persons: ReadonlySet<string>;
  /** Places named as such. */
  readonly sites: ReadonlySet<string>;
  readonly measures: readonly Measure[];
  /** Numbers in digits that stand in no quantity and no date: scores, times, versions. */
  readonly digits: ReadonlySet<string>;
  /** All numbers in digits. */
  readonly numbers: ReadonlySet<string>;
  readonly dates: readonly DateMention[];
  /** Entities in the order of their first mention, those who say it left out. */
  readonly order: readonly string[];
  /** Every word as written, in lower case. */
  readonly words: ReadonlySet<string>;
  /** True when an odd number of negations and denials turns it into its opposite. */
  readonly negated: boolean;
}

const negation =
  /\b(?:not(?! only)|no(?! (?:longer|more|fewer|less|later) than)|never|nobody|nothing|none|neither|nor|without|cannot|fail(?:s|ed|ing|ure)?|unable|lack(?:s|ed|ing)?|(?<!\ba )(?:little|few))\b|n['’]t\b/giu;
/** "if they do not …", "if talks fail": the same condition may be put without a denial ("unless they …"). */
const condition = /\b(?:if|should|whether)\b[^,;]*/giu;
const wordPattern = /[\p{L}\p{N}][\p{L}\p{M}\p{N}'’]*(?:[-.,][\p{N}]+)*/gu;

const conceptsIn = (text: string): string[] =>
  (foldName(text).match(wordPattern) ?? []).map((word) => conceptOf(stem(word)));

const contextLength = 30;
const contextOf = ({ start, end, of }: Quantity, text: string): ReadonlySet<string> => {
  const before = text.slice(Math.max(0, start - contextLength), start).replace(/^\S*/u, '');
  const after = text.slice(end, end + contextLength).replace(/\S*$/u, '');
  return new Set(conceptsIn(`${of ?? ''} ${before} ${after}`));
};

/** "4:00" and "4", "1,000" and "1000" are one. */
const numbersIn = (text: string, taken?: Uint8Array): ReadonlySet<string> =>
  new Set(
    [...text.matchAll(/\d[\d.,:]*/gu)]
      .filter(({ index }) => taken?.[index] !== 1)
      .map(([number]) =>
        number
          .replace(/[.,:]+$/u, '')
          .replace(/:00$/u, '')
          .replace(/,/gu, ''),
      ),
  );

/** The words that name the speaker: who says a thing is no part of what is said. */
const speakerSpan = ({ text, speaker }: Statement): Span[] => {
  const start = speaker === null ? -1 : text.toLowerCase().indexOf(speaker.name.toLowerCase());
  return speaker === null || start < 0 ? [] : [{ start, end: start + speaker.name.length }];
};

const within = (at: number, spans: readonly Span[]): boolean => spans.some(({ start, end }) => at >= start && at < end);

/** Linear in the statement's length, for a bounded number of names and figures. */
export const featuresOf = (statement: Statement): Features => {
  const { text, dates, quantities, speaker } = statement;
  const aside = speakerSpan(statement);
  // Beside the speaker's name may stand the office ("the minister, Ann Lee, said"); a country may also be spoken of.
  const spoken = ({ kind, entity, start }: NameMention): boolean =>
    within(start, aside) || (kind === 'person' && entity === speaker?.entity);
  const names = statement.names.filter((name) => !spoken(name));
  // Names, dates and numbers are aligned as such, so their words do not count a second time.
  const taken = new Uint8Array(text.length);
  for (const { start, end } of [...aside, ...statement.names, ...dates, ...quantities]) taken.fill(1, start, end);
  const counted = new Uint8Array(text.length);
  for (const { start, end } of [...dates, ...quantities]) counted.fill(1, start, end);
  const content = new Set(statement.terms);
  const found: [string, number][] = names.map((name) => [`n:${name.entity}`, name.start]);
  for (const match of text.matchAll(wordPattern)) {
    if (taken[match.index] === 1) continue;
    const term = stem(foldName(match[0]));
    if (content.has(term) && !sayingStems.has(term)) found.push([`w:${conceptOf(term)}`, match.index]);
  }
  const places = new Map<string, number>();
  for (const [key, at] of found.sort((a, b) => a[1] - b[1])) if (!places.has(key)) places.set(key, at);
  const keys = [...places.keys()];
  // "Delegations from Moscow and Kyiv" also says Russia and Ukraine.
  for (const key of keys) {
    const country = key.startsWith('n:') ? countryOfCapital(key.slice(2)) : undefined;
    const at = places.get(key);
    if (country !== undefined && at !== undefined && !places.has(`n:${country}`)) places.set(`n:${country}`, at);
  }
  const sites = names.filter((name) => name.kind === 'place').map((name) => name.entity);
  const entities = [...new Set(names.map((name) => name.entity))];
  const turns = [...text.replace(condition, ' ').matchAll(negation)].length + (statement.stance === 'denies' ? 1 : 0);
  return {
    statement,
    keys,
    places,
    persons: new Set(names.filter((name) => name.kind === 'person').map((name) => name.entity)),
    sites: new Set(sites.flatMap((site) => [site, countryOfCapital(site) ?? site])),
    measures: quantities.map((quantity) => ({ quantity, context: contextOf(quantity, text) })),
    digits: numbersIn(text, counted),
    numbers: numbersIn(text),
    dates,
    order: entities,
    words: new Set(text.toLowerCase().match(/\p{L}+/gu) ?? []),
    negated: turns % 2 === 1,
  };
};

/** Where a sentence says who says it: the attributing words, apart from what is said. */
import type { NameMention, Span } from '../../model.ts';
import { anyForm, anyOf, lists } from './verbs.ts';

export interface Attribution {
  /** The words that name the speaker. */
  readonly speaker: Span;
  /** The name in those words, where they hold one. */
  readonly mention: NameMention | undefined;
  /** The whole attributing clause: "according to X", "X said on Monday that". */
  readonly clause: Span;
}

const verbs = anyForm(Object.values(lists.saying).flat());
const verb = new RegExp(`\\b(?:${verbs})\\b`, 'giu');
const accordingTo = /\baccording\s+to\s+/giu;
const nouns = anyOf(lists.speakers);
/** "the Russian delegation", "police", "two officials": a noun phrase that can speak, at the end of a stretch. */
const phraseEnd = new RegExp(
  `(?:^|[\\s“"(])((?:(?:the|an?|its|his|her|their|one|two|three|several|some|many|both|local|state|senior|top|[\\p{L}'’.-]+)\\s+){0,4}(?:${nouns}))\\s*$`,
  'iu',
);
const phraseStart = new RegExp(
  `^((?:(?:the|an?|its|one|two|three|several|some|many|both|[\\p{L}'’.-]+)\\s+){0,4}?(?:${nouns}))\\b`,
  'iu',
);
const adverbs = new RegExp(`(?:\\s+(?:${anyOf(lists.skipped)}|\\p{L}+ly))*\\s*$`, 'iu');
const determiner = /\b(?:the|an?|its|his|her|their|both|some|many)\s+|\b(?:one|two|three|several)\s+/giu;
const connectives = new RegExp(`^[^]*\\b(?:${anyOf(lists.connectives)})\\s+`, 'iu');
const passive =
  /\b(?:is|are|was|were|been|be|being|to|not|of|for|a|an|the|its|his|her|their|these|those|this|such|no)\s*$/iu;
const clauseBreak = /[;:“”"]|,\s+(?:and|but|while|though|although|as)\s/gu;
const longestClause = 240;
const longestInsertion = 130;
/** Verbs of saying looked at in one sentence: who has not spoken by then is lost in a list. */
const mostVerbs = 40;

/** Spans in which the words are quoted; a quotation may begin before the sentence or end after it. */
const quotedSpans = (sentence: string): Span[] => {
  const spans: Span[] = [];
  let open: number | undefined;
  let last = 0;
  for (const { index, 0: mark } of sentence.matchAll(/[“”"]/gu)) {
    const straight = mark === '"';
    const opens =
      mark === '“' ||
      (straight && open === undefined && /^$|[\s([—–-]$/u.test(sentence.slice(Math.max(0, index - 1), index)));
    if (opens) open = index;
    else if (open !== undefined || /\p{L}/u.test(sentence.slice(index))) {
      spans.push({ start: open ?? last, end: index + 1 });
      open = undefined;
      last = index + 1;
    }
  }
  if (open !== undefined) spans.push({ start: open, end: sentence.length });
  return spans;
};

const asNoun = new Set(lists.nouns);
const objects = new RegExp(`^\\s+(?:${anyOf(lists.objects)}|\\p{N}+|[“"])`, 'iu');
/** "claims", "report": a verb only when what follows can be said. */
const isVerb = (word: string, after: string): boolean => !asNoun.has(word.toLowerCase()) || objects.test(after);

/** The phrase alone: "talks the Ukrainian delegation" gives "the Ukrainian delegation", "where officials" gives "officials". */
const trimmed = (phrase: string): string => {
  const bare = phrase.replace(connectives, '');
  const starts = [...bare.matchAll(determiner)].map((match) => ({
    at: match.index,
    end: match.index + match[0].length,
  }));
  let last = starts.at(-1);
  // "the two sides" is one phrase.
  for (const start of starts.reverse()) if (last !== undefined && start.end === last.at) last = start;
  return last === undefined ? bare : bare.slice(last.at);
};

/** A name beside the role that it is named with is the person: "the Foreign Minister, Hakan Fidan". */
const personOf = (name: NameMention, names: readonly NameMention[]): NameMention => {
  if (!name.entity.startsWith('role:')) return name;
  const next = names.find((other) => other.start > name.end && other.start <= name.end + 2);
  return next?.kind === 'person' ? next : name;
};

const subjectBefore = (
  sentence: string,
  at: number,
  names: readonly NameMention[],
): Omit<Attribution, 'clause'> | undefined => {
  const from = Math.max(0, at - longestClause);
  const stretch = sentence.slice(from, at);
  const breaks = [...stretch.matchAll(clauseBreak)].at(-1);
  const start = from + (breaks === undefined ? 0 : breaks.index + breaks[0].length);
  const clause = sentence.slice(start, at);
  const core = clause.replace(adverbs, '');
  const end = start + core.length;
  const speaking = names.filter((name) => name.start >= start && name.end <= end && speaks(name));
  const last = speaking.at(-1);
  if (last !== undefined && last.end === end) {
    // "President Ann Lee of Norway said": the country only says whose president.
    const whose = speaking.at(-2);
    const person = whose?.kind === 'person' && sentence.slice(whose.end, last.start) === ' of ' ? whose : last;
    return { speaker: person, mention: person };
  }
  if (core.endsWith(',')) {
    // An insertion: "Rustem Umerov, the minister, stressed"; "Zelenskyy, speaking from Vilnius, Lithuania, said".
    const apposed = speaking.map((name) => personOf(name, speaking)).filter((name) => sentence[name.end] === ',');
    const owner = apposed.find((name) => name.kind === 'person') ?? apposed[0];
    // "stating" may belong to a name far off; beyond this it is somebody else's.
    if (owner !== undefined && owner.end < end && end - owner.end <= longestInsertion)
      return { speaker: owner, mention: owner };
    const opening = phraseStart.exec(clause)?.[1];
    if (opening !== undefined && clause[opening.length] === ',')
      return { speaker: { start, end: start + opening.length }, mention: undefined };
    return undefined;
  }
  const phrase = phraseEnd.exec(core)?.[1];
  if (phrase === undefined) return undefined;
  const text = trimmed(phrase);
  const close = start + core.trimEnd().length;
  return { speaker: { start: close - text.length, end: close }, mention: undefined };
};

/** Demonyms are adjectives, and places speak only as governments do ("Ukraine says"). */
const speaks = (name: NameMention): boolean =>
  name.kind !== 'other' || name.text.toLowerCase() === name.entity || /^\p{Lu}\p{Ll}+s$/u.test(name.text);

const subjectAfter = (
  sentence: string,
  at: number,
  names: readonly NameMention[],
): Omit<Attribution, 'clause'> | undefined => {
  const rest = sentence.slice(at, at + longestClause);
  const lead = /^\s*/u.exec(rest)?.[0].length ?? 0;
  const stop = /[,;.“”"](?=\s|$)/u.exec(rest.slice(lead))?.index ?? rest.length - lead;
  let name = names.find((mention) => mention.start >= at && mention.end <= at + lead + stop + 1 && speaks(mention));
  const phrase = phraseStart.exec(rest.slice(lead, lead + stop))?.[1];
  // "the Russian delegation": the noun speaks, not the adjective; "Mayor Ann Lee": the name does.
  if (phrase !== undefined && (name === undefined || name.start > at + lead + phrase.length + 1))
    return { speaker: { start: at + lead, end: at + lead + phrase.length }, mention: undefined };
  if (name === undefined) return undefined;
  name = personOf(name, names);
  const between = sentence.slice(at + lead, name.start).trim();
  return between === '' || between.split(/\s+/u).length <= 6 ? { speaker: name, mention: name } : undefined;
};

/** Finds who speaks; undefined when nobody is said to. Linear: each verb looks at a bounded stretch. */
export const findAttribution = (sentence: string, names: readonly NameMention[]): Attribution | undefined => {
  for (const match of [...sentence.matchAll(accordingTo)].slice(0, mostVerbs)) {
    const end = match.index + match[0].length;
    const found = subjectAfter(sentence, end, names);
    if (found !== undefined) return { ...found, clause: { start: match.index, end: found.speaker.end } };
  }
  const quotes = quotedSpans(sentence);
  let quote = 0;
  for (const match of [...sentence.matchAll(verb)].slice(0, mostVerbs)) {
    const at = match.index;
    while ((quotes[quote]?.end ?? Number.POSITIVE_INFINITY) <= at) quote += 1;
    if ((quotes[quote]?.start ?? Number.POSITIVE_INFINITY) < at) continue;
    if (!isVerb(match[0], sentence.slice(at + match[0].length, at + match[0].length + 12))) continue;
    if (passive.test(sentence.slice(Math.max(0, at - 12), at))) continue;
    const end = at + match[0].length;
    const before = subjectBefore(sentence, at, names);
    if (before !== undefined) {
      const that = /^\s+that\b/u.exec(sentence.slice(end, end + 8))?.[0].length ?? 0;
      return { ...before, clause: { start: before.speaker.start, end: end + that } };
    }
    // Inversion follows what is said: a comma or a closing quotation mark.
    if (/[,”"’]\s*$/u.test(sentence.slice(Math.max(0, at - 3), at))) {
      const after = subjectAfter(sentence, end, names);
      if (after !== undefined) return { ...after, clause: { start: at, end: after.speaker.end } };
    }
  }
  return undefined;
};

/** The clause that attributes, so that what is said can be told from who says it; null when the sentence names no speaker. */
export const attributionSpan = (sentence: string, names: readonly NameMention[]): Span | null =>
  findAttribution(sentence, names)?.clause ?? null;

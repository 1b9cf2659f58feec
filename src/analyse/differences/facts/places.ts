/** Places of one happening and homes of one person that articles tell differently. */
import type { NameMention, Statement } from '../../../model.ts';
import { foldName } from '../../names/fold.ts';
import { lookUp } from '../../names/gazetteer.ts';
import { nounOf } from './events.ts';
import { eventsOf, mentionAt } from './mentions.ts';
import type { Comparison, Kind, Told } from './slots.ts';

export interface Spot {
  /** What kind of telling it is: only like is compared with like. */
  readonly form: 'block' | 'coast' | 'home' | 'birth';
  /** The street, or the person whose home or birthplace it is; empty for a coast. */
  readonly of: string;
  readonly place: string;
}

const block =
  /\b(?<number>\d{1,5})\s+block\s+of\s+(?<street>(?:[\p{Lu}\d][\p{L}\d.'’-]*\s+){0,4}?(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Drive|Dr|Lane|Ln|Way|Highway|Place|Court|Ct|Parkway)\b)/gu;
const side = /^(?:north|south|east|west|n|s|e|w)\s+/u;
const kinds: Readonly<Record<string, string>> = {
  street: 'st',
  avenue: 'ave',
  road: 'rd',
  boulevard: 'blvd',
  drive: 'dr',
  lane: 'ln',
  court: 'ct',
};

const streetOf = (text: string): string =>
  foldName(text)
    .replace(side, '')
    .split(' ')
    .map((word) => kinds[word] ?? word)
    .join(' ');

const blocksIn = (statement: Statement): Told<Spot>[] =>
  [...statement.text.matchAll(block)].map((match) => {
    const [start, end] = [match.index, match.index + (match.groups?.number?.length ?? 0) + ' block'.length];
    return {
      value: { form: 'block', of: streetOf(match.groups?.street ?? ''), place: match.groups?.number ?? '' },
      mention: mentionAt(statement, start, end),
    };
  });

/** "off the coast of X", "just off X": where nothing but the sea is. */
const offshore = /\b(?:just\s+)?off\s+(?:the\s+)?(?:(?:\p{L}+\s+)?(?:coast|shore|shores)\s+of\s+)?$/u;

const coastsIn = (statement: Statement): Told<Spot>[] =>
  statement.names.flatMap((name) => {
    const lead = offshore.exec(statement.text.slice(Math.max(0, name.start - 40), name.start))?.[0];
    // "off Iran's coast"
    if (lead === undefined || name.kind === 'person' || /^['’]s\s(?!coast|shore)/u.test(statement.text.slice(name.end)))
      return [];
    return [
      {
        value: { form: 'coast', of: '', place: name.entity },
        mention: mentionAt(statement, name.start - lead.length, name.end),
      },
    ];
  });

/** "Ann Example of Townville was": no office or title of a place. */
const plainOf = /^\sof\s$/u;
const verbBehind =
  /^,?\s(?:was|is|were|has|had|will|who|said|says|told|died|pleaded|admitted|denied|faces|won|lost)\b/u;
const titled = /\p{L}\s$/u;

/** "Ann Example, 59, of Townville", "Ann Example, who lived in Townville". */
const homeLink = /^(?:,\s\d{1,3},?\sof|,\sof|,\s(?:\d{1,3},\s)?who\s(?:lived|lives)\s(?:\p{L}+\s){0,3}?in)\s$/u;

const homesIn = (statement: Statement, persons: ReadonlySet<string>): Told<Spot>[] =>
  statement.names.flatMap((name: NameMention, at) => {
    const home = statement.names[at + 1];
    if (home === undefined || !persons.has(name.entity) || persons.has(home.entity)) return [];
    const link = statement.text.slice(name.end, home.start);
    // "Ann Example, of General Mills" works there.
    const plain =
      plainOf.test(link) &&
      home.kind === 'place' &&
      verbBehind.test(statement.text.slice(home.end)) &&
      !titled.test(statement.text.slice(0, name.start));
    if (!plain && (!homeLink.test(link) || (home.kind === 'organisation' && !/\d/u.test(link)))) return [];
    return [
      {
        value: { form: 'home', of: name.entity, place: home.entity },
        mention: mentionAt(statement, home.start, home.end),
      },
    ];
  });

const born = /\bborn\s(?:[^\s.;:]+\s){0,4}?in\s$/iu;
const bornReach = 60;

/** Where somebody was born. The person is the last one named before, or nobody where a pronoun stands for them. */
const birthsIn = (statement: Statement, persons: ReadonlySet<string>): Told<Spot>[] =>
  statement.names.flatMap((place) => {
    const before = statement.text.slice(Math.max(0, place.start - bornReach), place.start);
    if (persons.has(place.entity) || place.kind === 'organisation' || !born.test(before)) return [];
    const bearer = statement.names.findLast(({ entity, end }) => persons.has(entity) && end <= place.start);
    return [
      {
        value: { form: 'birth', of: bearer?.entity ?? '', place: place.entity },
        mention: mentionAt(statement, place.start, place.end),
      },
    ];
  });

/** Blocks, coasts, homes and birthplaces told in a story. */
export const spotsTold = (statements: readonly Statement[], persons: ReadonlySet<string>): Told<Spot>[] =>
  statements.flatMap((statement) => [
    ...blocksIn(statement),
    ...coastsIn(statement),
    ...homesIn(statement, persons),
    ...birthsIn(statement, persons),
  ]);

/** Places that some article names both may hold one another: "Richmond Hill" and "Queens". */
const togetherIn = (
  statements: readonly Statement[],
  places: ReadonlySet<string>,
): ((a: string, b: string) => boolean) => {
  const articles = new Map<string, Set<string>>();
  for (const { article, names } of statements)
    for (const { entity } of names)
      if (places.has(entity)) articles.set(entity, (articles.get(entity) ?? new Set()).add(article));
  return (a, b) => [...(articles.get(a) ?? [])].some((article) => articles.get(b)?.has(article) === true);
};

const isLarge = (place: string): boolean => lookUp(place)?.kind === 'country';

const sharesEvent = (a: Told<Spot>, b: Told<Spot>): boolean => {
  const others = eventsOf(b.mention.statement);
  return [...eventsOf(a.mention.statement)].some((event) => others.has(event));
};

/** Where something happened, or somebody lived. */
export const spotsIn = (statements: readonly Statement[], told: readonly Told<Spot>[]): Kind<Spot> => {
  const together = togetherIn(statements, new Set(told.map(({ value }) => value.place)));
  const compare = ({ value: a }: Told<Spot>, { value: b }: Told<Spot>): Comparison => {
    const unnamed = a.form === 'birth' && (a.of === '' || b.of === '');
    if (a.form !== b.form || (a.of !== b.of && !unnamed)) return 'unclear';
    if (a.place === b.place) return 'same';
    if (a.form === 'block') return 'differ';
    const holds = a.place.includes(b.place) || b.place.includes(a.place) || isLarge(a.place) !== isLarge(b.place);
    return holds || together(a.place, b.place) ? 'unclear' : 'differ';
  };
  return {
    kind: 'place',
    compare,
    score: (a, b, { near, all, event }) => {
      if (a.value.form === 'home' || a.value.form === 'birth') return 1;
      if (a.value.form === 'block') return sharesEvent(a, b) ? 1 : 0;
      return event === undefined ? 0 : 0.5 * near + 0.5 * all + 0.35 * event.nearness;
    },
    threshold: 0.2,
    twins: (a, b) => a.value.form !== 'coast' || sharesEvent(a, b),
    about: ([first], [event]) => {
      const one = first?.[0];
      const name = one?.mention.statement.names.find(({ entity }) => entity === one.value.of)?.text;
      if (one?.value.form === 'birth') return name === undefined ? 'birthplace' : `birthplace of ${name}`;
      if (one?.value.form === 'home') return name === undefined ? 'home' : `home of ${name}`;
      return `place of the ${event === undefined ? 'event' : nounOf(event)}`;
    },
  };
};

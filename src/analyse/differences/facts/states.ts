/** States of one bearer: which followed another as the story went on, and which cannot both hold. */
import type { Difference, Position } from '../../../model.ts';
import { byText, chainOf, grouped } from './chains.ts';
import { eventsOf, type Idf, likeness, type Mention, mentionAt } from './mentions.ts';
import type { Found, Setting } from './slots.ts';
import { type StateMention, type Track, tracks } from './state-mentions.ts';

/** Sentences that a position cites at most. */
const mostCited = 12;

/** Of several wordings of an opposed state the one that most sentences use; else the first. */
const commonest = (mentions: readonly StateMention[]): StateMention | undefined => {
  const [first] = mentions;
  if (first === undefined || tracks[first.track]?.relation !== 'opposed') return first;
  const wordings = grouped(mentions, (mention) => wordingOf(mention).toLowerCase());
  return [...wordings.values()].sort((a, b) => b.length - a.length)[0]?.[0];
};

const positionOf = (mentions: readonly StateMention[]): Position | undefined => {
  const best = commonest(mentions);
  const cited = [...new Map(mentions.map(({ statement }) => [statement.id, statement.citation])).values()].slice(
    0,
    mostCited,
  );
  const [first, ...more] = cited.sort((a, b) =>
    a.article < b.article ? -1 : a.article > b.article ? 1 : a.start - b.start,
  );
  if (best === undefined || first === undefined) return undefined;
  return { value: wordingOf(best), citations: [first, ...more] };
};

/** The words of a state; a quotation that they cut into is taken whole or left out. */
const wordingOf = ({ statement: { text }, start, end }: StateMention): string => {
  const opened = /["“]$/u.test(text.slice(0, start));
  const words = text.slice(start, end);
  const marks = words.match(/["“”]/gu)?.length ?? 0;
  if (opened && marks % 2 === 1) return text.slice(start - 1, end);
  return marks % 2 === 1 ? (words.split(/["“”]/u).at(-1)?.trim() ?? words) : words;
};

const articlesOf = (positions: readonly Position[]): Set<string> =>
  new Set(positions.flatMap(({ citations }) => citations.map(({ article }) => article)));

const differenceOf = (track: Track, who: string | null, states: readonly (readonly StateMention[])[]): Difference[] => {
  const positions = states.flatMap((mentions) => positionOf(mentions) ?? []);
  if (positions.length < 2 || articlesOf(positions).size < 2) return [];
  const about = who === null ? track.about : track.aboutBearer.replace('{}', who);
  return [{ about, kind: 'polarity', positions }];
};

/** A name stands for all who are not named when it bears this many times more states than any other. */
const outstanding = 3;

/** Gives states without a named bearer to the one person of the story who bears such states. */
const settled = (mentions: readonly StateMention[]): StateMention[] => {
  const counts = [
    ...grouped(
      mentions.filter(({ bearer }) => bearer !== null),
      ({ bearer }) => bearer,
    ),
  ]
    .map(([bearer, held]) => ({ bearer, count: new Set(held.map(({ statement }) => statement.article)).size }))
    .sort((a, b) => b.count - a.count);
  const [first, second] = counts;
  const only =
    first !== undefined && first.count >= outstanding * (second?.count ?? 0) && first.count > 1 ? first.bearer : null;
  return mentions.map((mention) => (mention.bearer === null ? { ...mention, bearer: only } : mention));
};

/** The longest name that the bearer is told by. */
const nameOf = (mentions: readonly StateMention[]): string | null => {
  const texts = mentions.flatMap(({ statement, bearer }) =>
    statement.names.filter((name) => name.entity === bearer).map(({ text }) => text),
  );
  return texts.sort((a, b) => b.length - a.length || (a < b ? -1 : 1))[0] ?? null;
};

const lastWord = (entity: string): string => entity.split(' ').at(-1) ?? entity;

/**
 * Who bears the states: a firm or a team by its last word ("Los Angeles Angels", "the Angels"); a bare surname is the
 * person of that surname who bears most of such states.
 */
const bearerKeys = (mentions: readonly StateMention[], track: Track): ((mention: StateMention) => string | null) => {
  if (track.bearer !== 'person') return ({ bearer }) => (bearer === null ? null : lastWord(bearer));
  // "Ann Example" and "Ann Mary Example" are one.
  const short = (entity: string): string => `${entity.split(' ')[0]} ${lastWord(entity)}`;
  const full = grouped(
    mentions.flatMap(({ bearer }) => (bearer?.includes(' ') === true ? [short(bearer)] : [])),
    lastWord,
  );
  const meant = (surname: string): string => {
    const [first, second] = [...grouped(full.get(surname) ?? [], (name) => name)].sort(
      ([, x], [, y]) => y.length - x.length,
    );
    return first === undefined || first[1].length < outstanding * (second?.[1].length ?? 0) ? surname : first[0];
  };
  return ({ bearer }) => (bearer === null ? null : bearer.includes(' ') ? short(bearer) : meant(bearer));
};

/** States of named bearers. */
const ofBearers = (mentions: readonly StateMention[], track: Track, setting: Setting): Found => {
  const differences: Difference[] = [];
  const updates: Difference[] = [];
  const known = settled(mentions);
  for (const [bearer, held] of grouped(known, bearerKeys(known, track))) {
    if (bearer === null) continue;
    if (track.relation === 'opposed') {
      // An article that tells both sides of a dispute counts for neither, but shows it once others take sides.
      const sides = [...grouped(held.sort(byText), ({ state }) => state).values()];
      const articles = sides.map((side) => new Set(side.map(({ statement }) => statement.article)));
      const taken = articles.filter((own, at) =>
        [...own].some((article) => articles.every((other, index) => index === at || !other.has(article))),
      );
      if (sides.length > 1 && taken.length > 0) differences.push(...differenceOf(track, nameOf(held), sides));
    } else {
      const chain = chainOf(held, track, setting.published);
      if (chain.length > 1) updates.push(...differenceOf(track, nameOf(held), chain));
    }
  }
  return { differences, updates };
};

/** Sentences of one state compared with those of another. */
const mostCompared = 24;
/** How alike two sentences must be to tell of one thing that neither names. */
const oneThing = 0.2;
/** The same of the whole sentences alone. */
const oneSubject = 0.15;

const contextOf = ({ statement, start, end }: StateMention): Mention => mentionAt(statement, start, end);

const oneThingTold = (a: StateMention, b: StateMention, idf: Idf): boolean => {
  const { near, all } = likeness(contextOf(a), contextOf(b), idf);
  return all >= oneSubject || 0.5 * near + 0.5 * all >= oneThing;
};

/** What is opposed is told of one happening by its kind: a story has one fire. */
const oneEvent = (a: StateMention, b: StateMention): boolean => {
  const others = eventsOf(b.statement);
  return [...eventsOf(a.statement)].some((event) => others.has(event));
};

/** States of things and groups: one is told by how alike the sentences are. */
const ofThings = (mentions: readonly StateMention[], track: Track, { idf, published }: Setting): Found => {
  const sides = [...grouped([...mentions].sort(byText), ({ state }) => state).values()].map((side) =>
    side.slice(0, mostCompared),
  );
  const joined = new Set<StateMention>();
  for (const [at, side] of sides.entries())
    for (const other of sides.slice(at + 1))
      for (const a of side)
        for (const b of other) {
          if (a.statement.article === b.statement.article) continue;
          if (track.relation === 'opposed' ? oneEvent(a, b) : oneThingTold(a, b, idf))
            for (const one of [a, b]) joined.add(one);
        }
  const telling = new Set([...joined].map(({ statement, state }) => `${state} ${statement.id}`));
  const held = mentions.filter(({ statement, state }) => telling.has(`${state} ${statement.id}`));
  if (track.relation === 'opposed') {
    const opposed = [...grouped(held.sort(byText), ({ state }) => state).values()];
    return { differences: opposed.length > 1 ? differenceOf(track, null, opposed) : [], updates: [] };
  }
  const chain = chainOf(held, track, published);
  return { differences: [], updates: chain.length > 1 ? differenceOf(track, null, chain) : [] };
};

/** One number of people, of whom one article tells this and another that. */
const ofCounts = (mentions: readonly StateMention[], track: Track): Found => {
  const differences: Difference[] = [];
  for (const held of grouped(mentions, ({ count }) => `${count?.value} ${count?.unit}`).values()) {
    const names = (mention: StateMention): ReadonlySet<string> =>
      new Set(mention.statement.names.map(({ entity }) => entity));
    const sides = [...grouped(held.sort(byText), ({ state }) => state).values()];
    const alike =
      sides.length > 1 &&
      sides[0]?.some((a) =>
        sides[1]?.some(
          (b) => a.statement.article !== b.statement.article && [...names(a)].some((name) => names(b).has(name)),
        ),
      );
    if (alike === true && (held[0]?.count?.value ?? 0) > 2) differences.push(...differenceOf(track, null, sides));
  }
  return { differences, updates: [] };
};

/** What became of whom, where articles tell it differently or one after another. */
export const statesOf = (states: readonly StateMention[], setting: Setting): Found => {
  const found = [...grouped(states, ({ track }) => track)].map(([name, mentions]): Found => {
    const track = tracks[name];
    if (track === undefined) return { differences: [], updates: [] };
    if (track.bearer === 'count') return ofCounts(mentions, track);
    return track.bearer === 'thing' || track.bearer === 'group'
      ? ofThings(mentions, track, setting)
      : ofBearers(mentions, track, setting);
  });
  return {
    differences: found.flatMap(({ differences }) => differences),
    updates: found.flatMap(({ updates }) => updates),
  };
};

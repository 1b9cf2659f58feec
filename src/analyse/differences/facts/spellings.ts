/** One person or firm under two names in two articles, of which one at most is right. */
import type { Difference, NameMention, Position, Statement } from '../../../model.ts';
import { type Idf, type Mention, mentionAt } from './mentions.ts';
import { bodyTwice, coreWords, personTwice } from './name-variants.ts';
import { roleOf } from './roles.ts';
import type { Found, Setting } from './slots.ts';

interface Named {
  readonly entity: string;
  readonly person: boolean;
  readonly words: readonly string[];
  /** In full, first mentions first: each with its place. */
  readonly mentions: Mention[];
  readonly articles: ReadonlySet<string>;
  /** What is told beside the name, each with its nearness. */
  readonly context: ReadonlyMap<string, number>;
  readonly ages: ReadonlySet<number>;
}

/** Sentences of one name that tell what it is about as well as all do. */
const mostMentions = 12;
/** Names under one word that are compared; it bounds the work. */
const mostInBlock = 32;
const besideAge = 4;

const agesBeside = (statement: Statement, { start, end }: NameMention): number[] =>
  statement.quantities.flatMap(({ unit, value, start: from, end: to }) =>
    unit === 'year' &&
    value !== null &&
    ((from >= end && from - end <= besideAge) || (to <= start && start - to <= besideAge))
      ? [value]
      : [],
  );

const gatherNames = (statements: readonly Statement[]): Named[] => {
  const held = new Map<
    string,
    { mentions: { statement: Statement; name: NameMention }[]; articles: Set<string>; persons: number }
  >();
  const spelled = new Map<string, string>();
  for (const statement of statements)
    for (const name of statement.names) {
      if (name.entity.startsWith('role:') || name.kind === 'place') continue;
      // "TallGrass Distribution" and "Tall Grass Distribution Limited" are one name.
      const words = coreWords(name.text);
      const key = words.length < 2 ? spelled.get(name.entity) : words.join('');
      if (key === undefined) continue;
      spelled.set(name.entity, key);
      const entry = held.get(key) ?? { mentions: [], articles: new Set<string>(), persons: 0 };
      held.set(key, entry);
      entry.articles.add(statement.article);
      if (words.length < 2) continue;
      entry.persons += name.kind === 'person' ? 1 : 0;
      entry.mentions.push({ statement, name });
    }
  return [...held].flatMap(([entity, { mentions, articles, persons }]) => {
    const [first] = mentions;
    if (first === undefined) return [];
    const context = new Map<string, number>();
    const ages = new Set<number>();
    const shown = mentions.slice(0, mostMentions).map(({ statement, name }) => {
      const mention = mentionAt(statement, name.start, name.end);
      for (const [key, nearness] of mention.near) context.set(key, Math.max(nearness, context.get(key) ?? 0));
      for (const age of agesBeside(statement, name)) ages.add(age);
      return mention;
    });
    return [
      {
        entity,
        person: persons * 2 > mentions.length,
        words: coreWords(first.name.text),
        mentions: shown,
        articles,
        context,
        ages,
      },
    ];
  });
};

/** Weight that what is told beside both names must come to: about one rare word right beside each. */
const leastShared = 0.6;

/** The same things are told of both: one age, or words that are rare in the story. */
const sameRole = (a: Named, b: Named, idf: Idf): boolean => {
  if ([...a.ages].some((age) => b.ages.has(age))) return true;
  // A first and a last name that are told beside each other are those of the name itself.
  const own = new Set([...a.words, ...b.words]);
  let shared = 0;
  for (const [key, nearness] of a.context)
    if (!own.has(key)) shared += Math.sqrt(nearness * (b.context.get(key) ?? 0)) * idf(key);
  return shared >= leastShared;
};

const disjoint = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean => ![...a].some((item) => b.has(item));

/** Pairs of names that share a word, or whose words sound alike in another order. Bounded per word. */
const pairsOf = (names: readonly Named[]): (readonly [Named, Named])[] => {
  const blocks = new Map<string, Named[]>();
  const add = (key: string, name: Named): void => {
    const block = blocks.get(key);
    if (block === undefined) blocks.set(key, [name]);
    else if (block.length < mostInBlock) block.push(name);
  };
  for (const name of names) {
    for (const word of new Set(name.words)) add(word, name);
    // Swapped and misspelt at once: by the ends of both words, in either order.
    if (name.person && name.words.length === 2)
      add(
        `ends ${name.words
          .map((word) => word.slice(1, 4))
          .sort()
          .join(' ')}`,
        name,
      );
  }
  const pairs = new Map<string, readonly [Named, Named]>();
  for (const block of blocks.values())
    for (const [at, a] of block.entries())
      for (const b of block.slice(at + 1)) pairs.set(`${a.entity}|${b.entity}`, [a, b]);
  return [...pairs.values()];
};

/** A first report's name that later reports correct. */
const weeks = 28;
const dayMs = 86_400_000;

const corrects = (early: Named, late: Named, published: Setting['published']): boolean => {
  const days = (name: Named): number[] =>
    [...name.articles].flatMap((article) => {
      const at = Date.parse(published(article)?.slice(0, 10) ?? '');
      return Number.isNaN(at) ? [] : [at / dayMs];
    });
  const [first, then] = [days(early), days(late)];
  if (first.length === 0 || then.length === 0) return false;
  const gap = Math.min(...then) - Math.max(...first);
  const allDated = first.length === early.articles.size && then.length === late.articles.size;
  return (gap >= weeks && allDated) || (early.person && gap > 0 && late.articles.size > 2 * early.articles.size);
};

const positionOf = ({ mentions }: Named): Position | undefined => {
  const [best] = mentions;
  const [first, ...more] = [...new Map(mentions.map(({ statement }) => [statement.id, statement.citation])).values()];
  return best === undefined || first === undefined
    ? undefined
    : { value: best.statement.text.slice(best.start, best.end), citations: [first, ...more] };
};

/** "name of the suspect", or by the word that both names share. */
const labelOf = (a: Named, b: Named): string => {
  const role = roleOf([...a.mentions, ...b.mentions], a.person);
  if (role !== undefined) return `name of the ${role}`;
  if (!a.person) return 'name of one organisation';
  const surname = a.words.at(-1) === b.words.at(-1) ? a.mentions[0] : undefined;
  const written = surname?.statement.text.slice(surname.start, surname.end).split(/\s/u).at(-1);
  return written === undefined ? 'name of one person' : `first name of ${written}`;
};

/** Names of one bearer that cannot both be right. Near linear: names meet through their words. */
export const spellingsOf = (statements: readonly Statement[], { idf, published }: Setting): Found => {
  const differences: Difference[] = [];
  const updates: Difference[] = [];
  for (const [a, b] of pairsOf(gatherNames(statements))) {
    if (a.person !== b.person || !disjoint(a.articles, b.articles)) continue;
    const twice = a.person ? personTwice(a.words, b.words) : bodyTwice(a.words, b.words) ? 'misheard' : null;
    if (twice === null || (twice === 'misheard' && !sameRole(a, b, idf))) continue;
    const [early, late] = corrects(a, b, published)
      ? [a, b]
      : corrects(b, a, published)
        ? [b, a]
        : [undefined, undefined];
    const order = early !== undefined ? [early, late] : a.articles.size >= b.articles.size ? [a, b] : [b, a];
    const positions = order.flatMap((name) => positionOf(name) ?? []);
    if (positions.length < 2) continue;
    const found: Difference = { about: labelOf(a, b), kind: 'name', positions };
    (early === undefined ? differences : updates).push(found);
  }
  return { differences, updates };
};

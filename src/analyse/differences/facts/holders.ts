/** Who held the lead of a contest, and who held it later. */
import type { Citation, Difference, NameMention, Statement } from '../../../model.ts';
import { grouped } from './chains.ts';
import type { Found, Setting } from './slots.ts';
import type { StateMention } from './state-mentions.ts';

interface Holder {
  readonly entity: string;
  readonly name: string;
  readonly citation: Citation;
  readonly day: string;
}

const leads = /\b(?:leader|yellow jersey|front-runner|pacesetter)\s$/iu;

const holdersIn = (
  statement: Statement,
  states: readonly StateMention[],
  { persons, published }: Setting,
): Holder[] => {
  const day = published(statement.article)?.slice(0, 10);
  if (day === undefined) return [];
  const holder = (name: NameMention | undefined): Holder[] =>
    name === undefined ? [] : [{ entity: name.entity, name: name.text, citation: statement.citation, day }];
  const named = statement.names.filter(
    (name) => persons.has(name.entity) && leads.test(statement.text.slice(Math.max(0, name.start - 20), name.start)),
  );
  const leading = states.flatMap(({ bearer }) => statement.names.find(({ entity }) => entity === bearer) ?? []);
  return [...named, ...leading].flatMap(holder);
};

/** Sentences that a position cites at most. */
const mostCited = 12;

/**
 * The leaders of a story's contest, oldest first. Only a story that tells of somebody keeping or taking a lead is one
 * of a contest: parties have leaders, too. A day with two leaders tells no change.
 */
export const holdersOf = (
  statements: readonly Statement[],
  states: readonly StateMention[],
  setting: Setting,
): Found => {
  const leading = grouped(
    states.filter(({ track, state }) => track === 'contest' && state === 0),
    ({ statement }) => statement.id,
  );
  if (leading.size === 0) return { differences: [], updates: [] };
  const byDay = new Map<string, Holder[]>();
  for (const holder of statements.flatMap((statement) =>
    holdersIn(statement, leading.get(statement.id) ?? [], setting),
  ))
    byDay.set(holder.day, [...(byDay.get(holder.day) ?? []), holder]);
  const chain: Holder[][] = [];
  for (const day of [...byDay.keys()].sort()) {
    const held = byDay.get(day) ?? [];
    const [first] = held;
    if (first === undefined || held.some(({ entity }) => entity !== first.entity)) continue;
    const last = chain.at(-1);
    if (last?.[0]?.entity === first.entity) last.push(...held);
    else chain.push([...held]);
  }
  const positions = chain.flatMap((held) => {
    const [citation, ...more] = [
      ...new Map(held.map((one) => [`${one.citation.article}#${one.citation.start}`, one.citation])).values(),
    ];
    const [best] = held;
    return best === undefined || citation === undefined
      ? []
      : [{ value: best.name, citations: [citation, ...more.slice(0, mostCited - 1)] as const }];
  });
  const updates: Difference[] =
    positions.length < 2 ? [] : [{ about: 'leader of the contest', kind: 'name', positions }];
  return { differences: [], updates };
};

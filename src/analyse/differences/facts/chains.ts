/** How states followed one another, as dated articles tell them. */
import type { Setting } from './slots.ts';
import type { StateMention, Track } from './state-mentions.ts';

/** Items by a key, in the order of their first. */
export const grouped = <T, K>(items: readonly T[], key: (item: T) => K): Map<K, T[]> => {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const held = groups.get(key(item));
    if (held === undefined) groups.set(key(item), [item]);
    else held.push(item);
  }
  return groups;
};

/** By where in its article a state is told, then by article. */
export const byText = (a: StateMention, b: StateMention): number =>
  a.statement.position - b.statement.position || (a.statement.id < b.statement.id ? -1 : 1) || a.start - b.start;

interface Dated {
  readonly mention: StateMention;
  readonly day: string;
}

/** Stages that each were first told by a later article than the one before. */
const stagesOf = (dated: readonly Dated[]): Dated[][] => {
  const firsts = [...grouped(dated, ({ mention }) => mention.state).values()]
    .map((held) =>
      held.filter(({ day }) => day === held[0]?.day).concat(held.filter(({ day }) => day !== held[0]?.day)),
    )
    .sort((a, b) => compareDays(a[0], b[0]) || (b[0]?.mention.stage ?? 0) - (a[0]?.mention.stage ?? 0));
  const chain: Dated[][] = [];
  for (const next of firsts) {
    const last = chain.at(-1)?.[0];
    if (last === undefined || (compareDays(last, next[0]) < 0 && (next[0]?.mention.stage ?? 0) > last.mention.stage))
      chain.push(next);
  }
  return chain;
};

/** Every turn from one state to another, as told from day to day; a day that tells two states tells no turn. */
const turnsOf = (dated: readonly Dated[]): Dated[][] => {
  const chain: Dated[][] = [];
  for (const held of grouped(dated, ({ day }) => day).values()) {
    const states = new Set(held.map(({ mention }) => mention.state));
    const last = chain.at(-1);
    const known = last?.[0]?.mention.state;
    // The last telling of a state before it turned leads.
    if (known !== undefined && states.has(known))
      last?.unshift(...held.filter(({ mention }) => mention.state === known));
    else if (states.size === 1) chain.push(held);
  }
  return chain;
};

const compareDays = (a: Dated | undefined, b: Dated | undefined): number => {
  const [one, two] = [a?.day ?? '', b?.day ?? ''];
  return one < two ? -1 : one > two ? 1 : 0;
};

/** The states of one bearer in the order in which they came, as dated articles tell them. */
export const chainOf = (
  mentions: readonly StateMention[],
  track: Track,
  published: Setting['published'],
): StateMention[][] => {
  const dated = [...mentions]
    .sort(byText)
    .flatMap((mention) => {
      const day = published(mention.statement.article)?.slice(0, 10);
      return day === undefined ? [] : [{ mention, day }];
    })
    .sort(compareDays);
  const chain = track.relation === 'stages' ? stagesOf(dated) : turnsOf(dated);
  // Of the state that stands at the end, the first telling leads.
  if (track.relation === 'turns') chain.at(-1)?.sort(compareDays);
  return chain.map((held) => held.map(({ mention }) => mention));
};

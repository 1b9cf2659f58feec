/** What is offered while somebody fills in a parameter. */
import { z } from 'zod';
import type { Address, Parameter } from '../model.ts';
import type { Choice, Suggest } from '../ports.ts';
import { readTime, readZone } from '../schedule.ts';
import { verbRows } from './commands.ts';
import { scopeOf } from './scope.ts';
import { topicsFor, workspaceKey } from './topics.ts';
import type { ChatServices } from './verb.ts';
import { verbs } from './verbs.ts';
import names from './zone-names.json' with { type: 'json' };

/** More than any platform shows: 25 on Discord, 100 on Slack. */
const most = 25;
const storiesOffered = 10;

/** Those that begin with what was typed, then those that hold it. */
const matching = (choices: readonly Choice[], typed: string): readonly Choice[] => {
  const wanted = typed.trim().toLowerCase();
  const rank = ({ name, value }: Choice): number => {
    const texts = [value.toLowerCase(), name.toLowerCase()];
    if (texts.some((text) => text.startsWith(wanted))) return 0;
    return texts.some((text) => text.includes(wanted)) ? 1 : 2;
  };
  const ranked = choices.map((choice) => ({ choice, order: rank(choice) }));
  return [0, 1]
    .flatMap((order) => ranked.filter((each) => each.order === order).map(({ choice }) => choice))
    .slice(0, most);
};

/** After a comma another topic begins: what stands before it stays. */
const ofList = (choices: readonly Choice[], typed: string): readonly Choice[] => {
  const comma = typed.lastIndexOf(',');
  if (comma < 0) return matching(choices, typed);
  const before = typed.slice(0, comma).trim();
  const held = new Set(before.split(',').map((name) => name.trim().toLowerCase()));
  const rest = choices.filter(({ value }) => !held.has(value));
  return matching(rest, typed.slice(comma + 1)).map(({ name, value }) => ({
    name: `${before}, ${name}`,
    value: `${before}, ${value}`,
  }));
};

const times = (typed: string): readonly Choice[] => {
  const read = readTime(typed.trim());
  const hours = Array.from({ length: 24 }, (_, hour) => `${String((hour + 6) % 24).padStart(2, '0')}:00`);
  const choice = (value: string): Choice => ({ name: value, value });
  if (read !== undefined) return [choice(read)];
  return matching(hours.map(choice), typed);
};

const days: readonly Choice[] = [
  { name: 'Every day', value: 'daily' },
  { name: 'Monday to Friday', value: 'weekdays' },
  { name: 'Saturday and Sunday', value: 'weekends' },
  ...['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => ({ name: day, value: day })),
];

/** Where the runtime lists a zone by the name that it had once, the name that it has now. */
const renamed: ReadonlyMap<string, string> = new Map(Object.entries(z.record(z.string(), z.string()).parse(names)));

const everyZone: readonly string[] = Intl.supportedValuesOf('timeZone').map((zone) => renamed.get(zone) ?? zone);

/** What was typed may be a city: its zone comes first. */
const zones = (typed: string): readonly Choice[] => {
  const zone = readZone(typed.trim());
  const read = zone === undefined ? undefined : (renamed.get(zone) ?? zone);
  const found = matching(
    everyZone.map((each) => ({ name: each, value: each })),
    typed.trim().replaceAll(' ', '_'),
  ).filter(({ value }) => value !== read);
  return [...(read === undefined ? [] : [{ name: read, value: read }]), ...found].slice(0, most);
};

const topics = async (services: ChatServices, address: Address): Promise<readonly Choice[]> =>
  (await topicsFor(services, address)).map(({ name, title }) => ({ name: `${name}: ${title}`, value: name }));

const stories = async ({ desk, store }: ChatServices, address: Address): Promise<readonly Choice[]> =>
  (await desk.within(await scopeOf(store, address)).stories())
    .slice(0, storiesOffered)
    .map(({ id, title }) => ({ name: `Story: ${title}`, value: `story ${id}` }));

const feeds = async ({ store }: ChatServices, address: Address): Promise<readonly Choice[]> =>
  (await store.sources.list(workspaceKey(address))).map(({ title, url }) => ({ name: title ?? url, value: url }));

const changes = async ({ store }: ChatServices, address: Address): Promise<readonly Choice[]> =>
  (await store.changes.list(workspaceKey(address), most))
    .filter(({ undoneBy }) => undoneBy === undefined)
    .map(({ id, what }) => ({ name: `${id}: ${what}`, value: id }));

const parameterOf = (verb: string, name: string): Parameter | undefined =>
  verbRows()
    .find((row) => row.name === verb)
    ?.parameters.find((parameter) => parameter.name === name);

/** The port that platforms are given. */
export const createSuggest =
  (services: ChatServices): Suggest =>
  async ({ address, verb, parameter: name, typed }) => {
    const parameter = parameterOf(verb, name);
    switch (parameter?.kind) {
      case 'topics': {
        const held = await topics(services, address);
        return name === 'topics'
          ? ofList(held, typed)
          : matching([...held, ...(await stories(services, address))], typed);
      }
      case 'time':
        return times(typed);
      case 'days':
        return matching(days, typed);
      case 'zone':
        return zones(typed);
      case 'feed':
        return matching(await feeds(services, address), typed);
      case 'change':
        return matching(await changes(services, address), typed);
      case 'verb':
        return matching(
          verbs.map((each) => ({ name: `${each.name}: ${each.summary}`, value: each.name })),
          typed,
        );
      case 'choice':
        return matching(
          (parameter.choices ?? []).map((value) => ({ name: value, value })),
          typed,
        );
      default:
        return [];
    }
  };

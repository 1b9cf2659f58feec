/** Reads `publishers.yaml`: which publishers speak as one. */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { House } from '../model.ts';
import { decode } from './decode.ts';
import { fileFault } from './outcome.ts';
import { parseYaml } from './yaml.ts';

export type PublishersOutcome =
  | { readonly kind: 'ok'; readonly houses: readonly House[] }
  | {
      readonly kind: 'failed';
      readonly code: 'missing' | 'unreadable' | 'broken';
      readonly message: string;
      readonly fix: string;
    };

const name = z.string().trim().min(1, 'must not be empty');
const houseSchema = z.strictObject({
  name,
  names: z.array(name).default([]),
  sites: z
    .array(
      z.string().regex(/^(?!www\.)[a-z\d-]+(?:\.[a-z\d-]+)+$/u, 'must be hosts such as example.org, without "www."'),
    )
    .default([]),
});

const FIX = 'Write a list of houses, each with "name", "names" (other names) and "sites" (hosts without "www.").';

/** Houses in the file's order; on failure one line names every fault with its place in the file. */
export const readPublishers = async (path: string): Promise<PublishersOutcome> => {
  try {
    return parsePublishers(decode(await readFile(path)).text, path);
  } catch (error) {
    const { code, reason } = fileFault(error);
    if (code === 'unknown') throw error;
    const message = `The publishers file ${path} cannot be read: ${reason}.`;
    return { kind: 'failed', code: code === 'ENOENT' ? 'missing' : 'unreadable', message, fix: 'Check the path.' };
  }
};

const parsePublishers = (source: string, file: string): PublishersOutcome => {
  const yaml = parseYaml(source);
  if (yaml.kind === 'broken') return broken(file, [`line ${yaml.line}: ${yaml.reason}`]);
  const parsed = z.array(z.unknown()).safeParse(yaml.value ?? []);
  if (!parsed.success) return broken(file, ['it holds no list of houses']);
  const faults: string[] = [];
  const houses: House[] = [];
  const owners = new Map<string, string>();
  for (const [index, entry] of parsed.data.entries()) {
    const house = houseSchema.safeParse(entry);
    if (!house.success) {
      for (const { path, message } of house.error.issues)
        faults.push(`house ${index + 1}: ${path.length === 0 ? '' : `"${path.join('.')}" `}${message}`);
      continue;
    }
    const { data } = house;
    // One name in two houses would make both one.
    for (const each of new Set([data.name, ...data.names, ...data.sites].map((text) => text.toLowerCase()))) {
      const owner = owners.get(each);
      if (owner !== undefined) faults.push(`house ${index + 1}: "${each}" belongs to "${owner}" already`);
      owners.set(each, data.name);
    }
    houses.push(data);
  }
  return faults.length > 0 ? broken(file, faults) : { kind: 'ok', houses };
};

/** The houses that ship, with an operator's own: one of the same name grows, and a name that he claims is taken from the others. */
export const withOwnHouses = (shipped: readonly House[], own: readonly House[]): readonly House[] => {
  const lower = (text: string): string => text.toLowerCase();
  const claimed = new Map(
    own.flatMap(({ name, names, sites }) => [name, ...names, ...sites].map((each) => [lower(each), lower(name)])),
  );
  const known = new Map<string, House>();
  for (const house of shipped) {
    const kept = (each: string): boolean => [undefined, lower(house.name)].includes(claimed.get(lower(each)));
    known.set(lower(house.name), { ...house, names: house.names.filter(kept), sites: house.sites.filter(kept) });
  }
  for (const house of own) {
    const before = known.get(lower(house.name));
    known.set(lower(house.name), {
      name: house.name,
      names: [...new Set([...(before?.names ?? []), ...house.names])],
      sites: [...new Set([...(before?.sites ?? []), ...house.sites])],
    });
  }
  return [...known.values()];
};

const broken = (file: string, faults: readonly string[]): PublishersOutcome => ({
  kind: 'failed',
  code: 'broken',
  message: `The publishers file ${file} cannot be used: ${faults.join('; ')}.`,
  fix: FIX,
});

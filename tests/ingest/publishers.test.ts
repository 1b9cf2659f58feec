import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readPublishers, withOwnHouses } from '../../src/ingest/ingest.ts';
import { folderWith } from './folder.ts';

const read = async (yaml: string) =>
  readPublishers(join(await folderWith({ 'publishers.yaml': yaml }), 'publishers.yaml'));

describe('publishers.yaml', () => {
  it('lists houses with their names and sites, which may be left out', async () => {
    expect(await read('- name: The Gull\n  names: [Gull News]\n  sites: [gull.example]\n- name: Heron\n')).toEqual({
      kind: 'ok',
      houses: [
        { name: 'The Gull', names: ['Gull News'], sites: ['gull.example'] },
        { name: 'Heron', names: [], sites: [] },
      ],
    });
    expect(await read('# none yet\n')).toEqual({ kind: 'ok', houses: [] });
  });

  it.each([
    ['a name twice', '- name: Gull\n- name: Heron\n  names: [GULL]\n', /house 2: "gull" belongs to "Gull" already/u],
    ['a site with www', '- name: Gull\n  sites: [www.gull.example]\n', /house 1: "sites.0" must be hosts/u],
    ['an address for a site', '- name: Gull\n  sites: ["https://gull.example/"]\n', /house 1: "sites.0"/u],
    ['no name', '- names: [Gull]\n', /house 1: "name"/u],
    ['a word it does not know', '- name: Gull\n  owner: Heron\n', /house 1/u],
    ['no list', 'name: Gull\n', /no list of houses/u],
    ['no YAML', '- name: [\n', /line 2: it is not valid YAML/u],
  ])('with %s is refused with its place', async (_, yaml, message) => {
    const outcome = await read(yaml);
    expect(outcome).toMatchObject({ kind: 'failed', code: 'broken' });
    expect(outcome.kind === 'failed' && outcome.message).toMatch(message);
  });

  it('that is not there is missing', async () => {
    expect(await readPublishers('/no/such/publishers.yaml')).toMatchObject({ kind: 'failed', code: 'missing' });
  });

  it('as it ships is right, and knows the spellings of the large houses', async () => {
    const outcome = await readPublishers(fileURLToPath(new URL('../../seeds/publishers.yaml', import.meta.url)));
    expect(outcome.kind === 'failed' ? outcome.message : '').toBe('');
    const names = outcome.kind === 'ok' ? outcome.houses.flatMap((house) => [house.name, ...house.names]) : [];
    expect(names).toEqual(expect.arrayContaining(['BBC', 'BBC News', 'Associated Press', 'AP News', 'AFP', 'NYT']));
    expect(names.length).toBeGreaterThan(200);
  });
});

describe("an operator's own houses", () => {
  const shipped = [
    { name: 'Gull', names: ['Gull News', 'The Marsh'], sites: ['gull.example', 'marsh.example'] },
    { name: 'Heron', names: [], sites: ['heron.example'] },
  ];

  it('are added, and grow those that ship', () => {
    expect(
      withOwnHouses(shipped, [
        { name: 'gull', names: ['Gull TV'], sites: [] },
        { name: 'Tern', names: [], sites: [] },
      ]),
    ).toEqual([
      { name: 'gull', names: ['Gull News', 'The Marsh', 'Gull TV'], sites: ['gull.example', 'marsh.example'] },
      shipped[1],
      { name: 'Tern', names: [], sites: [] },
    ]);
  });

  it('take names and sites from those that ship', () => {
    expect(withOwnHouses(shipped, [{ name: 'The Marsh', names: [], sites: ['marsh.example'] }])[0]).toEqual({
      name: 'Gull',
      names: ['Gull News'],
      sites: ['gull.example'],
    });
  });
});

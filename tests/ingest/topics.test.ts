import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readTopics } from '../../src/ingest/ingest.ts';
import { folderWith } from './folder.ts';

const read = async (yaml: string) => readTopics(join(await folderWith({ 'topics.yaml': yaml }), 'topics.yaml'));
const message = async (yaml: string): Promise<string> => {
  const outcome = await read(yaml);
  if (outcome.kind === 'ok') throw new Error('it was read');
  return outcome.message;
};

const good = '- name: ferries\n  title: Ferries\n  query: \'ferry OR "night boat" -airport\'\n  description: Boats\n';

describe('a topics file', () => {
  it('is read in its order; a shortcut has to be asked for', async () => {
    const outcome = await read(
      `${good}- name: ports\n  title: Ports\n  query: port\n  description: Where boats go\n  shortcut: true\n`,
    );
    expect(outcome).toEqual({
      kind: 'ok',
      topics: [
        {
          name: 'ferries',
          title: 'Ferries',
          query: 'ferry OR "night boat" -airport',
          description: 'Boats',
          shortcut: false,
        },
        { name: 'ports', title: 'Ports', query: 'port', description: 'Where boats go', shortcut: true },
      ],
    });
  });

  it('names every fault at once, each with the topic it stands in', async () => {
    const said = await message(
      `${good}- name: Big Boats\n  title: ""\n  query: '"night boat'\n- name: ferries\n  title: F\n  query: f\n  description: d\n  colour: red\n`,
    );
    expect(said).toContain('topic 2: "name" must be lower-case letters, digits and hyphens, at most 32');
    expect(said).toContain('topic 2: "title" must not be empty');
    expect(said).toContain('topic 2: "query" has a quotation mark without its partner');
    expect(said).toContain('topic 2: "description"');
    expect(said).toContain('topic 3: ');
    expect(said).toContain('colour');
    expect(said).not.toContain('\n');
  });

  it('refuses a name that is taken', async () => {
    expect(await message(good + good)).toContain('topic 2: the name "ferries" is taken by one before it');
  });

  it.each([
    ['not YAML', '- name: [', 'line 1: it is not valid YAML'],
    ['no list', 'name: ferries', 'it holds no list of topics'],
    ['empty', '', 'it holds no list of topics'],
  ])('that is %s is refused', async (_, yaml, reason) => {
    expect(await message(yaml)).toContain(reason);
  });

  it('that is not there is missing', async () => {
    const outcome = await readTopics(join(await folderWith({}), 'topics.yaml'));
    expect(outcome).toMatchObject({ kind: 'failed', code: 'missing' });
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readArticle } from '../../src/analyse/read.ts';
import { endClauses, shorten } from '../../src/brief/shorten.ts';
import type { Statement } from '../../src/model.ts';

/** A sentence read as the analysis reads it. */
const read = (text: string): Statement => {
  const article = {
    id: 'a',
    title: 'Harbour',
    publisher: null,
    url: null,
    published: '2024-03-05',
    bodyStart: 0,
    text,
  };
  const [statement] = readArticle(article, {}).statements;
  if (statement === undefined) throw new Error(`no statement in: ${text}`);
  return statement;
};

const shortened = (text: string, most = 8): string => shorten(read(text), most);

describe('a long sentence loses', () => {
  it.each([
    [
      'a bracket',
      'The Norland Ports Agency (NPA) approved the new pier of Port Elsa on Monday.',
      'The Norland Ports Agency approved the new pier of Port Elsa on Monday.',
    ],
    [
      'an aside between dashes',
      'Divers searched the old dock—under the direction of the harbour master—for the wreck of the ferry.',
      'Divers searched the old dock for the wreck of the ferry.',
    ],
    [
      'what the speaker was doing',
      'Mayor Tom Ravn, speaking from Port Elsa, Norland, said the pier would open in spring.',
      'Mayor Tom Ravn said the pier would open in spring.',
    ],
    [
      'a relative clause in the middle',
      'Ilse Brandt, who heads the harbour of Port Elsa, said the ferry had sailed too close to the rocks.',
      'Ilse Brandt said the ferry had sailed too close to the rocks.',
    ],
    [
      'a relative clause at the end',
      'The council bought the old lighthouse of Port Elsa, which stands above the northern beach.',
      'The council bought the old lighthouse of Port Elsa.',
    ],
    [
      'what else was said',
      'The council approved the new pier of Port Elsa, saying that the planks had rotted through.',
      'The council approved the new pier of Port Elsa.',
    ],
    [
      'a participle clause at the end',
      'Divers raised the wreck of the ferry on Monday, marking the end of the long salvage work.',
      'Divers raised the wreck of the ferry on Monday.',
    ],
    [
      'what comes with it',
      'The port of Elsa was closed to large ships on Monday, with talks on its future to follow.',
      'The port of Elsa was closed to large ships on Monday.',
    ],
    [
      'a second clause of the same subject',
      'The council of Port Elsa bought the lighthouse, and it wants a museum there.',
      'The council of Port Elsa bought the lighthouse.',
    ],
    [
      'what a place is',
      'Port Elsa, the oldest harbour of the coast, was closed to large ships on Monday.',
      'Port Elsa was closed to large ships on Monday.',
    ],
  ])('%s', (_, long, short) => expect(shortened(long)).toBe(short));

  it('only as much as it must', () => {
    const text = 'The Norland Ports Agency (NPA) bought the lighthouse of Elsa, which stands above the northern beach.';
    expect(shortened(text, 15)).toBe(
      'The Norland Ports Agency bought the lighthouse of Elsa, which stands above the northern beach.',
    );
    expect(shortened(text, 9)).toBe('The Norland Ports Agency bought the lighthouse of Elsa.');
    expect(shortened(text, 40)).toBe(text);
  });
});

describe('a sentence keeps', () => {
  it.each([
    ['a denial', 'The council of Port Elsa approved the new pier, which will not carry any cars.'],
    ['a condition', 'The port of Elsa will open again, with ferries sailing if the storm has passed.'],
    ['a hedge', 'The port of Elsa closed on Monday, with many ferries reportedly lost.'],
    ['a limit', 'Ferries left the port of Elsa again, carrying only food and medicine.'],
    ['an opposition', 'The port of Elsa was closed, which the mayor welcomed but the fishermen did not.'],
    ['a figure', 'The ferry Aurora ran aground near Port Elsa, leaving 41 passengers in the water.'],
    ['a figure in words', 'The ferry Aurora ran aground near Port Elsa, leaving dozens in the water.'],
    ['a figure in brackets', 'The new pier of Port Elsa is 120 metres (390 feet) long and made of steel.'],
    ['money', 'The council bought the old lighthouse of Port Elsa, paying $4 million to the state.'],
    ['a date', 'The council of Port Elsa approved the new pier, which opens to the public in April.'],
    ['who said it', 'The pier of Port Elsa had rotted through long before the storm, according to Ilse Brandt.'],
    ['who said it, though said in a clause that could go', 'The pier had rotted through, which Ilse Brandt had said.'],
    ['who somebody is', 'Ilse Brandt, the harbour master of Elsa, said the ferry had sailed too close to the rocks.'],
    ['what a later "it" stands for', 'Tom Ravn, who chairs the port board, said it would meet again in spring.'],
    ['a comma that closes another aside', 'A mayor, Tom Ravn, who likes the sea, said the pier would open.'],
    ['a list', 'The captain of the Aurora was charged with theft, lying and arson.'],
    ['a list of people', 'Ilse Brandt, the mayor and Tom Ravn met the fishermen in the town hall of Elsa.'],
    ['a word for what it was set beside', 'The Norland Ports Agency (NPA) said the NPA fleet would stay in port.'],
    ['what a statement says', 'Mayor Tom Ravn made a long statement in Port Elsa, saying that the pier had rotted.'],
    ['what is added in a bracket', 'The council of Port Elsa allowed boats (and cars) on the new pier.'],
    ['what is quoted', 'Mayor Tom Ravn said: “The old pier, which I loved, was rotten through and through.”'],
    ['a clause that limits what it says', 'The ferries will sail again on Monday, depending on the weather at sea.'],
    ['a verb', 'Boats, which the council of Port Elsa had bought from Norland.'],
  ])('%s', (_, text) => expect(shortened(text)).toBe(text));
});

describe('whatever is cut', () => {
  const parts = fc.constantFrom(
    ' The ferry Aurora',
    ', which left Port Elsa',
    ', who knows the sea,',
    ' (NPA)',
    ' ran aground',
    '—near the rocks—',
    ', saying that it was foggy',
    ', leaving 41 behind',
    ' “and no more”',
    ' was raised',
    ', with talks to follow',
    ' said Ilse Brandt',
    ' on 20 April',
  );

  it('the rest stands in the sentence in its order, ends as it did and keeps every figure', () => {
    fc.assert(
      fc.property(fc.array(parts, { minLength: 2, maxLength: 9 }), fc.integer({ min: 1, max: 30 }), (chosen, most) => {
        const text = `${chosen.join('').trim()}.`;
        const statement: Statement = { ...read('The ferry ran aground.'), text, quantities: [], dates: [], names: [] };
        const short = shorten(statement, most);
        const words: readonly string[] = text.match(/[\p{L}\p{N}]+/gu) ?? [];
        let at = 0;
        for (const word of short.match(/[\p{L}\p{N}]+/gu) ?? []) {
          at = words.indexOf(word, at) + 1;
          expect(at).toBeGreaterThan(0);
        }
        expect(short.endsWith('.')).toBe(true);
        expect(short.match(/\p{N}+/gu)).toEqual(text.match(/\p{N}+/gu));
      }),
      { numRuns: 300 },
    );
  });

  it('a sentence of ten thousand words comes back as it is', () => {
    const text = `The ferry${', who sailed, (it) — with rope — and'.repeat(1500)} sank.`;
    const statement: Statement = { ...read('The ferry ran aground.'), text, quantities: [], dates: [], names: [] };
    expect(shorten(statement, 20)).toBe(text);
  });
});

describe('a sentence that the next one leans on', () => {
  const letter =
    'At the town hall the ferry company presented a written offer promising lower fares if the old pier is repaired.';

  it('loses what stands in a paper', () => {
    const following = 'The offer includes new lamps.';
    expect(shorten(read(letter), 8, following)).toBe('At the town hall the ferry company presented a written offer.');
  });

  it.each([
    ['what the next one speaks of', 'The fares are to fall in spring.'],
    ['what a later pronoun may stand for', 'It was built by divers.'],
  ])('keeps %s', (_, following) => {
    expect(shorten(read(letter), 8, following)).toBe(letter);
  });

  it('keeps it all where nothing leans on it', () => {
    expect(shorten(read(letter), 8)).toBe(letter);
  });
});

describe('a clause at the end', () => {
  it.each([
    [
      'with a subject of its own',
      'Tom Ravn praised the new ferry, and he wants it to sail in spring.',
      'Tom Ravn praised the new ferry.',
    ],
    [
      'that tells of a thing',
      'Divers raised the old ferry of Elsa, which had sunk in the storm.',
      'Divers raised the old ferry of Elsa.',
    ],
  ])('%s can go', (_, text, left) => {
    expect(endClauses(text).map((each) => each.left)).toEqual([left]);
  });

  it.each([
    ['says whose word it is', 'The council of Elsa sold the old ferry, according to reports.'],
    ['denies', 'The council of Elsa sold the old ferry, which had never sailed.'],
    ['leaves no sentence', 'The ferry, which had sunk.'],
  ])('stays where it %s', (_, text) => {
    expect(endClauses(text)).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { gistOf } from '../../src/brief/gist.ts';

const everything = (): boolean => true;
const asking = (word: string) => (text: string) => text.includes(word);

describe('the gist of a point', () => {
  it.each([
    ['before "that"', 'Ann Lee, the mayor, said on Monday that the pier is closed.', 'the pier is closed.'],
    ['behind a comma', 'The harbour board, meeting in Elsa, said ferries were late.', 'ferries were late.'],
    ['at the end', 'The pier is closed, said Ann Lee, the mayor of Elsa.', 'The pier is closed.'],
    ['at the end, with a day', 'The pier is closed, Ann Lee said on Monday.', 'The pier is closed.'],
    ['as an account', 'By the account of the port, the pier is closed.', 'the pier is closed.'],
    ['as a source', 'According to the port, the pier is closed.', 'the pier is closed.'],
  ])('is without who says so %s', (_, wording, gist) => expect(gistOf(wording, everything)).toBe(gist));

  it.each([
    ['a deed of words', 'Ann Lee warned that the pier must close.'],
    ['a verb of saying in a quotation', 'The door stays open, “if you say so,” and nothing else.'],
    ['what follows the verb without "that"', 'The ferry sank, reports of 40 dead were wrong.'],
  ])('keeps %s', (_, wording) => expect(gistOf(wording, everything)).toBe(wording));

  it.each([
    [
      'is without what is listed beside what is asked',
      'pier',
      'Norland and Ravnholm agreed to share the pier and the return of old ferries.',
      'Norland and Ravnholm agreed to share the pier',
    ],
    [
      'is without another happening told before it',
      'ferries',
      'The pier was painted, and old ferries will be returned.',
      'old ferries will be returned.',
    ],
    [
      'keeps what became of it in figures',
      'ferries',
      'The attack sank ferries and 6 million crowns in damage was caused.',
      'The attack sank ferries 6 million crowns in damage was caused.',
    ],
    [
      'is without the sentence that introduces it',
      'pier',
      'The board met in the old palace. It closed the pier.',
      'It closed the pier.',
    ],
  ])('%s', (_, word, wording, gist) => expect(gistOf(wording, asking(word))).toBe(gist));

  it('is the whole where nothing of it is asked for', () => {
    const wording = 'The pier was painted, and old ferries will be returned.';
    expect(gistOf(wording, asking('glacier'))).toBe(wording);
  });
});

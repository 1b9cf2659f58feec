import { describe, expect, it } from 'vitest';
import { wholeQuestions } from '../../src/chat/follow-up.ts';

describe('a question that leans on the one before it', () => {
  it('takes what it is about from there', () => {
    expect(wholeQuestions('and how many on the Russian side?', 'How many prisoners will be exchanged?')).toEqual([
      'how many prisoners will be exchanged on the Russian side?',
    ]);
  });

  it('keeps the way of asking where it has none of its own', () => {
    expect(wholeQuestions('what about the wounded?', 'How many prisoners will be exchanged?')).toEqual([
      'How many prisoners will be exchanged the wounded?',
    ]);
  });

  it.each([
    ['And Turkey?', 'What did Ukraine offer?', 'What did Turkey offer?'],
    ['and norland', 'when does elsa want to vote', 'when does norland want to vote?'],
    ['what about the pier?', 'Where was the ferry built?', 'Where was the pier built?'],
    ['and race 7', 'who won race 6', 'who won race 7?'],
  ])('puts the same of another: %s', (question, before, whole) => {
    expect(wholeQuestions(question, before)[0]).toBe(whole);
  });

  it.each([
    ['which port were they from', 'where were the rowers rescued', 'which port were they from the rowers rescued?'],
    ['how old is he', 'who is Tom Ravn', 'how old is he Tom Ravn?'],
    ['when is the sale', 'who runs the sale in elsa', 'when is the sale runs the sale in elsa?'],
    ['was anyone hurt', 'when did the ferry sink', 'was anyone hurt the ferry sink?'],
  ])('asks its own of what the earlier one was about: %s', (question, before, whole) => {
    expect(wholeQuestions(question, before)[0]).toBe(whole);
  });

  it('is left alone where it stands by itself, or comes first', () => {
    expect(wholeQuestions('Who led the delegation to Istanbul?', 'How many bodies were returned?')).toEqual([]);
    expect(wholeQuestions('and how many on the Russian side?', undefined)).toEqual([]);
    expect(wholeQuestions('and?', 'How many bodies were returned?')).toEqual([]);
  });

  it('is read in time that grows with its length alone', () => {
    const long = `and ${'how many '.repeat(20_000)}`;
    expect(wholeQuestions(long, long).every((each) => each.endsWith('?'))).toBe(true);
  });
});

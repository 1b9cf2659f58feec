import { describe, expect, it } from 'vitest';
import { wholeQuestion } from '../../src/chat/follow-up.ts';

describe('a question that leans on the one before it', () => {
  it('takes what it is about from there', () => {
    expect(wholeQuestion('and how many on the Russian side?', 'How many prisoners will be exchanged?')).toBe(
      'how many prisoners will be exchanged on the Russian side?',
    );
  });

  it('keeps the way of asking where it has none of its own', () => {
    expect(wholeQuestion('what about the wounded?', 'How many prisoners will be exchanged?')).toBe(
      'How many prisoners will be exchanged the wounded?',
    );
  });

  it('brings its own name in place of the earlier one', () => {
    expect(wholeQuestion('And Turkey?', 'What did Ukraine offer?')).toBe('What did offer Turkey?');
  });

  it('is left alone where it stands by itself, or comes first', () => {
    expect(wholeQuestion('Who led the delegation to Istanbul?', 'How many bodies were returned?')).toBeUndefined();
    expect(wholeQuestion('and how many on the Russian side?', undefined)).toBeUndefined();
    expect(wholeQuestion('and?', 'How many bodies were returned?')).toBeUndefined();
  });

  it('is read in time that grows with its length alone', () => {
    const long = `and ${'how many '.repeat(20_000)}`;
    expect(wholeQuestion(long, long)).toMatch(/\?$/u);
  });
});

import { describe, expect, it } from 'vitest';
import stem from 'wink-porter2-stemmer';
import asking from '../../src/brief/asking.json' with { type: 'json' };
import { baseOf } from '../../src/brief/meanings.ts';

/** As questions compare them: by the base of their stem. */
const groups = asking.groups.map((words) => [...new Set(words.map((word) => baseOf(stem(word))))].sort());

const groupsWith = (...stems: readonly string[]): number =>
  groups.filter((group) => stems.every((each) => group.includes(each))).length;

/**
 * Words of more than one meaning ("back", "strike", "remains"), stems of more than one word ("legislation", "legislator"), and words that
 * stand between two that do not answer for one another: who travels may fly, and may be on a visit.
 */
const inSeveral = `
  abduct accus agre approv arriv attack back ban blame blast break build captiv captur casualti chief choos
  clinic cost creat damag deal decid declin defeat destroy detain donat drive earn elect end endors examin fall
  flee fli gather girl gun gut harm hear hijack home hostag issu jail kill launch leader legisl lose loss manag
  name negoti oper oppos paper parent particip paus pay penalti phone plung pollut present prison propos
  publish raid recov reject remain repres research resid result return rule scrap seiz sentenc shoot slash stab
  strike succeed surviv suspend takeov talk toll travel unveil villag warn win wit
`
  .split(/\s+/u)
  .filter((each) => each !== '');

describe('the groups of words that answer for one another', () => {
  it('are of two words at least', () => {
    expect(groups.filter((group) => group.length < 2)).toEqual([]);
  });

  it('share one word with one another at most: two that share more have one meaning', () => {
    const twice = groups.flatMap((group) =>
      group.flatMap((a, at) =>
        group
          .slice(at + 1)
          .filter((b) => groupsWith(a, b) > 1)
          .map((b) => `${a} ${b}`),
      ),
    );
    expect([...new Set(twice)]).toEqual([]);
  });

  it('share no other words than these', () => {
    const shared = [...new Set(groups.flat())].filter((each) => groupsWith(each) > 1);
    expect(shared.sort()).toEqual([...inSeveral].sort());
  });
});

import { describe, expect, it } from 'vitest';
import { article, find, values } from './articles.ts';

describe('findFacts on places', () => {
  it('shows two blocks of one street', () => {
    const { differences } = find([
      article('north', 'The shooting took place in the 1200 block of East Mill Street.'),
      article('south', 'The shooting took place in the 1400 block of Mill St. in the harbour.'),
    ]);
    expect(values(differences)).toEqual([['1200 block', '1400 block']]);
    expect(differences[0]).toMatchObject({ kind: 'place', about: 'place of the shooting' });
  });

  it('shows two homes of one person', () => {
    const { differences } = find([
      article('north', 'Anna Miller, 59, of Harbour Point, sold the lamp.'),
      article('south', 'Anna Miller, who lived in Stone Park, sold the lamp.'),
    ]);
    expect(values(differences)).toEqual([['Harbour Point', 'Stone Park']]);
    expect(differences[0]?.about).toBe('home of Anna Miller');
  });

  it('shows two birthplaces of one person', () => {
    const { differences } = find([
      article('north', 'Anna Miller, who was born in Szeged in 1933, sold the lamp.'),
      article('south', 'Anna Miller was born in Debrecen and sold the lamp.'),
    ]);
    expect(values(differences)).toEqual([['Szeged', 'Debrecen']]);
    expect(differences[0]?.about).toBe('birthplace of Anna Miller');
  });

  it('is silent when one place may lie in the other', () => {
    const { differences } = find([
      article('north', 'Anna Miller, 59, of Harbour Point, sold the lamp.'),
      article('south', 'Anna Miller, 59, of Queensbury, sold the lamp.'),
      article('west', 'The harbour office counts the homes of Harbour Point in Queensbury.'),
    ]);
    expect(differences).toEqual([]);
  });

  it('shows whose waters it was to whom', () => {
    const { differences } = find([
      article('north', 'The Dutch navy says that the barge was in Belgian waters.'),
      article('south', 'The Dutch say the barge was in Belgian waters, while others insist it was in Dutch waters.'),
    ]);
    expect(values(differences)).toEqual([['Belgian', 'Dutch']]);
    expect(differences[0]?.about).toBe('whose waters');
  });
});

import { describe, expect, it } from 'vitest';
import { article, find, values } from './articles.ts';

const charged = 'Anna Miller was charged with burning down the harbour store, police said.';
const guilty = 'Anna Miller was found guilty of burning down the harbour store on Monday.';

describe('findFacts on states', () => {
  it('shows how a case went on, oldest first', () => {
    const { differences, updates } = find([
      article('later', guilty, '2024-09-03'),
      article('first', charged, '2024-05-03'),
    ]);
    expect(differences).toEqual([]);
    expect(values(updates)).toEqual([['was charged', 'found guilty']]);
    expect(updates[0]).toMatchObject({ kind: 'polarity', about: 'state of the case against Anna Miller' });
  });

  it('tells nothing of the order where an article has no date', () => {
    expect(find([article('later', guilty), article('first', charged, '2024-05-03')]).updates).toEqual([]);
  });

  it('does not mix the cases of two people', () => {
    expect(
      find([
        article('first', charged, '2024-05-03'),
        article('later', 'Bob Baker was found guilty of selling bad lamps.', '2024-09-03'),
      ]).updates,
    ).toEqual([]);
  });

  it('takes what may come for no state', () => {
    expect(
      find([
        article('first', charged, '2024-05-03'),
        article('later', 'Anna Miller will lose her store if she is found guilty.', '2024-09-03'),
      ]).updates,
    ).toEqual([]);
  });

  it('shows an offer that was made and withdrawn', () => {
    const { updates } = find([
      article('first', 'The Harbour Rovers made a three-year offer to the keeper.', '2024-05-03'),
      article('later', 'The Harbour Rovers have withdrawn their offer to the keeper.', '2024-05-09'),
    ]);
    expect(values(updates)).toEqual([['made a three-year offer', 'withdrawn their offer']]);
  });

  it('shows a release that was promised, put off and promised again', () => {
    const sailors = 'the nine Dutch sailors held in Tarnow';
    const { updates } = find([
      article('a', `The harbour office said that ${sailors} would be released.`, '2024-05-01'),
      article('b', `The harbour office decided to suspend the release of ${sailors}.`, '2024-05-03'),
      article('c', `The harbour office announced that ${sailors} would be released.`, '2024-05-07'),
    ]);
    expect(values(updates)).toEqual([['would be released', 'suspend the release', 'would be released']]);
  });

  it('takes details that are released for no prisoners', () => {
    expect(
      find([
        article('a', 'Details of the nine Dutch sailors in Tarnow will be released later.', '2024-05-01'),
        article('b', 'The nine Dutch sailors in Tarnow were released after lunch.', '2024-05-03'),
      ]).updates,
    ).toEqual([]);
  });

  it('shows who led a contest and who led it later, but no two party leaders', () => {
    const { updates } = find([
      article('first', 'The Dutch leader Anna Miller held off the sprinters in the barge race today.', '2024-05-03'),
      article('later', 'Marta Baker of Norway kept her overall lead in the barge race today.', '2024-05-09'),
    ]);
    expect(updates).toMatchObject([{ kind: 'name', about: 'leader of the contest' }]);
    expect(values(updates)).toEqual([['Anna Miller', 'Marta Baker']]);
    expect(
      find([
        article('first', 'The party leader Anna Miller opened the harbour today.', '2024-05-03'),
        article('later', 'The party leader Marta Baker opened the mill today.', '2024-05-09'),
      ]).updates,
    ).toEqual([]);
  });

  it('shows that somebody at large was caught again', () => {
    const { updates } = find([
      article('first', 'Anna Miller is still at large after the break-in at the harbour store.', '2024-05-03'),
      article('later', 'Police recaptured Anna Miller near the harbour store.', '2024-05-09'),
    ]);
    expect(values(updates)).toEqual([['still at large', 'recaptured']]);
  });

  it('shows that one saw a concession and another none', () => {
    const { differences } = find([
      article('north', 'Anna Miller conceded defeat in the vote for the harbour board.'),
      article('south', 'Anna Miller refused to concede before the votes for the harbour board were counted.'),
    ]);
    expect(values(differences).map((told) => [...told].sort())).toEqual([['conceded defeat', 'refused to concede']]);
  });

  it('shows that one affirms what another denies', () => {
    const { differences } = find([
      article('north', 'Bob Baker had a gun when he entered the harbour store, police said.'),
      article('south', 'Bob Baker did not have a gun when he entered the harbour store, his sister said.'),
    ]);
    expect(values(differences)).toEqual([['had a gun', 'did not have a gun']]);
    expect(differences[0]?.kind).toBe('polarity');
  });

  it('shows that one number of people was rescued to one and arrested to another', () => {
    const { differences } = find([
      article('north', 'On Monday the Dutch patrol rescued 26 sailors near the harbour of Tarnow.'),
      article('south', 'On Monday the Dutch patrol arrested 26 sailors near the harbour of Tarnow.'),
    ]);
    expect(differences.map(({ about }) => about)).toEqual(['what became of them']);
  });
});

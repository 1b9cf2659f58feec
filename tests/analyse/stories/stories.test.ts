import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StoryInput } from '../../../src/analyse/stories/profile.ts';
import { createStoryIndex, type StoryIndex } from '../../../src/analyse/stories/stories.ts';
import { scoreClusters } from '../../quality/bcubed.ts';
import { inputOf, random, stream } from './inputs.ts';

const placeAll = (index: StoryIndex, inputs: readonly StoryInput[]): StoryIndex => {
  for (const input of inputs) index.place(input);
  return index;
};
const articlesOf = (index: StoryIndex): (readonly string[])[] => index.stories().map((story) => story.articles);

const ferry = [
  inputOf(
    'ferry-1',
    'A ferry with 212 people aboard ran aground off Varnholm on Tuesday. The coastguard took all passengers off the Saint Olga within three hours. Captain Mirko Antell blamed a failed rudder.',
    '2031-03-04',
  ),
  inputOf(
    'ferry-2',
    'All 212 passengers were taken off the ferry Saint Olga after it ran aground near Varnholm. The rudder had failed, Captain Mirko Antell told the coastguard.',
    '2031-03-04',
  ),
  inputOf(
    'ferry-3',
    'Divers inspected the rudder of the Saint Olga on Wednesday. The ferry ran aground off Varnholm with 212 passengers aboard. Nobody was hurt, the coastguard repeated.',
    '2031-03-05',
  ),
];
const budget = [
  inputOf(
    'budget-1',
    'Parliament in Ostrava passed a budget with a tax on sugar by 88 votes to 61. Finance Minister Jana Kolbe called the tax overdue. Bakers marched against it.',
    '2031-03-04',
  ),
  inputOf(
    'budget-2',
    'The sugar tax of Finance Minister Jana Kolbe passed with the budget on Tuesday. Parliament voted 88 to 61. Bakers in Ostrava promised to march again.',
    '2031-03-05',
  ),
];
/** The same kind of accident, another ship, another place, three years later. */
const otherFerry = [
  inputOf(
    'other-1',
    'A ferry with 90 people aboard ran aground off Kesterby on Sunday. The coastguard towed the Northern Star free by noon. Fog had hidden the sandbank, said pilot Edda Ruhl.',
    '2034-11-12',
  ),
  inputOf(
    'other-2',
    'The Northern Star was towed off a sandbank near Kesterby. Fog hid the bank from pilot Edda Ruhl when the ferry with 90 people aboard ran aground.',
    '2034-11-12',
  ),
];

describe('createStoryIndex', () => {
  it('unites reports of one happening and keeps unrelated ones of the same day apart', () => {
    const index = placeAll(
      createStoryIndex(),
      [...ferry.slice(0, 2), budget[0], ferry[2], budget[1]].flatMap((a) => a ?? []),
    );
    expect(articlesOf(index)).toEqual([
      ['ferry-1', 'ferry-2', 'ferry-3'],
      ['budget-1', 'budget-2'],
    ]);
  });

  it('keeps two happenings of one kind apart', () => {
    const index = placeAll(createStoryIndex(), [...ferry, ...otherFerry, ...budget]);
    expect(articlesOf(index)).toEqual([
      ['ferry-1', 'ferry-2', 'ferry-3'],
      ['other-1', 'other-2'],
      ['budget-1', 'budget-2'],
    ]);
  });

  it('does so without dates, too', () => {
    const undated = [...ferry, ...otherFerry, ...budget].map((input) => ({ ...input, published: null }));
    expect(articlesOf(placeAll(createStoryIndex(), undated)).map((ids) => ids.length)).toEqual([3, 2, 2]);
  });

  it('names a story after its founding article and keeps the name as it grows', () => {
    const index = createStoryIndex();
    const [first, ...others] = ferry;
    if (first === undefined) throw new Error('no article');
    const id = index.place(first);
    expect(others.map((input) => index.place(input))).toEqual([id, id]);
    expect(
      placeAll(createStoryIndex(), [...budget, ...ferry])
        .stories()
        .map((story) => story.id),
    ).toContain(id);
  });

  it('lets the older id stand when two stories prove to be one', () => {
    const index = createStoryIndex();
    const older = index.place(inputOf('older', 'The Saint Olga ran aground off Varnholm. The rudder failed.'));
    const younger = index.place(inputOf('younger', 'Captain Mirko Antell took 212 passengers to Brenn harbour.'));
    expect(younger).not.toBe(older);
    const bridge =
      'The Saint Olga ran aground off Varnholm and the rudder failed. Captain Mirko Antell took 212 passengers to Brenn harbour.';
    for (let turn = 0; turn < 3; turn += 1)
      index.place(inputOf(`bridge-${turn}`, `${bridge} Report ${turn} of the day.`));
    const story = index.stories().find(({ articles }) => articles.includes('younger'));
    expect(story?.articles).toContain('older');
    expect(story?.id).toBe(older);
  });

  it('holds 500 copies of one text as one story, and places what comes after them', () => {
    const copies = Array.from({ length: 500 }, (_, turn) => ({
      ...(ferry[0] ?? inputOf('x', 'x')),
      id: `copy-${turn}`,
    }));
    const stories = placeAll(createStoryIndex(), [...copies, ...budget]).stories();
    expect(stories.map((story) => story.articles.length)).toEqual([500, 2]);
  });

  it('places articles without a word each by itself', () => {
    const index = placeAll(createStoryIndex(), [inputOf('empty', ''), inputOf('blank', ' '), ...ferry]);
    expect(articlesOf(index)).toEqual([['empty'], ['blank'], ['ferry-1', 'ferry-2', 'ferry-3']]);
  });

  it('finds made-up happenings again in a mixed stream', () => {
    const reports = stream(11, 30, 12);
    const index = placeAll(
      createStoryIndex(),
      reports.map(({ input }) => input),
    );
    const found = new Map(
      index.stories().flatMap(({ id, articles }) => articles.map((article) => [article, id] as const)),
    );
    const score = scoreClusters(new Map(reports.map(({ gold, input }) => [input.id, gold])), found);
    expect(score.f1).toBeGreaterThan(0.97);
    expect(score.falseMerges).toBeLessThan(0.01);
  });

  it('goes on from a snapshot as if it had never stopped', () => {
    const reports = stream(5, 12, 10).map(({ input }) => input);
    const whole = placeAll(createStoryIndex(), reports);
    const first = placeAll(createStoryIndex(), reports.slice(0, 70));
    const second = createStoryIndex({}, JSON.parse(JSON.stringify(first.snapshot())));
    for (const input of reports.slice(0, 70)) second.restore(input);
    expect(second.stories()).toEqual(first.stories());
    expect(placeAll(second, reports.slice(70)).stories()).toEqual(whole.stories());
    expect(second.snapshot()).toEqual(placeAll(createStoryIndex(), reports).snapshot());
  });

  it('comes to the same whatever the order in which articles are given back', () => {
    const reports = stream(5, 12, 10).map(({ input }) => input);
    const first = placeAll(createStoryIndex(), reports.slice(0, 70));
    const [forth, back] = [reports.slice(0, 70), reports.slice(0, 70).reverse()].map((given) => {
      const index = createStoryIndex({}, first.snapshot());
      for (const input of given) index.restore(input);
      return placeAll(index, reports.slice(70)).stories();
    });
    expect(back).toEqual(forth);
  });

  it('keeps the places of articles that were not given back, and loses none when stories grow round them', () => {
    const reports = stream(5, 12, 10).map(({ input }) => input);
    const first = placeAll(createStoryIndex(), reports.slice(0, 70));
    const index = createStoryIndex({}, first.snapshot());
    for (const input of reports.slice(0, 70).filter((_, turn) => turn % 3 > 0)) index.restore(input);
    placeAll(index, reports.slice(70));
    expect(articlesOf(index).flat().sort()).toEqual(reports.map(({ id }) => id).sort());
    for (const input of reports.slice(0, 70)) index.restore(input);
    expect(articlesOf(index).flat().sort()).toEqual(reports.map(({ id }) => id).sort());
  });

  it('forgets articles wherever they are held: compared, copied, retired, awaited', () => {
    const copy = { ...(ferry[0] ?? inputOf('x', 'x')), id: 'ferry-copy' };
    const index = placeAll(createStoryIndex({ live: 4 }), [...budget, ...ferry, copy]);
    const ids = index.stories().map(({ id }) => id);
    index.forget(new Set(['budget-1', 'ferry-1', 'unknown']));
    expect(articlesOf(index)).toEqual([['budget-2'], ['ferry-2', 'ferry-3', 'ferry-copy']]);
    expect(index.stories().map(({ id }) => id)).toEqual(ids);
    const restarted = createStoryIndex({}, index.snapshot());
    restarted.forget(new Set(['ferry-3', 'budget-2']));
    expect(restarted.stories().map(({ id, articles }) => [id, articles])).toEqual([
      [ids[1], ['ferry-2', 'ferry-copy']],
    ]);
    expect(restarted.has('ferry-3')).toBe(false);
    restarted.forget(new Set(['ferry-2', 'ferry-copy']));
    expect(restarted.snapshot()).toEqual({ ...createStoryIndex().snapshot(), turn: 6 });
  });

  it('holds nothing of a stream that has passed through it', () => {
    const index = createStoryIndex();
    for (const [turn, { input }] of stream(9, 20, 20).entries()) {
      index.place(input);
      if (turn >= 50) index.forget(new Set([`a${turn - 50}`]));
    }
    expect(index.snapshot().articles.length).toBe(50);
    expect(articlesOf(index).flat().length).toBe(50);
    index.forget(new Set(articlesOf(index).flat()));
    expect(index.snapshot()).toEqual({ ...createStoryIndex().snapshot(), turn: 400 });
  });

  it('lets the longest placed go from comparison, never from their story', () => {
    const reports = stream(3, 4, 40).map(({ input }) => input);
    const index = placeAll(createStoryIndex({ live: 50 }), reports);
    expect(index.snapshot().entries.length).toBe(50);
    expect(articlesOf(index).flat().sort()).toEqual(reports.map(({ id }) => id).sort());
    expect(index.stories().filter(({ articles }) => articles.length >= 20).length).toBe(4);
  });

  it('bounds what is compared when one story among many is reported hundreds of times', () => {
    const reports = stream(8, 40, 60).filter(({ gold, input }) => gold === '0' || Number(input.id.slice(1)) % 8 === 0);
    const index = placeAll(
      createStoryIndex({ neighbourhood: 24 }),
      reports.map(({ input }) => input),
    );
    const much = reports.filter(({ gold }) => gold === '0').map(({ input }) => input.id);
    const story = index.stories().find(({ articles }) => articles.includes(much[0] ?? ''));
    expect(much.length).toBeGreaterThan(40);
    expect(story?.articles).toEqual(much);
    expect(index.snapshot().entries.filter((entry) => much.includes(entry.articles[0] ?? '')).length).toBeLessThan(25);
  });

  it('loses no article when full neighbourhoods of hardly told apart articles are broken up', () => {
    const next = random(1);
    const reports = Array.from({ length: 300 }, (_, turn) => {
      const terms = Array.from({ length: 6 }, () => `word${Math.floor(next() ** 2 * 60)}`);
      return { id: `a${turn}`, published: null, title: [], terms, names: terms.slice(0, 3) };
    });
    for (const neighbourhood of [6, 12, 24]) {
      const index = placeAll(createStoryIndex({ neighbourhood }), reports);
      expect(articlesOf(index).flat().sort()).toEqual(reports.map(({ id }) => id).sort());
    }
  });

  it('puts every article of any stream in exactly one story, the same at every run', () => {
    const word = fc.constantFrom('ash', 'birch', 'cedar', 'dogwood', 'elm', '1912', '٣', '');
    const article = fc.record({
      published: fc.option(fc.constantFrom('2031-03-04', '2031-04-01T10:00:00Z', 'yesterday', '')),
      title: fc.array(word, { maxLength: 3 }),
      terms: fc.array(word, { maxLength: 20 }),
      names: fc.array(word, { maxLength: 2 }),
    });
    fc.assert(
      fc.property(fc.array(article, { maxLength: 40 }), (articles) => {
        const inputs = articles.map((each, turn) => ({ ...each, id: `a${turn}` }));
        const run = () => placeAll(createStoryIndex({ live: 20, neighbourhood: 8 }), inputs).stories();
        const stories = run();
        expect(stories.flatMap((story) => story.articles).sort()).toEqual(inputs.map(({ id }) => id).sort());
        expect(new Set(stories.map((story) => story.id)).size).toBe(stories.length);
        expect(run()).toEqual(stories);
      }),
    );
  });
});

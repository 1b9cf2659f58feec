import { describe, expect, it } from 'vitest';
import { analyse, createAnalyser, parseSnapshot } from '../../src/analyse/analyse.ts';
import { article, ferry, news, tax } from './ferry.ts';

describe('createAnalyser', () => {
  it('comes, article by article, to the stories of the whole', () => {
    const analyser = createAnalyser();
    for (const each of news) analyser.add([each]);
    expect(analyser.analysis().stories).toEqual(analyse(news).stories);
  });

  it('lets what is added later replace what is held under the same id', () => {
    const analyser = createAnalyser();
    analyser.add(news);
    const shorter = { ...tax, text: 'Parliament in Ostrel passed a budget with a tax on sugar by 89 votes to 60.' };
    analyser.add([shorter]);
    const { articles, statements, stories } = analyser.analysis();
    expect(articles.get('tax')).toBe(shorter);
    expect(statements.get('tax')?.map(({ text }) => text)).toEqual([shorter.text]);
    expect(stories.map((story) => story.articles)).toEqual([['ferry-1', 'ferry-2'], ['tax']]);
  });

  it('keeps a story’s id as it grows, and does not tell an unchanged story again', () => {
    const analyser = createAnalyser();
    analyser.add(news.slice(0, 1));
    analyser.add([tax]);
    const before = analyser.analysis().stories;
    analyser.add(news.slice(1, 2));
    const after = analyser.analysis().stories;
    expect(after.map(({ id }) => id).sort()).toEqual(before.map(({ id }) => id).sort());
    const told = (stories: typeof after) => stories.find(({ articles }) => articles.includes('tax'));
    expect(told(after)).toBe(told(before));
    expect(after.find(({ articles }) => articles.includes('ferry-2'))?.articles).toEqual(['ferry-1', 'ferry-2']);
  });

  it('gives each reading made anew, and nothing for what it holds', () => {
    const analyser = createAnalyser();
    expect(analyser.add([tax, ...ferry]).map(({ article: { id } }) => id)).toEqual(['ferry-1', 'tax', 'ferry-2']);
    expect(analyser.add(news)).toEqual([]);
  });

  it('takes up readings that were kept, without reading an article again', () => {
    const kept = JSON.parse(JSON.stringify(createAnalyser().add(news)));
    const analyser = createAnalyser();
    expect(analyser.adopt(kept)).toEqual([]);
    expect(analyser.analysis().stories).toEqual(analyse(news).stories);
    expect([...analyser.analysis().statements]).toEqual([...analyse(news).statements]);
    expect(analyser.add(news)).toEqual([]);
  });

  it.each([
    ['of another engine version', (content: string) => content.replace(/^\["[^"]*"/u, '["of another day"')],
    [
      'of another content',
      (content: string) => createAnalyser().add([{ ...tax, text: 'Rain.' }])[0]?.content ?? content,
    ],
    ['cut short', (content: string) => content.slice(0, 200)],
    ['of another shape', () => '{"statements":7}'],
    ['empty', () => ''],
  ])('reads an article again whose kept reading is %s', (_, spoil) => {
    const kept = createAnalyser().add(news);
    const spoilt = kept.map((each) =>
      each.article.id === 'tax' ? { article: each.article, content: spoil(each.content) } : each,
    );
    const analyser = createAnalyser();
    expect(analyser.adopt(spoilt)).toEqual(kept.filter((each) => each.article.id === 'tax'));
    expect(analyser.analysis().stories).toEqual(analyse(news).stories);
  });

  it('goes on after a restart with every article in its story', () => {
    const before = createAnalyser();
    const kept = [...before.add(news.slice(0, 1)), ...before.add([tax])];
    const snapshot = JSON.parse(JSON.stringify(before.snapshot()));
    const after = createAnalyser({ snapshot });
    expect(after.adopt(kept)).toEqual([]);
    expect(after.placements()).toEqual(before.placements());
    for (const analyser of [before, after]) analyser.add(news);
    expect(after.analysis().stories).toEqual(before.analysis().stories);
    expect(after.snapshot()).toEqual(before.snapshot());
  });

  it('holds no word of an article in its snapshot', () => {
    const analyser = createAnalyser();
    analyser.add(news);
    const snapshot = JSON.stringify(analyser.snapshot()).toLowerCase();
    for (const word of ['varnholm', 'antell', 'rudder', 'sugar', 'ostrel', 'kolb'])
      expect(snapshot).not.toContain(word);
  });

  it('says where the articles stand, in the order of the stories', () => {
    const analyser = createAnalyser();
    analyser.add(news);
    expect(analyser.placements()).toEqual(
      analyser.analysis().stories.map(({ claims, differences, updates, ...placement }) => placement),
    );
  });

  it('lets articles go: their stories end or live on under their ids, here and after a restart', () => {
    const analyser = createAnalyser();
    const kept = analyser.add(news);
    const [first, second] = analyser.placements();
    const whole = analyser.analysis();
    analyser.retire(['ferry-1', 'tax', 'never held']);
    const left = analyser.placements();
    expect(left.map(({ id, articles }) => [id, articles])).toEqual([[first?.id, ['ferry-2']]]);
    expect(left[0]?.id).not.toBe(second?.id);
    expect([...analyser.analysis().articles.keys()]).toEqual(['ferry-2']);
    expect([...analyser.analysis().statements.keys()]).toEqual(['ferry-2']);
    expect(whole.stories.map((story) => story.claims.length > 0)).toEqual([true, true]);
    expect(whole.articles.size).toBe(3);

    const restarted = createAnalyser({ snapshot: JSON.parse(JSON.stringify(analyser.snapshot())) });
    restarted.adopt(kept.filter(({ article: { id } }) => id === 'ferry-2'));
    expect(restarted.placements()).toEqual(left);
  });

  it('tells of an article that comes back after it was let go as of a new one', () => {
    const analyser = createAnalyser();
    const before = analyser.add(news);
    analyser.retire(['tax']);
    expect(analyser.add([tax])).toEqual(before.filter(({ article: { id } }) => id === 'tax'));
    expect(analyser.analysis().stories).toEqual(analyse(news).stories);
  });

  it('tells no story of articles that a snapshot knows and nobody has brought back', () => {
    const before = createAnalyser();
    const kept = before.add(news);
    const after = createAnalyser({ snapshot: before.snapshot() });
    expect(after.analysis().stories).toEqual([]);
    after.adopt(kept.filter(({ article: { id } }) => id === 'ferry-2'));
    expect(after.placements().map(({ id, articles }) => [id, articles])).toEqual([
      [before.placements()[0]?.id, ['ferry-2']],
    ]);
    after.adopt(kept);
    expect(after.placements()).toEqual(before.placements());
  });

  it('has an Analysis that stays as it was while articles come and go', () => {
    const analyser = createAnalyser();
    analyser.add(news);
    const analysis = analyser.analysis();
    const told = JSON.stringify([analysis.stories, [...analysis.statements]]);
    analyser.add([article('rain', 'Rain fell on Ostrel for 3 days. The river Mave rose by 2 metres.')]);
    analyser.add([{ ...tax, text: 'Parliament in Ostrel passed a tax on sugar by 89 votes to 60.' }]);
    analyser.retire(['ferry-1']);
    analyser.analysis();
    expect(JSON.stringify([analysis.stories, [...analysis.statements]])).toBe(told);
  });
});

describe('parseSnapshot', () => {
  it('brings back a snapshot that was stored as JSON', () => {
    const analyser = createAnalyser();
    analyser.add(news);
    expect(parseSnapshot(JSON.stringify(analyser.snapshot()))).toEqual(analyser.snapshot());
  });

  it.each(['', '{', '7', '{"en":{"version":1}}', '{"en":{"version":2,"articles":[["a","b"]]}}'])(
    'refuses %j',
    (text) => {
      expect(parseSnapshot(text)).toBeUndefined();
    },
  );
});

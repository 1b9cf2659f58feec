/** What a reader knows who may see some of the articles alone. */
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Analyser, analyse, createAnalyser } from '../../src/analyse/analyse.ts';
import { createDesk, deskOver, indexed } from '../../src/desk.ts';
import { readCorpus } from '../../src/ingest/ingest.ts';
import type { Analysis, Article, ReaderScope } from '../../src/model.ts';

const seeds = fileURLToPath(new URL('../../seeds/articles', import.meta.url));

describe('a part of an Analysis', () => {
  let articles: readonly Article[];
  let analyser: Analyser;
  let whole: Analysis;
  beforeAll(async () => {
    articles = (await readCorpus(seeds)).articles;
    analyser = createAnalyser();
    analyser.add(articles);
    whole = analyser.analysis();
  });

  const seen = (ids: ReadonlySet<string>, of = whole): Analysis =>
    analyser.seenBy(of, [...ids].join(), ({ id }) => ids.has(id));
  const subsets = () =>
    fc.subarray(
      articles.map(({ id }) => id),
      { minLength: 1 },
    );

  it('is the very whole for those who may see it all', () => {
    expect(seen(new Set(articles.map(({ id }) => id)))).toBe(whole);
  });

  it('holds nothing for those who may see nothing', () => {
    const { articles: held, statements, stories } = seen(new Set());
    expect([held.size, statements.size, stories]).toEqual([0, 0, []]);
  });

  it('tells a story that is seen whole as the very same, and one that is seen in part of that part alone', () => {
    fc.assert(
      fc.property(subsets(), (ids) => {
        const visible = new Set(ids);
        const part = seen(visible);
        expect([...part.articles.keys()].sort()).toEqual([...visible].sort());
        expect(part.stories.flatMap((story) => story.articles).sort()).toEqual([...visible].sort());
        for (const story of part.stories) {
          const full = whole.stories.find(({ id }) => id === story.id);
          if (full?.articles.every((id) => visible.has(id)) === true) {
            expect(story).toBe(full);
            continue;
          }
          const alone = analyse(articles.filter(({ id }) => story.articles.includes(id)));
          const [only] = alone.stories;
          // By themselves they may be no one story; what is said in each is the same all the same.
          if (alone.stories.length === 1) expect({ ...story, id: '' }).toEqual({ ...only, id: '' });
          const cited = [...story.claims.flatMap((claim) => claim.statements.map(({ article }) => article))];
          for (const difference of [...story.differences, ...story.updates])
            cited.push(...difference.positions.flatMap(({ citations }) => citations.map(({ article }) => article)));
          expect(cited.filter((id) => !visible.has(id))).toEqual([]);
        }
      }),
      { numRuns: 15 },
    );
  });

  it('is told once as long as the articles are the same, whatever is asked in between', () => {
    const [first = '', second = ''] = articles.map(({ id }) => id);
    const one = new Set(articles.map(({ id }) => id).filter((id) => id !== first));
    const other = new Set(articles.map(({ id }) => id).filter((id) => id !== second));
    const before = seen(one);
    seen(other);
    expect(seen(one)).toBe(before);
    const again = analyser.analysis();
    const after = seen(one, again);
    expect(after).not.toBe(before);
    expect(after.stories.every((story, at) => story === before.stories[at])).toBe(true);
  });

  it('answers as if there were nothing else, whoever asks in between', async () => {
    const scopeOf = (ids: readonly string[]): ReaderScope => ({
      sources: new Map(ids.map((id) => [id, 0])),
      old: new Set(),
    });
    // Each is some feed's, so that only the scope opens it.
    const fed = articles.map((article) => ({ ...article, source: article.id }));
    const fedAnalyser = createAnalyser();
    fedAnalyser.add(fed);
    const all = indexed(fedAnalyser.analysis());
    const desk = deskOver(async (scope) =>
      scope === 'everything'
        ? all
        : fedAnalyser.seenBy(all, JSON.stringify([...scope.sources.keys()]), ({ id }) => scope.sources.has(id)),
    );
    const questions = ['how many prisoners will be exchanged?', 'who is Umerov?', 'where did they meet?'];
    const before = await Promise.all(questions.map((question) => desk.ask(question)));
    const ids = articles.map(({ id }) => id);
    for (const step of [2, 3, 5]) {
      const visible = ids.filter((_, n) => n % step === 0);
      const within = desk.within(scopeOf(visible));
      const alone = createDesk({
        all: async () => fed.filter(({ id }) => visible.includes(id)),
        revision: async () => 1,
      });
      for (const question of questions) {
        const reply = await within.ask(question);
        for (const { article } of reply.sources) expect(visible).toContain(article);
        expect(reply.answer.length > 0, question).toBe((await alone.ask(question)).answer.length > 0);
      }
      for (const { article } of (await within.topStories()).sources) expect(visible).toContain(article);
    }
    expect(await Promise.all(questions.map((question) => desk.ask(question)))).toEqual(before);
  });
});

/** Articles, their revision, and the search for them; a part of the Store contract. */
import { describe, expect, it } from 'vitest';
import { sampleArticle } from '../store/sample.ts';
import type { FreshStore } from './store-samples.ts';

export const articleContract = (name: string, freshStore: FreshStore): void => {
  describe(`${name}: articles`, () => {
    it('says of each article whether it is new, the same or changed', async () => {
      const { articles } = await freshStore();
      expect(await articles.put([sampleArticle('a'), sampleArticle('b')])).toEqual(['new', 'new']);
      expect(
        await articles.put([sampleArticle('a', { title: 'Another' }), sampleArticle('b'), sampleArticle('c')]),
      ).toEqual(['changed', 'same', 'new']);
      expect((await articles.get('a'))?.title).toBe('Another');
      expect(await articles.get('nobody')).toBeUndefined();
    });

    it('judges an id that comes twice in one put against what came before it', async () => {
      const { articles } = await freshStore();
      const later = sampleArticle('a', { text: 'It sank.' });
      expect(await articles.put([sampleArticle('a'), sampleArticle('a'), later])).toEqual(['new', 'same', 'changed']);
      expect(await articles.all()).toEqual([later]);
    });

    it('raises the revision with a change and with nothing else', async () => {
      const { articles } = await freshStore();
      const revisions = [await articles.revision()];
      for (const batch of [[sampleArticle('a')], [sampleArticle('a')], [], [sampleArticle('a', { url: null })]]) {
        await articles.put(batch);
        revisions.push(await articles.revision());
      }
      const [empty = 0, added = 0, same, none, changed] = revisions;
      expect(added).toBeGreaterThan(empty);
      expect([same, none]).toEqual([added, added]);
      expect(changed).toBeGreaterThan(added);
    });

    it('lists the oldest first, then by id, the undated last, instants by their moment', async () => {
      const { articles } = await freshStore();
      const dates: readonly [string, string | null][] = [
        ['undated-b', null],
        ['late', '2025-06-03'],
        ['evening', '2025-06-02T23:00:00-05:00'],
        ['day-b', '2025-06-02'],
        ['undated-a', null],
        ['Day-a', '2025-06-02'],
      ];
      await articles.put(dates.map(([id, published]) => sampleArticle(id, { published })));
      const ids = (await articles.all()).map((article) => article.id);
      expect(ids).toEqual(['Day-a', 'day-b', 'late', 'evening', 'undated-a', 'undated-b']);
    });

    it('remembers when an article was first seen, and counts a new sighting as no change', async () => {
      const { articles } = await freshStore();
      const first = '2025-06-02T06:00:00.000Z';
      await articles.put([sampleArticle('a', { seen: first }), sampleArticle('unseen')]);
      const later = sampleArticle('a', { seen: '2025-06-04T06:00:00.000Z' });
      expect(await articles.put([later, { ...later, text: 'It sank.' }])).toEqual(['same', 'changed']);
      expect(await articles.get('a')).toEqual(sampleArticle('a', { text: 'It sank.', seen: first }));
      expect(await articles.get('unseen')).toEqual(sampleArticle('unseen'));
    });

    it('gives back every character, the hostile ones too', async () => {
      const { articles } = await freshStore();
      const odd =
        'nul \0 half \uD800 other half \uDC00 mark \uFEFF rtl \u202E line \u2028 \'; DROP TABLE "articles" \\ 👩‍👩‍👧';
      const article = sampleArticle(odd, { title: odd, text: odd });
      await articles.put([article]);
      expect(await articles.get(odd)).toEqual(article);
      expect(await articles.all()).toEqual([article]);
    });

    it('takes thousands of articles and a text of two million characters at once', async () => {
      const { articles } = await freshStore();
      const many = Array.from({ length: 2_500 }, (_, n) => sampleArticle(`n${n}`));
      const long = sampleArticle('long', { text: 'ferry '.repeat(333_334) });
      const outcomes = await articles.put([...many, long]);
      expect(new Set(outcomes)).toEqual(new Set(['new']));
      expect(await articles.all()).toHaveLength(2_501);
      expect((await articles.get('long'))?.text.length).toBe(2_000_004);
    });

    it('lets puts that overlap in time each have their say', async () => {
      const { articles } = await freshStore();
      const before = await articles.revision();
      const outcomes = await Promise.all(
        Array.from({ length: 8 }, (_, n) => articles.put([sampleArticle('shared'), sampleArticle(`own${n}`)])),
      );
      expect(outcomes.filter(([shared]) => shared === 'new')).toHaveLength(1);
      expect(await articles.all()).toHaveLength(9);
      expect(await articles.revision()).toBe(before + 8);
    });
  });

  describe(`${name}: search`, () => {
    it('finds the articles that hold all of the words, in title or text, in any form', async () => {
      const { articles } = await freshStore();
      await articles.put([
        sampleArticle('a', { title: 'Harbours', text: 'The ferries were delayed by fog.' }),
        sampleArticle('b', { title: 'Fog', text: 'A delay at the harbour; every ferry waits.' }),
        sampleArticle('c', { title: null, text: 'The grain deal was signed in Zürich.' }),
      ]);
      expect((await articles.search('ferry HARBOUR', 9)).toSorted()).toEqual(['a', 'b']);
      expect(await articles.search('delayed, fog!', 1)).toHaveLength(1);
      expect(await articles.search('grain ferry', 9)).toEqual([]);
      expect(await articles.search('Zürich', 9)).toEqual(['c']);
      expect(await articles.search('the zurich', 9)).toEqual(['c']);
      expect(await articles.search('ferry', 0)).toEqual([]);
    });

    it('gives the best match first, a title before a text', async () => {
      const { articles } = await freshStore();
      const rest = 'Much else was said that day about the weather, the roads and the price of bread. '.repeat(5);
      await articles.put([
        sampleArticle('passing', { title: 'The day', text: `${rest} A ferry left.` }),
        sampleArticle('about', { title: 'Ferry sinks', text: 'The ferry sank. The ferry was old.' }),
      ]);
      expect(await articles.search('ferry', 9)).toEqual(['about', 'passing']);
    });

    it('keeps in step with what is put', async () => {
      const { articles } = await freshStore();
      await articles.put([sampleArticle('a', { text: 'The ferry left.' })]);
      await articles.put([sampleArticle('a', { text: 'The barge left.' })]);
      expect([await articles.search('ferry', 9), await articles.search('barge', 9)]).toEqual([[], ['a']]);
    });

    it('takes no harm from any query', async () => {
      const { articles } = await freshStore();
      await articles.put([
        sampleArticle('a', {
          title: "It's",
          text: 'The "ferry" AND the barge: (near) the col*umn. https://example.org/quay took 5,000.',
        }),
      ]);
      const hostile = [
        '',
        ' \n ',
        '\0',
        '"',
        "'",
        '"ferry',
        'ferry AND',
        'NOT ferry',
        'ferry OR',
        'NEAR(ferry barge, 2)',
        'text:ferry',
        'title : ferry',
        '^ferry',
        'ferr*',
        '-ferry',
        'ferry & | ! <-> :* \\',
        "'; drop table articles; --",
        '\uD800 ferry \uDC00',
        '👩‍👩‍👧',
        '々 ² ٣ 𞤀 \u0301',
        '%_[]{}()',
        'ferry '.repeat(5_000),
        'x'.repeat(100_000),
      ];
      for (const query of hostile) expect(Array.isArray(await articles.search(query, 9))).toBe(true);
      expect(await articles.search('"ferry" \0 (barge', 9)).toEqual(['a']);
      for (const query of ["it's", 'quay', '5,000', 'example.org/quay'])
        expect(await articles.search(query, 9)).toEqual(['a']);
    });

    it('takes in articles of any text: NULs, half pairs, a million different words', async () => {
      const { articles } = await freshStore();
      const words = Array.from({ length: 300_000 }, (_, n) => n.toString(36)).join(' ');
      await articles.put([
        sampleArticle('odd \0 "\uD800', { title: 'nul\0barge', text: 'half \uD800 ferry' }),
        sampleArticle('long', { text: words }),
        sampleArticle('one word', { text: 'x'.repeat(1_500_000) }),
      ]);
      expect(await articles.search('ferry barge', 9)).toEqual(['odd \0 "\uD800']);
      expect((await articles.get('long'))?.text).toBe(words);
    });
  });
};

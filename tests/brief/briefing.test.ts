import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDesk } from '../../src/desk.ts';
import type { Article, Briefing, NumberedCitation, Point } from '../../src/model.ts';
import type { DigestOrder } from '../../src/schedule.ts';

const article = (id: string, text: string, given: Partial<Article> = {}): Article => ({
  id,
  title: null,
  publisher: null,
  url: null,
  published: null,
  bodyStart: 0,
  text,
  ...given,
});

const deskOf = (articles: readonly Article[]) => createDesk({ all: async () => articles, revision: async () => 0 });

const citationsOf = (briefing: Briefing): NumberedCitation[] => [
  ...[...briefing.points, ...briefing.timeline, ...briefing.ahead].flatMap((each) => [...each.citations]),
  ...[...briefing.differences, ...briefing.updates].flatMap(({ positions }) =>
    positions.flatMap((each) => [...each.citations]),
  ),
];

const harbour = [
  article(
    'a',
    'The ferry Aurora ran aground near Port Elsa on Monday with 41 passengers aboard. Harbour master Ilse Brandt said that nobody was hurt. She said the ferry would sail again on Friday.',
    { publisher: 'Elsa Post', published: '2024-03-05' },
  ),
  article(
    'b',
    'The ferry Aurora ran aground near Port Elsa on Monday. Rescuers took 43 passengers off the ferry Aurora within two hours. The rescue took place in heavy fog.',
    { publisher: 'Coast News', published: '2024-03-06' },
  ),
  article('c', 'Port Elsa will open a second pier on 20 April 2024. The pier cost $4 million, said mayor Tom Ravn.', {
    publisher: 'Town Gazette',
    published: '2024-03-06',
  }),
];

const sentences = [
  'The council of Port Elsa approved 12 new buses on Monday.',
  'Mayor Tom Ravn said the buses would cost $3 million.',
  'He added that 40 drivers were needed.',
  'According to Ilse Brandt, the harbour lost 2,000 crates in the storm.',
  'The storm damaged at least 15 houses in Port Elsa.',
  'Officials denied that anyone had died.',
  'It was the worst storm since 1987.',
  'Will the buses come in time?',
  '"We will rebuild," Brandt said.',
  'Read more: ten photos of the storm',
];

const newsArticles = fc
  .uniqueArray(
    fc.record({
      id: fc.stringMatching(/^[a-z]{1,6}$/u),
      body: fc.array(fc.constantFrom(...sentences), { minLength: 1, maxLength: 6 }),
      published: fc.constantFrom(null, '2024-03-05', '2024-03-06'),
    }),
    { minLength: 1, maxLength: 5, selector: ({ id }) => id },
  )
  .map((all) => all.map(({ id, body, published }) => article(id, body.join(' '), { published })));

const numbers = (text: string): string[] => text.match(/\p{N}+(?:[.,]\p{N}+)*/gu) ?? [];
const names = (text: string): string[] => text.match(/(?<=\p{L} )\p{Lu}\p{L}+/gu) ?? [];
const quotesOf = ({ citations }: Point): string => citations.map(({ quote }) => quote).join(' ');

const order: DigestOrder = { title: 'Morning', topics: [], from: null, to: null, next: null, zone: 'UTC' };

describe('a briefing', () => {
  it('quotes exact substrings and holds no number or name that its quotes lack', async () => {
    await fc.assert(
      fc.asyncProperty(newsArticles, async (articles) => {
        const briefing = await deskOf(articles).topStories();
        const texts = new Map(articles.map(({ id, text }) => [id, text]));
        for (const { article: id, start, end, quote } of citationsOf(briefing))
          expect(texts.get(id)?.slice(start, end)).toBe(quote);
        for (const point of briefing.points)
          for (const part of [...numbers(point.text), ...names(point.text)]) expect(quotesOf(point)).toContain(part);
      }),
      { numRuns: 60 },
    );
  });

  it('is the same whatever the order of the articles', async () => {
    await fc.assert(
      fc.asyncProperty(newsArticles, async (articles) => {
        const forth = await deskOf(articles).topStories();
        const back = await deskOf([...articles].reverse()).topStories();
        expect(JSON.stringify(back)).toBe(JSON.stringify(forth));
      }),
      { numRuns: 40 },
    );
  });

  it('is made, and questions are answered, whatever characters the articles hold', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'binary', maxLength: 200 }), { minLength: 1, maxLength: 4 }),
        fc.string({ unit: 'binary', maxLength: 60 }),
        async (texts, question) => {
          const desk = deskOf(texts.map((text, i) => article(`a${i}`, `${text} Twelve ships left Port Elsa. ${text}`)));
          const briefing = await desk.topStories();
          const reply = await desk.ask(question);
          await desk.digest(order);
          expect(reply.answer.length > 0).toBe(reply.reason === undefined);
          for (const { start, end } of citationsOf(briefing)) expect(end).toBeGreaterThan(start);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('tells nothing twice and posts no sentence that leans on an unnamed one', async () => {
    const { points } = await deskOf(harbour).topStories();
    const texts = points.map(({ text }) => text);
    expect(new Set(texts).size).toBe(texts.length);
    for (const text of texts) expect(text).not.toMatch(/^(?:He|She|It|They|This|The rescue)\b/u);
  });

  it('shows a sentence that leans on the one before it behind that one, cited as one passage', async () => {
    const { points } = await deskOf(harbour).topStories();
    const leaning = points.find(({ text }) => text.includes('She said'));
    if (leaning === undefined) return;
    expect(leaning.text).toMatch(/^Harbour master Ilse Brandt/u);
    expect(leaning.citations[0]?.quote).toContain('nobody was hurt. She said');
  });

  it('numbers the sources in the order in which they are first cited', async () => {
    const briefing = await deskOf(harbour).topStories();
    const cited = [...new Set(briefing.points.flatMap(({ citations }) => citations.map(({ source }) => source)))];
    expect(cited).toEqual([...cited].sort((a, b) => a - b));
    expect(briefing.sources.map(({ n }) => n)).toEqual(briefing.sources.map((_, i) => i + 1));
  });
});

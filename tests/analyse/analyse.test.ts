import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyse, createAnalyser } from '../../src/analyse/analyse.ts';
import { article, ferry, news, tax } from './ferry.ts';

describe('analyse', () => {
  it('makes an Analysis of nothing from no articles', () => {
    const { articles, statements, stories } = analyse([]);
    expect([articles.size, statements.size, [...statements], stories]).toEqual([0, 0, [], []]);
  });

  it('tells each story with its articles, publishers, span and title, most reported first', () => {
    const { stories, statements } = analyse(news);
    expect(stories.map(({ claims, differences, updates, id, ...rest }) => rest)).toEqual([
      {
        title: 'Ferry Saint Olga runs aground off Varnholm',
        articles: ['ferry-1', 'ferry-2'],
        publishers: ['Varnholm Post', 'Coast Daily'],
        first: '2031-03-04',
        last: '2031-03-05',
      },
      {
        title: 'Sugar tax passes in Ostrel by 88 to 61',
        articles: ['tax'],
        publishers: ['Ostrel Herald'],
        first: '2031-03-04T09:00:00Z',
        last: '2031-03-04T09:00:00Z',
      },
    ]);
    expect([...statements.keys()].sort()).toEqual(['ferry-1', 'ferry-2', 'tax']);
  });

  it('mends the encoding of a title', () => {
    const [story] = analyse([{ ...tax, title: 'Sugar tax passes in OstrÃ©l by 88 votes' }]).stories;
    expect(story?.title).toBe('Sugar tax passes in Ostrél by 88 votes');
  });

  it('quotes every statement exactly', () => {
    const { articles, statements } = analyse(news);
    for (const { citation } of [...statements.values()].flat())
      expect(articles.get(citation.article)?.text.slice(citation.start, citation.end)).toBe(citation.quote);
  });

  it('says the same for any order of the articles', () => {
    expect(analyse([...news].reverse()).stories).toEqual(analyse(news).stories);
  });

  it('ignores a second copy of an article, and lets the later of two contents stand', () => {
    const [first, second] = ferry;
    if (first === undefined || second === undefined) throw new Error('no article');
    const corrected = { ...first, published: '2031-03-06', text: first.text.replace('212', '214') };
    const stories = analyse([...news, corrected]).stories;
    expect(analyse([corrected, ...news]).stories).toEqual(stories);
    expect(analyse([...news, ...news]).stories).toEqual(analyse(news).stories);
    expect(analyse([corrected, ...news]).articles.get('ferry-1')?.text).toContain('214');
  });

  it('does not mix an article in another language into a story', () => {
    const german = article(
      'german',
      'Eine Fähre mit 212 Menschen an Bord ist am Dienstag vor Varnholm auf Grund gelaufen. Die Küstenwache holte alle Fahrgäste der Saint Olga binnen drei Stunden von Bord. Kapitän Mirko Antell gab dem Ruder die Schuld.',
    );
    const stories = analyse([...ferry, german]).stories;
    expect(stories.map(({ articles }) => articles)).toEqual([['ferry-1', 'ferry-2'], ['german']]);
    expect(stories[1]?.claims).toEqual([]);
  });
});

describe('analyse, whatever the articles', () => {
  const words = fc.constantFrom(
    'The mayor of Varnholm said that 12 people were hurt.',
    '“We had no warning,” said Jana Kolbe on Tuesday.',
    'VARNHOLM (CD) -',
    '* 40 percent, or $3 million',
    'Zelensky | Scroll to Top',
    'Ã¼ber \u0000\u200f\ud800 ﬁn',
    '\n\n',
    '12',
  );
  const text = fc.oneof(
    fc.array(words, { maxLength: 8 }).map((parts) => parts.join(' ')),
    fc.string({ unit: 'binary', maxLength: 120 }),
  );
  const articles = fc.array(
    fc.record({
      id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
      title: fc.option(text),
      publisher: fc.option(fc.constantFrom('Coast Daily', 'Varnholm Post', '')),
      url: fc.constant(null),
      published: fc.option(fc.constantFrom('2031-03-04', '2031-03-05T06:00:00Z', 'soon')),
      text,
      bodyStart: fc.constant(0),
    }),
    { maxLength: 8 },
  );

  it('quotes exactly, puts each article in one story, and does not mind their order', () => {
    fc.assert(
      fc.property(articles, (given) => {
        const analysis = analyse(given);
        for (const { citation } of [...analysis.statements.values()].flat())
          expect(analysis.articles.get(citation.article)?.text.slice(citation.start, citation.end)).toBe(
            citation.quote,
          );
        const ids = [...new Set(given.map(({ id }) => id))].sort();
        expect(analysis.stories.flatMap((story) => story.articles).sort()).toEqual(ids);
        expect(analysis.stories.every(({ title }) => title !== '')).toBe(true);
        expect(analyse([...given].reverse()).stories).toEqual(analysis.stories);
      }),
    );
  });

  it.each([
    ['nothing', ''],
    ['one word', 'Fire'],
    ['capitals', 'FERRY RUNS AGROUND OFF VARNHOLM. ALL 212 PASSENGERS SAFE.'],
    ['a list alone', '* rope\n* lamp\n* 3 oars'],
    ['a table alone', '| ship | aboard |\n| --- | --- |\n| Saint Olga | 212 |'],
    ['two megabytes', 'The ferry Saint Olga ran aground off Varnholm on Tuesday. '.repeat(36_000)],
    ['a sentence of 10,000 words', `The captain saw ${'a gull and '.repeat(3_300)}the shore.`],
    ['one word of 100,000 letters', 'a'.repeat(100_000)],
    [
      'marks of writing from right to left',
      '\u202eThe ferry\u202c \u2067Saint Olga\u2069 ran aground off \u200fVarnholm.',
    ],
    ['letters of no width', 'The fe\u200brry Sa\u200dint Ol\ufeffga ran agr\u2060ound off Varn\u00adholm.'],
    ['null bytes', 'The ferry\u0000 Saint Olga\u0000 ran aground off Varnholm.\u0000'],
    ['halves of letters', 'The ferry \ud800 Saint Olga \udfff ran aground \udc00\ud800 off Varnholm.'],
  ])('takes %s', (_, body) => {
    const { stories } = analyse([article('odd', body), ...news]);
    expect(stories.flatMap((story) => story.articles).sort()).toEqual(['ferry-1', 'ferry-2', 'odd', 'tax']);
  });
});

describe('analyse, of what a feed may bring', () => {
  it.each([
    [
      'marks of writing from right to left',
      '\u202eThe ferry\u202c \u2067Saint Olga\u2069 ran aground off \u200fVarnholm.',
    ],
    ['letters of no width', 'The fe\u200brry Sa\u200bint Ol\ufeffga ran agr\u2060ound off Varn\u00adholm.'],
    ['null bytes', 'The ferry\u0000 Saint Olga\u0000 ran aground off Varnholm.\u0000'],
  ])('reads a sentence with %s as a reader sees it, and quotes it as it stands', (_, text) => {
    const [statement] = analyse([article('odd', text)]).statements.get('odd') ?? [];
    expect(statement?.text).toBe('The ferry Saint Olga ran aground off Varnholm.');
    expect(text).toContain(statement?.citation.quote);
    expect(statement?.names.map((name) => name.text)).toContain('Saint Olga');
  });

  it('makes one story and one voice of 500 copies of one text, whatever their publishers', () => {
    const copies = Array.from({ length: 500 }, (_, turn) => ({
      ...tax,
      id: `copy-${turn}`,
      publisher: `Paper ${turn}`,
    }));
    const { stories } = analyse([...copies, ...ferry]);
    expect(stories.map(({ articles }) => articles.length).sort((a, b) => a - b)).toEqual([2, 500]);
    const copied = stories.find(({ articles }) => articles.length === 500);
    expect(copied?.claims.map(({ support, voices }) => [support, voices.length])).toEqual(
      copied?.claims.map(() => ['single', 1]),
    );
    expect(copied?.claims.length).toBe(3);
  });

  it('labels an article in another language and keeps it out of every English claim', () => {
    const german = article(
      'german',
      'Die Fähre Saint Olga lief am Dienstag vor Varnholm auf Grund. Alle 212 Fahrgäste wurden von der Küstenwache gerettet.',
    );
    const analyser = createAnalyser();
    const [reading] = analyser.add([german]);
    expect(reading?.content).toMatch(/^\["[^"]*","[^"]*","de"/u);
    analyser.add(ferry);
    const { articles, stories } = analyser.analysis();
    expect(articles.get('german')).toBe(german);
    for (const story of stories.filter((each) => each.articles.includes('german'))) {
      expect(story.articles).toEqual(['german']);
      expect(story.claims).toEqual([]);
    }
  });

  it.each([
    ['a sentence that goes on', (size: number) => `The captain saw ${'a gull and '.repeat(size)}the shore.`],
    ['one word that goes on', (size: number) => 'a'.repeat(12 * size)],
    ['sentences without end', (size: number) => 'The Saint Olga ran aground off Varnholm. '.repeat(size)],
    ['names without end', (size: number) => `They were ${'Ann Lee and '.repeat(size)}Jo.`],
    ['figures without end', (size: number) => `It cost ${'12 euros and '.repeat(size)}3 cents.`],
    ['brackets without end', (size: number) => '('.repeat(6 * size) + ')'.repeat(6 * size)],
    ['links without end', (size: number) => '[a]('.repeat(3 * size)],
    ['table rows without end', (size: number) => '| ship | 212 |\n'.repeat(size)],
    ['full stops without end', (size: number) => '. '.repeat(6 * size)],
  ])('keeps a reading in step with the text: %s', (_, make) => {
    const sizeOf = (size: number): number =>
      createAnalyser().add([article('long', make(size))])[0]?.content.length ?? 0;
    // What is made of twice the text is hardly more than twice as long: places in it have a digit more.
    expect(sizeOf(1600)).toBeLessThanOrEqual(2.2 * sizeOf(800) + 200);
    expect(sizeOf(3200)).toBeLessThanOrEqual(4.4 * sizeOf(800) + 600);
  });

  it('gives the same bytes at every run, for any text', () => {
    const any = fc.array(
      fc.record({ id: fc.constantFrom('a', 'b', 'c'), text: fc.string({ unit: 'binary', maxLength: 200 }) }),
      {
        maxLength: 5,
      },
    );
    fc.assert(
      fc.property(any, (given) => {
        const articles = given.map(({ id, text }) => article(id, text));
        const run = () => {
          const { stories, statements } = analyse(articles);
          return JSON.stringify([stories, [...statements]]);
        };
        expect(run()).toBe(run());
      }),
    );
  });
});

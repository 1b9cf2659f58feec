import { describe, expect, it } from 'vitest';
import { brief } from '../../src/brief/brief.ts';
import { parseQuery } from '../../src/brief/query.ts';
import type { Citation, Difference } from '../../src/model.ts';
import { analysisOf, claim, statement } from './samples.ts';

const at = (article: string, start: number, text: string): Citation => ({
  article,
  start,
  end: start + text.length,
  quote: text,
});

const lengthShort = 'The harbour talks in Elsa lasted one hour.';
const lengthLong = 'The harbour talks in Elsa ran for two hours.';
const pier = 'A second pier opens in Elsa with 40 berths.';

const short = statement({ article: 'a', text: lengthShort });
const long = statement({ article: 'b', text: lengthLong });
const berths = statement({ article: 'a', text: pier, citation: at('a', lengthShort.length + 1, pier) });
const berthsToo = statement({ article: 'c', text: pier });

const difference: Difference = {
  about: 'length of the talks',
  kind: 'duration',
  positions: [
    { value: 'one hour', citations: [short.citation] },
    { value: 'two hours', citations: [long.citation] },
  ],
};
const analysis = analysisOf([claim(short), claim(long), claim(berths, berthsToo)], { differences: [difference] });

const about = (query: string) => {
  const parsed = parseQuery(query);
  if (parsed.kind === 'invalid') throw new Error(parsed.reason);
  return brief(analysis, { title: query, scope: { queries: [parsed.query] }, budget: { points: 5 } });
};

describe('a briefing', () => {
  it('leads with what several voices say', () => {
    const { points } = brief(analysis, { title: 'all', scope: {}, budget: { points: 5 } });
    expect(points[0]).toMatchObject({ text: pier, support: 'corroborated' });
  });

  it('shows a difference where the query is about its positions', () => {
    expect(about('talks').differences.map((each) => each.about)).toEqual(['length of the talks']);
  });

  it('leaves out a difference that the query is not about', () => {
    expect(about('pier').differences).toEqual([]);
  });

  it('cites every article that says the same', () => {
    const [point] = about('pier').points;
    expect(point?.citations.map(({ article }) => article)).toEqual(['a', 'c']);
  });

  it('shows what a point of it is disputed on, though the other side does not speak of what is asked', () => {
    const [near, far] = [
      statement({ article: 'a', text: 'The harbour talks in Elsa lasted one hour.' }),
      statement({ article: 'b', text: 'The second round was over in two hours.' }),
    ];
    const positions = [
      { value: 'one hour', citations: [near.citation] },
      { value: 'two hours', citations: [far.citation] },
    ] as const;
    const parsed = parseQuery('talks');
    const { points, differences } = brief(
      analysisOf([claim(near), claim(far)], { differences: [{ about: 'length', kind: 'duration', positions }] }),
      {
        title: 'talks',
        scope: { queries: parsed.kind === 'ok' ? [parsed.query] : [] },
        budget: { points: 5 },
      },
    );
    expect(points.map(({ text }) => text)).toEqual([near.text]);
    expect(differences.map(({ about: each }) => each)).toEqual(['length']);
  });

  it('has no points where nothing answers', () => {
    expect(about('glacier')).toMatchObject({ points: [], sources: [], asOf: null });
  });

  it('holds no more words than the budget', () => {
    const { points } = brief(analysis, { title: 'all', scope: {}, budget: { points: 5, words: 9 } });
    expect(points).toHaveLength(1);
  });
});

describe('points that tell the same', () => {
  const first = statement({ article: 'a', text: 'Harbour workers of Elsa will strike on Friday over night shifts.' });
  const again = statement({
    article: 'b',
    text: 'A strike over night shifts: harbour workers of Elsa begin it on Friday.',
  });
  const more = statement({
    article: 'b',
    text: 'All 400 workers in Elsa join the Friday strike of the harbour over shifts at night.',
    quantities: [
      {
        start: 56,
        end: 59,
        text: '400',
        value: 400,
        low: 400,
        high: 400,
        comparator: '=',
        unit: 'person',
        of: 'them',
        scope: 'total',
      },
    ],
  });
  const other = statement({ article: 'c', text: 'Ferries from Norland stay at sea while the lighthouse is painted.' });
  const tell = (...claims: readonly Parameters<typeof claim>[0][]): string[] =>
    brief(analysisOf(claims.map((each) => claim(each))), { title: 'all', scope: {}, budget: { points: 5 } }).points.map(
      ({ text }) => text,
    );

  it('are told once', () => expect(tell(first, again, other)).toHaveLength(2));
  it('leave out no figure that one of them gives', () => expect(tell(first, more, other)).toContain(more.text));
});

describe('points on one difference', () => {
  const swim =
    'The swim across the bay of Elsa took four hours, and 300 guests of the mayor cheered from painted boats.';
  const other = 'Snow closed two mountain roads between Halvik and Dunmere.';
  const first = 'Divers found an anchor below the northern beach of Kesterby.';
  const told = (second: string): string[] => {
    const [a, b] = [statement({ article: 'a', text: swim }), statement({ article: 'b', text: second })];
    const positions = [
      { value: 'four hours', citations: [a.citation] },
      { value: 'five hours', citations: [b.citation] },
    ] as const;
    const others = [first, other].map((text, n) => statement({ article: `o${n}`, text, position: n * 9 }));
    return brief(
      analysisOf(
        [...others, a, b].map((each) => claim(each)),
        {
          differences: [{ about: 'length of the swim', kind: 'duration', positions }],
        },
      ),
      { title: 'all', scope: {}, budget: { points: 5 } },
    ).points.map(({ text }) => text);
  };

  it('stand in a row', () => {
    const long =
      'Rescuers needed five hours for the swim, during which a storm broke two masts of the lifeboat Aurora.';
    const texts = told(long);
    expect(texts).toContain(long);
    expect(Math.abs(texts.indexOf(swim) - texts.indexOf(long))).toBe(1);
  });
  it('are told with the difference where they tell nothing else', () => {
    const short = 'The swim across the bay took five hours.';
    expect(told(short)).not.toContain(short);
  });
});

describe('a point that runs on', () => {
  it('shows the sentence that leans on it', () => {
    const one = 'Harbour workers of Elsa will strike on Friday over night shifts.';
    const two = 'They want 40 more hands.';
    const first = statement({ article: 'a', text: one });
    const second = statement({
      article: 'a',
      text: two,
      citation: at('a', one.length + 1, two),
      standsAlone: false,
      position: 1,
    });
    const { points } = brief(analysisOf([claim(first), claim(second)]), {
      title: 'all',
      scope: {},
      budget: { points: 5 },
    });
    expect(points.map(({ text }) => text)).toEqual([`${one} ${two}`]);
  });

  it('ends where the next sentence adds another matter', () => {
    const one = 'Harbour workers of Elsa will strike on Friday over night shifts.';
    const two = 'They also propose a regatta.';
    const [first, second] = [one, two].map((text, n) =>
      statement({
        article: 'a',
        text,
        citation: at('a', n * (one.length + 1), text),
        standsAlone: n === 0,
        position: n,
      }),
    );
    if (first === undefined || second === undefined) throw new Error('two sentences');
    const { points } = brief(analysisOf([claim(first), claim(second)]), {
      title: 'all',
      scope: {},
      budget: { points: 1 },
    });
    expect(points.map(({ text }) => text)).toEqual([one]);
  });
});

describe('a long point', () => {
  const text =
    'The council of Elsa, which met late at night in the old customs house above the eastern quay, approved the pier and the ferries and the road to the lighthouse after long debate among members and guests.';
  const long = statement({ article: 'a', text });
  const words = (query: string): string => {
    const parsed = parseQuery(query);
    if (parsed.kind === 'invalid') throw new Error(parsed.reason);
    const [point] = brief(analysisOf([claim(long)]), {
      title: query,
      scope: { queries: [parsed.query] },
      budget: { points: 1 },
    }).points;
    expect(point?.citations[0]?.quote).toBe(text);
    return point?.text ?? '';
  };

  it('is shortened, with its quote kept whole', () =>
    expect(words('pier')).toMatch(/^The council of Elsa approved the pier/u));
  it('is not shortened by what was asked for', () => expect(words('customs')).toBe(text));
});

describe('the first point', () => {
  it('is not what sources differ on, if something else is told', () => {
    const [one, two] = [
      statement({
        article: 'a',
        text: 'Harbour workers of Elsa will strike on Friday over night shifts.',
        position: 0,
      }),
      statement({
        article: 'b',
        text: 'Ferries from Norland stay at sea while the lighthouse is painted.',
        position: 0,
      }),
    ];
    const disputed = { ...claim(one), support: 'disputed' as const };
    const { points } = brief(analysisOf([disputed, claim(two)]), { title: 'all', scope: {}, budget: { points: 5 } });
    expect(points.map(({ support }) => support)).toEqual(['single', 'disputed']);
  });
});

describe('somebody named by surname alone', () => {
  const named = (article: string, text: string, name: string, position: number) => {
    const start = text.indexOf(name);
    const mention = { text: name, start, end: start + name.length, kind: 'person', entity: 'tom ravn' } as const;
    return statement({ article, text, names: [mention], position });
  };
  const bare = 'On the quay Ravn welcomed 300 divers, two choirs and the crew of the ferry Aurora.';
  const other = 'Snow closed two mountain roads between Halvik and Dunmere.';
  const textsOf = (full: string, name: string): string[] =>
    brief(
      analysisOf([
        claim(named('a', bare, 'Ravn', 0)),
        claim(statement({ article: 'b', text: other, position: 0 })),
        claim(named('c', full, name, 9)),
      ]),
      { title: 'all', scope: {}, budget: { points: 5 } },
    ).points.map(({ text }) => text);

  it('is told of after the point that names him in full', () => {
    const full = 'A bakery beside the railway museum belongs to Tom Ravn.';
    const texts = textsOf(full, 'Tom Ravn');
    expect(texts.indexOf(bare)).toBeGreaterThan(texts.indexOf(full));
  });

  it('is told of first where nobody names him in full', () => {
    const alone = 'A bakery beside the railway museum belongs to old Ravn.';
    const texts = textsOf(alone, 'Ravn');
    expect(texts.indexOf(bare)).toBeLessThan(texts.indexOf(alone));
  });
});

describe('what is told only where there is little else', () => {
  const mood = statement({ article: 'z', text: 'Hopes for a calm season remain distant.', tense: 'ongoing' });
  const facts = [
    'Harbour workers of Elsa will strike on Friday over night shifts.',
    'Ferries from Norland stay at sea while the lighthouse is painted.',
    'Mayor Tom Ravn opened a bakery beside the railway museum.',
    'Divers found an anchor below the northern beach of Kesterby.',
    'Snow closed four mountain roads between Halvik and Dunmere.',
  ].map((text, n) => statement({ article: `f${n}`, text }));
  const textsOf = (count: number): string[] =>
    brief(analysisOf([claim(mood), ...facts.slice(0, count).map((each) => claim(each))]), {
      title: 'all',
      scope: {},
      budget: { points: 9 },
    }).points.map(({ text }) => text);

  it('is a mood', () => {
    expect(textsOf(5)).not.toContain(mood.text);
    expect(textsOf(2)).toContain(mood.text);
  });
});

describe('what is ahead', () => {
  it('is told once, whoever plans it', () => {
    const plan = 'The council of Elsa will open a second pier in spring.';
    const again = 'A second pier will be opened by the council of Elsa in spring.';
    const ahead = [plan, again].map((text, n) => statement({ article: `p${n}`, text, tense: 'ahead' }));
    const facts = 'Divers found an anchor below the northern beach of Kesterby.';
    const briefing = brief(analysisOf([statement({ text: facts }), ...ahead].map((each) => claim(each))), {
      title: 'all',
      scope: {},
      budget: { points: 1 },
    });
    const told = [...briefing.points, ...briefing.ahead].map(({ text }) => text);
    expect(told.filter((text) => text.includes('second pier'))).toHaveLength(1);
  });
});

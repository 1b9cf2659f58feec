/**
 * Answers that every Platform must show well, in our own words: a small, a typical, a huge, a hostile and an empty
 * Briefing, a Digest, a Reply and Notices. Every citation is an exact substring of an article below.
 */
import type {
  Answer,
  Article,
  Briefing,
  BriefingDifference,
  BriefingSource,
  Digest,
  Notice,
  NumberedCitation,
  Point,
  Reply,
} from '../../src/model.ts';
import type { Linker } from '../../src/ports.ts';

const article = (id: string, publisher: string | null, url: string | null, published: string | null, text: string) =>
  ({ id, title: `Report ${id} on the Ellery bridge`, publisher, url, published, text, bodyStart: 0 }) satisfies Article;

const bridge = [
  article(
    'a1',
    'Harbour Gazette',
    'https://gazette.example/bridge?id=1&lang=en',
    '2025-06-02',
    'Port Ellery closed its swing bridge on Monday after a barge struck the northern pier. ' +
      'The closure will last at least six weeks, the harbour master said. ' +
      'Eleven people were taken to hospital, none with serious injuries. ' +
      'The ferry will run every 20 minutes from Tuesday. ' +
      'A vote on the repair budget is due on 20 June.',
  ),
  article(
    'a2',
    'Coast Radio',
    'https://coastradio.example/news/ellery',
    '2025-06-02',
    'A barge hit the pier of the Port Ellery swing bridge and the crossing was shut at once. ' +
      'Fourteen people were treated in hospital, according to the ambulance service. ' +
      'Repairs may cost 3 million, the council said.',
  ),
  article(
    'a3',
    'Inland Post',
    null,
    '2025-06-03',
    'The bridge at Port Ellery stays shut for eight weeks, its owner said on Tuesday. ' +
      'Repairs will cost 4.5 million, the council now says.',
  ),
  article('a4', null, null, null, 'Lorries over 12 tonnes are sent round by the northern road.'),
] as const;

const byId = new Map<string, Article>(bridge.map((one) => [one.id, one]));

/** The articles behind the samples, for whoever checks a quote. */
export const sampleArticles: ReadonlyMap<string, Article> = byId;

const sources: readonly BriefingSource[] = bridge.map((one, index) => ({
  n: index + 1,
  article: one.id,
  title: one.title,
  ...(one.publisher === null ? {} : { publisher: one.publisher }),
  ...(one.url === null ? {} : { url: one.url }),
  ...(one.published === null ? {} : { published: one.published }),
}));

const cite = (source: number, quote: string): NumberedCitation => {
  const cited = bridge[source - 1];
  const start = cited?.text.indexOf(quote) ?? -1;
  if (cited === undefined || start < 0) throw new Error(`no such passage in source ${source}: ${quote}`);
  return { source, article: cited.id, start, end: start + quote.length, quote };
};

/** Links articles that have a URL to their passage, sends `a3` to a reader page and leaves `a4` without a link. */
export const sampleLinker: Linker = (citation, url) => {
  if (url !== undefined) return `${url}#:~:text=${encodeURIComponent(citation.quote.slice(0, 40))}`;
  return citation.article === 'a4'
    ? undefined
    : `https://desk.example/read/${encodeURIComponent(citation.article)}#${citation.start}-${citation.end}`;
};

const points: readonly Point[] = [
  {
    text: 'Port Ellery closed its swing bridge on Monday after a barge struck the northern pier.',
    support: 'corroborated',
    citations: [
      cite(1, 'Port Ellery closed its swing bridge on Monday after a barge struck the northern pier.'),
      cite(2, 'A barge hit the pier of the Port Ellery swing bridge and the crossing was shut at once.'),
    ],
  },
  {
    text: 'The closure will last at least six weeks, the harbour master said.',
    support: 'disputed',
    speaker: 'the harbour master',
    citations: [cite(1, 'The closure will last at least six weeks, the harbour master said.')],
  },
  {
    text: 'Eleven people were taken to hospital, none with serious injuries.',
    support: 'disputed',
    citations: [cite(1, 'Eleven people were taken to hospital, none with serious injuries.')],
  },
  {
    text: 'The ferry will run every 20 minutes from Tuesday.',
    support: 'single',
    citations: [cite(1, 'The ferry will run every 20 minutes from Tuesday.')],
  },
  {
    text: 'Repairs will cost 4.5 million, the council now says.',
    support: 'single',
    speaker: 'the council',
    citations: [cite(3, 'Repairs will cost 4.5 million, the council now says.')],
  },
  {
    text: 'Lorries over 12 tonnes are sent round by the northern road.',
    support: 'single',
    citations: [cite(4, 'Lorries over 12 tonnes are sent round by the northern road.')],
  },
];

const differences: readonly BriefingDifference[] = [
  {
    about: 'people taken to hospital',
    kind: 'number',
    positions: [
      { value: 'eleven', citations: [cite(1, 'Eleven people were taken to hospital, none with serious injuries.')] },
      {
        value: 'fourteen',
        citations: [cite(2, 'Fourteen people were treated in hospital, according to the ambulance service.')],
      },
    ],
  },
  {
    about: 'length of the closure',
    kind: 'duration',
    positions: [
      {
        value: 'at least six weeks',
        citations: [cite(1, 'The closure will last at least six weeks, the harbour master said.')],
      },
      {
        value: 'eight weeks',
        citations: [cite(3, 'The bridge at Port Ellery stays shut for eight weeks, its owner said on Tuesday.')],
      },
    ],
  },
];

const typical: Briefing = {
  title: 'Barge strike closes the Port Ellery bridge',
  asOf: '2025-06-03',
  topic: 'bridge',
  story: 'story-1',
  points,
  differences,
  updates: [
    {
      about: 'cost of the repairs',
      kind: 'money',
      positions: [
        { value: '3 million', citations: [cite(2, 'Repairs may cost 3 million, the council said.')] },
        { value: '4.5 million', citations: [cite(3, 'Repairs will cost 4.5 million, the council now says.')] },
      ],
    },
  ],
  timeline: [
    {
      date: '2025-06-02',
      precision: 'day',
      text: 'A barge strikes the northern pier and the bridge is closed.',
      citations: [cite(1, 'Port Ellery closed its swing bridge on Monday after a barge struck the northern pier.')],
    },
    {
      date: '2025-06-01',
      precision: 'month',
      text: 'Repairs are priced at 4.5 million.',
      citations: [cite(3, 'Repairs will cost 4.5 million, the council now says.')],
    },
  ],
  ahead: [
    {
      date: '2025-06-20',
      text: 'A vote on the repair budget is due.',
      citations: [cite(1, 'A vote on the repair budget is due on 20 June.')],
    },
  ],
  sources,
};

const only = (point: Point): readonly Point[] => [point];

const small: Briefing = {
  title: 'Ferry timetable',
  asOf: null,
  points: only({
    text: 'Lorries over 12 tonnes are sent round by the northern road.',
    support: 'single',
    citations: [cite(4, 'Lorries over 12 tonnes are sent round by the northern road.')],
  }),
  differences: [],
  updates: [],
  timeline: [],
  ahead: [],
  sources: sources.slice(3, 4),
};

const empty: Briefing = {
  title: 'Harbour swans',
  asOf: null,
  points: [],
  differences: [],
  updates: [],
  timeline: [],
  ahead: [],
  sources: [],
};

/** Far past every message limit of every Platform: 160 points, 40 differences, 60 sources. */
const huge = (): Briefing => {
  const hugeSources: readonly BriefingSource[] = Array.from({ length: 60 }, (_, index) => ({
    n: index + 1,
    article: `h${index + 1}`,
    title: `Dispatch ${index + 1} from a very long week of inspections along the Ellery estuary and its crossings`,
    publisher: `Estuary Paper ${index + 1}`,
    url: `https://paper-${index + 1}.example/dispatch/${'inspection-'.repeat(8)}${index + 1}`,
    published: '2025-06-02',
  }));
  const passage = (n: number, source: number): NumberedCitation => {
    const quote = `Inspection ${n} by paper ${source} found ${n + 3} loose bolts, two worn plates and a door that does not shut.`;
    return { source, article: `h${source}`, start: n * 200, end: n * 200 + quote.length, quote };
  };
  const pick = (n: number, step: number): number => ((n * step) % 60) + 1;
  return {
    title: `Inspections along the estuary, ${'station by station, '.repeat(30)}and back`,
    asOf: '2025-06-02',
    points: Array.from({ length: 160 }, (_, n) => ({
      text: `Inspection number ${n} of the estuary crossings found ${n + 3} loose bolts & two worn plates (<${'a long list of smaller findings, '.repeat(3)}noted by hand>), ending item ${n}.`,
      support: n % 3 === 0 ? 'corroborated' : n % 3 === 1 ? 'single' : 'disputed',
      ...(n % 4 === 0 ? { speaker: `the inspector of section ${n}` } : {}),
      citations: [...new Set([pick(n, 1), pick(n, 7), pick(n, 11)])].map((source) => passage(n, source)),
    })),
    differences: Array.from({ length: 40 }, (_, n) => ({
      about: `loose bolts at crossing ${n}`,
      kind: 'number',
      positions: [pick(n, 1), pick(n, 13)].map((source, side) => ({
        value: `${n + 3 + side} bolts at crossing ${n}`,
        citations: [passage(n, source)],
      })),
    })),
    updates: [],
    timeline: Array.from({ length: 50 }, (_, n) => ({
      date: `2025-05-${String((n % 28) + 1).padStart(2, '0')}`,
      precision: 'day',
      text: `Crossing ${n} is opened to inspectors and closed to carts.`,
      citations: [passage(n, pick(n, 1))],
    })),
    ahead: [],
    sources: hugeSources,
  };
};

/** Strings that would ping, link, format, break out of markup or a terminal, if a renderer let them. */
const hostileStrings = [
  '<!channel> and <!here> and <!everyone>',
  '<@U0123ABCD> and <@!123456789012345678> and <#C0123ABCD>',
  '@everyone @here @channel',
  '<https://evil.example|Harbour Gazette>',
  '[Harbour Gazette](https://evil.example)',
  '<script>alert(1)</script><img src=x onerror=alert(1)>',
  '&lt;!channel&gt; & more',
  '```code``` **bold** __under__ ||spoiler|| ~~gone~~ > quote # head',
  'red \u001b[31malert\u001b[0m and bell \u0007 and \u001b]8;;https://evil.example\u0007link\u001b]8;;\u0007',
  'right\u202eto left\u202c and zero\u200bwidth',
] as const;

const hostileText = hostileStrings.join(' \n');

const hostileCitation: NumberedCitation = {
  source: 1,
  article: 'x1<!channel>|"\'>',
  start: 0,
  end: hostileText.length,
  quote: hostileText,
};

const hostile: Briefing = {
  title: `Title ${hostileStrings[0]} ${hostileStrings[3]} ${hostileStrings[5]}`,
  asOf: '2025-06-02',
  points: hostileStrings.map((text, n) => ({
    text: `Item ${n}: ${text}.`,
    support: 'single',
    speaker: hostileStrings[2],
    citations: [hostileCitation],
  })),
  differences: [
    {
      about: hostileStrings[0],
      kind: 'name',
      positions: [
        { value: hostileStrings[1], citations: [hostileCitation] },
        { value: hostileStrings[3], citations: [hostileCitation] },
      ],
    },
  ],
  updates: [],
  timeline: [{ date: '2025-06-02', precision: 'day', text: hostileStrings[5], citations: [hostileCitation] }],
  ahead: [{ text: hostileStrings[2], citations: [hostileCitation] }],
  sources: [
    {
      n: 1,
      article: 'x1<!channel>|"\'>',
      title: `${hostileStrings[3]} ${hostileStrings[5]}`,
      publisher: `${hostileStrings[0]} | @everyone`,
      url: 'https://evil.example/a?b=1&c=<d>|e"f',
      published: '2025-06-02',
    },
    { n: 2, article: 'x2', title: 'A link that runs code', url: 'javascript:alert(1)' },
  ],
};

export const briefings = { small, typical, huge: huge(), hostile, empty } as const satisfies Record<string, Briefing>;

const digest: Digest = {
  from: '2025-06-02T05:00:00.000Z',
  to: '2025-06-03T05:00:00.000Z',
  next: '2025-06-04T05:00:00.000Z',
  zone: 'Europe/Kyiv',
  entries: [
    { story: 's1', title: 'Barge strike closes the Port Ellery bridge', mark: 'new', sources: [1, 2] },
    {
      story: 's2',
      title: 'Repairs of the bridge',
      mark: 'updated',
      change: 'cost of the repairs: 3 million, now 4.5 million',
      sources: [2, 3],
    },
    { story: 's3', title: 'Length of the closure', mark: 'disputed', sources: [1, 3] },
    ...Array.from({ length: 6 }, (_, n) => ({
      story: `s${n + 4}`,
      title: `Smaller story ${n + 4}`,
      mark: 'new' as const,
      sources: [4],
    })),
  ],
  briefing: typical,
  told: { points: [], slots: [] },
};

/** A quiet day after an outage, with sources that cannot be read. */
const emptyDigest: Digest = {
  ...digest,
  entries: [],
  briefing: empty,
  late: true,
  watch: { sources: 14, articles: 212, failing: ['The Ellery Post', 'Radio <Ellery> & *friends* @everyone'] },
};

const reply: Reply = {
  question: 'How long will the bridge be closed?',
  answer: points.slice(1, 2),
  sources,
};

const unanswered: Reply = {
  question: 'Who owns the barge?',
  answer: [],
  reason: 'No source says who owns the barge. The nearest: a barge struck the northern pier.',
  sources: [],
};

const notice: Notice = {
  tone: 'info',
  title: 'What Crosswire can do here',
  lines: ['/news: the top stories', '/news TOPIC: one topic', 'Ask <anything> & see'],
};

const refusal: Notice = {
  tone: 'refusal',
  title: 'There is no topic "brige".',
  lines: ['The nearest are: bridge, budget.'],
  fix: 'Type /news topic list to see them all.',
};

export const answers = {
  small: { kind: 'briefing', briefing: briefings.small },
  typical: { kind: 'briefing', briefing: briefings.typical },
  huge: { kind: 'briefing', briefing: briefings.huge },
  hostile: { kind: 'briefing', briefing: briefings.hostile },
  empty: { kind: 'briefing', briefing: briefings.empty },
  digest: { kind: 'digest', digest },
  emptyDigest: { kind: 'digest', digest: emptyDigest },
  reply: { kind: 'reply', reply },
  unanswered: { kind: 'reply', reply: unanswered },
  notice: { kind: 'notice', notice },
  refusal: { kind: 'notice', notice: refusal },
} as const satisfies Record<string, Answer>;

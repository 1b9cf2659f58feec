/** A desk with something of everything on it, for the operator's pages: in our own words. */
import type { OperatorDesk } from '../../../adapters/web/operator.ts';
import type { Address, Answer, Source, Subscription } from '../../../src/model.ts';
import { answers, briefings } from '../../contracts/samples.ts';

/** The instant at which all of it stands. */
export const deskNow = Date.parse('2025-06-03T05:12:00.000Z');

const ago = (minutes: number): string => new Date(deskNow - minutes * 60_000).toISOString();

const slackNews: Address = { platform: 'slack', workspace: 'T0HARBOUR', channel: 'C0NEWSDESK' };
const discordNews: Address = { platform: 'discord', workspace: '410000000000000001', channel: '420000000000000007' };

const order = (id: string, address: Address, extra: Partial<Subscription>): Subscription => ({
  id,
  address,
  topics: [],
  time: '08:00',
  days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
  zone: 'Europe/Kyiv',
  paused: false,
  createdBy: 'U0EDITOR',
  createdAt: '2025-05-20T09:30:00.000Z',
  ...extra,
});

const orders = [
  {
    subscription: order('s1', slackNews, { topics: ['bridge', 'ferries'], quiet: 'line' }),
    next: ['2025-06-03T05:00:00.000Z', '2025-06-04T05:00:00.000Z', '2025-06-05T05:00:00.000Z'],
  },
  {
    subscription: order('environment:discord:420000000000000007:09:30', discordNews, {
      time: '09:30',
      days: ['mon', 'tue', 'wed', 'thu', 'fri'],
      zone: 'America/New_York',
      quiet: 'nothing',
      createdBy: 'environment',
      refused: {
        code: '50013',
        fix: 'Give Crosswire "Send Messages" and "Create Public Threads" in that channel; it tries again at the next slot.',
        since: '2025-06-02T13:30:04.000Z',
      },
    }),
    next: ['2025-06-03T13:30:00.000Z', '2025-06-04T13:30:00.000Z', '2025-06-05T13:30:00.000Z'],
  },
  {
    subscription: order(
      's2',
      { ...slackNews, channel: 'C0COUNCIL' },
      { topics: ['budget'], paused: true, time: '17:00' },
    ),
    next: ['2025-06-03T14:00:00.000Z', '2025-06-04T14:00:00.000Z', '2025-06-05T14:00:00.000Z'],
  },
];

const source = (id: string, title: string | null, extra: Partial<Source>): Source => ({
  id,
  url: `https://${id}.example/feed.xml`,
  host: `${id}.example`,
  title,
  site: `https://${id}.example/`,
  status: 'active',
  etag: null,
  lastModified: null,
  dueAt: deskNow + 12 * 60_000,
  intervalMs: 900_000,
  failures: 0,
  failure: null,
  readAt: ago(3),
  newAt: ago(41),
  rhythmMs: null,
  toldAt: null,
  ...extra,
});

const follower = { address: slackNews, by: 'U0EDITOR', at: '2025-05-20T09:31:00.000Z' };

const feeds = [
  {
    source: source('estuary', 'The Estuary Paper', {
      status: 'resting',
      failures: 11,
      failure: {
        code: 'http-503',
        reason: 'the server answers 503 (Service Unavailable)',
        fix: 'Wait: it is tried again every few hours. If it stays, ask the publisher.',
        at: ago(95),
      },
      readAt: ago(2 * 1440),
      newAt: ago(2 * 1440 + 30),
      dueAt: deskNow + 180 * 60_000,
    }),
    followers: [follower],
    silent: false,
  },
  {
    source: source('oldferry', 'Ferry Notices', { status: 'gone', readAt: ago(9 * 1440), newAt: ago(30 * 1440) }),
    followers: [follower],
    silent: false,
  },
  {
    source: source('lighthouse', 'Lighthouse Weekly <b>& friends</b>', { newAt: ago(41 * 1440) }),
    followers: [follower],
    silent: true,
  },
  {
    source: source('coastradio', 'Coast Radio', { dueAt: deskNow - 1000, readAt: ago(16) }),
    followers: [follower],
    silent: false,
  },
  {
    source: source('gazette', 'Harbour Gazette', {}),
    followers: [follower, { ...follower, address: discordNews }],
    silent: false,
  },
  {
    source: source('inlandpost-with-a-very-long-name-of-its-own', null, {
      status: 'new',
      readAt: null,
      newAt: null,
      site: null,
    }),
    followers: [follower],
    silent: false,
  },
];

export const operatorSample: OperatorDesk = {
  channels: async () => orders,
  preview: async (id) =>
    orders.some(({ subscription }) => subscription.id === id)
      ? { ...answers.digest.digest, briefing: { ...briefings.typical, title: 'Digest preview' } }
      : undefined,
  feeds: async () => feeds,
  health: async () => ({
    problems: ['2 of 6 feeds cannot be read: see whether this machine reaches the network'],
    queues: [
      { name: 'Posts to send', waiting: 0 },
      { name: 'Pages to read', waiting: 14 },
      { name: 'Articles to analyse', waiting: 1203 },
      { name: 'Feeds that are due', waiting: 1 },
    ],
    facts: [
      { name: 'Version', value: '0.1.0' },
      { name: 'Articles at the desk', value: '4,120' },
      { name: 'Stories', value: '1,377' },
      { name: 'Feeds', value: '6 (1 at rest, 1 gone)' },
    ],
  }),
  logs: async () => [
    {
      workspace: 'slack:T0HARBOUR',
      settings: { changes: 'managers', editors: ['U0EDITOR'], charts: true },
      changes: [
        {
          id: '3',
          workspace: 'slack:T0HARBOUR',
          channel: 'C0COUNCIL',
          by: 'U0EDITOR',
          at: ago(62),
          what: 'pause',
          edits: [
            {
              kind: 'subscription',
              id: 's2',
              before: order('s2', slackNews, { topics: ['budget'], time: '17:00' }),
              after: order('s2', slackNews, { topics: ['budget'], time: '17:00', paused: true }),
            },
          ],
        },
        {
          id: '2',
          workspace: 'slack:T0HARBOUR',
          channel: 'C0NEWSDESK',
          by: 'U0ADMIN',
          at: ago(1500),
          what: 'topic add grain = "Black Sea" grain OR corn',
          undoneBy: '4',
          edits: [
            {
              kind: 'topic',
              name: 'grain',
              before: null,
              after: {
                name: 'grain',
                title: 'Grain',
                query: '"Black Sea" grain OR corn',
                description: '',
                shortcut: true,
              },
            },
          ],
        },
        {
          id: '1',
          workspace: 'slack:T0HARBOUR',
          channel: 'C0NEWSDESK',
          by: 'U0ADMIN',
          at: ago(2900),
          what: 'settings charts on',
          edits: [
            {
              kind: 'settings',
              before: null,
              after: { changes: 'managers', editors: ['U0EDITOR'], charts: true },
            },
          ],
        },
      ],
    },
    {
      workspace: 'discord:410000000000000001',
      settings: { changes: 'everyone', editors: [], charts: false },
      changes: [],
    },
  ],
};

export const panelAnswer: Answer = {
  kind: 'panel',
  actions: [{ label: 'Undo', text: 'undo' }],
  panel: {
    title: 'Settings of #news',
    sections: [
      {
        heading: 'Digests',
        empty: 'None yet.',
        rows: [
          {
            text: 'bridge, ferries at 08:00 every day (Europe/Kyiv); next Wed 4 Jun, 08:00',
            actions: [
              { label: 'Pause', text: 'pause s1' },
              { label: 'Remove', text: 'unfollow s1', style: 'danger' },
            ],
          },
        ],
      },
      { heading: 'Feeds', empty: 'No feed is followed here.', rows: [] },
    ],
  },
};

export const formAnswer: Answer = {
  kind: 'form',
  form: {
    title: 'Follow a topic',
    verb: 'follow',
    problem: 'There is no time zone "Moon/Base".',
    fix: 'Use an IANA name such as Europe/Kyiv, or its city.',
    fields: [
      {
        name: 'topics',
        description: 'One topic, or several with commas between',
        kind: 'topics',
        required: true,
        value: 'bridge',
      },
      {
        name: 'time',
        description: 'Local time, as 08:00 or 8am',
        kind: 'time',
        required: true,
        lead: 'at',
        value: '08:00',
      },
      { name: 'days', description: 'daily, weekdays, or days as mon,thu', kind: 'days', required: false },
      {
        name: 'zone',
        description: 'Time zone or city, as Europe/Kyiv',
        kind: 'zone',
        required: false,
        lead: 'in',
        value: 'Moon/Base',
      },
      {
        name: 'quiet',
        description: 'On a day without news',
        kind: 'choice',
        required: false,
        choices: ['unless quiet'],
      },
    ],
  },
};

/** @param page from 1, of 2 */
export const excerptAnswer = (page: 1 | 2, audience: 'asker' | 'channel' = 'asker'): Answer => ({
  kind: 'excerpt',
  audience,
  actions:
    page === 1
      ? [
          { label: 'Next page', text: 'sources page 2' },
          { label: 'Share to channel', text: 'share sources' },
        ]
      : [{ label: 'Previous page', text: 'sources page 1' }],
  excerpt: {
    title: 'Who reported what',
    page,
    pages: 2,
    briefing: {
      ...briefings.empty,
      title: briefings.typical.title,
      sources: page === 1 ? briefings.typical.sources.slice(0, 2) : briefings.typical.sources.slice(2),
    },
  },
});

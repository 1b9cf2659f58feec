/** `/news settings`, and a person's page of the app: what stands here, each with what can be done about it in one step. */
import type { Action, Address, Answer, Panel, PanelSection, Settings, Subscription } from '../../model.ts';
import { instantLabel, nextSlots, operator } from '../../schedule.ts';
import { changed } from '../changes.ts';
import { describe, nameOf } from '../described.ts';
import { done, info, refusal } from '../notices.ts';
import { mayChange, settingsOf, whoMay } from '../permissions.ts';
import { workspaceKey } from '../topics.ts';
import type { Verb, VerbAction, VerbRequest } from '../verb.ts';
import { standsIn } from './follow.ts';

/** Rows that one panel holds of a kind: a message holds 50 blocks on Slack, a page of the app 100. */
const rowsShown = 12;

const none: readonly Action[] = [];

const stateOf = (subscription: Subscription, now: number): string => {
  if (subscription.refused !== undefined) return `cannot be posted: ${subscription.refused.fix}`;
  if (subscription.paused) return 'paused';
  const [next] = nextSlots(subscription, now, 1);
  return next === undefined ? 'never due' : `next ${instantLabel(next, subscription.zone)}`;
};

const digestRows = (
  request: VerbRequest,
  held: readonly Subscription[],
  may: boolean,
  where: boolean,
): PanelSection => ({
  heading: 'Digests',
  empty: 'None yet. Begin with: /news follow swap at 08:00',
  rows: held.slice(0, rowsShown).map((subscription) => {
    const { id, createdBy, paused, address } = subscription;
    const place = where ? `${address.platform === 'slack' ? `<#${address.channel}>` : address.channel}: ` : '';
    return {
      text: `${place}${describe(subscription)}; ${stateOf(subscription, request.clock.now())}`,
      actions: !may
        ? none
        : [
            paused ? { label: 'Resume', text: `resume ${id}` } : { label: 'Pause', text: `pause ${id}` },
            ...(createdBy === operator ? [] : [{ label: 'Remove', text: `unfollow ${id}`, style: 'danger' as const }]),
          ],
    };
  }),
});

const feedRows = async (request: VerbRequest, may: boolean): Promise<PanelSection> => {
  const sources = await request.store.sources.list(workspaceKey(request.command.address));
  const more = sources.length - rowsShown;
  return {
    heading: more > 0 ? `Feeds (${more} more: /news feed list)` : 'Feeds',
    empty: 'None yet. Add one with: /news feed add URL',
    rows: sources.slice(0, rowsShown).map((source) => ({
      text: `${nameOf(source)}: ${source.failure === null ? source.status : `cannot be read (${source.failure.reason})`}`,
      actions: may ? [{ label: 'Remove', text: `feed remove ${source.url}`, style: 'danger' as const }] : none,
    })),
  };
};

const topicRows = async (request: VerbRequest, may: boolean): Promise<PanelSection> => {
  const own = await request.store.topics.list(workspaceKey(request.command.address));
  return {
    heading: 'Topics of your own',
    empty: 'None yet. Make one with: /news topic add NAME = QUERY',
    rows: own.slice(0, rowsShown).map(({ name, query }) => ({
      text: `${name}: ${query}`,
      actions: [
        { label: 'Briefing', text: name },
        ...(may ? [{ label: 'Remove', text: `topic remove ${name}`, style: 'danger' as const }] : []),
      ],
    })),
  };
};

const rightsRows = ({ changes, editors, charts }: Settings, manages: boolean): PanelSection => ({
  heading: 'Who may change this',
  empty: '',
  rows: [
    {
      text:
        changes === 'everyone'
          ? 'Everyone may change digests, topics and feeds.'
          : 'Those who manage this channel may change digests, topics and feeds.',
      actions: !manages
        ? none
        : changes === 'everyone'
          ? [{ label: 'Managers only', text: 'settings changes managers' }]
          : [{ label: 'Let everyone', text: 'settings changes everyone' }],
    },
    ...(editors.length === 0 ? [] : [{ text: `Also, by name: ${editors.join(', ')}`, actions: none }]),
    {
      text: charts ? 'Digests carry a picture where one helps.' : 'Digests carry no pictures.',
      actions: !manages
        ? none
        : charts
          ? [{ label: 'No pictures', text: 'settings charts off' }]
          : [{ label: 'Pictures', text: 'settings charts on' }],
    },
  ],
});

const panel = async (
  request: VerbRequest,
  title: string,
  held: readonly Subscription[],
  where: boolean,
): Promise<Panel> => {
  const may = await mayChange(request);
  return {
    title,
    sections: [
      digestRows(request, held, may, where),
      await feedRows(request, may),
      await topicRows(request, may),
      rightsRows(await settingsOf(request), request.command.person.manages),
    ],
  };
};

const settingsPanel = async (request: VerbRequest): Promise<Answer> => {
  const held = (await request.store.subscriptions.list()).filter((each) => standsIn(each, request.command.address));
  return { kind: 'panel', panel: await panel(request, 'Settings of this channel', held, false) };
};

/** What a person sees of a whole workspace: all of it where they manage it, else what they asked for themselves. */
export const homePanel = async (request: VerbRequest): Promise<Answer> => {
  const { address, person } = request.command;
  const here = (each: Subscription): boolean =>
    each.address.platform === address.platform && each.address.workspace === address.workspace;
  const held = (await request.store.subscriptions.list()).filter(
    (each) => here(each) && (person.manages || each.createdBy === person.id),
  );
  return {
    kind: 'panel',
    panel: await panel(request, 'Crosswire', held, true),
    actions: [
      { label: 'Briefing', text: '', style: 'primary' },
      { label: 'Help', text: 'help' },
    ],
  };
};

const decide = async (request: VerbRequest, what: string, after: Settings, said: string): Promise<Answer> => {
  if (!request.command.person.manages)
    return refusal('Only those who manage this channel may decide that.', await whoMay(request));
  const before = (await request.store.settings.get(workspaceKey(request.command.address))) ?? null;
  const outcome = await changed(request, what, [{ kind: 'settings', before, after }]);
  return outcome.kind === 'refused' ? outcome.answer : { ...done(said), actions: outcome.actions };
};

const personIn = (text: string): string => text.replace(/^<@!?([^|>]+)(?:\|[^>]*)?>$/u, '$1').replace(/^@/u, '');

/** What a person's id looks like: "@everyone" and a name are none. */
const people: Readonly<Record<Address['platform'], { readonly id: RegExp; readonly example: string }>> = {
  slack: { id: /^[UW][A-Z\d]{1,31}$/u, example: 'U0123456789' },
  discord: { id: /^\d{1,20}$/u, example: '80351110224678912' },
  web: { id: /^[\w.@+-]{1,200}$/u, example: 'anna@example.org' },
  terminal: { id: /^[\w.@+-]{1,200}$/u, example: 'anna' },
};

const decisions: readonly VerbAction[] = [
  {
    name: 'changes',
    summary: 'who may change digests, topics and feeds',
    manages: false,
    parameters: [
      {
        name: 'who',
        description: 'Who may',
        kind: 'choice',
        required: true,
        choices: ['managers', 'everyone'],
      },
    ],
    run: async (request) => {
      const who = request.rest.toLowerCase();
      if (who !== 'managers' && who !== 'everyone')
        return refusal(
          'Who may change things here?',
          'One of managers, everyone, as in: /news settings changes everyone',
        );
      const after = { ...(await settingsOf(request)), changes: who } as const;
      return decide(
        request,
        `settings changes ${who}`,
        after,
        who === 'everyone' ? 'Everyone may now.' : 'Managers only.',
      );
    },
  },
  {
    name: 'editor',
    summary: 'let one more person change them, or no longer',
    manages: false,
    parameters: [{ name: 'person', description: "The person's id, or their mention", kind: 'text', required: true }],
    run: async (request) => {
      const person = personIn(request.rest);
      const settings = await settingsOf(request);
      const held = settings.editors.includes(person);
      const { id, example } = people[request.command.address.platform];
      if (!held && !id.test(person))
        return refusal('Which person?', `Name one by their id, as in: /news settings editor ${example}`);
      const editors = held ? settings.editors.filter((each) => each !== person) : [...settings.editors, person];
      return decide(
        request,
        `settings editor ${person}`,
        { ...settings, editors },
        held ? `${person} may no longer.` : `${person} may now.`,
      );
    },
  },
  {
    name: 'charts',
    summary: 'pictures in digests',
    manages: false,
    parameters: [{ name: 'on', description: 'Whether', kind: 'choice', required: true, choices: ['on', 'off'] }],
    run: async (request) => {
      const word = request.rest.toLowerCase();
      if (word !== 'on' && word !== 'off')
        return refusal('Pictures on, or off?', 'One of on, off, as in: /news settings charts on');
      const after = { ...(await settingsOf(request)), charts: word === 'on' };
      return decide(request, `settings charts ${word}`, after, `Pictures in digests: ${word}.`);
    },
  },
  {
    name: 'show',
    summary: 'what this channel follows, its feeds and topics',
    manages: false,
    parameters: [],
    run: settingsPanel,
  },
];

export const settingsVerb: Verb = {
  name: 'settings',
  usage: 'settings',
  summary: 'what this channel follows, its feeds and topics, who may change them',
  manages: false,
  parameters: [],
  actions: decisions,
  run: settingsPanel,
};

/** Three lines, once, when the bot comes into a channel. */
export const welcomeNotice = (): Answer => ({
  ...info('Crosswire is here.', [
    'I read many outlets on the same events and say where they agree and where they differ, with a link to each passage.',
    'Ask with /news, or with a topic such as /news swap; in a thread under a briefing, mention me with a question.',
    'A digest comes here only when somebody orders one; until then I stay quiet.',
  ]),
  audience: 'channel',
  actions: [
    { label: 'Try a briefing', text: 'brief', style: 'primary' },
    {
      label: 'Follow at 08:00, your time',
      text: 'follow top stories at 08:00',
    },
  ],
});

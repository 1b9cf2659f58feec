/** `/news topic add|remove|list`: topics of a workspace's own, made at run time. */
import { parseQuery } from '../../brief/query.ts';
import type { Answer, Edit, Subscription, Topic } from '../../model.ts';
import { everyDay, readSchedule } from '../../schedule.ts';
import { changed, typedIn } from '../changes.ts';
import { shortened } from '../described.ts';
import { formOf } from '../forms.ts';
import { done, info, refusal } from '../notices.ts';
import { topicName, topicsFor, workspaceKey } from '../topics.ts';
import type { Verb, VerbAction, VerbRequest } from '../verb.ts';

const example = '/news topic add grain = "Black Sea" grain OR corn';
/** A query of more is no standing question; a modal's field on either platform holds it. */
const longestQuery = 500;

/** Words that mean something else wherever a topic is named. */
const spoken: ReadonlySet<string> = new Set(['news', 'welcome', 'home', 'story', 'everything']);

/** "source" is read as "sources", and a topic "daily" could be followed at no time. */
const isHidden = (name: string, verbs: ReadonlySet<string>): boolean => {
  if (spoken.has(name) || [name, `${name}s`, name.replace(/s$/u, '')].some((each) => verbs.has(each))) return true;
  const isTopic = (word: string): boolean => word === name;
  const read = readSchedule(name, { time: '08:00', days: everyDay, zone: 'UTC', isTopic });
  return read.rest[0] !== name;
};

/** "grain = corn"; "grain corn", too: a name is one word. */
const parts = (definition: string): { readonly name: string; readonly query: string } => {
  const equals = definition.indexOf('=');
  const at = equals >= 0 ? equals : definition.search(/\s/u);
  if (at < 0) return { name: definition.toLowerCase(), query: '' };
  return {
    name: definition.slice(0, at).trim().toLowerCase(),
    query: definition.slice(equals >= 0 ? at + 1 : at).trim(),
  };
};

/** What is wrong with a definition, and what to do about it. */
const problemOf = (
  { name, query }: { readonly name: string; readonly query: string },
  isTaken: (name: string) => boolean,
): readonly [problem: string, fix: string] | undefined => {
  if (name === '' || query === '') return ['A topic needs a name and a query.', `Write both, as in: ${example}`];
  if (!topicName.test(name))
    return [
      `"${shortened(name)}" cannot be a topic's name.`,
      'Use 1 to 32 letters a to z, digits, - or _, as in: grain',
    ];
  if (isTaken(name)) return [`"${name}" is taken.`, 'Choose another name.'];
  if (query.length > longestQuery)
    return [`That query is too long: ${query.length} characters.`, `Use up to ${longestQuery}.`];
  const parsed = parseQuery(query);
  return parsed.kind === 'invalid' ? [`I cannot read that query: ${parsed.reason}.`, `${parsed.fix}.`] : undefined;
};

const titled = (name: string): string => `${name.charAt(0).toUpperCase()}${name.slice(1)}`;

const add = async (request: VerbRequest, reserved: ReadonlySet<string>): Promise<Answer> => {
  const { store, command, topics } = request;
  const definition = parts(request.rest);
  const { name, query } = definition;
  const isTaken = (each: string): boolean => isHidden(each, reserved) || topics.some((topic) => topic.name === each);
  const problem = problemOf(definition, isTaken);
  if (problem !== undefined) return formOf(topicForm, addForm, { name, query }, ...problem);
  const workspace = workspaceKey(command.address);
  const before = (await store.topics.list(workspace)).find((topic) => topic.name === name) ?? null;
  const after: Topic = {
    name,
    title: titled(name),
    query,
    description: `what the sources say about ${query}`,
    shortcut: true,
  };
  const outcome = await changed(request, typedIn(request), [{ kind: 'topic', name, before, after }]);
  if (outcome.kind === 'refused') return outcome.answer;
  const lines = [
    ...(before === null ? [] : [`It was: ${before.query}`]),
    `Ask for it with: /news ${name}`,
    ...(command.address.platform === 'slack'
      ? [`To have /${name} as well, add it to the app from a new manifest: crosswire manifest slack --with ${name}`]
      : command.address.platform === 'discord'
        ? [`Soon also as /${name}.`]
        : []),
    ...outcome.notes,
  ];
  return { ...done(`Topic ${name} is there.`, lines), actions: outcome.actions };
};

/** A digest that loses its last topic ends: without topics it would turn into the top stories. */
const without = (name: string, before: Subscription): Edit => {
  const topics = before.topics.filter((topic) => topic !== name);
  return { kind: 'subscription', id: before.id, before, after: topics.length === 0 ? null : { ...before, topics } };
};

const remove = async (request: VerbRequest): Promise<Answer> => {
  const { store, command, rest } = request;
  const { platform, workspace } = command.address;
  const name = rest.toLowerCase();
  if (request.topics.some((topic) => topic.name === name))
    return refusal(`${name} ships with the corpus and stays.`, 'Take it out of the topics file to be rid of it.');
  const before = (await store.topics.list(workspaceKey(command.address))).find((topic) => topic.name === name);
  if (before === undefined)
    return refusal(`There is no topic "${shortened(name)}" of your own.`, 'See them all with: /news topic list');
  const digests = (await store.subscriptions.list())
    .filter(
      ({ address, topics }) =>
        address.platform === platform && address.workspace === workspace && topics.includes(name),
    )
    .map((each) => without(name, each));
  const edits: readonly Edit[] = [{ kind: 'topic', name, before, after: null }, ...digests];
  const outcome = await changed(request, typedIn(request), edits);
  if (outcome.kind === 'refused') return outcome.answer;
  const ended = digests.length === 0 ? [] : [`Digests that told of it: ${digests.length}; they tell of it no longer.`];
  return { ...done(`Topic ${name} is gone.`, [...ended, ...outcome.notes]), actions: outcome.actions };
};

const list = async (request: VerbRequest): Promise<Answer> => {
  const topics = await topicsFor(request, request.command.address);
  return info(
    'Topics',
    topics.map((topic) => `${topic.name}: ${topic.description} (${topic.query})`),
  );
};

const topicForm = { name: 'topic' };

const addForm: Omit<VerbAction, 'run'> = {
  name: 'add',
  summary: 'make a topic of your own',
  manages: true,
  parameters: [
    { name: 'name', description: 'One word, as grain', kind: 'text', required: true },
    {
      name: 'query',
      description: 'Words, "phrases", OR, -not, as "Black Sea" grain OR corn',
      kind: 'text',
      required: true,
      lead: '=',
    },
  ],
};

/** @param reserved the names of the verbs, which a topic would hide */
export const topicVerb = (reserved: () => ReadonlySet<string>): Verb => ({
  ...topicForm,
  usage: 'topic add NAME = QUERY | remove NAME | list',
  summary: 'make a topic of your own: words, "phrases", OR, -not',
  manages: false,
  parameters: [],
  actions: [
    { ...addForm, run: (request) => add(request, reserved()) },
    {
      name: 'remove',
      summary: 'let go of one of your own',
      manages: true,
      parameters: [{ name: 'topic', description: 'A topic of your own', kind: 'topics', required: true }],
      run: remove,
    },
    { name: 'list', summary: 'all topics', manages: false, parameters: [], run: list },
  ],
  run: list,
});

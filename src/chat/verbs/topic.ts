import { parseQuery } from '../../brief/query.ts';
import type { Answer } from '../../model.ts';
import { done, info, refusal } from '../notices.ts';
import { topicsFor, workspaceKey } from '../topics.ts';
import type { Verb, VerbRequest } from '../verb.ts';

const example = '/news topic add grain = "Black Sea" grain OR corn';
/** What both platforms take as a command's name, so that a topic can become a shortcut. */
const nameRule = /^[a-z0-9][a-z0-9_-]{0,31}$/u;

const add = async (request: VerbRequest, definition: string, reserved: ReadonlySet<string>): Promise<Answer> => {
  const equals = definition.indexOf('=');
  if (equals < 0) return refusal('A topic needs a name and a query.', `Write both, as in: ${example}`);
  const name = definition.slice(0, equals).trim().toLowerCase();
  const text = definition.slice(equals + 1).trim();
  if (!nameRule.test(name))
    return refusal(`"${name}" cannot be a topic's name.`, 'Use 1 to 32 letters a to z, digits, - or _, as in: grain');
  if (reserved.has(name) || request.topics.some((topic) => topic.name === name))
    return refusal(`"${name}" is taken.`, 'Choose another name.');
  const query = parseQuery(text);
  if (query.kind === 'invalid') return refusal(`I cannot read that query: ${query.reason}.`, `${query.fix}.`);
  const title = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  await request.store.topics.put(workspaceKey(request.command.address), {
    name,
    title,
    query: text,
    description: `what the sources say about ${text}`,
    shortcut: false,
  });
  return done(`Topic ${name} is there.`, [`Ask for it with: /news ${name}`]);
};

const remove = async (request: VerbRequest, name: string): Promise<Answer> => {
  if (request.topics.some((topic) => topic.name === name))
    return refusal(`${name} ships with the corpus and stays.`, 'Take it out of the topics file to be rid of it.');
  const removed = await request.store.topics.remove(workspaceKey(request.command.address), name);
  return removed
    ? done(`Topic ${name} is gone.`)
    : refusal(`There is no topic "${name}".`, 'See them all with: /news topic list');
};

const list = async (request: VerbRequest): Promise<Answer> => {
  const topics = await topicsFor(request, request.command.address);
  return info(
    'Topics',
    topics.map((topic) => `${topic.name}: ${topic.description} (${topic.query})`),
  );
};

/** `/news topic add|remove|list`. @param reserved the names of the verbs, which a topic would hide */
export const topicVerb = (reserved: () => ReadonlySet<string>): Verb => ({
  name: 'topic',
  usage: 'topic add NAME = QUERY | remove NAME | list',
  summary: 'make a topic of your own: words, "phrases", OR, -not',
  manages: false,
  parameters: [],
  actions: [
    {
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
      run: (request) => add(request, request.rest, reserved()),
    },
    {
      name: 'remove',
      summary: 'let go of one of your own',
      manages: true,
      parameters: [{ name: 'topic', description: 'A topic of your own', kind: 'topics', required: true }],
      run: (request) => remove(request, request.rest.toLowerCase()),
    },
    { name: 'list', summary: 'all topics', manages: false, parameters: [], run: list },
  ],
  run: list,
});

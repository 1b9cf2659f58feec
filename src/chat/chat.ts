/** Command -> Answer: the table of contents of the chat. Nothing here knows a platform. */
import { findTopic } from '../brief/topics.ts';
import type { Answer, Command } from '../model.ts';
import type { Answerer } from '../ports.ts';
import { news } from './commands.ts';
import { dispatch } from './dispatch.ts';
import { refusal } from './notices.ts';
import { scopeOf } from './scope.ts';
import { topicsFor, unknownTopic } from './topics.ts';
import type { ChatServices, Verb } from './verb.ts';
import { askVerb } from './verbs/ask.ts';
import { briefVerb } from './verbs/brief.ts';
import { shareVerb } from './verbs/excerpts.ts';
import { nowVerb } from './verbs/now.ts';
import { homePanel, welcomeNotice } from './verbs/settings.ts';
import { findVerb, nearestVerbs } from './verbs.ts';

interface Understood {
  readonly verb: Verb;
  readonly rest: string;
}

/** A story is named by its id, as suggestions and buttons write it. */
const storyWords = /^story\s+\S+$/iu;

/** `/news ...`: the first word may be a verb; else all of it is a topic. */
const understandNews = async (services: ChatServices, command: Command): Promise<Understood | Answer> => {
  const text = command.text.trim();
  const [first = '', ...words] = text.split(/\s+/u);
  const verb = findVerb(first);
  if (verb !== undefined) return { verb, rest: text.slice(first.length).trim() };
  const found = findTopic(text, await topicsFor(services, command.address));
  if (text === '' || found.kind === 'found' || storyWords.test(text)) return { verb: briefVerb, rest: text };
  if (text.endsWith('?')) return { verb: askVerb, rest: text };
  const [meant] = nearestVerbs(first);
  if (meant !== undefined && words.length > 0) {
    const line = [meant, ...words].join(' ');
    return {
      ...refusal(`There is no "${first}".`, `Did you mean: /news ${line}`),
      actions: [{ label: 'That is what I meant', text: line }],
    };
  }
  return words.length > 2 ? { verb: askVerb, rest: text } : unknownTopic(text, found);
};

const understand = async (services: ChatServices, command: Command): Promise<Understood | Answer> => {
  if (command.name === news) return understandNews(services, command);
  if (command.name === askVerb.name) return { verb: askVerb, rest: command.text.trim() };
  const question = command.text.trim();
  if (question === 'help') return understandNews(services, { ...command, name: news, text: 'help' });
  return question === '' ? { verb: briefVerb, rest: command.name } : { verb: askVerb, rest: question };
};

/** Answers that stand in the channel; every other verb's is for the asker alone. */
const inChannel: ReadonlySet<string> = new Set([briefVerb, askVerb, nowVerb, shareVerb].map(({ name }) => name));

/** A guess from the words alone, before anything is looked up: whether the answer is for the asker alone. */
export const expectsNotice = ({ name, text }: Command): boolean => {
  const verb = findVerb(name === news ? (text.trim().split(/\s+/u)[0] ?? '') : text.trim());
  return verb !== undefined && !inChannel.has(verb.name);
};

/** The one Answerer that every Platform is handed. */
export const createChat =
  (services: ChatServices): Answerer =>
  async (command) => {
    const tooMuch = await services.count?.(command);
    if (tooMuch !== undefined) return tooMuch;
    const desk = services.desk.within(await scopeOf(services.store, command.address));
    const request = { ...services, desk, command, rest: '' };
    if (command.name === 'welcome') return welcomeNotice();
    if (command.name === 'home') return homePanel(request);
    const understood = await understand(services, command);
    if ('kind' in understood) return understood;
    return dispatch(understood.verb, { ...request, rest: understood.rest });
  };

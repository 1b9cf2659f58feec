/** The table of verbs: what `/news` can do, in the order in which help lists it. */
import { distance } from 'fastest-levenshtein';
import type { Answer } from '../model.ts';
import { info, refusal } from './notices.ts';
import type { Verb } from './verb.ts';
import { askVerb } from './verbs/ask.ts';
import { briefVerb } from './verbs/brief.ts';
import { excerptVerbs, shareVerb } from './verbs/excerpts.ts';
import { feedVerb } from './verbs/feed.ts';
import { followVerb, listVerb } from './verbs/follow.ts';
import { pauseVerb, resumeVerb, unfollowVerb } from './verbs/followed.ts';
import { logVerb } from './verbs/log.ts';
import { nowVerb } from './verbs/now.ts';
import { settingsVerb } from './verbs/settings.ts';
import { statusVerb } from './verbs/status.ts';
import { topicVerb } from './verbs/topic.ts';
import { undoVerb } from './verbs/undo.ts';
import { whyVerb } from './verbs/why.ts';

const lineOf = (verb: Verb): string => `/news ${verb.usage}: ${verb.summary}`;

const helpOn = (name: string): Answer => {
  const verb = verbs.find((each) => each.name === name);
  if (verb === undefined) return refusal(`There is no "${name}" to help with.`, 'See everything with: /news help');
  const who = verb.manages ? ['For those who manage this channel.'] : [];
  return info(`Help: ${verb.name}`, [lineOf(verb), ...who]);
};

const helpVerb: Verb = {
  name: 'help',
  usage: 'help [VERB]',
  summary: 'this list',
  manages: false,
  parameters: [{ name: 'verb', description: 'One of the verbs', kind: 'verb', required: false }],
  run: async ({ rest, topics }) => {
    if (rest !== '') return helpOn(rest.toLowerCase());
    const shortcuts = topics.filter((topic) => topic.shortcut).map((topic) => `/${topic.name}`);
    return info('What I can do', [
      ...verbs.map(lineOf),
      ...(shortcuts.length === 0 ? [] : [`Shortcuts to topics: ${shortcuts.join(', ')}`]),
      'In the thread under a briefing, mention me with a question about it.',
    ]);
  },
};

const reserved = (): ReadonlySet<string> => new Set(verbs.map((verb) => verb.name));

export const verbs: readonly Verb[] = [
  briefVerb,
  askVerb,
  ...excerptVerbs,
  shareVerb,
  followVerb,
  unfollowVerb,
  listVerb,
  pauseVerb,
  resumeVerb,
  nowVerb,
  whyVerb,
  topicVerb(reserved),
  feedVerb,
  statusVerb,
  settingsVerb,
  logVerb,
  undoVerb,
  helpVerb,
];

/** The verb of that name, forgiving of case and of one missing or extra -s: "source", "topics", "lists". */
export const findVerb = (word: string): Verb | undefined => {
  const name = word.toLowerCase();
  return verbs.find((verb) => verb.name === name || verb.name === `${name}s` || `${verb.name}s` === name);
};

/** The verbs that a mistyped word may have meant, nearest first. Those of three letters are too near to other words ("how", "now"). */
export const nearestVerbs = (word: string): string[] =>
  verbs
    .map((verb) => ({ name: verb.name, edits: distance(verb.name, word.toLowerCase()) }))
    .filter(({ name, edits }) => name.length > 3 && edits <= Math.floor(name.length / 3))
    .sort((a, b) => a.edits - b.edits)
    .map(({ name }) => name);

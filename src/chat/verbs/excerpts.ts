/** `/news sources|differences|timeline [TOPIC]`: one part of a Briefing, seen by the asker alone; and `share`, for all. */
import type { Answer } from '../../model.ts';
import { excerptOf, type Part, parts } from '../excerpts.ts';
import { formOf } from '../forms.ts';
import { refusal } from '../notices.ts';
import { pageParameter, topicParameter } from '../parameters.ts';
import { meant } from '../reference.ts';
import type { Verb, VerbRequest } from '../verb.ts';

const pageWords = /(?:^|\s)page\s+(\d{1,4})$/iu;

const excerpt = async (request: VerbRequest, part: Part): Promise<Answer> => {
  const [typed = '', page = '1'] = pageWords.exec(request.rest) ?? [];
  const words = request.rest.slice(0, request.rest.length - typed.length).trim();
  const found = await meant(request, words);
  if (found.kind === 'refused') return found.answer;
  const { thread } = request.command.address;
  const answer = excerptOf(found.briefing, part, Number(page), found.words);
  // A post that the asker alone sees stands above no thread: its buttons carry the one that it is about.
  if (found.words !== '' || thread === undefined || answer.actions === undefined) return answer;
  return { ...answer, actions: answer.actions.map((action) => ({ ...action, thread })) };
};

const summaries: Readonly<Record<Part, string>> = {
  sources: 'who reported what',
  differences: 'where the sources differ, and what has changed',
  timeline: 'what happened when, and what is ahead',
};

const excerptVerb = (part: Part): Verb => ({
  name: part,
  usage: `${part} [TOPIC]`,
  summary: summaries[part],
  manages: false,
  parameters: [topicParameter, pageParameter],
  run: (request) => excerpt(request, part),
});

export const excerptVerbs: readonly Verb[] = parts.map(excerptVerb);

const whatParameter = {
  name: 'what',
  description: 'What everybody is to see',
  kind: 'choice',
  required: true,
  choices: parts,
} as const;

/** The same, standing in the channel. */
export const shareVerb: Verb = {
  name: 'share',
  usage: `share ${parts.join('|')} [TOPIC]`,
  summary: 'show it to the whole channel',
  manages: false,
  parameters: [whatParameter, topicParameter],
  run: async (request) => {
    const [word = ''] = request.rest.split(/\s+/u);
    const part = parts.find((each) => each === word.toLowerCase());
    if (part === undefined) {
      if (word === '') return formOf(shareVerb, shareVerb, {}, 'What is to be shared?', `One of ${parts.join(', ')}.`);
      return refusal(`"${word}" cannot be shared.`, `One of ${parts.join(', ')} can, as in: /news share sources swap`);
    }
    const { actions = [], ...answer } = await excerpt(
      { ...request, rest: request.rest.slice(word.length).trim() },
      part,
    );
    if (answer.kind !== 'excerpt') return answer;
    return { ...answer, audience: 'channel', actions: actions.filter(({ text }) => !text.startsWith('share ')) };
  },
};

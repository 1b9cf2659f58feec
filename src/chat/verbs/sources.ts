import { findTopic } from '../../brief/topics.ts';
import type { Briefing } from '../../model.ts';
import { info } from '../notices.ts';
import { topicParameter } from '../parameters.ts';
import { topicsFor, unknownTopic } from '../topics.ts';
import type { Verb } from '../verb.ts';

const lineOf = (briefing: Briefing, n: number): string => {
  const source = briefing.sources.find((each) => each.n === n);
  const points = briefing.points.filter((point) => point.citations.some((citation) => citation.source === n)).length;
  const parts = [source?.title, source?.publisher, source?.published?.slice(0, 10), source?.url].filter(
    (part) => part !== undefined,
  );
  return `${n}. ${parts.join(', ')} (${points} of ${briefing.points.length} points)`;
};

/** `/news sources [TOPIC]`. */
export const sourcesVerb: Verb = {
  name: 'sources',
  usage: 'sources [TOPIC]',
  summary: 'who reported what',
  manages: false,
  parameters: [topicParameter],
  run: async (request) => {
    const { desk, command, rest } = request;
    const found = rest === '' ? undefined : findTopic(rest, await topicsFor(request, command.address));
    if (found?.kind === 'unknown') return unknownTopic(rest, found);
    const briefing = found === undefined ? await desk.topStories() : await desk.topic(found.topic);
    if (briefing.sources.length === 0) return info(`Sources: ${briefing.title}`, ['No source says anything about it.']);
    return info(
      `Sources: ${briefing.title}`,
      briefing.sources.map((source) => lineOf(briefing, source.n)),
    );
  },
};

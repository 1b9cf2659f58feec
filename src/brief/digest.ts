/** Stories -> Digest: what is news to a channel, a line each, over one Briefing that carries the points. Pure. */
import type { Analysis, Digest, DigestEntry, Story, TimelineEntry, Told } from '../model.ts';
import { assemble } from './assemble.ts';
import type { Candidate, Scope } from './candidates.ts';
import { findCandidates, isWithin } from './candidates.ts';
import { relevantDifferences } from './differences.ts';
import type { News } from './news.ts';
import { newsOf } from './news.ts';
import { nothingTold, remember, statementOf, toldBy } from './novelty.ts';

export interface DigestRequest {
  readonly title: string;
  readonly scope: Scope;
  /** ISO instants, shown with the digest. */
  readonly from: string | null;
  readonly to: string | null;
  readonly next: string | null;
  /** IANA name of the zone in which they are shown. */
  readonly zone: string;
  /** What the channel was told before; nothing unless given. */
  readonly told?: Told;
}

/** A parent card is read in a minute. */
const mostStories = 7;

/** The fewer stories, the more of each is told. */
const pointsOf = (stories: number): number => (stories === 1 ? 8 : stories <= 3 ? 5 : 3);

/** The candidates of each story, most reported story first. */
const byStory = (candidates: readonly Candidate[]): Map<Story, Candidate[]> => {
  const groups = new Map<Story, Candidate[]>();
  for (const candidate of candidates) {
    const held = groups.get(candidate.story);
    if (held === undefined) groups.set(candidate.story, [candidate]);
    else held.push(candidate);
  }
  return groups;
};

/** A story with what of it is told. */
interface ToldStory {
  readonly story: Story;
  readonly candidates: readonly Candidate[];
  readonly news: News;
}

/** Ids of the statements cited. */
const statementsOf = ({ citations }: Pick<TimelineEntry, 'citations'>): string[] => citations.map(statementOf);

/** Composes the Digest of a request; one without entries is a quiet day. */
export const digest = (analysis: Analysis, { scope, told = nothingTold, ...request }: DigestRequest): Digest => {
  const memory = remember(told);
  const about = isWithin(scope);
  const groups = byStory(findCandidates(analysis, scope));
  const points = pointsOf(groups.size);
  const stories: ToldStory[] = [];
  for (const [story, candidates] of groups) {
    if (stories.length === mostStories) break;
    const slots = {
      differences: relevantDifferences(analysis, candidates, about, ({ differences }) => differences),
      updates: relevantDifferences(analysis, candidates, about, ({ updates }) => updates),
    };
    const news = newsOf(story, candidates, slots, memory, points);
    if (news !== undefined) stories.push({ story, candidates, news });
  }
  const { briefing, sections } = assemble(
    analysis,
    { title: request.title },
    stories.map(({ candidates, news: { chosen, fresh, tells } }) => ({ candidates, chosen, fresh, about, tells })),
  );
  const entries = stories.map(({ story, news: { mark, change } }, index): DigestEntry => {
    const cited = (sections[index]?.points ?? []).flatMap((point) => point.citations.map(({ source }) => source));
    const sources = [...new Set(cited)].sort((a, b) => a - b);
    return { story: story.id, title: story.title, mark, ...(change !== undefined && { change }), sources };
  });
  const parts = stories.map(({ story, news }, index) => {
    const section = sections[index];
    const dated = new Set([...(section?.timeline ?? []), ...(section?.ahead ?? [])].flatMap(statementsOf));
    const shown = news.fresh.filter((each) => !news.chosen.includes(each) && dated.has(each.statement.id));
    return toldBy(story.id, [...news.chosen, ...shown], [...(section?.differences ?? []), ...(section?.updates ?? [])]);
  });
  return {
    from: request.from,
    to: request.to,
    next: request.next,
    zone: request.zone,
    entries,
    briefing,
    told: { points: parts.flatMap((part) => part.points), slots: parts.flatMap((part) => part.slots) },
  };
};

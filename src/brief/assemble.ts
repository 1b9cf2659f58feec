/** The last step: groups of candidates as the sections of one Briefing, under one numbering of sources. */
import type { AheadEntry, Analysis, Briefing, BriefingDifference, Difference, Point, TimelineEntry } from '../model.ts';
import { lookAhead } from './ahead.ts';
import type { Candidate } from './candidates.ts';
import type { About } from './differences.ts';
import { relevantDifferences, toBriefingDifference } from './differences.ts';
import { toPoint } from './points.ts';
import { createSourceList } from './sources.ts';
import { buildTimeline } from './timeline.ts';

/** What is briefed together: one topic, or one story of a digest. */
export interface Group {
  readonly candidates: readonly Candidate[];
  /** Those that become points, best first. */
  readonly chosen: readonly Candidate[];
  /** Those of which the timeline and what is ahead may tell; all of them unless given. */
  readonly fresh?: readonly Candidate[];
  readonly about: About;
  /** Which of the differences and updates are told; all of them unless given. */
  readonly tells?: (slot: Difference) => boolean;
}

export interface Section {
  readonly points: readonly Point[];
  readonly differences: readonly BriefingDifference[];
  readonly updates: readonly BriefingDifference[];
  readonly timeline: readonly TimelineEntry[];
  readonly ahead: readonly AheadEntry[];
}

export interface Header {
  readonly title: string;
  readonly topic?: string;
  readonly story?: string;
}

/** Sources are numbered as a reader meets them: all points first, then what differs, then what changed. */
export const assemble = (
  analysis: Analysis,
  header: Header,
  groups: readonly Group[],
): { briefing: Briefing; sections: readonly Section[] } => {
  const list = createSourceList(analysis);
  const points = groups.map(({ chosen }) => chosen.map((candidate) => toPoint(candidate, list)));
  const sections = groups.map(
    ({ candidates, chosen, fresh = candidates, about, tells = () => true }, index): Section => ({
      points: points[index] ?? [],
      differences: relevantDifferences(
        analysis,
        candidates,
        about,
        (story) => story.differences.filter(tells),
        chosen,
      ).map((each) => toBriefingDifference(each, list)),
      updates: relevantDifferences(analysis, candidates, about, (story) => story.updates.filter(tells)).map((each) =>
        toBriefingDifference(each, list),
      ),
      timeline: buildTimeline(fresh, chosen, list),
      ahead: lookAhead(fresh, chosen, list),
    }),
  );
  const briefing: Briefing = {
    title: header.title,
    asOf: list.asOf,
    ...(header.topic !== undefined && { topic: header.topic }),
    ...(header.story !== undefined && { story: header.story }),
    points: sections.flatMap((section) => section.points),
    differences: sections.flatMap((section) => section.differences),
    updates: sections.flatMap((section) => section.updates),
    timeline: sections
      .flatMap((section) => section.timeline)
      .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0)),
    ahead: sections.flatMap((section) => section.ahead),
    sources: list.sources,
  };
  return { briefing, sections };
};

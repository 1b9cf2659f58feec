/** The buttons under a Briefing. Each is a line that could as well be typed, so that it works as long as the line does. */
import type { Action, Briefing } from '../model.ts';

/**
 * @param follow the topics to offer a digest of; none where it is one already
 */
export const briefingActions = (briefing: Briefing, follow?: string): readonly Action[] => {
  if (briefing.sources.length === 0) return [];
  const differing = briefing.differences.length + briefing.updates.length;
  return [
    { label: 'Sources', text: 'sources' },
    ...(differing === 0 ? [] : [{ label: 'Where they differ', text: 'differences' }]),
    ...(briefing.timeline.length < 2 ? [] : [{ label: 'Timeline', text: 'timeline' }]),
    ...(follow === undefined ? [] : [{ label: 'Follow', text: `follow ${follow}`.trim() }]),
  ];
};

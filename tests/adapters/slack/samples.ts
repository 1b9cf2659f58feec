/** Answers with what can be pressed and filled in, for the tests of this folder. */
import type { Action, Answer, Chart, Excerpt, Form, Panel } from '../../../src/model.ts';
import { answers, briefings } from '../../contracts/samples.ts';

export const cardActions: readonly Action[] = [
  { label: 'Sources', text: 'sources' },
  { label: 'Where they differ', text: 'differences' },
  { label: 'Follow', text: 'follow bridge', style: 'primary' },
];

export const card: Answer = { ...answers.small, actions: cardActions };

const excerpt: Excerpt = { title: 'Sources', briefing: briefings.typical, page: 1, pages: 3 };

/** What one person alone is shown, with a way on and a way to share it. */
export const privateExcerpt: Answer = {
  kind: 'excerpt',
  excerpt,
  actions: [
    { label: 'Next page', text: 'sources page 2' },
    { label: 'Share to channel', text: 'share sources' },
  ],
};

export const sharedExcerpt: Answer = { kind: 'excerpt', excerpt, audience: 'channel' };

export const panel: Panel = {
  title: 'This channel',
  sections: [
    {
      heading: 'Digests',
      rows: [
        {
          text: '08:00 daily: bridge <now> & then',
          actions: [
            { label: 'Pause', text: 'pause 1' },
            { label: 'Remove', text: 'unfollow bridge', style: 'danger' },
          ],
        },
        { text: '09:00 weekdays: budget', actions: [{ label: 'Resume', text: 'resume 2' }] },
      ],
      empty: 'None yet.',
    },
    { heading: 'Feeds', rows: [], empty: 'This workspace follows no feed.' },
  ],
};

export const form: Form = {
  title: 'Follow',
  verb: 'follow',
  problem: 'I do not know when.',
  fix: 'Say a time, as in 08:00.',
  fields: [
    { name: 'topics', description: 'One topic, or several', kind: 'topics', required: true, value: 'bridge, budget' },
    { name: 'time', description: 'Local time', kind: 'time', required: true, lead: 'at' },
    { name: 'days', description: 'daily, weekdays, mon,thu', kind: 'days', required: false, value: 'mon,thu' },
    { name: 'zone', description: 'Time zone or city', kind: 'zone', required: false, lead: 'in', value: 'Europe/Kyiv' },
    { name: 'quiet', description: 'On a day without news', kind: 'choice', required: false, choices: ['unless quiet'] },
  ],
};

export const done = (title: string, actions: readonly Action[] = []): Answer => ({
  kind: 'notice',
  notice: { tone: 'done', title, lines: [] },
  actions,
});

export const chart: Chart = {
  kind: 'range',
  title: 'How long the bridge is closed',
  alt: 'One source says two weeks, another four & a half.',
  unit: 'weeks',
  bars: [
    { label: 'The Ellery Post', low: 2, high: 2 },
    { label: 'Radio Ellery', low: 4.5, high: null },
  ],
};

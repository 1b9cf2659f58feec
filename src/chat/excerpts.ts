/** One part of a Briefing on its own, a page at a time. */
import type { Answer, Briefing, BriefingSource, Chart, NumberedCitation } from '../model.ts';
import { rangeChart, timelineChart } from './charts.ts';
import { info } from './notices.ts';

export const parts = ['sources', 'differences', 'timeline'] as const;
export type Part = (typeof parts)[number];

/** Rows that one message holds with all their quotes, well below the platforms' limits. */
const rowsOnPage: Readonly<Record<Part, number>> = { sources: 12, differences: 4, timeline: 12 };

const nothing: Readonly<Record<Part, string>> = {
  sources: 'No source says anything about it.',
  differences: 'Where the sources tell the same thing, they agree.',
  timeline: 'No source gives a date that could be placed.',
};

const heading: Readonly<Record<Part, string>> = {
  sources: 'Sources',
  differences: 'Where they differ',
  timeline: 'Timeline',
};

/** What of a Briefing belongs to a part: nothing else of it is shown. */
const bare = (briefing: Briefing): Briefing => ({
  ...briefing,
  points: [],
  differences: [],
  updates: [],
  timeline: [],
  ahead: [],
});

/** Where looking beats reading. */
const drawn: Readonly<Record<Part, (briefing: Briefing) => Chart | undefined>> = {
  sources: () => undefined,
  differences: rangeChart,
  timeline: timelineChart,
};

const citationsIn = ({ differences, updates, timeline, ahead }: Briefing): readonly NumberedCitation[] =>
  [...[...differences, ...updates].flatMap(({ positions }) => positions), ...timeline, ...ahead].flatMap(
    ({ citations }) => citations,
  );

const citedIn = (briefing: Briefing): readonly BriefingSource[] => {
  const cited = new Set(citationsIn(briefing).map(({ source }) => source));
  return briefing.sources.filter(({ n }) => cited.has(n));
};

interface Row {
  readonly list: 'differences' | 'updates' | 'timeline' | 'ahead' | 'sources';
  readonly at: number;
}

const rowsOf = (briefing: Briefing, part: Part): readonly Row[] => {
  const lists = {
    sources: ['sources'],
    differences: ['differences', 'updates'],
    timeline: ['timeline', 'ahead'],
  } as const;
  return lists[part].flatMap((list) => briefing[list].map((_, at) => ({ list, at })));
};

const pageOf = (briefing: Briefing, part: Part, rows: readonly Row[]): Briefing => {
  const shown = <L extends Row['list']>(list: L): Briefing[L][number][] =>
    rows.flatMap((row) => {
      const one = row.list === list ? briefing[list][row.at] : undefined;
      return one === undefined ? [] : [one];
    });
  const page: Briefing = {
    ...bare(briefing),
    differences: shown('differences'),
    updates: shown('updates'),
    timeline: shown('timeline'),
    ahead: shown('ahead'),
  };
  return { ...page, sources: part === 'sources' ? shown('sources') : citedIn(page) };
};

/**
 * @param page from 1; one past the last gives the last
 * @param words what names the Briefing again, for the pages that follow
 */
export const excerptOf = (briefing: Briefing, part: Part, page: number, words: string): Answer => {
  const rows = rowsOf(briefing, part);
  const title = `${heading[part]}: ${briefing.title}`;
  if (rows.length === 0) return info(title, [nothing[part]]);
  const size = rowsOnPage[part];
  const pages = Math.ceil(rows.length / size);
  const number = Math.min(Math.max(1, page), pages);
  const line = [part, words].filter((word) => word !== '').join(' ');
  const chart = number === 1 ? drawn[part](briefing) : undefined;
  const turn = (label: string, to: number) => ({ label, text: `${line} page ${to}` });
  return {
    kind: 'excerpt',
    excerpt: {
      title,
      briefing: pageOf(briefing, part, rows.slice((number - 1) * size, number * size)),
      page: number,
      pages,
    },
    ...(chart !== undefined && { chart }),
    actions: [
      ...(number > 1 ? [turn('Previous page', number - 1)] : []),
      ...(number < pages ? [turn('Next page', number + 1)] : []),
      { label: 'Share to channel', text: `share ${line}${number > 1 ? ` page ${number}` : ''}` },
    ],
  };
};

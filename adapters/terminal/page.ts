/** The terminal's page: its measure and colours, source numbers, headings, posts. Pure. */
import picocolors from 'picocolors';
import type { BriefingSource, NumberedCitation } from '../../src/model.ts';
import type { Linker } from '../../src/ports.ts';
import { webUrl } from '../text.ts';
import { measure } from './layout.ts';

export interface TerminalStyle {
  /** Columns of the window. */
  readonly width: number;
  /** Colour, and links behind the source numbers; without it every link is written out under its source. */
  readonly color: boolean;
  readonly linker: Linker;
}

export interface Page extends TerminalStyle {
  readonly colors: ReturnType<typeof picocolors.createColors>;
  readonly sources: ReadonlyMap<number, BriefingSource>;
}

/** What every renderer below needs: the measure without its margin, the colours, the sources by number. */
export const pageFor = (style: TerminalStyle, sources: readonly BriefingSource[]): Page => ({
  ...style,
  width: measure(style.width) - 2,
  colors: picocolors.createColors(style.color),
  sources: new Map(sources.map((source) => [source.n, source])),
});

export const linkOf = (page: Page, citation: NumberedCitation): string | undefined =>
  webUrl(page.linker(citation, page.sources.get(citation.source)?.url))?.href;

/** A link that a terminal shows as its label alone (OSC 8). `url` has passed `webUrl`. */
export const hyperlink = (label: string, url: string): string => `\u001B]8;;${url}\u0007${label}\u001B]8;;\u0007`;

/** "[1][2]": every source once, linked to its first passage where colour (and so a capable terminal) is at hand. */
export const marks = (page: Page, citations: readonly NumberedCitation[]): string => {
  const first = new Map<number, NumberedCitation>();
  for (const citation of citations) if (!first.has(citation.source)) first.set(citation.source, citation);
  return [...first.values()]
    .map((citation) => {
      const label = page.colors.cyan(`[${citation.source}]`);
      const url = page.color ? linkOf(page, citation) : undefined;
      return url === undefined ? label : hyperlink(label, url);
    })
    .join('');
};

const heading = (page: Page, title: string): string =>
  `${page.colors.bold(title)}\n${page.colors.dim('─'.repeat(Math.min(page.width, title.length)))}`;

export const section = (page: Page, title: string, entries: readonly string[], gap = '\n\n'): readonly string[] =>
  entries.length === 0 ? [] : [`${heading(page, title)}\n\n${entries.join(gap)}`];

/** Blocks with a blank line between them, a margin on the left and a blank line around: the text of one post. */
export const post = (parts: readonly string[]): { readonly text: string } => ({
  text: `\n${parts.join('\n\n').replace(/^(?=.)/gmu, '  ')}\n`,
});

/** Numbered sources after a sentence, with or without their links. Pure. */
import type { BriefingSource, NumberedCitation } from '../../../src/model.ts';
import type { Linker } from '../../../src/ports.ts';
import { safeUrl } from './markdown.ts';

/** What the renderers of one Briefing share. */
export interface Context {
  readonly sources: ReadonlyMap<number, BriefingSource>;
  readonly linker: Linker;
}

export const contextOf = (sources: readonly BriefingSource[], linker: Linker): Context => ({
  sources: new Map(sources.map((source) => [source.n, source])),
  linker,
});

/** `[1]` as it reads, which cannot start a link. */
export const bareNumber = (n: number): string => `\\[${n}\\]`;

/** The number of a source, linked to the cited passage where there is somewhere to go. */
export const linkedNumber = (citation: NumberedCitation, context: Context): string => {
  const url = context.linker(citation, context.sources.get(citation.source)?.url);
  const safe = safeUrl(url);
  return safe === undefined ? bareNumber(citation.source) : `[[${citation.source}]](${safe})`;
};

/** Every passage that carries a sentence, in order: `[1] [2]`. */
export const linkedNumbers = (citations: readonly NumberedCitation[], context: Context): string =>
  citations.map((citation) => linkedNumber(citation, context)).join(' ');

/** Each source once, unlinked. */
export const bareNumbers = (citations: readonly NumberedCitation[]): string =>
  [...new Set(citations.map((citation) => citation.source))].map(bareNumber).join(' ');

/** The sources of one Briefing, numbered in the order in which they are first cited. */
import type { Analysis, Article, BriefingSource, Citation, NumberedCitation } from '../model.ts';

export interface SourceList {
  /** The citation with the number of its source. */
  number(citation: Citation): NumberedCitation;
  article(id: string): Article | undefined;
  readonly sources: readonly BriefingSource[];
  /** The latest publication among them; null when none is dated. */
  readonly asOf: string | null;
}

/** Enough of an untitled article's opening to know it by. */
const openingLength = 80;

const opening = (text: string): string => {
  const line = text.trim().split('\n')[0] ?? '';
  if (line.length <= openingLength) return line;
  const head = line.slice(0, openingLength);
  return `${head.slice(0, Math.max(head.lastIndexOf(' '), 1)).trimEnd()}…`;
};

export const createSourceList = (analysis: Analysis): SourceList => {
  const sources: BriefingSource[] = [];
  const numbers = new Map<string, number>();
  const add = (id: string): number => {
    const known = numbers.get(id);
    if (known !== undefined) return known;
    const article = analysis.articles.get(id);
    const n = sources.length + 1;
    sources.push({
      n,
      article: id,
      title:
        article?.title ??
        opening(analysis.statements.get(id)?.[0]?.text ?? article?.text.slice(article.bodyStart) ?? id),
      ...(article?.publisher != null && { publisher: article.publisher }),
      ...(article?.url != null && { url: article.url }),
      ...(article?.published != null && { published: article.published }),
    });
    numbers.set(id, n);
    return n;
  };
  return {
    article: (id) => analysis.articles.get(id),
    number: (citation) => ({ source: add(citation.article), ...citation }),
    sources,
    get asOf() {
      const dates = sources.flatMap((source) => source.published ?? []);
      return dates.sort((a, b) => Date.parse(a) - Date.parse(b)).at(-1) ?? null;
    },
  };
};

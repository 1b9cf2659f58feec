/** How well differences and updates are found: figures over the labelled groups of the evaluation data. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { vocabularyOf } from '../../src/analyse/clean/vocabulary.ts';
import { contextOf, findDifferences, judgePair } from '../../src/analyse/differences/differences.ts';
import { framesOf } from '../../src/analyse/differences/frame.ts';
import type { Verdict } from '../../src/analyse/differences/judge.ts';
import { readArticle } from '../../src/analyse/read.ts';
import { shareNames } from '../../src/analyse/stories/naming.ts';
import type { Article, Difference, Statement } from '../../src/model.ts';

const position = z.object({ article: z.string(), quote: z.string(), value: z.string() });
const groupSchema = z.object({
  id: z.string(),
  cluster: z.string(),
  verdict: z.enum(['differ', 'update', 'agree', 'unrelated']),
  positions: z.array(position),
  same_article: z.boolean().optional(),
});
export type Group = z.infer<typeof groupSchema>;

const articleSchema = z.object({
  id: z.string(),
  title: z.string().nullish(),
  publisher: z.string().nullish(),
  url: z.string().nullish(),
  published: z.string().nullish(),
  text: z.string(),
});

const lines = (path: string): unknown[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line): unknown => JSON.parse(line));

const toArticle = (raw: unknown): Article => {
  const { id, title, publisher, url, published, text } = articleSchema.parse(raw);
  return {
    id,
    title: title ?? null,
    publisher: publisher ?? null,
    url: url ?? null,
    published: published ?? null,
    text,
    bodyStart: 0,
  };
};

const articlesByCluster = (folder: string): Map<string, Article[]> => {
  const stories = z
    .record(z.string(), z.string())
    .parse(JSON.parse(readFileSync(join(folder, 'ecb/stories.json'), 'utf8')));
  const clusters = new Map<string, Article[]>();
  const add = (cluster: string | undefined, article: Article): void => {
    if (cluster !== undefined) clusters.set(cluster, [...(clusters.get(cluster) ?? []), article]);
  };
  for (const raw of lines(join(folder, 'ecb/topics-01-35.jsonl'))) {
    const article = toArticle(raw);
    add(stories[article.id], article);
  }
  for (const name of readdirSync(join(folder, 'multiling')).filter((file) => file.endsWith('.jsonl')))
    for (const raw of lines(join(folder, 'multiling', name))) add(name.replace('.jsonl', ''), toArticle(raw));
  for (const name of readdirSync(join(folder, 'seeds')))
    add('seeds', toArticle({ id: name.replace('.txt', ''), text: readFileSync(join(folder, 'seeds', name), 'utf8') }));
  return clusters;
};

export interface Cluster {
  readonly statements: readonly Statement[];
  readonly articles: ReadonlyMap<string, Article>;
}

const readCluster = (articles: readonly Article[]): Cluster => {
  const vocabulary = vocabularyOf(articles.map((article) => article.text));
  const readings = articles.map((article) => readArticle(article, { vocabulary }));
  return {
    statements: [...shareNames(readings).values()].flat(),
    articles: new Map(articles.map((article) => [article.id, article])),
  };
};

/** The labelled groups between two articles, and the clusters that they stand in; with `all`, those without a group too. */
export const readLabelled = (
  folder: string,
  all = false,
): { readonly groups: readonly Group[]; readonly clusters: ReadonlyMap<string, Cluster> } => {
  const groups = lines(join(folder, 'disagreements-dev.jsonl'))
    .map((raw) => groupSchema.parse(raw))
    .filter((group) => group.same_article !== true);
  const articles = articlesByCluster(folder);
  const names = [...new Set([...groups.map((group) => group.cluster), ...(all ? articles.keys() : [])])];
  return { groups, clusters: new Map(names.map((name) => [name, readCluster(articles.get(name) ?? [])])) };
};

const writtenSchema = articleSchema.extend({ cluster: z.string() });

/** The same of clusters written for us: `articles.jsonl` (each with its cluster) and `groups.jsonl` of a folder. */
export const readWritten = (
  folder: string,
): { readonly groups: readonly Group[]; readonly clusters: ReadonlyMap<string, Cluster> } => {
  const groups = lines(join(folder, 'groups.jsonl'))
    .map((raw) => groupSchema.parse(raw))
    .filter((group) => group.same_article !== true);
  const articles = new Map<string, Article[]>();
  for (const raw of lines(join(folder, 'articles.jsonl'))) {
    const { cluster } = writtenSchema.parse(raw);
    articles.set(cluster, [...(articles.get(cluster) ?? []), toArticle(raw)]);
  }
  return { groups, clusters: new Map([...articles].map(([name, own]) => [name, readCluster(own)])) };
};

export const overlaps = (quote: string, cited: string): boolean =>
  cited.includes(quote) || quote.includes(cited) || cited.includes(quote.slice(0, 60));

/** Digits, or number words, of a value: what two wordings of it share. */
const figure = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(',', '')
    .match(/\d+(?:\.\d+)?|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|hour|dozen|half)\b/)?.[0] ?? text;

export const sameValue = (shown: string, labelled: string): boolean => {
  const [a, b] = [shown.toLowerCase(), labelled.toLowerCase()];
  return a.includes(b) || b.includes(a) || figure(a) === figure(b);
};

/** A finding hits a group when two of its positions hold two of the group's values in sentences that it quotes. */
export const hits = (found: Difference, group: Group): boolean => {
  const labelled = new Set<number>();
  const shown = new Set<number>();
  for (const [i, { article, quote, value }] of group.positions.entries())
    for (const [j, { value: own, citations }] of found.positions.entries())
      if (citations.some((cite) => cite.article === article && overlaps(quote, cite.quote)) && sameValue(own, value)) {
        labelled.add(i);
        shown.add(j);
      }
  return labelled.size >= 2 && shown.size >= 2;
};

/** The verdict on a group's quotes alone: the strongest on any two of them. */
const verdictOf = (group: Group, cluster: Cluster): Verdict => {
  const published = (id: string): string | null => cluster.articles.get(id)?.published ?? null;
  const quoted = group.positions.map(({ article, quote }) =>
    cluster.statements.filter(
      (statement) => statement.article === article && overlaps(quote, statement.citation.quote),
    ),
  );
  const context = contextOf(
    quoted.flat().flatMap((one) => framesOf(one)),
    published,
  );
  const verdicts = new Set<Verdict>();
  for (const [i, some] of quoted.entries())
    for (const others of quoted.slice(i + 1))
      for (const a of some)
        for (const b of others) {
          const judgement = judgePair(a, b, context);
          if (judgement !== undefined) verdicts.add(judgement.verdict);
        }
  return (['differ', 'update', 'agree'] as const).find((verdict) => verdicts.has(verdict)) ?? 'unrelated';
};

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

export interface Rates {
  readonly precision: number;
  readonly recall: number;
}

export interface DisagreementFigures {
  readonly groups: number;
  /** Quotes given, verdict predicted. */
  readonly given: {
    readonly accuracy: number;
    readonly differ: Rates;
    readonly update: Rates;
    readonly falseAlarms: number;
  };
  /** Whole clusters read, findings compared with the groups; precision among labelled groups alone. */
  readonly found: { readonly differ: Rates; readonly update: Rates; readonly falseAlarms: number };
  /** Findings in all, labelled or not. */
  readonly differences: number;
  readonly updates: number;
  /** One line for each labelled group that came out wrong end to end. */
  readonly misses: readonly string[];
}

const rates = (outcomes: readonly { readonly is: Verdict; readonly said: Verdict }[], verdict: Verdict): Rates => {
  const right = outcomes.filter(({ is, said }) => is === verdict && said === verdict).length;
  return {
    precision: share(right, outcomes.filter(({ said }) => said === verdict).length),
    recall: share(right, outcomes.filter(({ is }) => is === verdict).length),
  };
};

const falseAlarms = (outcomes: readonly { readonly is: Verdict; readonly said: Verdict }[]): number => {
  const quiet = outcomes.filter(({ is }) => is === 'agree' || is === 'unrelated');
  return share(quiet.filter(({ said }) => said === 'differ').length, quiet.length);
};

/** Scores as the evaluation data's README says, over the groups between two articles. */
export const measureDisagreements = (folder: string): DisagreementFigures => {
  const { groups, clusters } = readLabelled(folder);
  const given: { is: Verdict; said: Verdict }[] = [];
  const found: { is: Verdict; said: Verdict }[] = [];
  const misses: string[] = [];
  let [differences, updates] = [0, 0];
  for (const [name, cluster] of clusters) {
    const published = (id: string): string | null => cluster.articles.get(id)?.published ?? null;
    const findings = findDifferences(cluster.statements, (id) => cluster.articles.get(id)?.publisher ?? id, published);
    differences += findings.differences.length;
    updates += findings.updates.length;
    for (const group of groups.filter((one) => one.cluster === name)) {
      given.push({ is: group.verdict, said: verdictOf(group, cluster) });
      const differs = findings.differences.some((finding) => hits(finding, group));
      const updated = findings.updates.some((finding) => hits(finding, group));
      // Nothing shown is right for `agree` and `unrelated` alike.
      const silent: Verdict = group.verdict === 'agree' ? 'agree' : 'unrelated';
      const said: Verdict = differs ? 'differ' : updated ? 'update' : silent;
      found.push({ is: group.verdict, said });
      if (said !== group.verdict) misses.push(`${group.id} ${name}: ${group.verdict} came out as ${said}`);
    }
  }
  return {
    groups: groups.length,
    given: {
      accuracy: share(given.filter(({ is, said }) => is === said).length, given.length),
      differ: rates(given, 'differ'),
      update: rates(given, 'update'),
      falseAlarms: falseAlarms(given),
    },
    found: { differ: rates(found, 'differ'), update: rates(found, 'update'), falseAlarms: falseAlarms(found) },
    differences,
    updates,
    misses,
  };
};

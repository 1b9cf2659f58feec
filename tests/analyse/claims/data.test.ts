import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findClaims } from '../../../src/analyse/claims/claims.ts';
import { voicesOf } from '../../../src/analyse/claims/voices.ts';
import { readArticle } from '../../../src/analyse/read.ts';
import { shareNames } from '../../../src/analyse/stories/naming.ts';
import type { Article } from '../../../src/model.ts';
import { dataFolder } from '../../environment.ts';

const folder = dataFolder;

/** Topics of the set, each of two stories of one kind: a claim that holds statements of both is most likely false. */
const topics = ['3', '8', '12', '14', '18', '20', '21', '26', '32'];

describe.skipIf(folder === undefined)('findClaims on two stories of one kind', () => {
  it('hardly ever takes statements of both for one corroborated claim', () => {
    const file = (name: string): string => readFileSync(join(folder ?? '', 'ecb', name), 'utf8');
    const stories: Record<string, string> = JSON.parse(file('stories.json'));
    const articles = file('topics-01-35.jsonl')
      .trim()
      .split('\n')
      .map((line): Article => {
        const { id, title = null, publisher = null, url = null, published = null, text } = JSON.parse(line);
        return { id, title, publisher, url, published, text, bodyStart: 0 };
      });
    let corroborated = 0;
    let mixed = 0;
    for (const topic of topics) {
      const own = articles.filter(({ id }) => [topic, `${topic}plus`].includes(stories[id] ?? ''));
      const statements = [...shareNames(own.map((article) => readArticle(article, {}))).values()].flat();
      for (const claim of findClaims(statements, voicesOf(own), () => false)) {
        if (claim.support !== 'corroborated') continue;
        corroborated += 1;
        if (new Set(claim.statements.map(({ article }) => stories[article])).size > 1) mixed += 1;
      }
    }
    console.log(`corroborated claims ${corroborated}, of two stories ${mixed}`);
    expect(corroborated).toBeGreaterThanOrEqual(100);
    expect(mixed / corroborated).toBeLessThanOrEqual(0.03);
  }, 120_000);
});

import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { dataFolder } from '../environment.ts';
import { floorOf } from './floors.ts';
import { measureQuestions } from './questions.ts';

const retold = fileURLToPath(new URL('../../seeds/articles', import.meta.url));
const mostWronglyAnswered = 1;

const corpora: readonly (readonly [string, string | undefined])[] = [
  ['questions right, retold', retold],
  ['questions right, originals', dataFolder && join(dataFolder, 'seeds')],
];

describe.each(corpora)('%s', (name, corpus) => {
  it.skipIf(corpus === undefined)('answers what the articles say and refuses the rest', async () => {
    const { asked, right, wronglyAnswered, misses } = await measureQuestions(corpus ?? '');
    expect(right / asked, misses.map(({ question }) => question).join('\n')).toBeGreaterThanOrEqual(floorOf(name));
    expect(wronglyAnswered).toBeLessThanOrEqual(mostWronglyAnswered);
  });
});

import { expect, it } from 'vitest';
import { floorOf } from './floors.ts';
import { ownSentences } from './sentences.ts';

it('splits text into sentences as an editor does', () => {
  const { exact, texts, mistakes } = ownSentences();
  expect(exact / texts, mistakes.join('\n')).toBeGreaterThanOrEqual(floorOf('sentences exact'));
});

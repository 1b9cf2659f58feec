import { describe, expect, it } from 'vitest';
import { isWhole, withoutAppendices } from '../../../src/ingest/feeds/stub.ts';

const sentence = 'The ferry left the harbour at noon, with ninety people, two cars and a cow on board.';
const paragraph = `${sentence} ${sentence}`;

describe('the text of an item', () => {
  it.each<[string, readonly string[], boolean]>([
    ['nothing', [], false],
    ['one sentence', [sentence], false],
    ['a long teaser in one paragraph', [`${paragraph} ${paragraph} ${paragraph} ${paragraph}`], false],
    ['a short report in four paragraphs', [paragraph, paragraph, paragraph, paragraph, paragraph], true],
    ['a long report', Array(10).fill(paragraph), true],
    ['a long report in one paragraph', [Array(10).fill(paragraph).join(' ')], true],
    ['a long text that breaks off', [...Array(10).fill(paragraph), 'The harbour master said that the cow […]'], false],
    ['a long text that leads on', [...Array(10).fill(paragraph), 'Read more →'], false],
    [
      'a long text that leads on in its last words',
      [`${Array(10).fill(paragraph).join(' ')} Continue reading...`],
      false,
    ],
    [
      'a long report with a line of its maker',
      [...Array(10).fill(paragraph), 'The post Ferry leaves appeared first on Post.'],
      true,
    ],
  ])('of %s is whole or a stub', (_, paragraphs, whole) => {
    expect(isWhole(paragraphs)).toBe(whole);
  });

  it('loses what the maker of the feed puts below it', () => {
    expect(withoutAppendices([sentence, 'The post Ferry leaves appeared first on Post.', 'Read more'])).toEqual([
      sentence,
    ]);
    expect(withoutAppendices([sentence, 'Comments on the cow came from all sides.'])).toHaveLength(2);
    expect(withoutAppendices([sentence, 'Comments', 'Permalink »'])).toEqual([sentence]);
    expect(withoutAppendices(['Read more'])).toEqual([]);
  });
});

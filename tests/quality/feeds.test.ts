import { describe, expect, it } from 'vitest';
import { dataFolder } from '../environment.ts';
import { measureFeeds } from './feeds.ts';
import { floors } from './floors.ts';

describe.skipIf(dataFolder === undefined)('feeds with a known reading', () => {
  const measure = () => measureFeeds(dataFolder ?? '');

  it('are read as they are told to be', () => {
    const { defined, groups } = measure();
    for (const [name, { rows, right }] of Object.entries(groups)) console.log(`feeds, ${name}: ${right} of ${rows}`);
    console.log(defined.wrong.join('\n'));
    expect(defined.rows).toBe(74);
    expect(defined.right / defined.rows).toBeGreaterThanOrEqual(floors()['feeds as defined']?.floor ?? 1);
  });

  it('leave nothing alive in their text: no script, style, handler or script address', () => {
    expect(measure().alive).toEqual([]);
  });

  it('are refused only where the items hold nothing that RSS defines', () => {
    const { refused } = measure();
    const kinds = new Set(
      refused.map((line) => line.replace(/^[^_]+__item_(fullitem|body|xhtml_body)_\w+\.xml: /u, '$1: ')),
    );
    console.log([...kinds].join('\n'));
    expect([...kinds].sort()).toEqual([
      'body: malformed, the feed lacks what makes it one',
      'fullitem: malformed, the feed lacks what makes it one',
      'xhtml_body: malformed, the feed lacks what makes it one',
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { dataFolder } from '../environment.ts';
import { floorOf } from './floors.ts';
import { loadStories, measureStories } from './stories.ts';

if (dataFolder === undefined) console.log('Skipped: story clustering on real news (CROSSWIRE_DATA is not set).');

describe.skipIf(dataFolder === undefined)('stories of ECB+ topics 1 to 35', () => {
  const data = dataFolder === undefined ? undefined : loadStories(dataFolder);

  it.each(['file order', 'date order'] as const)('are told apart when the articles come in %s', (order) => {
    if (data === undefined) return;
    const { all, heldOut } = measureStories(order === 'file order' ? data.inputs : data.byDate, data.gold);
    expect(all.f1).toBeGreaterThanOrEqual(floorOf(`stories B-cubed F1, ${order}`));
    expect(heldOut.f1).toBeGreaterThanOrEqual(floorOf('stories B-cubed F1, topics held out'));
    expect(1 - all.falseMerges).toBeGreaterThanOrEqual(floorOf('stories not falsely merged'));
  });
});

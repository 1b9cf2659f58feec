import { describe, expect, it } from 'vitest';
import { dataFolder } from '../environment.ts';
import { floorOf } from './floors.ts';
import { allMojibake, type MojibakeFigures, ownMojibake } from './mojibake.ts';

const hold = ({ broken, repaired, clean, damaged, mistakes }: MojibakeFigures) => {
  expect(repaired / broken, mistakes.join('\n')).toBeGreaterThanOrEqual(floorOf('mojibake repaired'));
  expect(1 - damaged / clean, mistakes.join('\n')).toBeGreaterThanOrEqual(floorOf('mojibake clean kept'));
};

it('mends broken names and leaves right ones alone', () => hold(ownMojibake()));

describe.skipIf(dataFolder === undefined)('over the whole evaluation set', () => {
  it('mends every broken text and changes no clean one', () => {
    const figures = allMojibake(dataFolder);
    if (figures !== undefined) hold(figures);
    expect(figures?.broken).toBeGreaterThan(0);
  });
});

import { beforeAll, describe, expect, it } from 'vitest';
import { dataFolder } from '../environment.ts';
import { measureDisagreements } from './disagreements.ts';
import { floorOf } from './floors.ts';

describe.skipIf(dataFolder === undefined)('differences and updates on the labelled groups', () => {
  // Not in the body, which is run where the tests are skipped too.
  let figures: ReturnType<typeof measureDisagreements>;
  beforeAll(() => {
    figures = measureDisagreements(dataFolder ?? '');
  });

  it('rarely shows what agrees or is unrelated as a difference', () => {
    expect(1 - figures.found.falseAlarms).toBeGreaterThanOrEqual(floorOf('differences without false alarm'));
  });

  it('is right about what it shows as a difference', () => {
    expect(figures.found.differ.precision).toBeGreaterThanOrEqual(floorOf('differences precision'));
  });

  it('finds differences', () => {
    expect(figures.found.differ.recall).toBeGreaterThanOrEqual(floorOf('differences recall'));
  });

  it('is right about what it shows as an update', () => {
    expect(figures.found.update.precision).toBeGreaterThanOrEqual(floorOf('updates precision'));
  });

  it('finds updates', () => {
    expect(figures.found.update.recall).toBeGreaterThanOrEqual(floorOf('updates recall'));
  });
});

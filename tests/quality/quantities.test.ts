import { expect, it } from 'vitest';
import { floorOf } from './floors.ts';
import { ownQuantities } from './quantities.ts';

const figures = ownQuantities();

it('gets value, unit, comparator and scope of quantities right', () => {
  expect(figures.right / figures.labelled, figures.mistakes.join('\n')).toBeGreaterThanOrEqual(
    floorOf('quantities right'),
  );
});

it('invents hardly any quantity', () => {
  expect(1 - figures.invented / figures.found).toBeGreaterThanOrEqual(floorOf('quantities not invented'));
});

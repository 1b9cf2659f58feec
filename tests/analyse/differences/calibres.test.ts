import { describe, expect, it } from 'vitest';
import { findCalibres } from '../../../src/analyse/differences/calibres.ts';

describe('findCalibres', () => {
  it('reads a calibre in inches and one in millimetres by one measure', () => {
    expect(findCalibres('He carried a .45-caliber pistol.').map(({ value }) => value)).toEqual([11.43]);
    expect(findCalibres('She found a 9mm handgun.').map(({ value }) => value)).toEqual([9]);
  });

  it('takes no other measure for one', () => {
    expect(findCalibres('A 35 mm film and 9 mm of rain.')).toEqual([]);
  });
});

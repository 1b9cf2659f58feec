import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { everyDay, latestSlot, nextSlots } from '../src/schedule.ts';

/**
 * Instants made with another implementation (Python's zoneinfo), a year for each zone and time of day; `days` slots stand
 * 24 hours apart from `first` on. Apia's year is 2011, whose 30 December did not exist there.
 */
const years = z
  .array(
    z.object({
      zone: z.string(),
      year: z.number(),
      time: z.string(),
      runs: z.array(z.object({ first: z.string(), days: z.number() })),
    }),
  )
  .parse(JSON.parse(readFileSync(new URL('schedule-years.json', import.meta.url), 'utf8')));

const dayMs = 86_400_000;

describe.each(years)('a year of slots at $time in $zone ($year)', ({ zone, time, runs }) => {
  const schedule = { time, zone, days: everyDay };
  const instants = runs.flatMap(({ first, days }) =>
    Array.from({ length: days }, (_, day) => new Date(Date.parse(first) + day * dayMs).toISOString()),
  );
  const start = Date.parse(instants[0] ?? '');

  it('comes once a day at the instants of the table, also where the clock is put forward or back', () => {
    expect(nextSlots(schedule, start - 1, instants.length)).toEqual(instants);
  });

  it('is found again, looking back, from its own instant on and not a millisecond sooner', () => {
    const from = instants.map((slot) => latestSlot(schedule, Date.parse(slot)));
    const before = instants.slice(1).map((slot) => latestSlot(schedule, Date.parse(slot) - 1));
    expect(from).toEqual(instants);
    expect(before).toEqual(instants.slice(0, -1));
  });
});

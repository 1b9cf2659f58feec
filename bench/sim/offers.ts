/** The feeds of a simulated web as somebody who adds them has them. */
import type { Source } from '../../src/model.ts';
import { neverRead } from '../../tests/fakes/web/fates.ts';
import type { Offer } from '../../tests/fakes/web/web.ts';

/** Failures in a row that some dead feeds come with: eleven of them take three days. */
const earlierFailures = 10;

/** A feed as it is when somebody has just added it. */
export const sourceOf = ({ n, url, fate }: Offer, now: number): Source => ({
  id: `feed${n}`,
  url,
  host: new URL(url).host,
  title: `Feed ${n}`,
  site: null,
  status: 'new',
  etag: null,
  lastModified: null,
  dueAt: now,
  intervalMs: 1_800_000,
  failures: neverRead.has(fate) && n % 2 === 0 ? earlierFailures : 0,
  failure: null,
  readAt: null,
  newAt: null,
  rhythmMs: null,
  toldAt: null,
});

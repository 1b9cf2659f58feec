/** Points in time as the operator's pages show them. Pure. */
import { createElement as h, type ReactElement } from 'react';
import { instantLabel } from '../text.ts';

const units = [
  { unit: 'day', ms: 86_400_000 },
  { unit: 'hour', ms: 3_600_000 },
  { unit: 'minute', ms: 60_000 },
] as const;

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'always' });

/** "4 minutes ago", "in 2 hours", "just now". */
const agoLabel = (at: number, now: number): string => {
  const away = at - now;
  const found = units.find(({ ms }) => Math.abs(away) >= ms);
  if (found === undefined) return away > 0 ? 'in a moment' : 'just now';
  return relative.format(Math.trunc(away / found.ms), found.unit);
};

/** How long ago, or in what time; the instant itself beside it. */
export const agoElement = (at: number, now: number): ReactElement => {
  const iso = new Date(at).toISOString();
  return h('time', { dateTime: iso, title: `${instantLabel(iso, 'UTC')} UTC` }, agoLabel(at, now));
};

/** "Wed 4 Jun, 08:00" in a zone. */
export const instantElement = (iso: string, zone: string): ReactElement =>
  h('time', { dateTime: iso }, `${instantLabel(iso, zone)}${zone === 'UTC' ? ' UTC' : ''}`);

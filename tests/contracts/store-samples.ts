/** What the contract of stores puts in, and what each Store is opened as. */
import type { Address, Briefing, Delivery, Subscription } from '../../src/model.ts';
import type { OutboxPost, Store } from '../../src/ports.ts';

export interface OpenedStore {
  /** Empty when opened. */
  readonly store: Store;
  /** Opens the same database once more, after `store` was closed; undefined where nothing outlives a close. */
  readonly again?: () => Promise<Store>;
  readonly discard?: () => Promise<void>;
}

export const address: Address = { platform: 'slack', workspace: 'T1', channel: 'C1' };

export const subscription = (id: string, change: Partial<Subscription> = {}): Subscription => ({
  id,
  address,
  topics: ['ferries'],
  time: '08:00',
  days: ['mon', 'thu'],
  zone: 'Europe/Kyiv',
  paused: false,
  createdBy: 'U1',
  createdAt: '2025-06-01T00:00:00.000Z',
  ...change,
});

export const briefing: Briefing = {
  title: 'The ferries',
  asOf: '2025-06-02',
  topic: 'ferries',
  points: [
    {
      text: 'The ferry left at noon.',
      support: 'single',
      speaker: 'The harbour master',
      citations: [{ article: 'a', start: 0, end: 23, quote: 'The ferry left at noon.', source: 1 }],
    },
  ],
  differences: [
    {
      about: 'length of the crossing',
      kind: 'duration',
      positions: [{ value: 'an hour', citations: [{ article: 'a', start: 4, end: 9, quote: 'ferry', source: 1 }] }],
    },
  ],
  updates: [],
  timeline: [{ date: '2025-06-02', precision: 'day', text: 'It left.', citations: [] }],
  ahead: [{ text: 'It comes back.', citations: [] }],
  sources: [{ n: 1, article: 'a', title: 'Ferries', publisher: 'The Example Post' }],
};

export const slot = '2025-06-02T05:00:00.000Z';
export const nextSlot = '2025-06-03T05:00:00.000Z';

export const posts = (count: number): readonly OutboxPost[] =>
  Array.from({ length: count }, (_, part) => ({ address, payload: { text: `part ${part}`, blocks: [{ part }] } }));

export const sent = (ref: string): Delivery => ({ kind: 'sent', ref });
export const failed: Delivery = { kind: 'failed', code: 'timeout', unknown: true };
export const rejected: Delivery = { kind: 'rejected', code: 'channel_not_found', fix: 'Invite the bot.' };

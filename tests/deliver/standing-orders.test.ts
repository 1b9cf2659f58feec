import { describe, expect, it } from 'vitest';
import { readStandingOrders } from '../../src/deliver/standing-orders.ts';

const topics = new Set(['swap', 'talks']);
const now = '2025-06-03T10:00:00Z';
const read = (text: string) => readStandingOrders(text, topics, now);

describe('the DIGESTS setting', () => {
  it('reads one order an entry, by line or semicolon', () => {
    const orders = read('slack:C123 08:00 weekdays Europe/Kyiv swap,talks; discord:99 7:30am\n');
    expect(orders).toMatchObject({
      kind: 'ok',
      subscriptions: [
        {
          address: { platform: 'slack', channel: 'C123' },
          time: '08:00',
          zone: 'Europe/Kyiv',
          topics: ['swap', 'talks'],
        },
        { address: { platform: 'discord', channel: '99' }, time: '07:30', zone: 'UTC', topics: [] },
      ],
    });
  });

  it('reads nothing as no orders', () => {
    expect(read(' ; ')).toEqual({ kind: 'ok', subscriptions: [] });
  });

  it('names every problem at once, each with its entry', () => {
    const orders = read(
      'C123 08:00;slack:C1 25:00;slack:C2 08:00 Europe/Nowhere;slack:C3 08:00 nope;slack:C4 08:00;slack:C4 8am',
    );
    if (orders.kind === 'ok') throw new Error('they were taken');
    expect(orders.problems).toEqual([
      expect.stringContaining('PLATFORM:CHANNEL'),
      expect.stringContaining('25:00'),
      expect.stringContaining('Europe/Nowhere'),
      expect.stringContaining('no topic nope; there are swap, talks'),
      expect.stringContaining('another digest at 08:00'),
    ]);
  });

  it("keeps an order's identity when its topics change", () => {
    const id = (text: string) => {
      const orders = read(text);
      return orders.kind === 'ok' ? orders.subscriptions[0]?.id : undefined;
    };
    expect(id('slack:C1 08:00 swap')).toBe(id('slack:C1 08:00 talks'));
    expect(id('slack:C1 08:00 swap')).not.toBe(id('slack:C1 09:00 swap'));
  });
});

import type { Subscription } from '../../model.ts';
import { digestOrder, everyDay } from '../../schedule.ts';
import { topicsFor } from '../topics.ts';
import type { Verb } from '../verb.ts';
import { standsIn } from './follow.ts';

/** `/news now`: the channel's next digest as it would be this minute. It moves nothing. */
export const nowVerb: Verb = {
  name: 'now',
  usage: 'now',
  summary: 'a preview of the next digest; the real one still comes',
  manages: false,
  parameters: [],
  run: async (request) => {
    const { desk, store, clock, command } = request;
    const to = new Date(clock.now()).toISOString();
    const held = (await store.subscriptions.list()).find((each) => standsIn(each, command.address));
    const preview: Subscription = held ?? {
      id: '',
      address: command.address,
      topics: [],
      time: '08:00',
      days: everyDay,
      zone: command.person.zone ?? 'UTC',
      paused: false,
      createdBy: command.person.id,
      createdAt: to,
    };
    const from = held === undefined ? null : ((await store.subscriptions.covered(held.id)) ?? null);
    const told = await store.subscriptions.told(command.address);
    const order = digestOrder(preview, await topicsFor(request, command.address), { from, to, told });
    return { kind: 'digest', digest: await desk.digest({ ...order, title: 'Digest preview' }) };
  },
};

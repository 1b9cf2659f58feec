import type { Subscription } from '../../model.ts';
import { everyDay } from '../../schedule.ts';
import { briefingActions } from '../actions.ts';
import { preview } from '../preview.ts';
import { topicsFor } from '../topics.ts';
import type { Verb } from '../verb.ts';
import { standsIn } from './follow.ts';

/** `/news now`: the channel's next digest, or that of the top stories where it follows nothing. */
export const nowVerb: Verb = {
  name: 'now',
  usage: 'now',
  summary: 'a preview of the next digest; the real one still comes',
  manages: false,
  parameters: [],
  run: async (request) => {
    const { store, clock, command } = request;
    const held = (await store.subscriptions.list()).find((each) => standsIn(each, command.address));
    const subscription: Subscription = held ?? {
      id: '',
      address: command.address,
      topics: [],
      time: '08:00',
      days: everyDay,
      zone: command.person.zone ?? 'UTC',
      paused: false,
      createdBy: command.person.id,
      createdAt: new Date(clock.now()).toISOString(),
    };
    const digest = await preview(request, subscription, await topicsFor(request, command.address));
    return { kind: 'digest', digest, actions: briefingActions(digest.briefing) };
  },
};

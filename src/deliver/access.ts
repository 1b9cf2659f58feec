/** Access to a channel, lost and found: noted on the Subscription, and told once to the person who made it. Nothing is deleted. */
import type { Delivery, Subscription } from '../model.ts';
import type { OutboxEntry } from '../ports.ts';
import { describeSchedule, operator } from '../schedule.ts';
import type { SendServices } from './services.ts';

const tell = async (
  { platforms, log }: SendServices,
  subscription: Subscription,
  { code, fix }: { readonly code: string; readonly fix: string },
): Promise<void> => {
  const { address, createdBy, id } = subscription;
  const platform = platforms.get(address.platform);
  if (createdBy === operator || platform?.tell === undefined) {
    log.error('a channel cannot be posted to; its digests wait until it can', { subscription: id, code, fix });
    return;
  }
  const { parent } = platform.render({
    kind: 'notice',
    notice: {
      tone: 'refusal',
      title: 'I cannot post a digest that you asked for.',
      lines: [
        `It is the one at ${describeSchedule(subscription)}; the reason is "${code}".`,
        'Nothing is lost: it comes again, with all that it missed, once I can post there.',
      ],
      fix,
    },
  });
  const lost = (reason: Readonly<Record<string, unknown>>): void =>
    log.error('nobody could be told that a channel is lost', { subscription: id, code, fix, ...reason });
  try {
    const told = await platform.tell(createdBy, parent, `refused/${id}/${code}`);
    if (told.kind !== 'sent') lost({ told: told.kind });
  } catch (error) {
    // The posts behind this one are not held up by it.
    lost({ err: error });
  }
};

/** Takes down what became of a digest's first post: the rest of its thread hangs on it. */
export const noteAccess = async (services: SendServices, entry: OutboxEntry, delivery: Delivery): Promise<void> => {
  if (entry.part !== 0) return;
  const { store, clock } = services;
  const { subscriptions } = store;
  if (delivery.kind === 'sent') await subscriptions.refuse(entry.subscription, null);
  if (delivery.kind !== 'rejected') return;
  const { code, fix } = delivery;
  const since = new Date(clock.now()).toISOString();
  const first = await subscriptions.refuse(entry.subscription, { code, fix, since });
  if (first !== undefined) await tell(services, first, delivery);
};

/** Access to a channel, lost and found: noted on the Subscription, and told once to the person who made it. Nothing is deleted. */
import type { Delivery, Subscription } from '../model.ts';
import type { OutboxEntry, OutboxPost, Platform } from '../ports.ts';
import { describeSchedule, operator } from '../schedule.ts';
import type { SendServices } from './services.ts';

type Refusal = { readonly code: string; readonly fix: string };

/** The word to the person, as a post of the outbox; undefined where there is nobody, or no way to tell them. */
const wordTo = (
  platform: Platform | undefined,
  subscription: Subscription,
  { code, fix }: Refusal,
): OutboxPost | undefined => {
  const { address, createdBy } = subscription;
  if (createdBy === operator || platform?.tell === undefined) return undefined;
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
  const { platform: name, workspace } = address;
  return { address: { platform: name, workspace, channel: createdBy, person: createdBy }, payload: parent };
};

/**
 * Takes down what became of a digest's first post: the rest of its thread hangs on it. To be called before the post is
 * settled: a crash between the two then has it refused once more, and not forgotten.
 */
export const noteAccess = async (services: SendServices, entry: OutboxEntry, delivery: Delivery): Promise<void> => {
  if (entry.part !== 0 || entry.address.person !== undefined) return;
  const { store, clock, platforms, log } = services;
  const { subscriptions } = store;
  if (delivery.kind === 'sent') await subscriptions.refuse(entry.subscription, null);
  if (delivery.kind !== 'rejected') return;
  const { code, fix } = delivery;
  const since = new Date(clock.now()).toISOString();
  let told = false;
  const first = await subscriptions.refuse(entry.subscription, { code, fix, since }, (subscription) => {
    const word = wordTo(platforms.get(subscription.address.platform), subscription, delivery);
    told = word !== undefined;
    return word;
  });
  if (first !== undefined && !told)
    log.error('a channel cannot be posted to; its digests wait until it can', { subscription: first.id, code, fix });
};

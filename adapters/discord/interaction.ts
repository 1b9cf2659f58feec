/** The answers to one interaction: acknowledged at once, filled in when the engine is done, followed up in place. */
import { type APIModalInteractionResponseCallbackData, InteractionResponseType, Routes } from 'discord.js';
import { z } from 'zod';
import type { Delivery } from '../../src/model.ts';
import type { Log, Payload } from '../../src/ports.ts';
import { codeOf, deliveryOf, discordCode } from './delivery.ts';
import { errorFields } from './log.ts';
import type { Requests } from './pace.ts';
import type { WithPicture } from './pictures.ts';
import { ephemeralFlag } from './render/message.ts';

export interface InteractionRef {
  readonly id: string;
  readonly token: string;
  readonly applicationId: string;
}

/** "Thinking ..." for everybody or for the asker alone, or nothing to be seen: the message that was pressed stays. */
export type Acknowledgement = 'everybody' | 'asker' | 'unseen';

export interface Responder {
  /** False when somebody else answers or it is too late. */
  acknowledge(how: Acknowledgement): Promise<boolean>;
  /** Opens a form, in place of an acknowledgement. False as there. */
  open(form: APIModalInteractionResponseCallbackData): Promise<boolean>;
  /** Puts the answer where the placeholder stands, or the message that was pressed; both are seen by the same people. */
  fill(payload: Payload): Promise<Delivery>;
  /** Takes the placeholder away, so that the answer can have another audience. False when Discord keeps it. */
  withdraw(): Promise<boolean>;
  /** One more message under the first. */
  follow(payload: Payload, privately: boolean): Promise<Delivery>;
}

const sentMessage = z.object({ id: z.string() });

const wireBody = (payload: Payload): Payload => {
  const { thread_name: _, flags: __, ...body } = payload;
  return { ...body, allowed_mentions: { parse: [] } };
};

const first = (how: Acknowledgement): Payload => {
  if (how === 'unseen') return { type: InteractionResponseType.DeferredMessageUpdate };
  return {
    type: InteractionResponseType.DeferredChannelMessageWithSource,
    ...(how === 'asker' ? { data: { flags: ephemeralFlag } } : {}),
  };
};

export const createResponder = (
  rest: Requests,
  interaction: InteractionRef,
  log: Log,
  botToken: string,
  withPicture: WithPicture,
): Responder => {
  const { id, token, applicationId } = interaction;
  const original = Routes.webhookMessage(applicationId, token, '@original');
  const hook = Routes.webhook(applicationId, token);

  const delivered = async (request: Promise<unknown>): Promise<Delivery> => {
    try {
      return { kind: 'sent', ref: sentMessage.parse(await request).id };
    } catch (error) {
      log.warn('Discord did not take an answer', errorFields(error, botToken));
      return deliveryOf(error, () => 'Give Crosswire\'s role "View Channel" in this channel.');
    }
  };

  /** The first answer, of which an interaction takes one. */
  const respond = async (body: Payload): Promise<boolean> => {
    let lost = false;
    for (let attempt = 0; attempt < 2; attempt += 1) {
      try {
        await rest.post(Routes.interactionCallback(id, token), { auth: false, body });
        return true;
      } catch (error) {
        const code = codeOf(error);
        // Our own first attempt arrived, and its answer was lost on the way.
        if (code === discordCode.alreadyAcknowledged && lost) return true;
        if (code === discordCode.alreadyAcknowledged || code === discordCode.unknownInteraction) {
          log.warn('an interaction was answered elsewhere, or came too late', errorFields(error, botToken));
          return false;
        }
        log.warn('an interaction could not be acknowledged', errorFields(error, botToken));
        lost = true;
      }
    }
    return false;
  };

  return {
    acknowledge: (how) => respond(first(how)),
    open: (form) => respond({ type: InteractionResponseType.Modal, data: form }),
    fill: (payload) =>
      // What stood there before is replaced, its controls and its picture too.
      delivered(
        withPicture(wireBody(payload), ({ body, ...files }) =>
          rest.patch(original, { auth: false, body: { components: [], attachments: [], ...body }, ...files }),
        ),
      ),
    withdraw: async () => {
      try {
        await rest.delete(original, { auth: false });
        return true;
      } catch (error) {
        log.debug('a placeholder could not be taken away', errorFields(error, botToken));
        return false;
      }
    },
    follow: (payload, privately) =>
      delivered(
        withPicture({ ...wireBody(payload), ...(privately ? { flags: ephemeralFlag } : {}) }, (wire) =>
          rest.post(hook, { auth: false, ...wire }),
        ),
      ),
  };
};

/** A pressed button, or a chosen entry of a menu: the Command that it stands for, by whoever pressed it. */
import type { App, BlockAction } from '@slack/bolt';
import { z } from 'zod';
import type { Address } from '../../src/model.ts';
import type { Log } from '../../src/ports.ts';
import type { Asked } from './answering.ts';
import { answerAtHome, answerTo } from './conversation.ts';
import { homeAddress } from './home.ts';
import { ACTION_PREFIX, CARD_ROW, type Press, readPress } from './render/actions.ts';
import type { Running } from './running.ts';
import type { Whispers } from './whisper.ts';

const NEWS = 'news';

/** What is read of the message that was pressed. The asker's own are not handed over, only described. */
const containerShape = z.object({
  is_ephemeral: z.boolean().optional(),
  message_ts: z.string().optional(),
  thread_ts: z.string().optional(),
});
const pressShape = z.object({
  block_id: z.string(),
  value: z.string().optional(),
  selected_option: z.object({ value: z.string() }).optional(),
});
const messageShape = z.object({ ts: z.string(), thread_ts: z.string().optional() });

/** In which thread the message that was pressed stands, and which one its buttons are about. */
const threadsOf = (body: BlockAction, blockId: string): { readonly standsIn?: string; readonly about?: string } => {
  const container = containerShape.safeParse(body.container);
  const message = messageShape.safeParse(body.message);
  const ts = message.success ? message.data.ts : container.data?.message_ts;
  const thread = (message.success ? message.data.thread_ts : undefined) ?? container.data?.thread_ts;
  // The message above a thread carries the thread's own mark as soon as there are replies.
  const standsIn = thread === ts ? undefined : thread;
  const about = standsIn ?? (blockId === CARD_ROW && container.data?.is_ephemeral !== true ? ts : undefined);
  return { ...(standsIn !== undefined && { standsIn }), ...(about !== undefined && { about }) };
};

const pressedIn = (
  body: BlockAction,
  press: Press,
  blockId: string,
  place: { readonly workspace: string; readonly channel: string },
  whispers: Whispers,
): Asked => {
  const { standsIn, about } = threadsOf(body, blockId);
  const thread = press.thread ?? about;
  const channel: Address = { platform: 'slack', ...place };
  const where: Address = standsIn === undefined ? channel : { ...channel, thread: standsIn };
  const alone = containerShape.safeParse(body.container).data?.is_ephemeral === true;
  return {
    id: body.trigger_id,
    address: thread === undefined ? channel : { ...channel, thread },
    user: body.user.id,
    name: NEWS,
    text: press.text,
    trigger: body.trigger_id,
    responseUrl: body.response_url,
    whisper: whispers.respond(body.response_url, where, body.user.id, alone),
  };
};

export const listenForButtons = (app: App, running: Running, whispers: Whispers, log: Log): void => {
  app.action(new RegExp(`^${ACTION_PREFIX}`, 'u'), ({ body, action, context: { teamId } }) => {
    const context = running.current();
    const pressed = pressShape.safeParse(action);
    if (context === undefined || body.type !== 'block_actions' || !pressed.success) return Promise.resolve();
    const press = readPress(pressed.data.value ?? pressed.data.selected_option?.value);
    const workspace = teamId ?? body.team?.id;
    if (press === undefined || workspace === undefined) {
      log.warn('A button was pressed that says nothing');
      return Promise.resolve();
    }
    const { channel, user, trigger_id: trigger } = body;
    if (channel !== undefined) {
      const asked = pressedIn(body, press, pressed.data.block_id, { workspace, channel: channel.id }, whispers);
      void running.track(answerTo(context, asked));
      return Promise.resolve();
    }
    const address = homeAddress(workspace, user.id);
    const whisper = whispers.direct(address);
    const asked: Asked = { id: trigger, address, user: user.id, name: NEWS, text: press.text, trigger, whisper };
    void running.track(answerAtHome(context, asked));
    return Promise.resolve();
  });
};

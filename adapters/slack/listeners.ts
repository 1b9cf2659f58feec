/** What the SDK hands in -> what was asked, by whom, and where. */
import type { App } from '@slack/bolt';
import type { Address } from '../../src/model.ts';
import type { Log } from '../../src/ports.ts';
import type { Asked } from './answering.ts';
import { askedText, once, typedText } from './inbound.ts';
import type { Whispers } from './whisper.ts';

/** Events remembered against a second delivery: far more than Slack repeats within its 5 minutes. */
const REMEMBERED = 10_000;

/** A question in a thread or in direct messages has no verb of its own. */
const QUESTION = 'ask';

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** First of all: acknowledge, whatever comes after. An engine at work must never cost Slack's 3 seconds. */
const acknowledge = (app: App, log: Log): void => {
  const isNew = once(REMEMBERED);
  app.use(async (args) => {
    try {
      // Events are acknowledged by the SDK itself; `ack` is there for all else.
      if ('ack' in args && typeof args.ack === 'function') await args.ack();
    } catch (error) {
      log.warn('An acknowledgement came too late', { reason: reasonOf(error) });
    }
    const { body } = args;
    const id = 'event_id' in body ? body.event_id : 'trigger_id' in body ? body.trigger_id : undefined;
    if (typeof id === 'string' && !isNew(id)) log.debug('Slack sent something again; it is dropped', { id });
    else await args.next();
  });
  // What still escapes ends here: the SDK would make it an unhandled rejection.
  app.error((error) => {
    log.error('Slack handed in something that could not be handled', { code: error.code, reason: error.message });
    return Promise.resolve();
  });
};

/** Slash commands of any name: those that are not ours are refused by whoever answers, with the nearest one. */
const slashCommands = (app: App, whispers: Whispers, handle: (asked: Asked) => void): void => {
  app.command(/^\/./u, ({ command }) => {
    const address: Address = { platform: 'slack', workspace: command.team_id, channel: command.channel_id };
    handle({
      id: command.trigger_id,
      address,
      user: command.user_id,
      name: command.command.slice(1),
      text: typedText(command.text),
      whisper: whispers.respond(command.response_url, address, command.user_id),
    });
    return Promise.resolve();
  });
};

/** "@Crosswire how long?": a question, about the Briefing above it when it is put in its thread. */
const mentions = (app: App, whispers: Whispers, handle: (asked: Asked) => void): void => {
  app.event('app_mention', ({ event, context, body }) => {
    const { user, thread_ts: thread } = event;
    if (user === undefined || event.bot_id !== undefined) return Promise.resolve();
    const address: Address = {
      platform: 'slack',
      workspace: context.teamId ?? body.team_id,
      channel: event.channel,
      ...(thread !== undefined && { thread }),
    };
    handle({
      id: body.event_id,
      address,
      user,
      name: QUESTION,
      text: askedText(event.text, context.botUserId),
      under: thread ?? event.ts,
      whisper: whispers.ephemeral(address, user),
    });
    return Promise.resolve();
  });
};

const directMessages = (app: App, whispers: Whispers, handle: (asked: Asked) => void): void => {
  app.message(({ message, context, body }) => {
    // Edits, joins, uploads and the words of other bots are no questions.
    if (message.channel_type !== 'im' || message.subtype !== undefined || message.bot_id !== undefined)
      return Promise.resolve();
    const text = askedText(message.text ?? '', context.botUserId);
    if (text === '') return Promise.resolve();
    const address: Address = {
      platform: 'slack',
      workspace: context.teamId ?? body.team_id,
      channel: message.channel,
      ...(message.thread_ts !== undefined && { thread: message.thread_ts }),
    };
    handle({
      id: body.event_id,
      address,
      user: message.user,
      name: QUESTION,
      text,
      whisper: whispers.direct(address),
    });
    return Promise.resolve();
  });
};

export const listen = (app: App, whispers: Whispers, log: Log, handle: (asked: Asked) => void): void => {
  acknowledge(app, log);
  slashCommands(app, whispers, handle);
  mentions(app, whispers, handle);
  directMessages(app, whispers, handle);
};

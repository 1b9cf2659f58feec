/** What the SDK hands in -> what was asked, by whom, and where. */
import type { App } from '@slack/bolt';
import type { Address } from '../../src/model.ts';
import type { Clock, Log, Suggest } from '../../src/ports.ts';
import { type Arrive, acknowledge } from './acknowledge.ts';
import type { Asked } from './answering.ts';
import { listenForArrivals } from './arrivals.ts';
import { listenForMessagesOpened, type SuggestedQuestions, withStatus } from './assistant.ts';
import { listenForButtons } from './buttons.ts';
import type { ClientFor } from './clients.ts';
import { answerTo } from './conversation.ts';
import { listenForForms } from './forms.ts';
import { listenForHomes } from './home.ts';
import { askedText, typedText } from './inbound.ts';
import type { Running } from './running.ts';
import { listenForSuggestions } from './suggestions.ts';
import type { Whispers } from './whisper.ts';

/** A question in a thread or in direct messages has no verb of its own. */
const QUESTION = 'ask';

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

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
      trigger: command.trigger_id,
      responseUrl: command.response_url,
      whisper: whispers.respond(command.response_url, address, command.user_id),
    });
    return Promise.resolve();
  });
};

/** "@Crosswire how long?": a question, about the Briefing above it when it is put in its thread; else it begins one. */
const mentions = (app: App, whispers: Whispers, handle: (asked: Asked) => void): void => {
  app.event('app_mention', ({ event, context, body }) => {
    const { user, thread_ts: thread, ts } = event;
    if (user === undefined || event.bot_id !== undefined) return Promise.resolve();
    const channel: Address = {
      platform: 'slack',
      workspace: context.teamId ?? body.team_id,
      channel: event.channel,
    };
    handle({
      id: body.event_id,
      address: { ...channel, thread: thread ?? ts },
      user,
      name: QUESTION,
      text: askedText(event.text, context.botUserId),
      // A thread that has only begun does not show what one person alone is told in it.
      whisper: whispers.ephemeral(thread === undefined ? channel : { ...channel, thread }, user),
    });
    return Promise.resolve();
  });
};

/** Each message begins a thread of its own, where the answer and further questions stand: so they are shown there. */
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
      thread: message.thread_ts ?? message.ts,
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

/** The app was removed from a workspace, or its token was taken back: whichever is told first. */
const endings = (app: App, ended: (workspace: string) => Promise<void>, log: Log): void => {
  const end = async (workspace: string): Promise<void> => {
    await ended(workspace).catch((error: unknown) =>
      log.error('An installation could not be ended', { workspace, reason: reasonOf(error) }),
    );
  };
  app.event('app_uninstalled', ({ body }) => end(body.team_id));
  app.event('tokens_revoked', ({ event, body }) =>
    (event.tokens.bot ?? []).length > 0 ? end(body.team_id) : Promise.resolve(),
  );
};

interface Listening {
  readonly running: Running;
  readonly whispers: Whispers;
  readonly clientFor: ClientFor;
  readonly clock: Clock;
  readonly log: Log;
  readonly suggest: Suggest | undefined;
  readonly suggestedQuestions: SuggestedQuestions | undefined;
  readonly arrive: Arrive | undefined;
  /** What happens when a workspace removes the app; undefined where there is one token and one workspace. */
  readonly ended: ((workspace: string) => Promise<void>) | undefined;
}

export const listen = (app: App, listening: Listening): void => {
  const { running, whispers, clientFor, clock, log, suggest, suggestedQuestions, arrive, ended } = listening;
  const handle = (asked: Asked): void => {
    const context = running.current();
    if (context !== undefined) void running.track(answerTo(context, asked));
  };
  const handleDirect = (asked: Asked): void => {
    const context = running.current();
    if (context !== undefined) void running.track(withStatus(clientFor, asked.address, log, answerTo(context, asked)));
  };
  acknowledge(app, arrive, log);
  slashCommands(app, whispers, handle);
  mentions(app, whispers, handle);
  directMessages(app, whispers, handleDirect);
  listenForButtons(app, running, whispers, log);
  listenForForms(app, running, whispers);
  listenForHomes(app, running, whispers);
  listenForArrivals(app, running, whispers);
  if (ended !== undefined) endings(app, ended, log);
  if (suggest !== undefined) listenForSuggestions(app, suggest, clock, log);
  if (suggestedQuestions !== undefined) listenForMessagesOpened(app, suggestedQuestions, clientFor, log);
};

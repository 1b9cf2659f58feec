/** The bot was added to a channel: it says once what it does, and is quiet after that. */
import type { App } from '@slack/bolt';
import type { Address } from '../../src/model.ts';
import { type Answering, type Asked, answerOf, guarded, postAll, whisperNotice } from './answering.ts';
import type { Running } from './running.ts';
import type { Whispers } from './whisper.ts';

const WELCOME = 'welcome';

/**
 * The key of the post is the channel's: a second delivery of the event, in this process or after a restart, finds the
 * post standing there (the key travels with it as metadata) and posts nothing. What Slack refuses is told to whoever
 * added the bot, at once.
 */
const greet = async (context: Answering, asked: Asked): Promise<void> => {
  const answer = await answerOf(context, asked);
  const trouble = await postAll(context, asked, answer, true);
  if (trouble !== undefined) await whisperNotice(context, asked, trouble);
};

export const listenForArrivals = (app: App, running: Running, whispers: Whispers): void => {
  app.event('member_joined_channel', ({ event, context: { botUserId, teamId }, body }) => {
    const context = running.current();
    if (context === undefined || botUserId === undefined || event.user !== botUserId) return Promise.resolve();
    const workspace = teamId ?? body.team_id;
    const address: Address = { platform: 'slack', workspace, channel: event.channel };
    context.channels.forget(address);
    const user = event.inviter ?? event.user;
    const asked: Asked = {
      id: `${WELCOME}:${event.channel}`,
      address,
      user,
      name: WELCOME,
      text: '',
      whisper: whispers.direct({ platform: 'slack', workspace, channel: user }),
    };
    void running.track(guarded(context, asked, () => greet(context, asked)));
    return Promise.resolve();
  });
};

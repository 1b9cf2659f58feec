/** The app's messages: questions that it can answer, offered as they are opened, and a status while one is answered. */
import type { App } from '@slack/bolt';
import type { Address } from '../../src/model.ts';
import type { Log } from '../../src/ports.ts';
import { type ClientFor, clientOf } from './clients.ts';
import { codeOf } from './failures.ts';
import { PROMPTS } from './limits.ts';

/** Questions that the desk can answer just now, best first. */
export type SuggestedQuestions = (workspace: string) => Promise<readonly string[]>;

const reasonOf = (error: unknown): string =>
  codeOf(error) === 'unexpected' && error instanceof Error ? error.message : codeOf(error);

/**
 * Offered each time the messages are opened. Without the mark of a thread: in the agent's messages a call with one is
 * taken and does nothing (assistant.threads.setSuggestedPrompts).
 */
export const listenForMessagesOpened = (
  app: App,
  suggested: SuggestedQuestions,
  clientFor: ClientFor,
  log: Log,
): void => {
  app.event('app_home_opened', async ({ event, context: { teamId }, body }) => {
    if (event.tab !== 'messages') return;
    const workspace = teamId ?? body.team_id;
    try {
      const [first, ...rest] = (await suggested(workspace)).slice(0, PROMPTS);
      if (first === undefined) return;
      const prompts = [first, ...rest].map((question) => ({ title: question, message: question }));
      const client = await clientOf(clientFor, workspace);
      await client.assistant.threads.setSuggestedPrompts({ channel_id: event.channel, prompts });
    } catch (error) {
      log.warn('Questions could not be offered', { reason: reasonOf(error) });
    }
  });
};

const STATUS = 'is reading the sources…';

/**
 * Shows a status while `work` is done, which never waits for it. Slack takes the status away with the next post; only
 * one that came late is taken away here.
 */
export const withStatus = async (
  clientFor: ClientFor,
  { workspace, channel, thread }: Address,
  log: Log,
  work: Promise<void>,
): Promise<void> => {
  if (thread === undefined) return work;
  let done = false;
  const set = async (status: string): Promise<void> => {
    const client = await clientOf(clientFor, workspace);
    await client.assistant.threads.setStatus({ channel_id: channel, thread_ts: thread, status });
  };
  const showing = set(STATUS)
    .then(() => (done ? set('') : undefined))
    .catch((error: unknown) => log.debug('No status was shown', { reason: reasonOf(error) }));
  await work;
  done = true;
  await showing;
};

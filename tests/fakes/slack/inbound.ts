/** The bodies that Slack hands to an app, and the signature that goes with them over HTTP. */
import { createHmac } from 'node:crypto';
import { ids } from './workspace.ts';

export interface Slash {
  /** With its slash. */
  readonly command: string;
  readonly text: string;
  readonly user?: string;
  readonly channel?: string;
  readonly team?: string;
}

/** Slack escapes the three characters in all text that it hands on. */
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

export const slashBody = (slash: Slash, responseUrl: string, trigger: string): Readonly<Record<string, string>> => ({
  token: 'deprecated',
  team_id: slash.team ?? ids.team,
  team_domain: 'fake',
  channel_id: slash.channel ?? ids.channel,
  channel_name: 'news',
  user_id: slash.user ?? ids.admin,
  user_name: 'asker',
  command: slash.command,
  text: escaped(slash.text),
  api_app_id: ids.app,
  is_enterprise_install: 'false',
  response_url: responseUrl,
  trigger_id: trigger,
});

export type EventFields = Readonly<Record<string, unknown>> & { readonly type: string };

export const eventBody = (
  event: EventFields,
  eventId: string,
  team: string = ids.team,
): Readonly<Record<string, unknown>> => ({
  token: 'deprecated',
  team_id: team,
  api_app_id: ids.app,
  event,
  type: 'event_callback',
  event_id: eventId,
  event_time: 1_750_000_000,
  authorizations: [{ enterprise_id: null, team_id: team, user_id: ids.botUser, is_bot: true }],
});

/** `v0=` and the HMAC-SHA256 of `v0:TIMESTAMP:BODY`. */
export const signature = (secret: string, timestamp: string, body: string): string =>
  `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;

/** What Slack's refusals mean, in words and with what to do: for a Delivery, and for a start that fails. */
import { webApi } from '@slack/bolt';
import { CrosswireError } from '../../src/errors.ts';
import type { Delivery } from '../../src/model.ts';

/** For a channel that the bot cannot see. */
export const invite = 'invite the bot to the channel with /invite @Crosswire, then try again';
const token = 'copy the Bot User OAuth Token (xoxb-…) from OAuth & Permissions into SLACK_BOT_TOKEN and start again';
const report = 'this is a fault of Crosswire: please report it with this code';
const locked = 'ask a workspace admin to let the bot post in this channel';

/** Errors of chat.postMessage and its kin that will not pass by themselves. */
const fixes: Readonly<Record<string, string>> = {
  not_in_channel: invite,
  // What Slack says of a private channel that the bot is not in, too.
  channel_not_found: `check the channel's id; if it is private, ${invite}`,
  is_archived: 'unarchive the channel, or follow the topic in another one',
  user_not_in_channel: 'join the channel, then try again',
  thread_not_found: 'the thread is gone: ask again in the channel',
  message_not_found: 'the thread is gone: ask again in the channel',
  cannot_reply_to_message: 'this message takes no thread: ask again in the channel',
  restricted_action: locked,
  restricted_action_read_only_channel: locked,
  restricted_action_thread_only_channel: locked,
  restricted_action_non_threadable_channel: locked,
  restricted_action_thread_locked: locked,
  team_access_not_granted: locked,
  no_permission: locked,
  ekm_access_denied: locked,
  access_denied: locked,
  user_is_restricted: locked,
  enterprise_is_restricted: locked,
  is_inactive: 'this conversation is frozen: follow the topic in another channel',
  messages_tab_disabled: 'turn on the Messages Tab under App Home, so that people can be written to',
  missing_scope:
    'add the missing scope under OAuth & Permissions (crosswire manifest slack lists them all) and reinstall the app',
  not_authed: token,
  invalid_auth: token,
  account_inactive: token,
  token_revoked: token,
  token_expired: token,
  not_allowed_token_type: token,
  invalid_blocks: report,
  invalid_blocks_format: report,
  msg_blocks_too_long: report,
  msg_too_long: report,
  no_text: report,
  invalid_arguments: report,
  invalid_metadata_format: report,
  metadata_too_large: report,
};

/** Slack's own troubles: the call may have been carried out all the same. */
const troubles = new Set([
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'team_added_to_org',
]);

/** What passes, and has posted nothing. */
const passing = new Set(['org_login_required', 'external_channel_migrating']);

const throttled = new Set(['ratelimited', 'rate_limited', 'message_limit_exceeded']);

/** What Slack asks for when it does not say how long. */
const DEFAULT_RETRY_MS = 30_000;

/** Nothing went out on these: the address was not found, or nobody listened there. */
const neverLeft = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
  'ENETUNREACH',
  'EHOSTUNREACH',
]);

/** The code of a network failure, which the SDK and fetch wrap twice. */
const networkCode = (error: unknown, depth = 0): string | undefined => {
  if (typeof error !== 'object' || error === null || depth > 4) return undefined;
  if ('code' in error && typeof error.code === 'string' && !error.code.startsWith('slack_')) return error.code;
  const inner = 'original' in error ? error.original : 'cause' in error ? error.cause : undefined;
  return networkCode(inner, depth + 1);
};

/** The stable code of an error of the SDK: Slack's own where it gave one. */
export const codeOf = (error: unknown): string => {
  if (error instanceof webApi.WebAPIPlatformError) return error.data.error;
  if (error instanceof webApi.WebAPIRateLimitedError) return 'ratelimited';
  if (error instanceof webApi.WebAPIHTTPError) return `http_${error.statusCode}`;
  if (error instanceof webApi.WebAPIRequestError) return networkCode(error)?.toLowerCase() ?? 'network';
  return 'unexpected';
};

/** What to do about a code that will not pass by itself. */
const fixFor = (code: string): string =>
  fixes[code] ?? `look up "${code}" at https://docs.slack.dev/reference/methods/chat.postMessage`;

/** Slack names the scope that a call would have needed. */
const missingScope = ({ data }: webApi.WebAPIPlatformError): string | undefined =>
  data.error === 'missing_scope' && 'needed' in data && typeof data.needed === 'string'
    ? `add the scope ${data.needed} under OAuth & Permissions (crosswire manifest slack lists them all) and reinstall the app`
    : undefined;

/** An error of the SDK as a Delivery. Throws what is not one: that is a bug. */
export const deliveryOf = (error: unknown): Delivery => {
  const code = codeOf(error);
  if (error instanceof webApi.WebAPIRateLimitedError)
    return { kind: 'rate-limited', code, retryAfterMs: error.retryAfter * 1000 };
  if (error instanceof webApi.WebAPIPlatformError) {
    const after = error.data.response_metadata?.retryAfter;
    if (throttled.has(code))
      return { kind: 'rate-limited', code, retryAfterMs: after === undefined ? DEFAULT_RETRY_MS : after * 1000 };
    if (troubles.has(code) || passing.has(code)) return { kind: 'failed', code, unknown: troubles.has(code) };
    return { kind: 'rejected', code, fix: missingScope(error) ?? fixFor(code) };
  }
  if (error instanceof webApi.WebAPIHTTPError) return { kind: 'failed', code, unknown: error.statusCode >= 500 };
  if (error instanceof webApi.WebAPIRequestError)
    return { kind: 'failed', code, unknown: !neverLeft.has(networkCode(error) ?? '') };
  // A 429 without a usable Retry-After reaches us as a bare Error: nothing was posted.
  if (error instanceof Error && error.message.startsWith('Retry header'))
    return { kind: 'rate-limited', code: 'ratelimited', retryAfterMs: DEFAULT_RETRY_MS };
  throw error;
};

/** Why Slack could not be connected to. `which` is the setting that holds the token that was used. */
export const startFailure = (
  error: unknown,
  which: 'SLACK_BOT_TOKEN' | 'SLACK_APP_TOKEN' | 'SLACK_CLIENT_ID',
  redact: (text: string) => string,
): CrosswireError => {
  const code = codeOf(error);
  // The SDK's error can hold headers and bodies: only its redacted message goes on.
  const cause = new Error(redact(error instanceof Error ? error.message : String(error)));
  if (!(error instanceof webApi.WebAPIPlatformError))
    return new CrosswireError(
      'platform',
      `Slack cannot be reached (${code}).`,
      'check the network, a proxy in the way, and SLACK_API_URL if it is set; https://slack-status.com says whether Slack is down',
      { cause },
    );
  const fix =
    which === 'SLACK_APP_TOKEN'
      ? 'make an app-level token (xapp-…) with the scope connections:write under Basic Information, put it into SLACK_APP_TOKEN and start again'
      : fixFor(code);
  return new CrosswireError('platform', `Slack does not accept ${which} (${code}).`, fix, { cause });
};

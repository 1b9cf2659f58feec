/** The Web API methods that Crosswire uses, as strict as the documents say the real ones are. */
import { blocksProblem } from './blocks.ts';
import { type Channel, ids, type Message, type Workspace } from './workspace.ts';

/** The form fields of a call, as strings. */
export type Args = Readonly<Record<string, string>>;
export type Result = { readonly ok: boolean; readonly [key: string]: unknown };

const no = (error: string, more: Readonly<Record<string, unknown>> = {}): Result => ({ ok: false, error, ...more });

const needs = (workspace: Workspace, scope: string): Result | undefined => {
  workspace.scopesUsed.add(scope);
  return workspace.scopes.has(scope)
    ? undefined
    : no('missing_scope', { needed: scope, provided: [...workspace.scopes].join(',') });
};

/** A private channel that the bot is not in does not exist for it. */
const channelFor = (workspace: Workspace, id: string | undefined): Channel | Result => {
  // A person's id stands for the direct messages with them.
  const direct = [...workspace.channels.values()].find(({ kind }) => kind === 'im');
  const channel = workspace.users.has(id ?? '') ? direct : workspace.channels.get(id ?? '');
  if (channel === undefined) return no('channel_not_found');
  if (!channel.botIsMember) return no(channel.kind === 'public' ? 'not_in_channel' : 'channel_not_found');
  return channel;
};

const isResult = (value: Channel | Result): value is Result => 'ok' in value;

const metadataOf = (json: string | undefined): Message['metadata'] | Result => {
  if (json === undefined) return undefined;
  if (json.length > 16_384) return no('metadata_too_large');
  try {
    const value: unknown = JSON.parse(json);
    if (typeof value === 'object' && value !== null && 'event_type' in value && 'event_payload' in value) {
      const { event_type, event_payload } = value;
      if (typeof event_type === 'string' && typeof event_payload === 'object' && event_payload !== null)
        return { event_type, event_payload: { ...event_payload } };
    }
  } catch {
    // Falls through: not JSON is the same mistake.
  }
  return no('invalid_metadata_format');
};

const contentProblem = (args: Args): Result | undefined => {
  if ((args.text ?? '') === '' && args.blocks === undefined) return no('no_text');
  if ((args.text ?? '').length > 40_000) return no('msg_too_long');
  if (args.blocks === undefined) return undefined;
  const problem = blocksProblem(args.blocks);
  return problem && no(problem.error, { response_metadata: { messages: [`[ERROR] ${problem.detail}`] } });
};

const post = (workspace: Workspace, args: Args, onlyFor: string | undefined): Result => {
  const scope = needs(workspace, 'chat:write');
  if (scope !== undefined) return scope;
  const channel = channelFor(workspace, args.channel);
  if (isResult(channel)) return channel;
  if (channel.archived === true) return no('is_archived');
  const problem = contentProblem(args);
  if (problem !== undefined) return problem;
  const metadata = metadataOf(args.metadata);
  if (metadata !== undefined && 'ok' in metadata) return metadata;
  const threadTs = args.thread_ts;
  if (threadTs !== undefined && !workspace.messages.some((one) => one.ts === threadTs && one.channel === channel.id))
    return no('thread_not_found');
  const blocks: unknown = args.blocks === undefined ? undefined : JSON.parse(args.blocks);
  const unfurls = args.unfurl_links !== 'false' || args.unfurl_media !== 'false';
  const message = workspace.add({
    channel: channel.id,
    threadTs,
    onlyFor,
    by: 'app',
    text: args.text ?? '',
    blocks,
    metadata,
    unfurls,
  });
  return onlyFor === undefined
    ? { ok: true, channel: channel.id, ts: message.ts, message: { text: message.text } }
    : { ok: true, message_ts: message.ts };
};

const historyScope = { public: 'channels:history', private: 'groups:history', im: 'im:history' } as const;

/** Newest first (history) or oldest first (replies), by pages; metadata only when it is asked for. */
const past = (workspace: Workspace, args: Args, thread: string | undefined): Result => {
  const channel = channelFor(workspace, args.channel);
  if (isResult(channel)) return channel;
  const scope = needs(workspace, historyScope[channel.kind]);
  if (scope !== undefined) return scope;
  const standing = workspace.messages.filter((one) => one.channel === channel.id && one.onlyFor === undefined);
  if (thread !== undefined && !standing.some((one) => one.ts === thread)) return no('thread_not_found');
  const found = standing
    .filter((one) => (thread === undefined ? one.threadTs === undefined : one.ts === thread || one.threadTs === thread))
    .filter((one) => Number(one.ts) >= Number(args.oldest ?? '0'));
  const ordered = thread === undefined ? found.toReversed() : found;
  const from = Number(args.cursor ?? '0');
  const limit = Math.min(Number(args.limit ?? '100'), 999);
  const page = ordered.slice(from, from + limit);
  const next = from + limit < ordered.length ? String(from + limit) : '';
  return {
    ok: true,
    messages: page.map((one) => ({
      type: 'message',
      ts: one.ts,
      ...(one.threadTs !== undefined && { thread_ts: one.threadTs }),
      ...(one.by === 'app' && { bot_id: ids.bot }),
      text: one.text,
      ...(args.include_all_metadata === 'true' && one.metadata !== undefined && { metadata: one.metadata }),
    })),
    has_more: next !== '',
    response_metadata: { next_cursor: next },
  };
};

export const methods: Readonly<Record<string, (workspace: Workspace, args: Args) => Result>> = {
  'auth.test': () => ({
    ok: true,
    url: 'https://fake.slack.example/',
    team: 'Fake',
    user: 'crosswire',
    team_id: ids.team,
    user_id: ids.botUser,
    bot_id: ids.bot,
    is_enterprise_install: false,
  }),
  'chat.postMessage': (workspace, args) => post(workspace, args, undefined),
  'chat.postEphemeral': (workspace, args) => {
    const user = args.user;
    if (user === undefined || !workspace.users.has(user)) return no('user_not_in_channel');
    return post(workspace, args, user);
  },
  'chat.update': (workspace, args) => {
    const message = workspace.messages.find((one) => one.ts === args.ts && one.channel === args.channel);
    if (message === undefined) return no('message_not_found');
    if (message.by !== 'app' || message.onlyFor !== undefined) return no('cant_update_message');
    const problem = contentProblem(args);
    if (problem !== undefined) return problem;
    message.text = args.text ?? '';
    message.blocks = args.blocks === undefined ? undefined : JSON.parse(args.blocks);
    return { ok: true, channel: message.channel, ts: message.ts, text: message.text };
  },
  'conversations.history': (workspace, args) => past(workspace, args, undefined),
  'conversations.replies': (workspace, args) => past(workspace, args, args.ts ?? ''),
  'users.info': (workspace, args) => {
    const scope = needs(workspace, 'users:read');
    if (scope !== undefined) return scope;
    const user = workspace.users.get(args.user ?? '');
    if (user === undefined) return no('user_not_found');
    return {
      ok: true,
      user: {
        id: user.id,
        ...(user.tz !== undefined && { tz: user.tz }),
        is_admin: user.isAdmin ?? false,
        is_owner: user.isOwner ?? false,
      },
    };
  },
};

/** The Web API methods that Crosswire uses, as strict as the documents say the real ones are. */
import { blocksProblem } from './blocks.ts';
import { viewProblem } from './views.ts';
import { type Channel, type HeldView, ids, type Message, type Workspace } from './workspace.ts';

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
  const picture = fileProblem(workspace, parsed(args.blocks));
  if (picture !== undefined) return picture;
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

const parsed = (json: string | undefined): unknown => {
  try {
    return JSON.parse(json ?? '');
  } catch {
    return undefined;
  }
};

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {};

const viewOf = (
  args: Args,
  type: 'modal' | 'home',
): { readonly view: HeldView['view'] } | { readonly refused: Result } => {
  const view = parsed(args.view);
  const problem = viewProblem(view, type);
  if (problem === undefined) return { view: fieldsOf(view) };
  return { refused: no(problem.error, { response_metadata: { messages: [`[ERROR] ${problem.detail}`] } }) };
};

const held = ({ id, view }: HeldView): Result => ({ ok: true, view: { ...view, id, hash: '1.abc' } });

/** A picture may be shown once Slack knows what it is; one that is not there, or not whole, makes the message invalid. */
const fileProblem = (workspace: Workspace, blocks: unknown): Result | undefined => {
  for (const block of Array.isArray(blocks) ? blocks : []) {
    const { type, slack_file: file } = fieldsOf(block);
    if (type !== 'image') continue;
    const found = workspace.files.get(String(fieldsOf(file).id));
    if (found === undefined || !found.complete || found.looks > 0)
      return no('invalid_blocks', { response_metadata: { messages: ['[ERROR] invalid slack file'] } });
  }
  return undefined;
};

const views: Readonly<Record<string, (workspace: Workspace, args: Args) => Result>> = {
  'views.open': (workspace, args) => {
    const trigger = args.trigger_id ?? '';
    const given = workspace.triggers.get(trigger);
    if (given === undefined) return no('exchanged_trigger_id');
    workspace.triggers.delete(trigger);
    if (workspace.now() - given > 3000) return no('expired_trigger_id');
    const read = viewOf(args, 'modal');
    if ('refused' in read) return read.refused;
    const modal: HeldView = { id: workspace.nextId('V'), user: '', view: read.view };
    workspace.modals.set(modal.id, modal);
    return held(modal);
  },
  'views.update': (workspace, args) => {
    const modal = workspace.modals.get(args.view_id ?? '');
    if (modal === undefined) return no('not_found');
    const read = viewOf(args, 'modal');
    if ('refused' in read) return read.refused;
    modal.view = read.view;
    return held(modal);
  },
  'views.publish': (workspace, args) => {
    const user = args.user_id ?? '';
    if (!workspace.users.has(user)) return no('invalid_arguments');
    const read = viewOf(args, 'home');
    if ('refused' in read) return read.refused;
    const home: HeldView = { id: workspace.nextId('V'), user, view: read.view };
    workspace.homes.set(user, home);
    return held(home);
  },
};

const files: Readonly<Record<string, (workspace: Workspace, args: Args) => Result>> = {
  'files.getUploadURLExternal': (workspace, args) => {
    const scope = needs(workspace, 'files:write');
    if (scope !== undefined) return scope;
    const length = Number(args.length ?? '0');
    if (!(length > 0) || (args.filename ?? '') === '') return no('invalid_arguments');
    const id = workspace.nextId('F');
    workspace.files.set(id, {
      id,
      length,
      altText: args.alt_text ?? '',
      bytes: undefined,
      complete: false,
      looks: 1,
    });
    return { ok: true, file_id: id, upload_url: `${args.uploadBase ?? ''}${id}` };
  },
  'files.completeUploadExternal': (workspace, args) => {
    const scope = needs(workspace, 'files:write');
    if (scope !== undefined) return scope;
    const wanted = parsed(args.files);
    for (const each of Array.isArray(wanted) ? wanted : []) {
      const file = workspace.files.get(String(fieldsOf(each).id));
      if (file?.bytes === undefined || file.bytes.length !== file.length) return no('file_not_found');
      file.complete = true;
    }
    return { ok: true, files: wanted };
  },
  'files.info': (workspace, args) => {
    const scope = needs(workspace, 'files:read');
    if (scope !== undefined) return scope;
    const file = workspace.files.get(args.file ?? '');
    if (file?.complete !== true) return no('file_not_found');
    if (file.looks > 0) {
      file.looks -= 1;
      return { ok: true, file: { id: file.id, mimetype: '' } };
    }
    return { ok: true, file: { id: file.id, mimetype: 'image/png' } };
  },
};

const infoScope = { public: 'channels:read', private: 'groups:read' } as const;

const agent: Readonly<Record<string, (workspace: Workspace, args: Args) => Result>> = {
  'assistant.threads.setSuggestedPrompts': (workspace, args) => {
    const scope = needs(workspace, 'assistant:write');
    if (scope !== undefined) return scope;
    const prompts = parsed(args.prompts);
    if (!Array.isArray(prompts) || prompts.length === 0 || prompts.length > 4) return no('invalid_arguments');
    const whole = prompts.map(fieldsOf).every(({ title, message }) => title !== '' && typeof message === 'string');
    if (!whole) return no('invalid_arguments');
    // In the agent's messages a call with the mark of a thread is taken and does nothing.
    if (args.thread_ts === undefined) workspace.prompts.set(args.channel_id ?? '', prompts);
    return { ok: true };
  },
  'assistant.threads.setStatus': (workspace, args) => {
    const scope = needs(workspace, 'chat:write');
    if (scope !== undefined) return scope;
    const { channel_id: channel = '', thread_ts: thread = '', status } = args;
    if (!workspace.messages.some((one) => one.ts === thread && one.channel === channel)) return no('invalid_thread_ts');
    if (status === undefined) return no('invalid_arguments');
    workspace.statuses.push({ channel, thread, status });
    return { ok: true };
  },
  'conversations.info': (workspace, args) => {
    const channel = workspace.channels.get(args.channel ?? '');
    if (channel === undefined || (channel.kind === 'private' && !channel.botIsMember)) return no('channel_not_found');
    if (channel.kind === 'im')
      return no('missing_scope', { needed: 'im:read', provided: [...workspace.scopes].join() });
    const scope = needs(workspace, infoScope[channel.kind]);
    if (scope !== undefined) return scope;
    return {
      ok: true,
      channel: {
        id: channel.id,
        is_member: channel.botIsMember,
        ...(channel.creator !== undefined && { creator: channel.creator }),
      },
    };
  },
};

export const methods: Readonly<Record<string, (workspace: Workspace, args: Args) => Result>> = {
  ...views,
  ...files,
  ...agent,
  'auth.test': (workspace) => ({
    ok: true,
    url: 'https://fake.slack.example/',
    team: 'Fake',
    user: 'crosswire',
    team_id: workspace.team,
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

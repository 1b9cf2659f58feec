/** What stands in the fake workspace: channels, people, messages, tokens. */
export interface Channel {
  readonly id: string;
  readonly kind: 'public' | 'private' | 'im';
  botIsMember: boolean;
  archived?: boolean;
  readonly creator?: string;
}

/** A view as Slack holds it. */
export interface HeldView {
  readonly id: string;
  readonly user: string;
  /** As it was sent, parsed. */
  view: Readonly<Record<string, unknown>>;
}

export interface HeldFile {
  readonly id: string;
  readonly length: number;
  readonly altText: string;
  bytes: Buffer | undefined;
  complete: boolean;
  /** How often it is looked at before Slack knows what it is. */
  looks: number;
}

export interface User {
  readonly id: string;
  readonly tz?: string;
  readonly isAdmin?: boolean;
  readonly isOwner?: boolean;
}

export interface Message {
  readonly ts: string;
  readonly channel: string;
  readonly threadTs: string | undefined;
  /** Seen by this person alone; undefined when it stands for all. */
  readonly onlyFor: string | undefined;
  /** By the app under test, or by a person. */
  readonly by: 'app' | 'person';
  text: string;
  blocks: unknown;
  readonly metadata:
    | { readonly event_type: string; readonly event_payload: Readonly<Record<string, unknown>> }
    | undefined;
  readonly unfurls: boolean;
}

export const ids = {
  team: 'T0TEAM',
  app: 'A0APP',
  bot: 'B0BOT',
  botUser: 'U0BOT',
  admin: 'U0ADMIN',
  member: 'U0MEMBER',
  creator: 'U0CREATOR',
  channel: 'C0NEWS',
  outside: 'C0OUTSIDE',
  hidden: 'G0HIDDEN',
  archived: 'C0OLD',
  direct: 'D0DIRECT',
} as const;

export class Workspace {
  readonly team: string;
  readonly botToken: string;
  readonly appToken = 'xapp-1-A0APP-3333-fakefakefake';
  readonly signingSecret = '8f742231b10e8888abcd99yyyzzz85a5';
  /** What the operator granted; a test takes some away. */
  readonly scopes = new Set([
    'app_mentions:read',
    'assistant:write',
    'channels:history',
    'channels:read',
    'chat:write',
    'commands',
    'files:read',
    'files:write',
    'groups:history',
    'groups:read',
    'im:history',
    'users:read',
  ]);
  /** What calls and events have needed so far. */
  readonly scopesUsed = new Set<string>();
  /** The error that every call with the bot token meets, when the token is no longer good. */
  botTokenError: 'account_inactive' | 'token_revoked' | undefined;
  readonly channels = new Map<string, Channel>(
    [
      { id: ids.channel, kind: 'public', botIsMember: true, creator: ids.creator } as const,
      { id: ids.outside, kind: 'public', botIsMember: false } as const,
      { id: ids.hidden, kind: 'private', botIsMember: false } as const,
      { id: ids.archived, kind: 'public', botIsMember: true, archived: true } as const,
      { id: ids.direct, kind: 'im', botIsMember: true } as const,
    ].map((channel) => [channel.id, channel]),
  );
  readonly users = new Map<string, User>(
    [
      { id: ids.admin, tz: 'Europe/Kyiv', isAdmin: true },
      { id: ids.member, tz: 'America/New_York' },
      { id: ids.creator, tz: 'Asia/Kolkata' },
    ].map((user) => [user.id, user]),
  );
  readonly messages: Message[] = [];
  /** Modals that are open, by id, and home tabs as they were last published, by person. */
  readonly modals = new Map<string, HeldView>();
  readonly homes = new Map<string, HeldView>();
  readonly files = new Map<string, HeldFile>();
  /** What is offered in the app's messages, by channel, and the statuses shown there so far. */
  readonly prompts = new Map<string, readonly unknown[]>();
  readonly statuses: { readonly channel: string; readonly thread: string; readonly status: string }[] = [];
  /** Instants (ms) at which triggers were given out; one that was used is gone. */
  readonly triggers = new Map<string, number>();
  /** Milliseconds since the Unix epoch, by which messages are stamped. */
  now: () => number = Date.now;
  #count = 0;

  constructor(team: string = ids.team, botToken = 'xoxb-1111-2222-fakefakefake') {
    this.team = team;
    this.botToken = botToken;
  }

  nextId(letter: string): string {
    this.#count += 1;
    return `${letter}0${String(this.#count).padStart(8, '0')}`;
  }

  /** Slack's own: seconds, a dot, six digits; unique in a channel and growing. */
  nextTs(): string {
    this.#count += 1;
    return `${Math.floor(this.now() / 1000)}.${String(this.#count).padStart(6, '0')}`;
  }

  add(message: Omit<Message, 'ts'>): Message {
    const held = { ...message, ts: this.nextTs() };
    this.messages.push(held);
    return held;
  }
}

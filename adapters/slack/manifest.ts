/** What an operator pastes into "Create an app from a manifest", made from the same table as the commands. */
import { COMMAND_CHARACTERS, COMMANDS } from './limits.ts';

export interface CommandSpec {
  /** Without the slash. */
  readonly name: string;
  readonly description: string;
  /** What may follow it: "[TOPIC]"; empty when nothing may. */
  readonly usage: string;
}

/** Each scope, and what it is asked for. */
export const botScopes = {
  'app_mentions:read': 'questions that mention the bot',
  'channels:history': 'whether a post that got no answer stands (public channels)',
  'chat:write': 'cards, threads and notices',
  commands: 'slash commands',
  'groups:history': 'whether a post that got no answer stands (private channels)',
  'im:history': 'questions in direct messages',
  'users:read': "the asker's time zone, and whether they are an admin",
} as const;

const events = ['app_mention', 'message.im'] as const;

const DESCRIPTION = 'What outlets agree on and where they differ, every sentence tied to its source.';

/**
 * @param mode Socket Mode, or the public address of our server (https://…), to which the request path is added
 * @returns plain JSON that fits Slack's schema of app manifests
 */
export const slackManifest = (
  commands: readonly CommandSpec[],
  mode: { readonly kind: 'socket' } | { readonly kind: 'http'; readonly requestUrl: string },
): object => {
  const url = mode.kind === 'http' ? { url: mode.requestUrl } : {};
  const requestUrl = mode.kind === 'http' ? { request_url: mode.requestUrl } : {};
  const declared = commands.filter(({ name }) => name.length + 1 <= COMMAND_CHARACTERS).slice(0, COMMANDS);
  return {
    display_information: { name: 'Crosswire', description: DESCRIPTION, background_color: '#1f3a5f' },
    features: {
      app_home: { home_tab_enabled: false, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      agent_view: {
        agent_description:
          'Ask what the news says. Every answer names its sources; where none says it, it tells you so.',
      },
      bot_user: { display_name: 'Crosswire', always_online: true },
      ...(declared.length > 0 && {
        slash_commands: declared.map(({ name, description, usage }) => ({
          command: `/${name}`,
          ...url,
          description,
          ...(usage !== '' && { usage_hint: usage }),
          should_escape: false,
        })),
      }),
    },
    oauth_config: { scopes: { bot: Object.keys(botScopes) } },
    settings: {
      event_subscriptions: { ...requestUrl, bot_events: [...events] },
      interactivity: { is_enabled: false },
      org_deploy_enabled: false,
      socket_mode_enabled: mode.kind === 'socket',
      token_rotation_enabled: false,
    },
  };
};

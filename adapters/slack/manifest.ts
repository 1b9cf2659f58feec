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
  'assistant:write': "questions offered in the app's messages",
  'channels:history': 'whether a post that got no answer stands (public channels)',
  'channels:read': 'that the bot was added to a channel, and who created it: they manage it',
  'chat:write': 'cards, threads and notices',
  commands: 'slash commands',
  'files:read': 'whether a chart can be shown yet',
  'files:write': 'charts as pictures',
  'groups:history': 'whether a post that got no answer stands (private channels)',
  'groups:read': 'the same as channels:read, for private channels',
  'im:history': 'questions in direct messages',
  'users:read': "the asker's time zone, and whether they are an admin",
} as const;

const events = [
  'app_home_opened',
  'app_mention',
  'app_uninstalled',
  'member_joined_channel',
  'message.im',
  'tokens_revoked',
] as const;

const DESCRIPTION = 'What outlets agree on and where they differ, every sentence tied to its source.';

/**
 * @param mode Socket Mode, or the public address of our server (https://…/slack/events)
 * @param redirectUrl for many workspaces: where Slack sends people back to after they installed the app
 * @returns plain JSON that fits Slack's schema of app manifests
 */
export const slackManifest = (
  commands: readonly CommandSpec[],
  mode: { readonly kind: 'socket' } | { readonly kind: 'http'; readonly requestUrl: string },
  redirectUrl?: string,
): object => {
  const url = mode.kind === 'http' ? { url: mode.requestUrl } : {};
  const requestUrl = mode.kind === 'http' ? { request_url: mode.requestUrl } : {};
  const optionsUrl = mode.kind === 'http' ? { message_menu_options_url: mode.requestUrl } : {};
  const declared = commands.filter(({ name }) => name.length + 1 <= COMMAND_CHARACTERS).slice(0, COMMANDS);
  return {
    display_information: { name: 'Crosswire', description: DESCRIPTION, background_color: '#1f3a5f' },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
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
    oauth_config: {
      ...(redirectUrl !== undefined && { redirect_urls: [redirectUrl] }),
      scopes: { bot: Object.keys(botScopes) },
    },
    settings: {
      event_subscriptions: { ...requestUrl, bot_events: [...events] },
      interactivity: { is_enabled: true, ...requestUrl, ...optionsUrl },
      org_deploy_enabled: false,
      socket_mode_enabled: mode.kind === 'socket',
      token_rotation_enabled: false,
    },
  };
};

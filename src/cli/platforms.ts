/** The platforms of the configuration: those with a token, and the web page. An SDK is loaded only where it is used. */
import { webLinker } from '../../adapters/links.ts';
import type { WebOptions, WebPlatform } from '../../adapters/web/web.ts';
import type { ChatServices } from '../chat/verb.ts';
import type { Config } from '../config.ts';
import type { CrosswireError } from '../errors.ts';
import type { Log, Platform } from '../ports.ts';
import { welcome } from './welcome.ts';

export interface Connecting {
  readonly config: Config;
  readonly services: ChatServices;
  readonly log: Log;
  /** What the page shows of the service behind it. */
  readonly page: Pick<WebOptions, 'health' | 'metrics' | 'operator'>;
  /** A platform was closed for good. */
  readonly failed: (error: CrosswireError) => void;
}

const openPage = async ({ config, services, log, page }: Connecting): Promise<WebPlatform> => {
  const [{ slashCommands }, { createWebPlatform }, slackLook, discordLook] = await Promise.all([
    import('../chat/commands.ts'),
    import('../../adapters/web/web.ts'),
    import('../../adapters/slack/render/render.ts'),
    import('../../adapters/discord/render/render.ts'),
  ]);
  const { store, clock, topics } = services;
  const { host, port, publicUrl } = config.web;
  const linker = webLinker(() => platform.url);
  const connectHint = welcome.connect(config);
  const platform: WebPlatform = createWebPlatform({
    host,
    port,
    ...(publicUrl !== undefined && { publicUrl }),
    renderers: [
      { name: 'slack', render: (answer) => slackLook.renderAnswer(answer, linker) },
      { name: 'discord', render: (answer) => discordLook.render(answer, linker) },
    ],
    articles: store.articles,
    commands: slashCommands(topics),
    clock,
    log,
    posted: store.threads.put,
    connectHint,
    ...page,
  });
  return platform;
};

export const connect = async (
  connecting: Connecting,
): Promise<{ readonly page: WebPlatform; readonly platforms: readonly Platform[] }> => {
  const { config, services, log, failed } = connecting;
  const [{ expectsNotice }, { slashCommands }, { createSuggest }] = await Promise.all([
    import('../chat/chat.ts'),
    import('../chat/commands.ts'),
    import('../chat/suggest.ts'),
  ]);
  const { slack, discord, web } = config;
  const { store, clock, topics } = services;
  const suggest = createSuggest(services);
  const shared = { linker: webLinker(web.publicUrl), clock, log, posted: store.threads.put, suggest };
  const page = await openPage(connecting);
  const platforms: Platform[] = [page];
  if (slack !== undefined) {
    const { createSlackPlatform } = await import('../../adapters/slack/slack.ts');
    platforms.push(createSlackPlatform({ ...shared, ...slack, listen: { port: slack.port, host: web.host } }));
  }
  if (discord !== undefined) {
    const { createDiscordPlatform } = await import('../../adapters/discord/discord.ts');
    platforms.push(
      createDiscordPlatform({ ...shared, ...discord, commands: slashCommands(topics), expectsNotice, failed }),
    );
  }
  return { page, platforms };
};

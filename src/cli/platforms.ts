/** The platforms of the configuration: those with a token, and the web page. An SDK is loaded only where it is used. */

import { randomUUID } from 'node:crypto';
import type { ShardSet } from '../../adapters/discord/gateway.ts';
import { webLinker } from '../../adapters/links.ts';
import type { WorkspacesOptions } from '../../adapters/slack/installs.ts';
import type { WebOptions, WebPlatform } from '../../adapters/web/web.ts';
import { scopeOf } from '../chat/scope.ts';
import type { ChatServices } from '../chat/verb.ts';
import type { Config, SlackOauthConfig } from '../config.ts';
import type { CrosswireError } from '../errors.ts';
import type { Draw, Log, Platform, Signer, Store, Suggest } from '../ports.ts';
import { welcome } from './welcome.ts';

export interface Connecting {
  readonly config: Config;
  readonly services: ChatServices;
  readonly log: Log;
  /** Of links to our reader. */
  readonly signer: Signer;
  /** What the page shows of the service behind it. */
  readonly page: Pick<WebOptions, 'health' | 'metrics' | 'operator'>;
  /** A platform was closed for good. */
  readonly failed: (error: CrosswireError) => void;
}

const openPage = async (
  { config, services, log, signer, page }: Connecting,
  suggest: Suggest,
  draw: Draw,
): Promise<WebPlatform> => {
  const [{ slashCommands }, { createWebPlatform }, slackLook, discordLook] = await Promise.all([
    import('../chat/commands.ts'),
    import('../../adapters/web/web.ts'),
    import('../../adapters/slack/render/render.ts'),
    import('../../adapters/discord/render/render.ts'),
  ]);
  const { store, clock, topics } = services;
  const linker = webLinker(() => platform.url, signer.sign);
  const connectHint = welcome.connect(config);
  const platform: WebPlatform = createWebPlatform({
    ...config.web,
    renderers: [
      { name: 'slack', render: (answer) => slackLook.renderAnswer(answer, linker) },
      { name: 'discord', render: (answer) => discordLook.render(answer, linker) },
    ],
    articles: store.articles,
    signer,
    commands: slashCommands(topics),
    clock,
    log,
    posted: store.threads.put,
    connectHint,
    suggest,
    draw,
    ...page,
  });
  return platform;
};

/** What draws is loaded with the first picture. */
const drawLate = (): Draw => {
  let loaded: Promise<Draw> | undefined;
  return async (chart) => {
    loaded ??= import('../../adapters/chart/chart.ts').then(({ createDraw }) => createDraw());
    return (await loaded)(chart);
  };
};

/** One Slack app for many workspaces: their tokens are sealed in our store. */
const manyWorkspaces = async (
  { clientId, clientSecret, stateSecret, encryptionKey }: SlackOauthConfig,
  store: Store,
  publicUrl: string | undefined,
): Promise<WorkspacesOptions> => {
  const { createSeal, derivedSecret } = await import('../seal.ts');
  return {
    clientId,
    clientSecret,
    stateSecret: stateSecret ?? derivedSecret(encryptionKey, 'state'),
    seal: createSeal(encryptionKey),
    installs: store.installs,
    subscriptions: store.subscriptions,
    ...(publicUrl !== undefined && { publicUrl }),
  };
};

export const connect = async (
  connecting: Connecting,
): Promise<{ readonly page: WebPlatform; readonly platforms: readonly Platform[] }> => {
  const { config, services, log, signer, failed } = connecting;
  const [{ expectsNotice }, { slashCommands }, { createSuggest }, { suggestedQuestions }] = await Promise.all([
    import('../chat/chat.ts'),
    import('../chat/commands.ts'),
    import('../chat/suggest.ts'),
    import('../chat/suggested-questions.ts'),
  ]);
  const { slack, discord, web } = config;
  const { store, clock, desk, topics } = services;
  const suggest = createSuggest(services);
  const draw = drawLate();
  const linker = webLinker(web.publicUrl, signer.sign);
  const shared = { linker, clock, log, posted: store.threads.put, suggest, draw, arrive: store.arrive };
  const page = await openPage(connecting, suggest, draw);
  const platforms: Platform[] = [page];
  if (slack !== undefined) {
    const { createSlackPlatform } = await import('../../adapters/slack/slack.ts');
    const { oauth, ...settings } = slack;
    const workspaces = oauth && (await manyWorkspaces(oauth, store, web.publicUrl));
    platforms.push(
      createSlackPlatform({
        ...shared,
        ...settings,
        ...(workspaces !== undefined && { workspaces }),
        listen: { port: slack.port, host: web.host },
        suggestedQuestions: async (workspace) =>
          suggestedQuestions(desk.within(await scopeOf(store, { platform: 'slack', workspace, channel: '' })), [
            ...topics,
            ...(await store.topics.list(`slack:${workspace}`)),
          ]),
      }),
    );
  }
  if (discord !== undefined) {
    const [{ createDiscordPlatform }, { recommendedShards, shareShards }] = await Promise.all([
      import('../../adapters/discord/discord.ts'),
      import('../../adapters/discord/shards.ts'),
    ]);
    const open = (shards?: ShardSet): Platform =>
      createDiscordPlatform({
        ...shared,
        ...discord,
        commands: slashCommands(topics),
        expectsNotice,
        topicsOf: (workspace) => store.topics.list(`discord:${workspace}`),
        limits: store.outbox,
        failed,
        ...(shards !== undefined && { shards }),
      });
    // The embedded database has one process, which serves every shard.
    platforms.push(
      config.database.kind === 'sqlite'
        ? open()
        : shareShards(open, {
            turns: store.turns,
            holder: randomUUID(),
            count: () => recommendedShards(discord, clock),
            clock,
            log,
          }),
    );
  }
  return { page, platforms };
};

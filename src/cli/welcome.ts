/** What `crosswire serve` says when it is up. */
import { workspaceKey } from '../chat/topics.ts';
import type { Config } from '../config.ts';
import type { Desk } from '../desk.ts';
import type { Digest } from '../model.ts';
import type { Platform, Store } from '../ports.ts';
import { type DigestOrder, operator } from '../schedule.ts';

const missing = ({ slack, discord }: Config): string[] => [
  ...(slack === undefined ? ['Slack'] : []),
  ...(discord === undefined ? ['Discord'] : []),
];

export const welcome = {
  /** This morning's digest: everything there is, up to now. */
  order: (now: number): DigestOrder => ({
    title: 'Morning digest',
    topics: [],
    from: null,
    to: new Date(now).toISOString(),
    next: null,
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  }),

  /** How to connect what is not connected; undefined when everything is. */
  connect: (config: Config): string | undefined => {
    const names = missing(config);
    if (names.length === 0) return undefined;
    return `To connect ${names.join(' and ')}: copy .env.example to .env, set the tokens, start again (README, "Connect Slack" and "Connect Discord").`;
  },

  lines: (config: Config, url: string): string[] => [
    '',
    `Web page: ${url}`,
    ...(config.slack === undefined ? [] : ['Slack: connected']),
    ...(config.discord === undefined ? [] : ['Discord: connected']),
    ...[welcome.connect(config)].flatMap((line) => line ?? []),
    'Ctrl-C ends it.',
  ],
};

/** The digest as the page's first post, so that it does not begin empty. */
export const postWelcome = async (page: Platform, store: Store, digest: Digest): Promise<void> => {
  const { parent, replies } = page.render({ kind: 'digest', digest });
  const address = { platform: page.name, workspace: 'local', channel: 'news' };
  const sent = await page.send(address, parent, 'welcome');
  if (sent.kind !== 'sent') return;
  const thread = { ...address, thread: sent.ref };
  await store.threads.put(thread, digest.briefing);
  for (const [index, reply] of replies.entries()) await page.send(thread, reply, `welcome-${index}`);
};

/** Lines for `/news status`: of the digests, those of one workspace, and those that the DIGESTS setting orders on its platform. */
export const statusOf = async (store: Store, desk: Desk, workspace: string): Promise<string[]> => {
  const { articles, stories } = await desk.size();
  const subscriptions = (await store.subscriptions.list()).filter(
    ({ address }) =>
      workspaceKey(address) === workspace ||
      (address.workspace === operator && workspace.startsWith(`${address.platform}:`)),
  );
  const paused = subscriptions.filter((each) => each.paused).length;
  return [
    `Articles: ${articles}`,
    `Stories: ${stories}`,
    `Digests: ${subscriptions.length}${paused === 0 ? '' : `, ${paused} paused`}`,
  ];
};

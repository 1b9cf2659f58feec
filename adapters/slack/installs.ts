/** Workspaces that installed the app: the token of each, sealed in the database, and the client that speaks with it. */
import type { Installation, InstallationStore } from '@slack/bolt';
import { webApi } from '@slack/bolt';
import { z } from 'zod';
import type { Clock, InstallStore, Log, Seal, SubscriptionStore } from '../../src/ports.ts';
import type { Client, ClientFor } from './clients.ts';
import { warnOfMissing } from './scopes.ts';

export interface WorkspacesOptions {
  readonly clientId: string;
  readonly clientSecret: string;
  /** What the round trip of an installation is signed with. */
  readonly stateSecret: string;
  readonly seal: Seal;
  readonly installs: InstallStore;
  readonly subscriptions: Pick<SubscriptionStore, 'list' | 'put'>;
  /** Where this service is reached from outside, for the way back from Slack; Slack takes the app's first one without it. */
  readonly publicUrl?: string;
}

/** How long a token is used before it is read again: another replica may have taken it in, or thrown it away. */
const FRESH_MS = 60_000;

/** Whether this is the id of a workspace; an order of the DIGESTS setting has none. */
export const isNamed = (workspace: string): boolean => /^[TE][A-Z0-9]+$/u.test(workspace);

const kept = z.object({
  team: z.object({ id: z.string(), name: z.string().optional() }),
  bot: z.object({ token: z.string(), id: z.string(), userId: z.string(), scopes: z.array(z.string()) }),
  user: z.object({ id: z.string() }),
  appId: z.string().optional(),
});

type Kept = z.output<typeof kept>;

const about = (workspace: string): string => `slack:${workspace}`;

/** As the SDK wants it back: a bot in one workspace. */
const asInstallation = ({ team, bot, user, appId }: Kept): Installation<'v2', false> => ({
  team: { id: team.id, ...(team.name !== undefined && { name: team.name }) },
  enterprise: undefined,
  user: { id: user.id, token: undefined, scopes: undefined },
  bot,
  tokenType: 'bot',
  isEnterpriseInstall: false,
  authVersion: 'v2',
  ...(appId !== undefined && { appId }),
});

export interface Installs {
  readonly store: InstallationStore;
  readonly clientFor: ClientFor;
  /** The token was refused: the next call reads it anew. */
  forget(workspace: string): void;
  /**
   * The app was removed there, or its token taken back: the install goes, and digests for that workspace wait. A token
   * that is good all the same is another one, of an installation after that.
   */
  ended(workspace: string): Promise<void>;
}

/** Where installs are kept, and what opens them. */
export type KeptInstalls = Pick<WorkspacesOptions, 'installs' | 'seal'>;

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** `sealed`: it is there, and this key does not open it. */
export const readInstall = async (
  { installs, seal }: KeptInstalls,
  workspace: string,
): Promise<Kept | 'none' | 'sealed'> => {
  const sealed = await installs.get('slack', workspace);
  if (sealed === undefined) return 'none';
  const opened = seal.open(sealed, about(workspace));
  const install = kept.safeParse(opened === undefined ? undefined : parse(opened));
  return install.success ? install.data : 'sealed';
};

export const openInstalls = (
  { installs, subscriptions, seal }: WorkspacesOptions,
  clientOptions: webApi.WebClientOptions,
  clock: Clock,
  log: Log,
): Installs => {
  const held = new Map<string, { readonly install: Kept; readonly client: Client; readonly until: number }>();

  const read = async (workspace: string) => {
    const known = held.get(workspace);
    if (known !== undefined && clock.now() < known.until) return known;
    held.delete(workspace);
    const install = await readInstall({ installs, seal }, workspace);
    if (install === 'none') return undefined;
    if (install === 'sealed') {
      log.error('The token of a workspace cannot be opened: is ENCRYPTION_KEY another one now?', { workspace });
      return undefined;
    }
    const client =
      known?.install.bot.token === install.bot.token
        ? known.client
        : new webApi.WebClient(install.bot.token, clientOptions);
    const fresh = { install, client, until: clock.now() + FRESH_MS };
    held.set(workspace, fresh);
    return fresh;
  };

  const clientFor: ClientFor = async (workspace) => {
    if (isNamed(workspace)) return (await read(workspace))?.client;
    const [only, ...others] = await installs.workspaces('slack');
    return only === undefined || others.length > 0 ? undefined : (await read(only))?.client;
  };

  const pause = async (workspace: string): Promise<number> => {
    const waiting = (await subscriptions.list()).filter(
      ({ address, paused }) => address.platform === 'slack' && address.workspace === workspace && !paused,
    );
    for (const subscription of waiting) await subscriptions.put({ ...subscription, paused: true });
    return waiting.length;
  };

  return {
    clientFor,
    forget: (workspace) => {
      held.delete(workspace);
    },
    store: {
      storeInstallation: async (installation) => {
        const install = kept.parse(installation);
        const workspace = install.team.id;
        held.delete(workspace);
        await installs.put('slack', workspace, seal.seal(JSON.stringify(install), about(workspace)));
        log.info('Installed in a workspace', { workspace });
        warnOfMissing(install.bot.scopes, log, { workspace });
      },
      fetchInstallation: async ({ teamId: workspace }) => {
        const found = workspace === undefined ? undefined : await read(workspace);
        if (found === undefined) throw new Error('Crosswire is not installed in this workspace');
        return asInstallation(found.install);
      },
    },
    ended: async (workspace) => {
      held.delete(workspace);
      const found = await read(workspace);
      const good = await found?.client.auth.test().catch(() => undefined);
      if (good?.ok === true) return;
      held.delete(workspace);
      await installs.remove('slack', workspace);
      log.info('No longer installed in a workspace; its digests are paused', {
        workspace,
        paused: await pause(workspace),
      });
    },
  };
};

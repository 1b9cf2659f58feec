/** One workspace by the bot token of the configuration, or many by what each gave us when it installed the app. */
import { App, type AppOptions, type Receiver } from '@slack/bolt';
import type { Address, Delivery } from '../../src/model.ts';
import type { Clock, Log } from '../../src/ports.ts';
import type { Dress } from './charts.ts';
import { type ClientFor, clientOf, onlyClient } from './clients.ts';
import { type Installing, installing } from './install-pages.ts';
import { type Installs, isNamed, openInstalls, type WorkspacesOptions } from './installs.ts';
import { warnOfMissing } from './scopes.ts';
import { type Send, sender } from './send.ts';

export interface Tenancy {
  /** What the receiver needs to install the app; undefined with a bot token. */
  readonly installing?: Installing;
  /** What happens when a workspace removes the app. */
  readonly ended?: (workspace: string) => Promise<void>;
  app(receiver: Receiver): { readonly app: App; readonly clientFor: ClientFor };
  /** Says in the log which scopes a token lacks. */
  examine(app: App): Promise<void>;
  /** Each post goes by the token of its own workspace. */
  sender(clientFor: ClientFor, dress: Dress): Send;
}

type Client = NonNullable<AppOptions['clientOptions']>;
type Logger = NonNullable<AppOptions['logger']>;

const createApp = (receiver: Receiver, logger: Logger, clientOptions: Client, token?: string): App =>
  new App({
    ...(token !== undefined && { token }),
    receiver,
    logger,
    clientOptions: { ...clientOptions },
    // A wrong token must be an error of `init`, not an unhandled rejection that ends the process.
    deferInitialization: true,
    convoStore: false,
    attachFunctionToken: false,
  });

/** @param clientOptions for every call; each client takes a copy, as the SDK changes what it is given */
export const oneWorkspace = (
  botToken: string,
  logger: Logger,
  clientOptions: Client,
  clock: Clock,
  log: Log,
): Tenancy => ({
  app: (receiver) => {
    const app = createApp(receiver, logger, clientOptions, botToken);
    return { app, clientFor: onlyClient(app.client) };
  },
  examine: async ({ client }) => {
    // The start does not hang on it: the token was found good before.
    const known = await client.auth.test().catch(() => undefined);
    const scopes = known?.response_metadata?.scopes;
    if (scopes !== undefined) warnOfMissing(scopes, log, {});
  },
  sender: (clientFor, dress) => async (address, payload, key, again) =>
    sender(await clientOf(clientFor, address.workspace), clock, dress)(address, payload, key, again),
});

const install = 'open /slack/install at the address of this service, in that workspace';

/** A post for a workspace that there is no token of, or that is not named where there are several. */
const notInstalled = ({ workspace }: Address): Delivery =>
  isNamed(workspace)
    ? { kind: 'rejected', code: 'not-installed', fix: `install Crosswire there: ${install}` }
    : {
        kind: 'rejected',
        code: 'no-workspace-named',
        fix: 'DIGESTS names channels and no workspace, which does where Crosswire is installed in one alone: ask for this digest in its channel, with /news follow',
      };

/** What Slack says of a token that is no longer good. */
const spent = new Set(['account_inactive', 'invalid_auth', 'token_revoked', 'token_expired', 'not_authed']);

const throughInstalls =
  (installs: Installs, clock: Clock, dress: Dress): Send =>
  async (address, payload, key, again) => {
    const client = await installs.clientFor(address.workspace);
    if (client === undefined) return notInstalled(address);
    const delivery = await sender(client, clock, dress)(address, payload, key, again);
    if (delivery.kind !== 'rejected' || !spent.has(delivery.code)) return delivery;
    installs.forget(address.workspace);
    return { ...delivery, fix: `install Crosswire there again: ${install}` };
  };

export const manyWorkspaces = (
  options: WorkspacesOptions,
  logger: Logger,
  clientOptions: Client,
  clock: Clock,
  log: Log,
): Tenancy => {
  const installs = openInstalls(options, { ...clientOptions, logger }, clock, log);
  return {
    installing: installing(options, installs, { ...clientOptions }),
    ended: installs.ended,
    app: (receiver) => ({ app: createApp(receiver, logger, clientOptions), clientFor: installs.clientFor }),
    // Each workspace's were looked at when it installed the app.
    examine: () => Promise.resolve(),
    sender: (_, dress) => throughInstalls(installs, clock, dress),
  };
};

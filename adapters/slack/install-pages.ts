/** The pages of an installation: /slack/install, and what Slack leads back to. */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { HTTPReceiver } from '@slack/bolt';
import type { Log } from '../../src/ports.ts';
import type { Installs, WorkspacesOptions } from './installs.ts';
import { botScopes } from './manifest.ts';

const INSTALL_PATH = '/slack/install';
const REDIRECT_PATH = '/slack/oauth_redirect';

/** Slack's own page, where somebody says yes. */
const AUTHORIZE_URL = 'https://slack.com/oauth/v2/authorize';

type ReceiverOptions = ConstructorParameters<typeof HTTPReceiver>[0];
type InstallerOptions = Required<
  Pick<
    NonNullable<ReceiverOptions['installerOptions']>,
    | 'authorizationUrl'
    | 'callbackOptions'
    | 'clientOptions'
    | 'installPath'
    | 'installPathOptions'
    | 'redirectUriPath'
    | 'renderHtmlForInstallPath'
  >
>;
type Installer = NonNullable<HTTPReceiver['installer']>;

/** What both receivers of the SDK take, so that they install the app and know each workspace by its own token. */
export interface Installing
  extends Required<Pick<ReceiverOptions, 'clientId' | 'clientSecret' | 'scopes' | 'installationStore'>> {
  readonly stateSecret: string;
  readonly redirectUri?: string;
  readonly installerOptions: InstallerOptions;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const page = (title: string, body: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title>
<style>body{font:1.1rem/1.5 system-ui,sans-serif;max-width:34rem;margin:4rem auto;padding:0 1rem}a{color:#1f3a5f}</style>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
${body}
</main>
</body>
</html>
`;

const respond = (response: ServerResponse, status: number, title: string, words: string): void => {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' });
  response.end(page(title, `<p>${words}</p>`));
};

/** Nothing is loaded from anywhere, and the address, which holds a code, is told to nobody. */
const guard = (response: ServerResponse): void => {
  response.setHeader(
    'content-security-policy',
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  );
  response.setHeader('referrer-policy', 'no-referrer');
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('cache-control', 'no-store');
};

/** Faults of whoever asks, as the SDK names them: a state of another browser, or of yesterday. */
const theirs: ReadonlySet<string> = new Set([
  'slack_oauth_missing_state',
  'slack_oauth_invalid_state',
  'slack_oauth_missing_code',
]);

const callbackOptions: InstallerOptions['callbackOptions'] = {
  success: ({ team }, _options, _request, response) => {
    guard(response);
    const where = escaped(team?.name ?? 'your workspace');
    respond(response, 200, 'Crosswire is installed', `It is in ${where} now. In a channel, type /invite @Crosswire.`);
  },
  failure: (error, _options, _request, response) => {
    guard(response);
    const again = `<a href="${INSTALL_PATH}">Begin again</a>`;
    const why = theirs.has(error.code)
      ? 'This answer from Slack does not belong to an installation begun in this browser within ten minutes.'
      : `Slack did not let it through (${escaped(error.code)}).`;
    respond(response, theirs.has(error.code) ? 400 : 500, 'Crosswire was not installed', `${why} ${again}.`);
  },
};

/** @param clientOptions for the call that exchanges a code for a token */
export const installing = (
  { clientId, clientSecret, stateSecret, publicUrl }: WorkspacesOptions,
  { store }: Installs,
  clientOptions: InstallerOptions['clientOptions'],
): Installing => ({
  clientId,
  clientSecret,
  stateSecret,
  scopes: Object.keys(botScopes),
  installationStore: store,
  ...(publicUrl !== undefined && { redirectUri: `${publicUrl.replace(/\/+$/u, '')}${REDIRECT_PATH}` }),
  installerOptions: {
    clientOptions,
    authorizationUrl: AUTHORIZE_URL,
    installPath: INSTALL_PATH,
    redirectUriPath: REDIRECT_PATH,
    renderHtmlForInstallPath: (url) =>
      page(
        'Install Crosswire',
        `<p>A news desk for Slack: what outlets agree on, where they differ, every sentence tied to its source.</p>
<p><a href="${escaped(url)}">Add it to your Slack workspace</a></p>`,
      ),
    installPathOptions: {
      beforeRedirection: (_request, response) => {
        guard(response);
        return Promise.resolve(true);
      },
    },
    callbackOptions,
  },
});

const pathOf = ({ url }: IncomingMessage): string => (url ?? '').replace(/[?#].*$/u, '');

/** The two pages alone, where no request URL of Slack's is served: in Socket Mode. */
export const installListener = (installer: Installer, options: Installing, log: Log): RequestListener => {
  const { scopes, redirectUri, installerOptions } = options;
  const urlOptions = { scopes, ...(redirectUri !== undefined && { redirectUri }) };
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = request.method === 'GET' ? pathOf(request) : undefined;
    if (path === INSTALL_PATH)
      await installer.handleInstallPath(request, response, installerOptions.installPathOptions, urlOptions);
    else if (path === REDIRECT_PATH)
      await installer.handleCallback(request, response, installerOptions.callbackOptions);
    else response.writeHead(404).end();
  };
  return (request, response) => {
    serve(request, response).catch((error: unknown) => {
      log.error('An installation failed', { reason: error instanceof Error ? error.message : String(error) });
      if (!response.headersSent) response.writeHead(500).end();
    });
  };
};

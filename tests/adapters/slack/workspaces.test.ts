/** Many workspaces: each installs the app, is spoken to with its own token, and may leave. */
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { WorkspacesOptions } from '../../../adapters/slack/installs.ts';
import { createSlackPlatform } from '../../../adapters/slack/slack.ts';
import type { Address, Command, Subscription } from '../../../src/model.ts';
import type { Platform, Store } from '../../../src/ports.ts';
import { createSeal } from '../../../src/seal.ts';
import { openStore } from '../../../src/store/store.ts';
import { answers, sampleLinker } from '../../contracts/samples.ts';
import { FakeSlack } from '../../fakes/slack/slack.ts';
import { ids, Workspace } from '../../fakes/slack/workspace.ts';
import { type LogLine, type Mode, memoryLog, quickClock, until } from './harness.ts';

const other = { team: 'T0OTHER', token: 'xoxb-9999-8888-othertoken' };
const seal = createSeal('a key of thirty-two characters or more');

/** The database that ships, in a folder of its own. */
const openFolder = async (): Promise<Store> => {
  const folder = await mkdtemp(join(tmpdir(), 'crosswire-'));
  const store = await openStore({ kind: 'sqlite', path: join(folder, 'desk.db') });
  closing.push(async () => {
    await store.close();
    await rm(folder, { recursive: true });
  });
  return store;
};

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

interface Service {
  readonly fake: FakeSlack;
  readonly platform: Platform;
  readonly store: Store;
  readonly commands: readonly Command[];
  readonly lines: readonly LogLine[];
  /** The address at which the pages of an installation stand. */
  readonly site: string;
}

const serve = async (mode: Mode, change: Partial<WorkspacesOptions> = {}, held?: Store): Promise<Service> => {
  const fake = await FakeSlack.start();
  fake.others.push(new Workspace(other.team, other.token));
  const store = held ?? (await openFolder());
  const { log, lines } = memoryLog();
  const commands: Command[] = [];
  let site = '';
  const platform = createSlackPlatform({
    workspaces: {
      clientId: fake.client.id,
      clientSecret: fake.client.secret,
      stateSecret: 'a state secret of thirty-two characters',
      seal,
      installs: store.installs,
      subscriptions: store.subscriptions,
      ...change,
    },
    ...(mode === 'socket' ? { appToken: fake.workspace.appToken } : { signingSecret: fake.workspace.signingSecret }),
    listen: async (listener) => {
      const server = createServer(listener);
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const address = server.address();
      site = `http://127.0.0.1:${address === null || typeof address === 'string' ? 0 : address.port}`;
      if (mode === 'http') fake.requestUrl = `${site}/slack/events`;
      return () => new Promise<void>((resolve) => server.close(() => resolve()).closeAllConnections());
    },
    apiUrl: fake.apiUrl,
    linker: sampleLinker,
    clock: quickClock,
    log,
  });
  closing.push(async () => {
    await platform.stop();
    await fake.close();
  });
  await platform.start((command) => {
    commands.push(command);
    return Promise.resolve(answers.small);
  });
  return { fake, platform, store, commands, lines, site };
};

/** What a person's browser does: from the page to Slack, where they say yes, and back with a code. */
const begin = async ({ site }: Service) => {
  const page = await fetch(`${site}/slack/install`);
  const [, link = ''] = /<a href="(https:\/\/slack\.com[^"]*)"/u.exec(await page.text()) ?? [];
  const asked = new URL(link.replaceAll('&amp;', '&'));
  const cookie = (page.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  return { page, asked, state: asked.searchParams.get('state') ?? '', cookie };
};

const comeBack = ({ site }: Service, query: Readonly<Record<string, string>>, cookie = '') =>
  fetch(`${site}/slack/oauth_redirect?${new URLSearchParams(query).toString()}`, { headers: { cookie } });

const install = async (service: Service, workspace: Workspace): Promise<Response> => {
  const { state, cookie } = await begin(service);
  const code = `1111.2222.code-of-${workspace.team}`;
  service.fake.codes.set(code, workspace);
  return comeBack(service, { code, state }, cookie);
};

const both = async (mode: Mode): Promise<Service & { readonly second: Workspace }> => {
  const service = await serve(mode);
  const [second] = service.fake.others;
  if (second === undefined) throw new Error('there is no second workspace');
  for (const workspace of [service.fake.workspace, second])
    expect((await install(service, workspace)).status).toBe(200);
  return { ...service, second };
};

const patience = { timeout: 20_000, interval: 10 };

const address = (workspace: string): Address => ({ platform: 'slack', workspace, channel: ids.channel });
const payload = ({ platform }: Service) => platform.render(answers.small).parent;

const order = (id: string, workspace: string, paused = false): Subscription => ({
  id,
  address: address(workspace),
  topics: [],
  time: '08:00',
  days: ['mon'],
  zone: 'Europe/Kyiv',
  paused,
  createdBy: ids.admin,
  createdAt: '2025-06-02T00:00:00.000Z',
});

const revoked = { type: 'tokens_revoked', tokens: { oauth: [], bot: [ids.botUser] } };
const uninstalled = { type: 'app_uninstalled' };

describe.each(['socket', 'http'] as const)('an installation (%s)', (mode) => {
  it('is asked for with the scopes of the manifest, and its token is kept where the database cannot read it', async () => {
    const service = await serve(mode);
    const { page, asked } = await begin(service);
    expect(page.status).toBe(200);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(asked.searchParams.get('client_id')).toBe(service.fake.client.id);
    expect(asked.searchParams.get('scope')?.split(',')).toContain('chat:write');
    const done = await install(service, service.fake.workspace);
    expect(await done.text()).toContain(`It is in Team ${ids.team} now.`);
    const content = (await service.store.installs.get('slack', ids.team)) ?? '';
    expect(content).toMatch(/^v1\./u);
    expect(content).not.toContain('xoxb');
    expect(seal.open(content, `slack:${ids.team}`)).toContain(service.fake.workspace.botToken);
  });

  it.each([
    ['without a state', () => ({ code: 'code-of-x' })],
    ['with a state that is not ours', () => ({ code: 'code-of-x', state: 'forged' })],
    ['without a code', (state: string) => ({ state })],
  ])('%s is refused, and nothing is exchanged', async (_, query) => {
    const service = await serve(mode);
    const { state, cookie } = await begin(service);
    const refused = await comeBack(service, query(state), cookie);
    expect(refused.status).toBe(400);
    expect(await refused.text()).toContain('Crosswire was not installed');
    expect(service.fake.called('oauth.v2.access')).toEqual([]);
    expect(await service.store.installs.workspaces('slack')).toEqual([]);
  });

  it('begun in another browser is refused', async () => {
    const service = await serve(mode);
    const { state } = await begin(service);
    expect((await comeBack(service, { code: 'code-of-x', state }, 'slack-app-oauth-state=other')).status).toBe(400);
    expect(service.fake.called('oauth.v2.access')).toEqual([]);
  });

  it('that was cancelled, or whose code Slack does not know, installs nothing and says so', async () => {
    const service = await serve(mode);
    const { state, cookie } = await begin(service);
    const cancelled = await comeBack(service, { error: 'access_denied', state }, cookie);
    expect(await cancelled.text()).toContain('Begin again');
    expect((await comeBack(service, { code: 'unknown', state }, cookie)).status).toBe(500);
    expect(await service.store.installs.workspaces('slack')).toEqual([]);
  });

  it('serves two workspaces that never get one another\u2019s posts', async () => {
    const service = await both(mode);
    const { fake, second, platform, commands } = service;
    await fake.slash({ command: '/news', text: 'first' });
    await fake.slash({ command: '/news', text: 'second', team: other.team });
    const { replies } = platform.render(answers.small);
    for (const { messages } of [fake.workspace, second])
      await until(() => expect(messages).toHaveLength(1 + replies.length));
    expect(commands.map(({ text, address: { workspace } }) => [text, workspace]).sort()).toEqual([
      ['first', ids.team],
      ['second', other.team],
    ]);
    const before = fake.workspace.messages.length;
    expect((await platform.send(address(other.team), payload(service), 'k')).kind).toBe('sent');
    expect(second.messages).toHaveLength(before + 1);
    expect(fake.workspace.messages).toHaveLength(before);
    const tokens = (text: string) =>
      fake.calls.filter(({ args }) => args.metadata?.includes(text) === true).map(({ token }) => token);
    expect(new Set(tokens('"key":"k"'))).toEqual(new Set([other.token]));
  });

  it.each([
    ['its token is taken back', [revoked]],
    ['the app is removed', [uninstalled]],
    ['both are told', [revoked, uninstalled]],
  ])(
    'that ends because %s takes the token with it and pauses what was ordered there, and nothing else',
    async (_, ends) => {
      const service = await both(mode);
      const { fake, second, store, platform } = service;
      for (const one of [order('1', other.team), order('2', other.team, true), order('3', ids.team)])
        await store.subscriptions.put(one);
      second.botTokenError = 'account_inactive';
      for (const end of ends) await fake.event(end, undefined, other.team);
      await vi.waitFor(async () => expect(await store.installs.workspaces('slack')).toEqual([ids.team]), patience);
      await vi.waitFor(
        async () =>
          expect(Object.fromEntries((await store.subscriptions.list()).map(({ id, paused }) => [id, paused]))).toEqual({
            1: true,
            2: true,
            3: false,
          }),
        patience,
      );
      expect(await platform.send(address(other.team), payload(service), 'k')).toEqual({
        kind: 'rejected',
        code: 'not-installed',
        fix: expect.stringContaining('/slack/install'),
      });
      expect((await platform.send(address(ids.team), payload(service), 'k')).kind).toBe('sent');
    },
  );
});

describe('a workspace that installed the app', () => {
  it('keeps it when the end that is told was that of an installation before', async () => {
    const { fake, store, lines } = await both('socket');
    await fake.event({ type: 'app_uninstalled' }, undefined, other.team);
    await fake.event({ type: 'tokens_revoked', tokens: { oauth: ['U1'] } }, undefined, other.team);
    await until(() => expect(fake.called('auth.test').length).toBeGreaterThan(2));
    expect(await store.installs.workspaces('slack')).toHaveLength(2);
    expect(lines.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('is told to install it again when its token is refused, and is then spoken to with the new one', async () => {
    const service = await both('socket');
    const { second, platform, store } = service;
    second.botTokenError = 'token_revoked';
    expect(await platform.send(address(other.team), payload(service), 'k')).toMatchObject({
      kind: 'rejected',
      code: 'token_revoked',
      fix: expect.stringContaining('again'),
    });
    second.botTokenError = undefined;
    expect((await platform.send(address(other.team), payload(service), 'k')).kind).toBe('sent');
    expect(await store.installs.workspaces('slack')).toHaveLength(2);
  });

  it('is not there for a service with another key', async () => {
    const first = await both('socket');
    const otherSeal = createSeal('another key of thirty-two characters');
    const service = await serve('socket', { seal: otherSeal }, first.store);
    expect(await service.platform.send(address(other.team), payload(service), 'k')).toMatchObject({
      code: 'not-installed',
    });
    expect(service.lines.map(({ message }) => message)).toContain(
      'The token of a workspace cannot be opened: is ENCRYPTION_KEY another one now?',
    );
  });
});

describe('a word to one person', () => {
  it('goes by the token of the workspace in which they are known', async () => {
    const service = await both('socket');
    const told = await service.platform.tell?.(ids.member, payload(service), 'k', other.team);
    expect(told?.kind).toBe('sent');
    expect(service.second.messages.map(({ channel }) => channel)).toEqual([ids.direct]);
    expect(service.fake.workspace.messages).toEqual([]);
  });
});

describe('an order of the DIGESTS setting, which names no workspace', () => {
  it('goes to the only one there is, and is refused with its fix where there are none or several', async () => {
    const service = await serve('socket');
    const send = () => service.platform.send(address('environment'), payload(service), 'k');
    expect(await send()).toMatchObject({ kind: 'rejected', code: 'no-workspace-named' });
    await install(service, service.fake.workspace);
    expect((await send()).kind).toBe('sent');
    const [second] = service.fake.others;
    if (second !== undefined) await install(service, second);
    expect(await send()).toMatchObject({ kind: 'rejected', fix: expect.stringContaining('/news follow') });
  });
});

describe('what is logged of many workspaces', () => {
  it('holds no token, secret or code', async () => {
    const { lines, fake, second } = await both('http');
    await fake.slash({ command: '/news', text: '', team: other.team });
    await until(() => expect(second.messages.length).toBeGreaterThan(0));
    const all = JSON.stringify(lines);
    for (const secret of ['xoxb', 'xapp', fake.client.secret, 'a state secret', 'code-of-'])
      expect(all).not.toContain(secret);
  });
});

describe('the pages of an installation', () => {
  it('are the only ones served in Socket Mode, and are read alone', async () => {
    const service = await serve('socket');
    for (const path of ['/', '/slack', '/slack/events', '/slack/installed'])
      expect((await fetch(`${service.site}${path}`)).status).toBe(404);
    expect((await fetch(`${service.site}/slack/install`, { method: 'POST' })).status).toBe(404);
  });

  it('lead back to the public address, where there is one', async () => {
    const service = await serve('http', { publicUrl: 'https://news.example.org/' });
    const { asked } = await begin(service);
    expect(asked.searchParams.get('redirect_uri')).toBe('https://news.example.org/slack/oauth_redirect');
  });
});

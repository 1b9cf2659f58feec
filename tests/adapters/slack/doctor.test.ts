import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { examineSlack } from '../../../adapters/slack/doctor.ts';
import type { Store } from '../../../src/ports.ts';
import { createSeal } from '../../../src/seal.ts';
import { openStore } from '../../../src/store/store.ts';
import { FakeSlack } from '../../fakes/slack/slack.ts';
import { Workspace } from '../../fakes/slack/workspace.ts';

let fake: FakeSlack;
beforeEach(async () => {
  fake = await FakeSlack.start();
});
afterEach(() => fake.close());

const examine = (change: { readonly botToken?: string; readonly appToken?: string } = {}) =>
  examineSlack({
    botToken: fake.workspace.botToken,
    appToken: fake.workspace.appToken,
    apiUrl: fake.apiUrl,
    ...change,
  });

describe('the examination of the Slack tokens', () => {
  it('finds nothing to mend when they are good', async () => {
    expect(await examine()).toEqual([
      { what: 'SLACK_BOT_TOKEN is good: crosswire in Fake.' },
      { what: 'SLACK_APP_TOKEN is good: Socket Mode can be opened.' },
    ]);
  });

  it('names each scope that is missing, what it is for, and the fix', async () => {
    fake.workspace.scopes.delete('users:read');
    fake.workspace.scopes.delete('im:history');
    const found = (await examine()).filter(({ fix }) => fix !== undefined);
    expect(found.map(({ what }) => what)).toEqual([
      'The scope im:history is missing: questions in direct messages.',
      "The scope users:read is missing: the asker's time zone, and whether they are an admin.",
    ]);
    expect(found[0]?.fix).toContain('reinstall');
  });

  it('names both tokens when both are wrong, and repeats neither', async () => {
    const found = await examine({ botToken: 'xoxb-wrong-1', appToken: 'xapp-wrong-2' });
    expect(found.map(({ what }) => what)).toEqual([
      'Slack does not accept SLACK_BOT_TOKEN (invalid_auth).',
      'Slack does not accept SLACK_APP_TOKEN (invalid_auth).',
    ]);
    expect(JSON.stringify(found)).not.toMatch(/wrong-/u);
  });

  it('says so when Slack cannot be reached', async () => {
    const { apiUrl } = fake;
    await fake.close();
    const [found] = await examineSlack({ botToken: 'xoxb-1', apiUrl });
    expect(found).toEqual({ what: 'Slack cannot be reached (econnrefused).', fix: expect.stringContaining('network') });
    fake = await FakeSlack.start();
  });
});

describe('the examination of an app for many workspaces', () => {
  const seal = createSeal('a key of thirty-two characters or more');
  const publicUrl = 'https://news.example.org/';
  let store: Store;
  beforeEach(async () => {
    store = await openStore({ kind: 'sqlite', path: ':memory:' });
  });
  afterEach(() => store.close());

  const install = (id: string, token: string, name?: string, sealed = seal) =>
    store.installs.put(
      'slack',
      id,
      sealed.seal(
        JSON.stringify({
          team: { id, ...(name !== undefined && { name }) },
          bot: { token, id: 'B1', userId: 'U1', scopes: [] },
          user: { id: 'U2' },
        }),
        `slack:${id}`,
      ),
    );
  const examineAll = (apiUrl = fake.apiUrl) =>
    examineSlack({ apiUrl, workspaces: { installs: store.installs, seal, publicUrl } });

  it('tries the token of each, and says which must be installed again, and why', async () => {
    const [lacking, revoked] = [new Workspace('T0LACK', 'xoxb-lack'), new Workspace('T0GONE', 'xoxb-gone')];
    lacking.scopes.delete('users:read');
    lacking.scopes.delete('im:history');
    revoked.botTokenError = 'token_revoked';
    fake.others.push(lacking, revoked);
    await install('T0A', fake.workspace.botToken, 'Acme');
    await install('T0GONE', 'xoxb-gone', 'Gone & Co');
    await install('T0LACK', 'xoxb-lack', 'Lacking');
    await install('T0SEAL', 'xoxb-seal', 'Sealed', createSeal('another key of thirty-two characters'));
    await install('T0WRONG', 'xoxb-wrong-1');
    const again = 'have somebody there open https://news.example.org/slack/install and install the app again';
    const found = await examineAll();
    expect(found).toEqual([
      { what: 'The token of Acme (T0A) is good.' },
      { what: 'Slack does not accept the token of Gone & Co (T0GONE) (token_revoked).', fix: again },
      {
        what: "The token of Lacking (T0LACK) lacks scopes: im:history (questions in direct messages), users:read (the asker's time zone, and whether they are an admin).",
        fix: again,
      },
      {
        what: 'The token of T0SEAL cannot be opened: it was sealed with another ENCRYPTION_KEY.',
        fix: `put that key back, or ${again}`,
      },
      { what: 'Slack does not accept the token of T0WRONG (invalid_auth).', fix: again },
    ]);
    expect(JSON.stringify(found)).not.toContain('xoxb-');
  });

  it('says so when there is none, when the database is held, and once when Slack cannot be reached', async () => {
    expect(await examineAll()).toEqual([{ what: expect.stringContaining('none has installed the app yet') }]);
    expect(await examineSlack({ apiUrl: fake.apiUrl })).toEqual([{ what: expect.stringContaining('running holds') }]);
    await install('T0A', fake.workspace.botToken);
    await install('T0B', fake.workspace.botToken);
    const { apiUrl } = fake;
    await fake.close();
    expect(await examineAll(apiUrl)).toEqual([
      { what: 'Slack cannot be reached (econnrefused).', fix: expect.stringContaining('network') },
    ]);
    fake = await FakeSlack.start();
  });
});

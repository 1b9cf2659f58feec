import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { examineSlack } from '../../../adapters/slack/doctor.ts';
import { FakeSlack } from '../../fakes/slack/slack.ts';

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

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { COMMAND_CHARACTERS, COMMANDS } from '../../../adapters/slack/limits.ts';
import { botScopes, slackManifest } from '../../../adapters/slack/manifest.ts';
import { contractCommands } from '../../contracts/harness.ts';
import { specsFolder } from '../../environment.ts';

const socket = { kind: 'socket' } as const;
const http = { kind: 'http', requestUrl: 'https://news.example.org/slack/events' } as const;

const named = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ name: `topic-${n}`, description: `Topic ${n}`, usage: '' }));

describe('the manifest', () => {
  it('declares each command with its words, and no request URL in Socket Mode', () => {
    expect(slackManifest(contractCommands, socket)).toMatchObject({
      features: {
        slash_commands: [
          { command: '/news', description: contractCommands[0].description, usage_hint: '[TOPIC]' },
          { command: '/swap', description: contractCommands[1].description },
        ],
      },
      settings: { socket_mode_enabled: true, interactivity: { is_enabled: true } },
    });
    expect(JSON.stringify(slackManifest(contractCommands, socket))).not.toContain('url');
  });

  it('gives the request URL for commands, events, buttons and the fields of forms over HTTP', () => {
    const text = JSON.stringify(slackManifest(contractCommands, http));
    expect(text.split(http.requestUrl)).toHaveLength(1 + contractCommands.length + 3);
    expect(text).toContain('"socket_mode_enabled":false');
  });

  it('asks for the home tab, and for the events of a newcomer, of the tab and of the end of an installation', () => {
    expect(slackManifest([], socket)).toMatchObject({
      features: { app_home: { home_tab_enabled: true, messages_tab_enabled: true } },
      settings: {
        event_subscriptions: {
          bot_events: [
            'app_home_opened',
            'app_mention',
            'app_uninstalled',
            'member_joined_channel',
            'message.im',
            'tokens_revoked',
          ],
        },
      },
    });
  });

  it('says what each scope is for', () => {
    for (const [scope, use] of Object.entries(botScopes))
      expect([scope, use]).toEqual([scope, expect.stringMatching(/^\S.{10,}$/u)]);
  });

  it('names where Slack leads back to after an installation, where there are many workspaces', () => {
    const redirect = 'https://news.example.org/slack/oauth_redirect';
    expect(slackManifest([], http, redirect)).toMatchObject({ oauth_config: { redirect_urls: [redirect] } });
    expect(JSON.stringify(slackManifest([], http))).not.toContain('redirect_urls');
  });

  it(`declares at most ${COMMANDS} commands of at most ${COMMAND_CHARACTERS} characters, the slash included`, () => {
    const count = (commands: Parameters<typeof slackManifest>[0]): number =>
      JSON.stringify(slackManifest(commands, socket)).split('"command":').length - 1;
    expect([count(named(COMMANDS)), count(named(COMMANDS + 1))]).toEqual([COMMANDS, COMMANDS]);
    const long = (length: number) => [{ name: 'x'.repeat(length), description: 'd', usage: '' }];
    expect([count(long(COMMAND_CHARACTERS - 1)), count(long(COMMAND_CHARACTERS))]).toEqual([1, 0]);
  });

  describe.skipIf(specsFolder === undefined)("against Slack's own schema", () => {
    const valid = (manifest: object): readonly unknown[] => {
      const schema: unknown = JSON.parse(readFileSync(join(specsFolder ?? '', 'slack-manifest.schema.json'), 'utf8'));
      // `regex` and `format: uri` are not keywords of ajv; the rest of the schema is held to strictly.
      const ajv = new Ajv({ allErrors: true, strict: false, validateFormats: false });
      const check = ajv.compile(Object(schema));
      return check(manifest) ? [] : (check.errors ?? []);
    };

    it.each([
      ['in Socket Mode', slackManifest(contractCommands, socket)],
      ['over HTTP', slackManifest(contractCommands, http)],
      ['with as many commands as are allowed', slackManifest(named(COMMANDS + 5), socket)],
      ['without commands', slackManifest([], socket)],
      ['for many workspaces', slackManifest([], http, 'https://news.example.org/slack/oauth_redirect')],
    ])('is valid %s', (_, manifest) => {
      expect(valid(manifest)).toEqual([]);
    });

    it('would fail with one command too many, so that the check is one', () => {
      const manifest: Record<string, unknown> = { ...slackManifest(named(1), socket) };
      const commands = named(COMMANDS + 1).map(({ name, description }) => ({ command: `/${name}`, description }));
      expect(valid({ ...manifest, features: { slash_commands: commands } })).not.toEqual([]);
    });
  });
});

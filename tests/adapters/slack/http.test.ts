/** The request URL: only what Slack signed, and signed now, is taken; nothing that is sent there stops the process. */
import { createServer, type ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listenOn } from '../../../adapters/slack/http.ts';
import { createSlackPlatform } from '../../../adapters/slack/slack.ts';
import { CrosswireError } from '../../../src/errors.ts';
import type { Command } from '../../../src/model.ts';
import { answers, sampleLinker } from '../../contracts/samples.ts';
import { signature } from '../../fakes/slack/inbound.ts';
import { ids } from '../../fakes/slack/workspace.ts';
import { memoryLog, quickClock, until, type Wired, wire } from './harness.ts';

const form = 'application/x-www-form-urlencoded';
const now = (): number => Math.floor(Date.now() / 1000);

let wired: Wired;
const commands: Command[] = [];
let trigger = 0;

beforeEach(async () => {
  wired = await wire('http');
  commands.length = 0;
  await wired.platform.start((command) => {
    commands.push(command);
    return Promise.resolve(answers.notice);
  });
});
afterEach(() => wired.close());

const slash = (): string => {
  trigger += 1;
  return new URLSearchParams({
    command: '/news',
    text: 'bridge',
    team_id: ids.team,
    channel_id: ids.channel,
    channel_name: 'news',
    user_id: ids.admin,
    response_url: new URL('/response/none', wired.fake.apiUrl).href,
    trigger_id: `t${trigger}`,
  }).toString();
};

/** Sends one good command after what went before: it alone must have come in. */
const expectOnlyTheGoodOne = async (): Promise<void> => {
  expect((await wired.fake.post(slash(), { type: form })).status).toBe(200);
  await until(() => expect(commands).toHaveLength(1));
};

describe('a signed request', () => {
  it('is taken', async () => {
    await expectOnlyTheGoodOne();
  });

  it.each([
    ['with a signature of other bytes', () => ({ signature: `v0=${'0'.repeat(64)}` })],
    ['signed with another secret', () => ({ secret: 'another-secret' })],
    ['with an empty signature', () => ({ signature: '' })],
    ['with a bare version for a signature', () => ({ signature: 'v0=' })],
    ['with a signature of another version', () => ({ signature: `v1=${'0'.repeat(64)}` })],
    ['signed six minutes ago', () => ({ timestamp: String(now() - 360) })],
    ['signed for two minutes from now', () => ({ timestamp: String(now() + 120) })],
    ['signed for next year', () => ({ timestamp: String(now() + 31_536_000) })],
    ['signed at no time', () => ({ timestamp: 'never' })],
    ['signed at an empty time', () => ({ timestamp: '' })],
    ['signed at a time with an exponent', () => ({ timestamp: '1e10' })],
    ['signed before 1970', () => ({ timestamp: '-1' })],
    ['that is not signed at all', () => ({ unsigned: true })],
  ])('%s is refused, and nothing of it is handed in', async (_, forged) => {
    expect((await wired.fake.post(slash(), { type: form, ...forged() })).status).toBe(401);
    await expectOnlyTheGoodOne();
  });

  it('whose body was changed after signing is refused', async () => {
    const timestamp = String(now());
    const signed = signature(wired.fake.workspace.signingSecret, timestamp, slash());
    const changed = await wired.fake.post(slash(), { type: form, timestamp, signature: signed });
    expect(changed.status).toBe(401);
    await expectOnlyTheGoodOne();
  });

  it('is taken when the clocks differ by seconds', async () => {
    expect((await wired.fake.post(slash(), { type: form, timestamp: String(now() + 20) })).status).toBe(200);
    await until(() => expect(commands).toHaveLength(1));
  });
});

describe('the request URL', () => {
  it("answers Slack's challenge", async () => {
    const body = JSON.stringify({ type: 'url_verification', challenge: 'prove it' });
    const answer = await wired.fake.post(body, { type: 'application/json' });
    expect([answer.status, answer.body]).toEqual([200, '{"challenge":"prove it"}']);
  });

  it('does not take a command that says it is only a check of the certificate', async () => {
    await wired.fake.post(`${slash()}&ssl_check=1`, { type: form, unsigned: true });
    await expectOnlyTheGoodOne();
  });

  it.each([
    ['a body that is not JSON', '{', 'application/json', 400],
    ['an empty body', '', 'application/json', 400],
    ['a payload that is not JSON', 'payload=%7B', form, 400],
  ])('answers %s with an error and lives on', async (_, body, type, status) => {
    expect((await wired.fake.post(body, { type })).status).toBe(status);
    await expectOnlyTheGoodOne();
  });

  it.each(['/', '/slack', '/slack/events/x', '//', '/slack/install'])(
    'is the only path: %s is not found',
    async (path) => {
      const url = `${new URL(wired.fake.requestUrl ?? '').origin}${path}`;
      expect((await wired.fake.post(slash(), { type: form, url })).status).toBe(404);
      await expectOnlyTheGoodOne();
    },
  );

  it('is not there for a GET', async () => {
    expect((await fetch(wired.fake.requestUrl ?? '')).status).toBe(404);
  });
});

describe('an engine that works without a pause', () => {
  it('is called only when the acknowledgement is on its way', async () => {
    const answersBy: ServerResponse[] = [];
    const written: boolean[] = [];
    const busy = await wire('http', {
      listen: (listener) => {
        const server = createServer((request, response) => {
          answersBy.push(response);
          listener(request, response);
        });
        return new Promise((resolve) => {
          server.listen(0, '127.0.0.1', () => {
            const address = server.address();
            const port = address === null || typeof address === 'string' ? 0 : address.port;
            busy.fake.requestUrl = `http://127.0.0.1:${port}/slack/events`;
            resolve(() => new Promise((closed) => server.close(() => closed()).closeAllConnections()));
          });
        });
      },
    });
    await busy.platform.start(() => {
      written.push(answersBy.at(-1)?.writableFinished === true);
      return Promise.resolve(answers.notice);
    });
    // The person is known from the second time on: then nothing but our own patience lies between the two.
    for (let turn = 1; turn <= 3; turn += 1) {
      await busy.fake.slash({ command: '/news', text: '' });
      await until(() => expect(written).toHaveLength(turn));
    }
    await busy.close();
    expect(written).toEqual([true, true, true]);
  });
});

describe('a port that is taken', () => {
  it('is one clear error with its fix', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = other.address();
    const port = address === null || typeof address === 'string' ? 0 : address.port;
    const platform = createSlackPlatform({
      botToken: wired.fake.workspace.botToken,
      signingSecret: wired.fake.workspace.signingSecret,
      listen: { port, host: '127.0.0.1' },
      apiUrl: wired.fake.apiUrl,
      linker: sampleLinker,
      clock: quickClock,
      log: memoryLog().log,
    });
    const error: unknown = await platform
      .start(() => Promise.resolve(answers.notice))
      .catch((reason: unknown) => reason);
    await platform.stop();
    await new Promise<void>((resolve) => other.close(() => resolve()));
    expect(error).toBeInstanceOf(CrosswireError);
    expect(error).toMatchObject({ code: 'port-in-use', fix: expect.stringContaining('SLACK_PORT') });
  });

  it('is free again after a stop', async () => {
    const close = await listenOn(0, '127.0.0.1')((_, response) => void response.end());
    await expect(close()).resolves.toBeUndefined();
  });
});

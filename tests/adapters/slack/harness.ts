/** The Slack Platform wired to a fake Slack, for the contract and for the tests of this folder. */
import { createServer } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { vi } from 'vitest';
import { createSlackPlatform, type SlackOptions } from '../../../adapters/slack/slack.ts';
import type { Answer, Command } from '../../../src/model.ts';
import type { Clock, Log, Platform } from '../../../src/ports.ts';
import { type Fault, faultRetryAfterMs, type Harness } from '../../contracts/harness.ts';
import { sampleLinker } from '../../contracts/samples.ts';
import { read } from '../../fakes/slack/reading.ts';
import { FakeSlack } from '../../fakes/slack/slack.ts';
import { ids, type Message } from '../../fakes/slack/workspace.ts';

export type Mode = 'socket' | 'http';

export interface LogLine {
  readonly level: keyof Log;
  readonly message: string;
  readonly fields: Readonly<Record<string, unknown>> | undefined;
}

export const memoryLog = (): { readonly log: Log; readonly lines: LogLine[] } => {
  const lines: LogLine[] = [];
  const at =
    (level: keyof Log): Log['info'] =>
    (message, fields) => {
      lines.push({ level, message, fields });
    };
  return { log: { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }, lines };
};

/** Real time, with the waits of retries made short, but for the 5 s in which a stop lets what is under way end. */
export const quickClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    wait(ms >= 1000 && ms < 15_000 && ms !== 5000 ? 10 : ms, undefined, signal === undefined ? {} : { signal }).catch(
      () => undefined,
    ),
};

export interface Wired {
  readonly fake: FakeSlack;
  readonly platform: Platform;
  readonly lines: LogLine[];
  close(): Promise<void>;
}

const open: Wired[] = [];

/** For `afterEach`: stops whatever a test has started. */
export const closeAll = async (): Promise<void> => {
  for (const wired of open.splice(0)) await wired.close();
};

export const wire = async (mode: Mode, change: Partial<SlackOptions> = {}): Promise<Wired> => {
  const fake = await FakeSlack.start();
  const { log, lines } = memoryLog();
  const way =
    mode === 'socket'
      ? { appToken: fake.workspace.appToken }
      : {
          signingSecret: fake.workspace.signingSecret,
          listen: async (listener: Parameters<typeof createServer>[1]) => {
            const server = createServer(listener);
            await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
            const address = server.address();
            if (address === null || typeof address === 'string') throw new Error('not listening');
            fake.requestUrl = `http://127.0.0.1:${address.port}/slack/events`;
            return () =>
              new Promise<void>((resolve) => {
                server.close(() => resolve());
                server.closeAllConnections();
              });
          },
        };
  const platform = createSlackPlatform({
    botToken: fake.workspace.botToken,
    ...way,
    apiUrl: fake.apiUrl,
    linker: sampleLinker,
    clock: quickClock,
    log,
    ...change,
  });
  const wired: Wired = {
    fake,
    platform,
    lines,
    close: async () => {
      await platform.stop();
      await fake.close();
    },
  };
  open.push(wired);
  return wired;
};

export interface Started extends Wired {
  readonly commands: readonly Command[];
  /** What the app has posted so far, whoever sees it. */
  posts(): readonly Message[];
}

/** Starts the Platform with one answer for everything, and keeps what it was asked. */
export const started = async (
  answer: Answer,
  mode: Mode = 'socket',
  change: Partial<SlackOptions> = {},
): Promise<Started> => {
  const wired = await wire(mode, change);
  const commands: Command[] = [];
  await wired.platform.start((command) => {
    commands.push(command);
    return Promise.resolve(answer);
  });
  const posts = () => wired.fake.workspace.messages.filter(({ by }) => by === 'app');
  return { ...wired, commands, posts };
};

export const until = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 20_000, interval: 10 });

const keyOf = (message: Message): string | undefined => {
  const key = message.metadata?.event_payload.key;
  return typeof key === 'string' ? key : undefined;
};

const faults: Readonly<Record<Fault, Parameters<FakeSlack['faults']['add']>[1]>> = {
  'rate-limited': { kind: '429', retryAfter: faultRetryAfterMs / 1000 },
  rejected: { kind: 'error', error: 'not_in_channel' },
  dropped: { kind: 'dropped' },
  down: { kind: '5xx', status: 503 },
};

export const slackHarness = async (mode: Mode): Promise<Harness> => {
  const { fake, platform, close } = await wire(mode);
  return {
    platform,
    address: { platform: 'slack', workspace: ids.team, channel: ids.channel },
    type: async ({ name, text }) => {
      const { status } = await fake.slash({ command: `/${name}`, text });
      if (status !== 200) throw new Error(`Slack was answered ${status}`);
    },
    posts: () =>
      fake.workspace.messages
        .filter((message) => message.by === 'app')
        .map((message) => ({
          ref: message.ts,
          parent: message.threadTs,
          audience: message.onlyFor === undefined ? 'channel' : 'asker',
          reading: read(message),
          key: keyOf(message),
        })),
    reads: (payload) => read(payload),
    wire: {
      fail: (fault) => {
        fake.faults.clear('chat.postMessage');
        if (fault !== undefined) fake.faults.add('chat.postMessage', faults[fault], Number.POSITIVE_INFINITY);
      },
    },
    misconfigured: () => {
      const secrets = ['xoxb-9999-wrong-wrongwrong', 'xapp-1-A0APP-wrongwrong'];
      const { log } = memoryLog();
      return {
        secrets,
        platform: createSlackPlatform({
          botToken: 'xoxb-9999-wrong-wrongwrong',
          ...(mode === 'socket' ? { appToken: 'xapp-1-A0APP-wrongwrong' } : { signingSecret: 'wrong' }),
          apiUrl: fake.apiUrl,
          linker: sampleLinker,
          clock: quickClock,
          log,
        }),
      };
    },
    close,
  };
};

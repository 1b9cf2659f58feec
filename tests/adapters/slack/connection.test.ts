/** Socket Mode through recycled, dropped, silent and refused connections. */
import { afterEach, describe, expect, it } from 'vitest';
import { CrosswireError } from '../../../src/errors.ts';
import type { Command } from '../../../src/model.ts';
import { answers } from '../../contracts/samples.ts';
import { closeAll, quickClock, started, until, wire } from './harness.ts';

const escapes: unknown[] = [];
const note = (reason: unknown): void => {
  escapes.push(reason);
};

afterEach(async () => {
  await closeAll();
  process.off('unhandledRejection', note);
});

/** The Platform with an eye on what nobody catches, which would end the process. */
const watched = async () => {
  escapes.length = 0;
  process.on('unhandledRejection', note);
  return { ...(await started(answers.notice)), escaped: escapes };
};

describe('the connection', () => {
  it('is opened anew when Slack recycles it, and commands come in again', async () => {
    const { fake, commands } = await started(answers.notice);
    for (const disturb of [() => fake.refreshSockets(), () => fake.dropSockets()]) {
      const opened = fake.called('apps.connections.open').length;
      disturb();
      await until(() => expect(fake.called('apps.connections.open').length).toBeGreaterThan(opened));
      await until(() => expect(fake.openSockets).toBe(1));
      const asked = commands.length;
      await fake.slash({ command: '/news', text: '' });
      await until(() => expect(commands).toHaveLength(asked + 1));
    }
  });

  it('that ends before an acknowledgement could be sent costs neither the answer nor the process', async () => {
    const { fake, commands, escaped } = await watched();
    await fake.slashAndHangUp({ command: '/news', text: 'cut off' });
    await until(() => expect(commands).toHaveLength(1));
    await until(() => expect(fake.openSockets).toBe(1));
    await fake.slash({ command: '/news', text: '' });
    await until(() => expect(commands).toHaveLength(2));
    expect(escaped).toEqual([]);
  });

  it('is tried again and again while Slack cannot be reached, and no failure escapes', async () => {
    const { fake, lines, escaped } = await watched();
    fake.faults.add('apps.connections.open', { kind: '5xx', status: 503 }, 2);
    fake.faults.add('apps.connections.open', { kind: 'dropped' });
    fake.faults.add('apps.connections.open', { kind: '429', retryAfter: 1 });
    fake.dropSockets();
    await until(() => expect(fake.openSockets).toBe(1));
    expect(lines.filter(({ message }) => message.includes('trying again'))).toHaveLength(4);
    expect(escaped).toEqual([]);
  });

  it.each(['silent', 'rude'] as const)('that begins no session (%s) fails the start, with the fix', async (manners) => {
    // Its patience is short as long as nothing can come, and whole again when a session can begin.
    let longest = 200;
    const { fake, platform } = await wire('socket', {
      clock: { now: quickClock.now, sleep: (ms, signal) => quickClock.sleep(Math.min(ms, longest), signal) },
    });
    fake.manners = manners;
    const error: unknown = await platform.start(() => Promise.resolve(answers.notice)).catch((reason) => reason);
    expect(error).toBeInstanceOf(CrosswireError);
    expect(error).toMatchObject({ code: 'platform', fix: expect.stringContaining('Socket Mode is on') });
    fake.manners = 'polite';
    longest = Number.POSITIVE_INFINITY;
    await platform.start(() => Promise.resolve(answers.notice));
    expect(fake.openSockets).toBeGreaterThan(0);
  });

  it('that cannot be had back at once is had back later', async () => {
    const { fake, lines } = await started(answers.notice);
    fake.manners = 'rude';
    fake.dropSockets();
    await until(() => expect(lines.map(({ fields }) => fields?.code)).toContain('no_session'));
    fake.manners = 'polite';
    await until(() => expect(lines.map(({ message }) => message)).toContain('Connected to Slack again'));
    await fake.slash({ command: '/news', text: '' });
  });

  it('hands in nothing after it was stopped', async () => {
    const { fake, platform } = await started(answers.notice);
    await platform.stop();
    await until(() => expect(fake.openSockets).toBe(0));
    await expect(fake.slash({ command: '/news', text: '' })).rejects.toThrow('no open socket');
  });

  it('can be started again after it was stopped', async () => {
    const { fake, platform } = await started(answers.notice);
    await platform.stop();
    const again: Command[] = [];
    await platform.start((command) => {
      again.push(command);
      return Promise.resolve(answers.notice);
    });
    await fake.slash({ command: '/news', text: '' });
    await until(() => expect(again).toHaveLength(1));
  });

  it('finishes what is being posted before it stops', async () => {
    const { fake, platform, posts } = await started(answers.huge);
    await fake.slash({ command: '/news', text: '' });
    await until(() => expect(posts().length).toBeGreaterThan(0));
    await platform.stop();
    expect(posts()).toHaveLength(1 + platform.render(answers.huge).replies.length);
  });
});

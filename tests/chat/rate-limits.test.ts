/** The library has no clock but the system's: `Date` and the timers are held still here. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type CountCommand, createLimits, usualLimits } from '../../src/chat/rate-limits.ts';
import type { Address, Answer, Command } from '../../src/model.ts';

const here: Address = { platform: 'slack', workspace: 'T1', channel: 'C1' };
const by = (id: string, address: Partial<Address> = {}, name = 'news'): Command => ({
  address: { ...here, ...address },
  person: { id, manages: false },
  name,
  text: '',
});

const refusalOf = (answer: Answer | undefined): string => {
  if (answer?.kind !== 'notice') throw new Error('nothing was refused');
  expect(answer.notice.tone).toBe('refusal');
  expect(answer.audience).toBeUndefined();
  return `${answer.notice.title} ${answer.notice.fix}`;
};

const many = async (count: CountCommand, command: Command, times: number): Promise<(Answer | undefined)[]> => {
  const answers: (Answer | undefined)[] = [];
  for (let n = 0; n < times; n += 1) answers.push(await count(command));
  return answers;
};

describe('limits of commands', () => {
  let count: CountCommand;
  beforeEach(() => {
    vi.useFakeTimers({ now: Date.parse('2031-01-06T08:00:00Z') });
    count = createLimits();
  });
  afterEach(() => {
    vi.useRealTimers();
  });
  const pass = (seconds: number) => vi.advanceTimersByTime(seconds * 1000);

  it('let a person ask as often as the limit says, then say when to ask again, and let them again', async () => {
    const { commands, seconds } = usualLimits.person;
    expect(await many(count, by('U1'), commands)).toEqual(Array.from({ length: commands }, () => undefined));
    pass(seconds - 12);
    expect(refusalOf(await count(by('U1')))).toContain('Ask again in 12 seconds');
    pass(11);
    expect(refusalOf(await count(by('U1')))).toContain('Ask again in 1 second:');
    pass(1);
    expect(await count(by('U1'))).toBeUndefined();
  });

  it('are each person’s own, and not one of the same id in another workspace or on another platform', async () => {
    await many(count, by('U1'), usualLimits.person.commands + 1);
    expect(await count(by('U2'))).toBeUndefined();
    expect(await count(by('U1', { workspace: 'T2' }))).toBeUndefined();
    expect(await count(by('U1', { platform: 'discord' }))).toBeUndefined();
    refusalOf(await count(by('U1', { channel: 'C2' })));
  });

  it('let a channel ask as often as the limit says, whoever asks, and no other channel pay for it', async () => {
    const { commands } = usualLimits.channel;
    for (let n = 0; n < commands; n += 1) expect(await count(by(`U${n}`))).toBeUndefined();
    expect(refusalOf(await count(by('late')))).toContain('This channel');
    expect(await count(by('late', { channel: 'C2' }))).toBeUndefined();
    expect(await count(by('late', { workspace: 'T2' }))).toBeUndefined();
  });

  it('count a thread as its channel', async () => {
    for (let n = 0; n < usualLimits.channel.commands; n += 1) await count(by(`U${n}`, { thread: `${n}.1` }));
    refusalOf(await count(by('late')));
  });

  it('do not let the questions of one who was refused use up the channel’s', async () => {
    await many(count, by('U1'), usualLimits.channel.commands * 2);
    expect(await count(by('U2'))).toBeUndefined();
  });

  it('stand in the way of no welcome and no page of the app', async () => {
    await many(count, by('U1'), usualLimits.person.commands + 1);
    expect(await count(by('U1', {}, 'welcome'))).toBeUndefined();
    expect(await count(by('U1', {}, 'home'))).toBeUndefined();
  });

  it('keep nothing of those whose time is over', async () => {
    for (let n = 0; n < 50; n += 1) await count(by(`U${n}`, { channel: `C${n}` }));
    expect(vi.getTimerCount()).toBe(100);
    pass(60);
    expect(vi.getTimerCount()).toBe(0);
  });
});

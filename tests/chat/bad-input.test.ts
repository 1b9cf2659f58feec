/** What nobody should type, given to every verb: a clear answer for the asker alone, and nothing changed, lost or done twice. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verbs } from '../../src/chat/verbs.ts';
import type { Answer } from '../../src/model.ts';
import { type ChatHarness, createHarness, standingClock } from './harness.ts';

const bad: readonly (readonly [string, string])[] = [
  ['only emoji', '🙂🙃👩‍👩‍👧‍👦🇺🇦'],
  ['text from right to left', 'שלום \u202eעולם\u202c مرحبا'],
  ['pings', '<!channel> <!everyone> <@U1> <#C1> @everyone @here'],
  ['markup', '*bold* _x_ ~y~ `z` > q <https://evil.example|bank> [bank](https://evil.example)'],
  ['control characters', 'a\u0000b\u0007c\u001b[31md\u200be'],
  ['half a character', '\ud83d lone \udc4d'],
  ['an address with a password in it', 'https://reader:hunter2-word@evil.example/feed'],
  ['nothing but punctuation', '= , ; : " \' ( ) | &'],
  ['numbers beyond all bounds', '99999999999999999999 -1 1e999 NaN'],
  ['names of what every object has', '__proto__ constructor toString hasOwnProperty'],
];

const subverbs: Readonly<Record<string, readonly string[]>> = {
  topic: ['topic', 'topic add', 'topic remove', 'topic list'],
  feed: ['feed', 'feed add', 'feed remove', 'feed import', 'feed list'],
  settings: ['settings', 'settings changes', 'settings editor', 'settings charts'],
};

const typed = ['', ...verbs.flatMap(({ name }) => subverbs[name] ?? [name])];

/** What an answer says, as it would be sent. */
const lengthOf = (answer: Answer): number => JSON.stringify(answer).length;

describe('what nobody should type', () => {
  let chat: ChatHarness;
  beforeAll(async () => {
    chat = await createHarness(standingClock('2025-06-03T10:00:00Z'));
    await chat.say('/news follow swap at 08:00 in Europe/Kyiv');
    await chat.say('/news topic add grain = corn');
  });
  afterAll(() => chat.store.close());

  const held = async (): Promise<string> => {
    const lines: string[] = [];
    for await (const line of chat.store.dump()) lines.push(line);
    return lines.join('');
  };

  describe.each(typed.map((verb) => [verb] as const))('after "/news %s"', (verb) => {
    it.each(bad)('changes nothing unlogged and is answered: %s', async (_, text) => {
      const [before, logged] = [await held(), (await chat.store.changes.list('slack:T1', 999)).length];
      const answer = await chat.say(`/news ${verb} ${text}`);
      expect(lengthOf(answer)).toBeLessThan(60_000);
      if (answer.kind === 'notice') {
        expect(answer.notice.title).toMatch(/\p{L}/u);
        if (answer.notice.tone === 'refusal') expect(answer.notice.fix).toMatch(/\w/u);
        expect(answer.audience).not.toBe('channel');
      }
      if (answer.kind === 'form') expect(answer.form.fix).toMatch(/\w/u);
      const changed = (await held()) !== before;
      expect((await chat.store.changes.list('slack:T1', 999)).length > logged).toBe(changed);
      // What can be changed by it can be taken back.
      if (changed) await chat.say('/news undo');
    });
  });

  it('is told to nobody else and kept nowhere where it holds a password', async () => {
    const url = 'https://reader:hunter3-word@evil.example/feed';
    for (const verb of ['feed add', 'feed remove', 'feed import', 'why', 'topic remove', 'follow'])
      for (const text of [url, `<${url}>`, `<${url}|feed>`]) {
        const answer = await chat.say(`/news ${verb} ${text}`);
        expect(['form', 'notice']).toContain(answer.kind);
        expect(answer.audience ?? 'asker').toBe('asker');
      }
    expect(await held()).not.toContain('hunter3');
  });

  it('makes nobody an editor who is no person', async () => {
    for (const [, text] of bad)
      expect(await chat.say(`/news settings editor ${text}`)).toMatchObject({ notice: { title: 'Which person?' } });
    expect((await chat.store.settings.get('slack:T1'))?.editors ?? []).toEqual([]);
  });
});

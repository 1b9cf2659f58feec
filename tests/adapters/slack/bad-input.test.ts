/** What nobody should type into Slack, handed in as it was typed, answered for the asker alone, and said again without harm. */
import { afterEach, describe, expect, it } from 'vitest';
import type { Answer } from '../../../src/model.ts';
import { read } from '../../fakes/slack/reading.ts';
import { ids } from '../../fakes/slack/workspace.ts';
import { closeAll, until, wire } from './harness.ts';

afterEach(closeAll);

const echo = (text: string): Answer => ({
  kind: 'notice',
  notice: {
    tone: 'refusal',
    title: `There is no topic "${text.slice(0, 500)}".`,
    lines: [text.slice(0, 500)],
    fix: 'See /news help',
  },
});

describe('what nobody should type', () => {
  it.each([
    ['40 kB of text', 'long '.repeat(8_000)],
    ['only emoji', '🙂🙃👩‍👩‍👧‍👦🇺🇦 :smile:'],
    ['text from right to left', 'שלום \u202eעולם\u202c مرحبا'],
    ['pings', '<!channel> <!everyone|all> <!here> <@U1> <!subteam^S1> <#C1> @everyone'],
    ['markup', '*bold* _x_ ~y~ `z`\n> q\n<https://evil.example|bank> &lt;!channel&gt;'],
    ['an address with a name in it', 'https://user:word@evil.example/'],
    ['control characters', 'a\u0000b\u0007c\u001b[31md\u200be'],
    ['half a character', '\ud83d lone \udc4d'],
  ])('is answered in private and pings nobody: %s', async (_, typed) => {
    const { fake, platform } = await wire('socket');
    const heard: string[] = [];
    await platform.start(async ({ text }) => {
      heard.push(text);
      return echo(text);
    });
    expect(await fake.slash({ command: '/news', text: typed })).toMatchObject({ status: 200 });
    await until(() => expect(fake.workspace.messages).toHaveLength(1));
    const [message] = fake.workspace.messages;
    if (message === undefined) throw new Error('nothing was posted');
    expect(message.onlyFor).toBe(ids.admin);
    const { pings, links, text } = read(message);
    expect([pings, links]).toEqual([[], []]);
    expect(text).toContain('There is no topic');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(JSON.stringify([message.text, message.blocks])).not.toMatch(/\\u00(?:00|07|1b)|[\u0000\u0007\u001b\u202e]/u);
    expect(heard).toHaveLength(1);
  });
});

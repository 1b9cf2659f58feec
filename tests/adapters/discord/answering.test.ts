import { PermissionFlagsBits } from 'discord.js';
import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../src/model.ts';
import { answers, briefings } from '../../contracts/samples.ts';
import { missingPermissions } from '../../fakes/discord/faults.ts';
import { openConversation, settled } from './conversation.ts';

const conversation = openConversation();
const { begin, commands, posted, remembered, requests } = conversation;

describe('a slash command', () => {
  it('is acknowledged before the engine is asked, even one that holds the whole process', async () => {
    let acknowledged = false;
    const { people } = await begin(() => {
      acknowledged = requests(/callback$/u).length === 1;
      return Promise.resolve(answers.small);
    });
    people.slash({ name: 'swap', text: '' });
    await posted(2);
    expect(acknowledged).toBe(true);
  });

  it('shows its briefing as the answer to the very command, and the thread starts from it', async () => {
    const { people, world } = await begin(answers.typical);
    const interaction = people.slash({ name: 'swap', text: '' });
    await posted(2);
    const [card, reply] = conversation.harness.posts();
    expect(interaction.original).toBe(card?.ref);
    expect(reply?.parent).toBe(card?.ref);
    expect(world.channels.get(card?.ref ?? '')).toMatchObject({ type: 11, name: briefings.typical.title });
    expect(remembered).toEqual([{ ...conversation.harness.address, thread: card?.ref }]);
    expect(requests(/^POST \/channels\/\d+\/messages$/u)).toHaveLength(1);
  });

  it('becomes a notice for the asker alone when the words only seemed to ask for a briefing', async () => {
    const { people } = await begin(answers.refusal);
    const interaction = people.slash({ name: 'news', text: 'brige' });
    await posted(1);
    expect(interaction.ephemeral).toBe(false);
    expect(conversation.harness.posts()[0]).toMatchObject({ audience: 'asker' });
    expect(requests(/^DELETE .*@original$/u)).toHaveLength(1);
  });

  it('thinks in private when the words ask for a notice, and then fills that in', async () => {
    const { people } = await begin(answers.notice, { expectsNotice: ({ text }) => text === 'help' });
    const interaction = people.slash({ name: 'news', text: 'help' });
    await posted(1);
    expect(interaction.ephemeral).toBe(true);
    expect(interaction.original).toBe(conversation.harness.posts()[0]?.ref);
    expect(requests(/^(?:DELETE|POST) .*webhooks/u)).toEqual([]);
  });

  it('stands in the channel all the same when the words only seemed to ask for a notice', async () => {
    const { people } = await begin(answers.typical, { expectsNotice: () => true });
    people.slash({ name: 'news', text: 'help wanted' });
    await posted(2);
    expect(conversation.harness.posts().map(({ audience }) => audience)).toEqual(['channel', 'channel']);
    expect(conversation.harness.posts()[1]?.parent).toBe(conversation.harness.posts()[0]?.ref);
  });

  it('keeps its audience also where Discord does not let the placeholder go', async () => {
    const { people, faults } = await begin(answers.typical, { expectsNotice: () => true });
    faults.on(/^DELETE .*@original$/u);
    faults.next({ kind: 'refused', status: 404, code: 10008, message: 'Unknown Message' });
    people.slash({ name: 'news', text: 'help wanted' });
    await posted(3);
    expect(conversation.harness.posts().map(({ audience }) => audience)).toEqual(['asker', 'channel', 'channel']);
    expect(conversation.harness.posts()[1]?.reading).toEqual(
      conversation.harness.reads(conversation.harness.platform.render(answers.typical).parent),
    );
  });

  it('is posted to the channel when the engine took longer than the token of the command lives', async () => {
    let release: (answer: Answer) => void = () => undefined;
    const { people } = await begin(() => new Promise((resolve) => (release = resolve)));
    const interaction = people.slash({ name: 'swap', text: '' });
    await settled(() => expect(commands).toHaveLength(1));
    interaction.expired = true;
    release(answers.typical);
    await posted(2);
    expect(conversation.harness.posts().map(({ audience }) => audience)).toEqual(['channel', 'channel']);
    expect(conversation.harness.posts()[0]?.key).toBeDefined();
  });

  it('is answered once when the gateway hands it in twice', async () => {
    const { people, gateway } = await begin(answers.small);
    people.slash({ name: 'swap', text: '' });
    gateway.repeatLast();
    people.slash({ name: 'swap', text: 'again' });
    await posted(4);
    // Whichever was acknowledged first.
    expect(commands.map(({ text }) => text).toSorted()).toEqual(['', 'again']);
  });

  it('is left to the other Crosswire that has acknowledged it', async () => {
    const { people, faults } = await begin(answers.small);
    faults.on(/callback$/u);
    faults.next({ kind: 'refused', status: 400, code: 40060, message: 'Interaction has already been acknowledged.' });
    people.slash({ name: 'swap', text: 'first' });
    await settled(() => expect(requests(/callback$/u)).toHaveLength(1));
    people.slash({ name: 'swap', text: 'second' });
    await posted(2);
    expect(commands.map(({ text }) => text)).toEqual(['second']);
  });

  it('is dropped with a line in the log when it came too late to be acknowledged', async () => {
    const { people, faults } = await begin(answers.small);
    faults.on(/callback$/u);
    faults.next({ kind: 'refused', status: 404, code: 10062, message: 'Unknown interaction' });
    people.slash({ name: 'swap', text: '' });
    await settled(() => expect(conversation.harness.log.lines.join('\n')).toContain('came too late'));
    expect(commands).toEqual([]);
  });

  it('is acknowledged once more when the answer to the acknowledgement was lost', async () => {
    const { people, faults } = await begin(answers.small);
    faults.on(/callback$/u);
    faults.next({ kind: 'dropped' });
    people.slash({ name: 'swap', text: '' });
    await posted(2);
    expect(requests(/callback$/u).map(({ status }) => status)).toEqual([-1, 400]);
  });

  it('is filled in after a server error and a rate limit', async () => {
    const { people, faults } = await begin(answers.small);
    faults.on(/^PATCH .*@original$/u);
    faults.next({ kind: 'down', status: 502 }, { kind: 'rate-limited', retryAfterSeconds: 1 }, { kind: 'dropped' });
    people.slash({ name: 'swap', text: '' });
    await posted(2);
    expect(conversation.harness.posts()[0]?.audience).toBe('channel');
  });

  it('that Discord takes nowhere ends in a notice with the fix, not in endless thinking', async () => {
    const { people, faults } = await begin(answers.small);
    faults.on(/^(?:PATCH .*@original|POST \/channels\/\d+\/messages)$/u);
    faults.always(missingPermissions);
    const interaction = people.slash({ name: 'swap', text: '' });
    await posted(1);
    expect(interaction.state).toBe('deleted');
    expect(conversation.harness.posts()[0]?.audience).toBe('asker');
    expect(conversation.harness.posts()[0]?.reading.text).toContain('"Send Messages"');
  });

  it('whose answer cannot be rendered is told so', async () => {
    const { people } = await begin(answers.small, {
      linker: () => {
        throw new Error('a bug');
      },
    });
    people.slash({ name: 'swap', text: '' });
    await posted(1);
    expect(conversation.harness.posts()[0]?.audience).toBe('asker');
    expect(conversation.harness.log.lines.join('\n')).toContain('Error: a bug');
  });

  it('keeps to the rate limit of the channel without ever running into it, in order', async () => {
    const { people, faults, world } = await begin(answers.huge);
    faults.bucket(20, 2);
    people.slash({ name: 'swap', text: '' });
    const { replies } = conversation.harness.platform.render(answers.huge);
    await posted(1 + replies.length);
    expect(
      conversation.harness
        .posts()
        .slice(1)
        .map(({ reading }) => reading),
    ).toEqual(replies.map((payload) => conversation.harness.reads(payload)));
    expect(world.requests.filter(({ status }) => status === 429)).toEqual([]);
  });

  it('tells who manages the channel', async () => {
    const { people } = await begin(answers.small);
    people.slash({ name: 'swap', text: 'a', manages: true });
    people.slash({ name: 'swap', text: 'b' });
    people.slash({ name: 'swap', text: 'c', permissions: PermissionFlagsBits.ManageChannels });
    people.slash({ name: 'swap', text: 'd', permissions: PermissionFlagsBits.ManageMessages });
    people.slash({ name: 'swap', text: 'e', permissions: PermissionFlagsBits.Administrator });
    await settled(() => expect(commands).toHaveLength(5));
    expect(Object.fromEntries(commands.map(({ text, person }) => [text, person.manages]))).toEqual({
      a: true,
      b: false,
      c: true,
      d: false,
      e: true,
    });
  });
});

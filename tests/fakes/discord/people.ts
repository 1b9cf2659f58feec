/** People in the fake server: they type commands, mention the bot and reply to it. */
import { z } from 'zod';
import type { Gateway } from './gateway.ts';
import { botUser, interactionObject, member, messageObject, personUser } from './objects.ts';
import { channelNamed, type FakeChannel, type FakeInteraction, type Json, type World } from './world.ts';

export interface People {
  /** Types `/name text` in a channel (by name or id; `news` unless told). Throws where Discord would not offer the command. */
  slash(command: {
    readonly name: string;
    readonly text: string;
    readonly channel?: string;
    readonly manages?: boolean;
  }): FakeInteraction;
  /** Has typed `text` so far into the option of a command. */
  completes(command: { readonly name: string; readonly text: string }): FakeInteraction;
  /** Says something; `mentions` the bot unless told otherwise. Returns the message's id. */
  says(message: {
    readonly text: string;
    readonly channel?: string;
    readonly repliesTo?: string;
    readonly mentions?: boolean;
    readonly bot?: boolean;
  }): string;
}

const registered = z.object({ name: z.string(), options: z.array(z.object({ name: z.string() })).optional() });

export const createPeople = (world: World, gateway: Gateway): People => {
  const place = (name: string | undefined): FakeChannel => {
    const wanted = name ?? 'news';
    return world.channels.get(wanted) ?? channelNamed(world, wanted);
  };

  const interact = (
    command: { readonly name: string; readonly text: string; readonly channel?: string; readonly manages?: boolean },
    type: 2 | 4,
  ): FakeInteraction => {
    const known = world.commands.map((one) => registered.parse(one)).find(({ name }) => name === command.name);
    const option = known?.options?.[0]?.name;
    if (known === undefined) throw new Error(`/${command.name} is not registered`);
    if (option === undefined && command.text !== '') throw new Error(`/${command.name} takes no words`);
    const channel = place(command.channel);
    const interaction: FakeInteraction = {
      id: world.newId(),
      token: `interaction-token-${world.interactions.size}-${'x'.repeat(40)}`,
      channel: channel.id,
      state: 'open',
      ephemeral: false,
      original: undefined,
      expired: false,
      choices: undefined,
    };
    world.interactions.set(interaction.token, interaction);
    const options: readonly Json[] =
      command.text === '' && type === 2
        ? []
        : [{ type: 3, name: option, value: command.text, ...(type === 4 ? { focused: true } : {}) }];
    const spoken = { name: command.name, options, manages: command.manages === true };
    gateway.dispatch('INTERACTION_CREATE', interactionObject(world, interaction, channel, spoken, type));
    return interaction;
  };

  return {
    slash: (command) => interact(command, 2),
    completes: (command) => interact(command, 4),
    says: ({ text, channel: name, repliesTo, mentions = true, bot = false }) => {
      const channel = place(name);
      const message = {
        id: world.newId(),
        channel: channel.id,
        author: 'person' as const,
        body: { content: mentions || channel.type === 1 ? text : '' },
        ephemeral: false,
        nonce: undefined,
        interaction: undefined,
        reference: repliesTo,
      };
      world.messages.push(message);
      const answered = world.messages.find(({ id }) => id === repliesTo);
      gateway.dispatch('MESSAGE_CREATE', {
        ...messageObject(world, message),
        channel_type: channel.type,
        author: bot ? { ...personUser('902'), bot: true } : personUser('901'),
        mentions: mentions ? [{ ...botUser(world), member: member(botUser(world), [world.role]) }] : [],
        ...(channel.type === 1 ? {} : { guild_id: world.guild, member: { ...member({}, []), user: undefined } }),
        ...(answered === undefined ? {} : { referenced_message: messageObject(world, answered) }),
      });
      return message.id;
    },
  };
};

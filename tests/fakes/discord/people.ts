/** People in the fake server: they type commands, mention the bot and reply to it. */

import { controlsOf, filledForm } from './controls.ts';
import type { Gateway } from './gateway.ts';
import {
  botUser,
  channelObject,
  type Doer,
  guildObject,
  interactionObject,
  member,
  messageObject,
  personUser,
  type Spoken,
} from './objects.ts';
import { focusedOption, type RegisteredCommand, registeredCommand, typedOptions } from './typing.ts';
import {
  channelNamed,
  type FakeChannel,
  type FakeInteraction,
  type FakeMessage,
  type Json,
  type World,
} from './world.ts';

export interface People {
  /**
   * Sends `/name` in a channel (by name or id; `news` unless told). `text` is what somebody would type after it, and is
   * sent as the subcommand and the options that they would pick in Discord. Throws where Discord would not let them.
   */
  slash(command: Doer & { readonly name: string; readonly text: string; readonly channel?: string }): FakeInteraction;
  /** As `slash`, with the options as they are sent. */
  picks(command: Spoken & { readonly channel?: string }): FakeInteraction;
  /** Has typed `text` so far into an option of a command: the named one of a subcommand ("topic add"), else its only one. */
  completes(command: {
    readonly name: string;
    readonly text: string;
    readonly verb?: string;
    readonly option?: string;
  }): FakeInteraction;
  /**
   * Presses what a message carries: the button, or the choice of a menu, of that label. Throws where there is none.
   * @param press.message its id; the newest that has such a control unless told
   */
  presses(press: Doer & { readonly label: string; readonly message?: string }): FakeInteraction;
  /** Sends the form that an interaction opened, with these values in place of those that stand in it. */
  submits(
    form: Doer & { readonly opened: FakeInteraction; readonly values: Readonly<Record<string, string>> },
  ): FakeInteraction;
  /** Adds the bot to the server, which it was not told of at its start (`world.joined` false then). */
  invites(at: string): void;
  /** Says something; `mentions` the bot unless told otherwise. Returns the message's id. */
  says(message: {
    readonly text: string;
    readonly channel?: string;
    readonly repliesTo?: string;
    readonly mentions?: boolean;
    readonly bot?: boolean;
    readonly by?: string;
  }): string;
  /** Takes permissions from the bot in a channel, of which the gateway tells. */
  denies(channel: string, permissions: bigint): void;
  /** Deletes a channel or a thread. */
  deletes(channel: string): void;
}

export const createPeople = (world: World, gateway: Gateway): People => {
  const place = (name: string | undefined): FakeChannel => {
    const wanted = name ?? 'news';
    return world.channels.get(wanted) ?? channelNamed(world, wanted);
  };

  const registered = (name: string): RegisteredCommand => {
    const known = [...world.commands, ...world.guildCommands]
      .map((one) => registeredCommand.parse(one))
      .find((command) => command.name === name);
    if (known === undefined) throw new Error(`/${name} is not registered`);
    return known;
  };

  const open = (channel: FakeChannel, pressed?: string): FakeInteraction => {
    const interaction: FakeInteraction = {
      id: world.newId(),
      token: `interaction-token-${world.interactions.size}-${'x'.repeat(40)}`,
      channel: channel.id,
      state: 'open',
      ephemeral: false,
      original: undefined,
      expired: false,
      choices: undefined,
      pressed,
    };
    world.interactions.set(interaction.token, interaction);
    return interaction;
  };

  const interact = (spoken: Spoken & { readonly channel?: string | undefined }, type: 2 | 4): FakeInteraction => {
    const channel = place(spoken.channel);
    const interaction = open(channel);
    const data = { id: '777', name: spoken.name, type: 1, options: spoken.options };
    gateway.dispatch('INTERACTION_CREATE', interactionObject(world, interaction, channel, spoken, { type, data }));
    return interaction;
  };

  /** What is done with a message: a press on it (3), a form that was opened from it (5). */
  const handle = (message: FakeMessage, doer: Doer, type: 3 | 5, data: Json): FakeInteraction => {
    const channel = place(message.channel);
    const interaction = open(channel, message.id);
    const done = { type, data, message: messageObject(world, message) };
    gateway.dispatch('INTERACTION_CREATE', interactionObject(world, interaction, channel, doer, done));
    return interaction;
  };

  return {
    slash: ({ text, ...command }) => interact({ ...command, options: typedOptions(registered(command.name), text) }, 2),
    picks: (command) => interact(command, 2),
    completes: ({ name, text, verb = '', option }) =>
      interact({ name, options: focusedOption(registered(name), verb, option, text) }, 4),
    presses: ({ label, message, ...doer }) => {
      for (const one of world.messages.filter(({ id }) => message === undefined || id === message).reverse()) {
        const control = controlsOf(one.body.components).find((each) => each.label === label);
        if (control !== undefined) return handle(one, doer, 3, control.data);
      }
      throw new Error(`there is no "${label}" to press`);
    },
    submits: ({ opened, values, ...doer }) => {
      const message = world.messages.find(({ id }) => id === opened.pressed);
      if (message === undefined || opened.modal === undefined) throw new Error('no form is open');
      return handle(message, doer, 5, filledForm(opened.modal, values));
    },
    invites: (at) => {
      world.joined = true;
      world.joinedAt = at;
      gateway.dispatch('GUILD_CREATE', guildObject(world));
    },
    says: ({ text, channel: name, repliesTo, mentions = true, bot = false, by = '901' }) => {
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
        author: bot ? { ...personUser('902'), bot: true } : personUser(by),
        mentions: mentions ? [{ ...botUser(world), member: member(botUser(world), [world.role]) }] : [],
        ...(channel.type === 1 ? {} : { guild_id: world.guild, member: { ...member({}, []), user: undefined } }),
        ...(answered === undefined ? {} : { referenced_message: messageObject(world, answered) }),
      });
      return message.id;
    },
    denies: (name, permissions) => {
      const channel = place(name);
      channel.deny |= permissions;
      gateway.dispatch('CHANNEL_UPDATE', channelObject(world, channel));
    },
    deletes: (id) => {
      const { type, parent } = place(id);
      world.channels.delete(id);
      const gone = { id, guild_id: world.guild, type, ...(parent === undefined ? {} : { parent_id: parent }) };
      gateway.dispatch(type === 11 ? 'THREAD_DELETE' : 'CHANNEL_DELETE', gone);
    },
  };
};

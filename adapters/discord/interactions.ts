/** Interactions by their kind: what each asks for, and on what it was pressed. */
import {
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  MessageFlags,
  type StringSelectMenuInteraction,
} from 'discord.js';
import type { Answer } from '../../src/model.ts';
import { type Asking, answerAsking } from './answering.ts';
import type { Answering } from './desk.ts';
import { commandOf, personOf, placeOf } from './incoming.ts';
import { createResponder } from './interaction.ts';
import { commandOfPress, type Press, readPress } from './press.ts';

export const answerCommand = (desk: Answering, interaction: ChatInputCommandInteraction): Promise<void> =>
  answerAsking(desk, {
    key: interaction.id,
    command: commandOf(interaction, desk.commands),
    place: placeOf(interaction),
    responder: createResponder(desk.rest, interaction, desk.log, desk.token),
  });

/** What a button of an unknown making says. */
const unreadable: Answer = {
  kind: 'notice',
  notice: {
    tone: 'refusal',
    title: 'This button can no longer be read.',
    lines: [],
    fix: 'Type what you want instead; see everything with /news help',
  },
};

type Pressed = ButtonInteraction | StringSelectMenuInteraction;

/** A button, or one choice out of a menu. */
export const answerPress = async (desk: Answering, interaction: Pressed): Promise<void> => {
  const press = readPress(interaction.isStringSelectMenu() ? (interaction.values[0] ?? '') : interaction.customId);
  if (press === undefined) return refuse(desk, interaction);
  return answerAsking(desk, askingOf(desk, interaction, press));
};

const askingOf = (desk: Answering, interaction: Pressed, press: Press): Asking => {
  const place = placeOf(interaction);
  const { message } = interaction;
  const alone = message.flags.has(MessageFlags.Ephemeral);
  return {
    key: interaction.id,
    command: commandOfPress(press, place, message.id, personOf(interaction)),
    place,
    responder: createResponder(desk.rest, interaction, desk.log, desk.token),
    ...(alone ? { on: press.where === 'panel' ? 'panel' : 'private' } : {}),
  };
};

const refuse = async (desk: Answering, interaction: Pressed): Promise<void> => {
  const responder = createResponder(desk.rest, interaction, desk.log, desk.token);
  desk.log.warn('a control that cannot be read was pressed', { id: interaction.customId.slice(0, 100) });
  if (await responder.acknowledge('asker')) await responder.fill(desk.render(unreadable).parent);
};

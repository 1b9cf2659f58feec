/** Interactions by their kind: what each asks for, and on what it was pressed. */
import {
  type BaseInteraction,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  MessageFlags,
  type ModalSubmitInteraction,
  type StringSelectMenuInteraction,
} from 'discord.js';
import type { Answer } from '../../src/model.ts';
import { type Asking, answerAsking } from './answering.ts';
import { type Answering, ask } from './desk.ts';
import { commandOf, personOf, placeOf } from './incoming.ts';
import { createResponder } from './interaction.ts';
import { formPatienceMs } from './limits.ts';
import { digestPermissions, type Permission } from './permissions.ts';
import { commandOfPress, type Press, readPress } from './press.ts';
import { formModal, wordsOfForm } from './render/form.ts';

export const answerCommand = (desk: Answering, interaction: ChatInputCommandInteraction): Promise<void> =>
  answerAsking(desk, {
    key: interaction.id,
    command: commandOf(interaction, desk.commands),
    place: placeOf(interaction),
    responder: createResponder(desk.rest, interaction, desk.log, desk.token, desk.withPicture),
    missing: missingFor(interaction),
  });

/** As Discord tells with the interaction itself; in a direct message nothing has to be allowed. */
const missingFor = ({ guildId, appPermissions }: BaseInteraction): readonly Permission[] =>
  guildId === null ? [] : digestPermissions.filter(({ bit }) => !appPermissions.has(bit));

/** What a control of an unknown making says. */
const unreadable: Answer = {
  kind: 'notice',
  notice: {
    tone: 'refusal',
    title: 'This button can no longer be read.',
    lines: [],
    fix: 'Type what you want instead; see everything with /news help',
  },
};

type Handled = ButtonInteraction | StringSelectMenuInteraction | ModalSubmitInteraction;

/** A button, or one choice out of a menu. */
export const answerPress = async (
  desk: Answering,
  interaction: ButtonInteraction | StringSelectMenuInteraction,
): Promise<void> => {
  const press = readPress(interaction.isStringSelectMenu() ? (interaction.values[0] ?? '') : interaction.customId);
  if (press === undefined || press.kind === 'fill') return refuse(desk, interaction);
  const asking = askingOf(desk, interaction, press);
  return press.kind === 'form' ? openForm(desk, asking, press) : answerAsking(desk, asking);
};

/**
 * A form must be the first answer to a press, so the command is put again to learn what it lacks: by one replica, as
 * Discord's acknowledgement does not choose one before. Where that takes long, or it lacks nothing by now, it is answered
 * as if it had been typed.
 */
const openForm = async (desk: Answering, asking: Asking, press: Press): Promise<void> => {
  if (!(await desk.arrive(`discord-form:${asking.key}`))) return;
  const asked = ask(desk, asking.command);
  const timer = new AbortController();
  const late = desk.clock.sleep(formPatienceMs, timer.signal).then(() => undefined);
  const inTime = await Promise.race([asked, late]);
  timer.abort();
  const form = inTime?.answer.kind === 'form' ? formModal(inTime.answer.form, press.where) : undefined;
  if (form === undefined) return answerAsking(desk, asking, asked);
  await asking.responder.open(form);
};

/** A form that was filled in: the command that it stands for. */
export const answerSubmission = async (desk: Answering, interaction: ModalSubmitInteraction): Promise<void> => {
  const press = readPress(interaction.customId);
  if (press === undefined || press.kind !== 'fill') return refuse(desk, interaction);
  const filled = new Map(
    interaction.fields.fields.map((field, id): [string, string] => [
      id,
      'values' in field ? (field.values[0] ?? '') : 'value' in field ? String(field.value ?? '') : '',
    ]),
  );
  return answerAsking(desk, askingOf(desk, interaction, { ...press, text: wordsOfForm(press.text, filled) }));
};

const askingOf = (desk: Answering, interaction: Handled, press: Press): Asking => {
  const place = placeOf(interaction);
  const { message } = interaction;
  const alone = message?.flags.has(MessageFlags.Ephemeral) === true;
  return {
    key: interaction.id,
    command: commandOfPress(press, place, message?.id, personOf(interaction)),
    place,
    responder: createResponder(desk.rest, interaction, desk.log, desk.token, desk.withPicture),
    missing: missingFor(interaction),
    ...(alone ? { on: press.where === 'panel' ? 'panel' : 'private' } : {}),
  };
};

const refuse = async (desk: Answering, interaction: Handled): Promise<void> => {
  const responder = createResponder(desk.rest, interaction, desk.log, desk.token, desk.withPicture);
  desk.log.warn('a control that cannot be read was pressed', { id: interaction.customId.slice(0, 100) });
  if (await responder.acknowledge('asker')) await responder.fill(desk.render(unreadable).parent);
};

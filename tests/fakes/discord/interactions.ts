/** Answers to interactions: acknowledged once, a placeholder that the first follow-up fills, a token that dies. */
import { z } from 'zod';
import { asObject, type RestAnswer, refusal } from './answers.ts';
import { messageFaults, modalFaults } from './checks.ts';
import { messageObject, shownOf } from './objects.ts';
import type { FakeInteraction, FakeMessage, World } from './world.ts';

const ephemeralFlag = 64;

const callback = z.object({
  type: z.int(),
  data: z.looseObject({ flags: z.int().optional(), choices: z.array(z.unknown()).optional() }).optional(),
});

const stand = (world: World, interaction: FakeInteraction, body: unknown, ephemeral: boolean): FakeMessage => {
  const message: FakeMessage = {
    id: world.newId(),
    channel: interaction.channel,
    author: 'bot',
    body: shownOf(body),
    ephemeral,
    nonce: undefined,
    interaction: interaction.token,
    reference: undefined,
  };
  world.messages.push(message);
  return message;
};

/** Fills the placeholder: it keeps the audience with which it was deferred. */
const fill = (world: World, interaction: FakeInteraction, body: unknown): FakeMessage => {
  const message = stand(world, interaction, body, interaction.ephemeral);
  interaction.original = message.id;
  interaction.state = 'answered';
  return message;
};

export const answerInteraction = (world: World, token: string, body: unknown): RestAnswer => {
  const interaction = world.interactions.get(token);
  if (interaction === undefined || interaction.expired) return refusal(404, 10062, 'Unknown interaction');
  if (interaction.state !== 'open') return refusal(400, 40060, 'Interaction has already been acknowledged.');
  const { type, data } = callback.parse(body);
  interaction.ephemeral = ((data?.flags ?? 0) & ephemeralFlag) !== 0;
  if (type === 5) interaction.state = 'deferred';
  if (type === 6) {
    interaction.state = 'answered';
    interaction.original = interaction.pressed;
    if (interaction.pressed === undefined) world.violations.push('an update of no message');
  }
  if (type === 9) {
    interaction.state = 'answered';
    interaction.modal = data;
    world.violations.push(...modalFaults(data));
  }
  if (type === 8) {
    interaction.state = 'answered';
    interaction.choices = data?.choices;
  }
  if (type === 4) {
    world.violations.push(...messageFaults(data));
    fill(world, interaction, data);
  }
  return { status: 204 };
};

/** Undefined when the token is dead or was never acknowledged. */
const living = (world: World, token: string): FakeInteraction | undefined => {
  const interaction = world.interactions.get(token);
  return interaction === undefined || interaction.state === 'open' || interaction.expired ? undefined : interaction;
};

const deadToken = (world: World, token: string): RestAnswer =>
  world.interactions.get(token)?.expired === true
    ? refusal(401, 50027, 'Invalid Webhook Token')
    : refusal(404, 10015, 'Unknown Webhook');

export const editOriginal = (world: World, token: string, body: unknown): RestAnswer => {
  const interaction = living(world, token);
  if (interaction === undefined) return deadToken(world, token);
  if (interaction.state === 'deferred')
    return { status: 200, body: messageObject(world, fill(world, interaction, body)) };
  const standing = world.messages.find((message) => message.id === interaction.original);
  if (standing === undefined) return refusal(404, 10008, 'Unknown Message');
  standing.body = { ...standing.body, ...shownOf({ ...standing.body, ...asObject(body) }) };
  return { status: 200, body: messageObject(world, standing) };
};

export const deleteOriginal = (world: World, token: string): RestAnswer => {
  const interaction = living(world, token);
  if (interaction === undefined) return deadToken(world, token);
  world.messages = world.messages.filter((message) => message.id !== interaction.original);
  interaction.state = 'deleted';
  return { status: 204 };
};

export const followUp = (world: World, token: string, body: unknown): RestAnswer => {
  const interaction = living(world, token);
  if (interaction === undefined) return deadToken(world, token);
  const { flags } = asObject(body);
  const ephemeral = typeof flags === 'number' && (flags & ephemeralFlag) !== 0;
  const message =
    interaction.state === 'deferred' ? fill(world, interaction, body) : stand(world, interaction, body, ephemeral);
  return { status: 200, body: messageObject(world, message) };
};

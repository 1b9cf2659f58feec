/**
 * From a command to what stands in the channel.
 *
 * An interaction is acknowledged before the engine is asked, so that no engine can be too slow for Discord's three
 * seconds. Whether "thinking ..." is shown to everybody or to the asker alone must be said then, before the answer is
 * known: `expectsNotice` guesses from the words (help, lists, settings are notices). A right guess fills the placeholder,
 * so a briefing stands as the answer to the very command that asked for it; a wrong one takes the placeholder away and
 * follows up with the right audience. Either way the audience of the answer is right.
 */
import { type ChatInputCommandInteraction, type Message, type REST, Routes } from 'discord.js';
import { z } from 'zod';
import type { Address, Answer, Command, Delivery } from '../../src/model.ts';
import type { Answerer, Clock, Log, Payload, Posted, Rendered } from '../../src/ports.ts';
import type { CommandRow } from './commands.ts';
import { commandOf } from './incoming.ts';
import { createResponder, type Responder } from './interaction.ts';
import { errorFields } from './log.ts';
import { persist } from './persist.ts';
import type { Sender } from './send.ts';

export interface Answering {
  readonly answerer: Answerer;
  readonly render: (answer: Answer) => Rendered;
  readonly rest: REST;
  readonly sender: Sender;
  readonly clock: Clock;
  readonly log: Log;
  readonly token: string;
  /** Aborted when the platform stops: nothing waits any longer. */
  readonly signal: AbortSignal;
  readonly commands: readonly CommandRow[];
  readonly expectsNotice: (command: Command) => boolean;
  readonly posted: Posted;
}

const directShape = z.object({ id: z.string() });

/** What a person is told when the engine fails: the cause is in the log. */
const failure: Answer = {
  kind: 'notice',
  notice: {
    tone: 'refusal',
    title: 'Something went wrong',
    lines: ['Crosswire could not answer this.'],
    fix: 'Try again. If it happens again, the operator finds the cause in the log.',
  },
};

interface Asked {
  readonly answer: Answer;
  readonly rendered: Rendered;
}

const ask = async (desk: Answering, command: Command): Promise<Asked> => {
  try {
    const answer = await desk.answerer(command);
    return { answer, rendered: desk.render(answer) };
  } catch (error) {
    desk.log.error('a command could not be answered', { command: command.name, ...errorFields(error, desk.token) });
    return { answer: failure, rendered: desk.render(failure) };
  }
};

export const answerInteraction = async (desk: Answering, interaction: ChatInputCommandInteraction): Promise<void> => {
  const command = commandOf(interaction, desk.commands);
  const responder = createResponder(desk.rest, interaction, desk.log, desk.token);
  const guess = desk.expectsNotice(command);
  if (!(await responder.acknowledge(guess))) return;

  const { answer, rendered } = await ask(desk, command);
  const privately = answer.kind === 'notice';
  const first = await firstOf(desk, responder, rendered.parent, privately, guess);
  const standing =
    first.kind === 'rejected' && !privately ? await instead(desk, command, rendered, interaction.id) : first;
  if (standing.kind !== 'sent') {
    return tellLoss(desk, responder, standing);
  }
  if (privately) return follow(desk, responder, rendered.replies, true);
  // In a thread everything follows in place: threads hold no threads.
  const thread = command.address.thread ?? standing.ref;
  const under = { ...command.address, thread };
  await remember(desk, { ...command.address, thread: standing.ref }, answer);
  if (answer.kind === 'reply' && command.address.thread === undefined) {
    return follow(desk, responder, rendered.replies, false);
  }
  const stopped = await sendReplies(desk, under, rendered.replies, interaction.id);
  if (stopped !== undefined) await tell(desk, responder, stopped.delivery, rendered.replies.slice(stopped.at));
};

/** Before the thread is written, so that a quick question there already finds its Briefing. */
const remember = async (desk: Answering, address: Address, answer: Answer): Promise<void> => {
  if (answer.kind === 'briefing') await desk.posted(address, answer.briefing);
  if (answer.kind === 'digest') await desk.posted(address, answer.digest.briefing);
};

const firstOf = async (
  desk: Answering,
  responder: Responder,
  payload: Payload,
  privately: boolean,
  guess: boolean,
): Promise<Delivery> => {
  if (privately === guess) return persist(() => responder.fill(payload), desk.clock, desk.signal, true);
  await clear(desk, responder);
  // A second copy of what the asker alone sees does no harm; nothing at all would.
  return persist(() => responder.follow(payload, privately), desk.clock, desk.signal, privately);
};

/** Discord puts the first follow-up into a placeholder that still stands, for its audience: it must be gone, or filled. */
const clear = async (desk: Answering, responder: Responder): Promise<void> => {
  if (await responder.withdraw()) return;
  const { parent } = desk.render({
    kind: 'notice',
    notice: { tone: 'info', title: 'The answer follows below', lines: [] },
  });
  await persist(() => responder.fill(parent), desk.clock, desk.signal, true);
};

/** An interaction's token dies after 15 minutes; the channel does not. */
const instead = (desk: Answering, command: Command, rendered: Rendered, key: string): Promise<Delivery> =>
  persist((again) => desk.sender.send(command.address, rendered.parent, key, again), desk.clock, desk.signal, true);

const follow = async (
  desk: Answering,
  responder: Responder,
  payloads: readonly Payload[],
  privately: boolean,
): Promise<void> => {
  for (const payload of payloads) {
    await persist(() => responder.follow(payload, privately), desk.clock, desk.signal, privately);
  }
};

/** In order; the first that cannot be sent ends it. */
const sendReplies = async (
  desk: Answering,
  address: Address,
  replies: readonly Payload[],
  key: string,
): Promise<{ readonly at: number; readonly delivery: Delivery } | undefined> => {
  for (const [at, payload] of replies.entries()) {
    const attempt = (again: boolean): Promise<Delivery> => desk.sender.send(address, payload, `${key}:${at}`, again);
    const delivery = await persist(attempt, desk.clock, desk.signal, true);
    if (delivery.kind !== 'sent') return { at, delivery };
  }
  return undefined;
};

const fixOf = (delivery: Delivery): string => (delivery.kind === 'rejected' ? delivery.fix : 'Ask again in a minute.');

/** Nobody is left looking at "thinking ...". */
const tellLoss = async (desk: Answering, responder: Responder, delivery: Delivery): Promise<void> => {
  desk.log.warn('an answer was lost', { delivery });
  const notice = desk.render({
    kind: 'notice',
    notice: {
      tone: 'refusal',
      title: 'The answer could not be posted here',
      lines: ['Discord did not take it.'],
      fix: fixOf(delivery),
    },
  });
  await clear(desk, responder);
  await follow(desk, responder, [notice.parent], true);
};

/** The asker alone reads why there is no thread and what mends it, and the rest in place. */
const tell = async (
  desk: Answering,
  responder: Responder,
  delivery: Delivery,
  rest: readonly Payload[],
): Promise<void> => {
  desk.log.warn('the thread under a card could not be written', { delivery });
  const notice = desk.render({
    kind: 'notice',
    notice: {
      tone: 'refusal',
      title: 'The thread could not be written',
      lines: ['You alone see the points in full below.'],
      fix: fixOf(delivery),
    },
  });
  await follow(desk, responder, [notice.parent, ...rest], true);
};

/** A mention or a reply: answered under the question, where it was asked. */
export const answerMessage = async (desk: Answering, message: Message, command: Command): Promise<void> => {
  const { channelId: channel, id } = message;
  await showTyping(desk, channel);
  const { answer, rendered } = await ask(desk, command);
  const place = answer.kind === 'notice' ? await directChannel(desk, command.person.id) : undefined;
  const attempt = async (again: boolean): Promise<Delivery> =>
    place === undefined
      ? desk.sender.answer(channel, id, rendered.parent, id)
      : desk.sender.send(
          { platform: 'discord', workspace: `direct-${place}`, channel: place },
          rendered.parent,
          id,
          again,
        );
  let first = await persist(attempt, desk.clock, desk.signal, true);
  // A person whose direct messages are closed is told where they asked.
  if (place !== undefined && first.kind === 'rejected') {
    first = await persist(() => desk.sender.answer(channel, id, rendered.parent, id), desk.clock, desk.signal, true);
  }
  if (first.kind !== 'sent') {
    desk.log.warn('an answer was lost', { command: command.name, delivery: first });
    return;
  }
  const here = { ...command.address, channel, thread: first.ref };
  const inThread = message.channel.isThread();
  await remember(desk, here, answer);
  // Of a briefing, the rest stands in its own thread; of anything else, and inside a thread, in place.
  const under: Address =
    place !== undefined || answer.kind === 'reply' || inThread ? { ...here, channel: place ?? channel } : here;
  const { thread: _, ...inPlace } = under;
  const stopped = await sendReplies(desk, under === here ? here : inPlace, rendered.replies, id);
  if (stopped !== undefined) desk.log.warn('the rest of an answer was lost', { delivery: stopped.delivery });
};

const showTyping = async (desk: Answering, channel: string): Promise<void> => {
  try {
    await desk.rest.post(Routes.channelTyping(channel));
  } catch (error) {
    desk.log.debug('typing could not be shown', errorFields(error, desk.token));
  }
};

/** The direct channel with a person, in which alone they see a notice; undefined where there is none. */
const directChannel = async (desk: Answering, person: string): Promise<string | undefined> => {
  try {
    const channel = await desk.rest.post(Routes.userChannels(), { body: { recipient_id: person } });
    return directShape.parse(channel).id;
  } catch (error) {
    desk.log.debug('no direct channel with a person', errorFields(error, desk.token));
    return undefined;
  }
};

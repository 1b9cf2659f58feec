/** Questions put to the bot in a message, and what is answered under them. */
import { type Message, Routes } from 'discord.js';
import { z } from 'zod';
import type { Address, Command, Delivery } from '../../src/model.ts';
import { type Answering, ask, isCard, remember, sendReplies } from './desk.ts';
import { errorFields } from './log.ts';
import { persist } from './persist.ts';
import { isPrivate } from './render/render.ts';

const directShape = z.object({ id: z.string() });

/** A mention or a reply: answered under the question, where it was asked. */
export const answerMessage = async (desk: Answering, message: Message, command: Command): Promise<void> => {
  const { channelId: channel, id } = message;
  await showTyping(desk, channel);
  const { answer, rendered } = await ask(desk, command);
  const place = isPrivate(answer) ? await directChannel(desk, command.person.id) : undefined;
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
    if (first.kind === 'rejected') await tellLoss(desk, command.person.id, first.fix, id);
    return;
  }
  const here = { ...command.address, channel, thread: first.ref };
  const inThread = message.channel.isThread();
  await remember(desk, here, answer);
  // Of a briefing, the rest stands in its own thread; of anything else, and inside a thread, in place.
  const under: Address =
    place !== undefined || !isCard(answer) || inThread ? { ...here, channel: place ?? channel } : here;
  const { thread: _, ...inPlace } = under;
  const stopped = await sendReplies(desk, under === here ? here : inPlace, rendered.replies, id);
  if (stopped !== undefined) desk.log.warn('the rest of an answer was lost', { delivery: stopped.delivery });
};

/** Whoever asked learns alone why nothing stands there, and what mends it. */
const tellLoss = async (desk: Answering, person: string, fix: string, key: string): Promise<void> => {
  const { parent } = desk.render({
    kind: 'notice',
    notice: {
      tone: 'refusal',
      title: 'The answer could not be posted where you asked',
      lines: ['Discord did not take it.'],
      fix,
    },
  });
  await persist(() => desk.sender.tell(person, parent, `${key}:lost`), desk.clock, desk.signal, true);
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

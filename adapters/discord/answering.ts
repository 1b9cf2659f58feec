/**
 * From an interaction to what stands in the channel: a command, a press of a button, a form that was filled in.
 *
 * An interaction is acknowledged before the engine is asked, so that no engine can be too slow for Discord's three
 * seconds. Whether "thinking ..." is shown to everybody or to the asker alone must be said then, before the answer is
 * known: `expectsNotice` guesses from the words (help, lists, settings are notices). A right guess fills the placeholder,
 * so a briefing stands as the answer to the very command that asked for it; a wrong one takes the placeholder away and
 * follows up with the right audience. Either way the audience of the answer is right.
 *
 * What is pressed on a message that the asker alone sees shows no placeholder: its answer takes that message's place
 * (the next page, the form anew), or stands under it (what everybody sees, a refusal).
 */
import type { Address, Answer, Command, Delivery } from '../../src/model.ts';
import type { Payload, Rendered } from '../../src/ports.ts';
import { type Answering, type Asked, ask, isCard, remember, sendReplies } from './desk.ts';
import type { Responder } from './interaction.ts';
import { grant, type Permission } from './permissions.ts';
import { persist } from './persist.ts';
import { isPrivate } from './render/render.ts';

/** One interaction that asks for something. */
export interface Asking {
  /** Its id. */
  readonly key: string;
  readonly command: Command;
  /** Where it happened, and where the answer goes; the Command's thread may be another. */
  readonly place: Address;
  readonly responder: Responder;
  /** What it was pressed on, where the asker alone sees that. */
  readonly on?: 'panel' | 'private';
  /** What the bot may not do here, though its digests will want to. */
  readonly missing: readonly Permission[];
}

/** What the placeholder was shown as; `none` where what was pressed stands in its place. */
type Shown = 'everybody' | 'asker' | 'none';

/** @param asked the answer, where it is under way already */
export const answerAsking = async (desk: Answering, asking: Asking, asked?: Promise<Asked>): Promise<void> => {
  const { command, responder, on } = asking;
  const shown: Shown = on !== undefined ? 'none' : desk.expectsNotice(command) ? 'asker' : 'everybody';
  if (!(await responder.acknowledge(shown === 'none' ? 'unseen' : shown))) return;
  const { answer, rendered } = await (asked ?? ask(desk, command));
  await show(desk, asking, answer, rendered, shown);
};

const show = async (
  desk: Answering,
  asking: Asking,
  answer: Answer,
  rendered: Rendered,
  shown: Shown,
): Promise<void> => {
  const { responder, place, key } = asking;
  const privately = isPrivate(answer);
  const first = await firstOf(desk, asking, answer, rendered.parent, shown);
  const standing = first.kind === 'rejected' && !privately ? await instead(desk, asking, rendered) : first;
  if (standing.kind !== 'sent') return tellLoss(desk, responder, standing, shown);
  // Its buttons are about it, also where the asker alone sees it.
  await remember(desk, { ...place, thread: standing.ref }, answer);
  if (privately) {
    await follow(desk, responder, rendered.replies, true);
    await renew(desk, asking, answer);
    return warn(desk, asking, answer);
  }
  // In a thread everything follows in place: threads hold no threads.
  const thread = place.thread ?? standing.ref;
  if (!isCard(answer) && place.thread === undefined) return follow(desk, responder, rendered.replies, false);
  const stopped = await sendReplies(desk, { ...place, thread }, rendered.replies, key);
  if (stopped !== undefined) await tell(desk, responder, stopped.delivery, rendered.replies.slice(stopped.at));
};

/** Whether it takes the place of the private message that was pressed; a refusal leaves that standing. */
const replaces = (answer: Answer, on: Asking['on']): boolean =>
  on === 'panel' ? answer.kind === 'panel' : answer.kind !== 'notice' || answer.notice.tone !== 'refusal';

const firstOf = async (
  desk: Answering,
  { responder, on }: Asking,
  answer: Answer,
  payload: Payload,
  shown: Shown,
): Promise<Delivery> => {
  const privately = isPrivate(answer);
  const fits = shown === 'none' ? privately && replaces(answer, on) : privately === (shown === 'asker');
  if (fits) return persist(() => responder.fill(payload), desk.clock, desk.signal, true);
  if (shown !== 'none') await clear(desk, responder);
  // A second copy of what the asker alone sees does no harm; nothing at all would.
  return persist(() => responder.follow(payload, privately), desk.clock, desk.signal, privately);
};

/** After a change that was made on a panel, the panel shows how things stand now. */
const renew = async (desk: Answering, { command, responder, on }: Asking, answer: Answer): Promise<void> => {
  if (on !== 'panel' || answer.kind !== 'notice' || answer.notice.tone !== 'done') return;
  const now = await ask(desk, { ...command, text: 'settings' });
  if (now.answer.kind !== 'panel' || now.rendered.replies.length > 0) return;
  await persist(() => responder.fill(now.rendered.parent), desk.clock, desk.signal, true);
};

/** Whoever orders something here learns at once, not with the first digest, what the bot may not do here. */
const warn = async (desk: Answering, { responder, missing }: Asking, answer: Answer): Promise<void> => {
  if (missing.length === 0 || answer.kind !== 'notice' || answer.notice.tone !== 'done') return;
  const notice = desk.render({
    kind: 'notice',
    notice: { tone: 'refusal', title: 'Crosswire lacks permissions here', lines: [], fix: `G${grant(missing)}` },
  });
  await follow(desk, responder, [notice.parent], true);
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
const instead = (desk: Answering, { place, key }: Asking, { parent }: Rendered): Promise<Delivery> =>
  persist((again) => desk.sender.send(place, parent, key, again), desk.clock, desk.signal, true);

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

const fixOf = (delivery: Delivery): string => (delivery.kind === 'rejected' ? delivery.fix : 'Ask again in a minute.');

/** Nobody is left looking at "thinking ...". */
const tellLoss = async (desk: Answering, responder: Responder, delivery: Delivery, shown: Shown): Promise<void> => {
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
  if (shown !== 'none') await clear(desk, responder);
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

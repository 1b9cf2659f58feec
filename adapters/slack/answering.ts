/** One question from Slack: ask the engine, then show what it answers where it belongs. */
import { setImmediate as turn } from 'node:timers/promises';
import type { Action, Address, Answer, Briefing, Command, Delivery, Notice } from '../../src/model.ts';
import type { Answerer, Clock, Log, Posted, Rendered } from '../../src/ports.ts';
import type { Channels } from './channels.ts';
import type { ClientFor } from './clients.ts';
import { invite } from './failures.ts';
import type { Introduce } from './people.ts';
import type { Send } from './send.ts';
import type { Whisper } from './whisper.ts';

/** A Command as it came in, before we know who asks. */
export interface Asked {
  readonly id: string;
  readonly address: Address;
  readonly user: string;
  readonly name: string;
  readonly text: string;
  /** Shows a message to the asker alone. */
  readonly whisper: Whisper;
  /** With which a modal can be opened, for 3 s. */
  readonly trigger?: string;
  /** By which a modal, when it is filled in, answers the asker alone. */
  readonly responseUrl?: string;
}

export interface Answering {
  readonly answerer: Answerer;
  readonly render: (answer: Answer) => Rendered;
  readonly introduce: Introduce;
  readonly channels: Channels;
  readonly clientFor: ClientFor;
  readonly send: Send;
  readonly clock: Clock;
  readonly log: Log;
  /** Told of each card that stands, with the address of its thread. */
  readonly posted: Posted;
  /** Whether fields of a form can offer values while somebody types. */
  readonly canSuggest: boolean;
  /** Aborted when the Platform stops. */
  readonly signal: AbortSignal;
}

/** A person waits: few tries, and no longer wait than this. */
const TRIES = 4;
const LONGEST_WAIT_MS = 60_000;

const persistently = async (
  { send, clock, signal }: Answering,
  address: Address,
  payload: Rendered['parent'],
  key: string,
  standing: boolean,
): Promise<Delivery> => {
  let again = standing;
  for (let attempt = 1; ; attempt += 1) {
    const delivery = await send(address, payload, key, again);
    const passing = delivery.kind === 'rate-limited' || delivery.kind === 'failed';
    if (!passing || attempt === TRIES || signal.aborted) return delivery;
    if (delivery.kind === 'failed') again ||= delivery.unknown;
    const wait = delivery.kind === 'rate-limited' ? delivery.retryAfterMs : 1000 * attempt;
    if (wait > LONGEST_WAIT_MS) return delivery;
    await clock.sleep(wait, signal);
  }
};

/** Slack says the second of a private channel, and of direct messages between others. */
const outside = new Set(['not_in_channel', 'channel_not_found']);

const notPosted = (delivery: Delivery, address: Address, part: number): Notice => {
  const title = part === 0 ? 'Crosswire could not post the answer here.' : 'Crosswire could not post the whole thread.';
  const code = 'code' in delivery ? delivery.code : delivery.kind;
  if (outside.has(code))
    return {
      tone: 'refusal',
      title,
      lines: ['Crosswire is not in this channel.'],
      fix: address.channel.startsWith('D') ? 'ask in a channel, or in a direct message to Crosswire' : invite,
    };
  return delivery.kind === 'rejected'
    ? { tone: 'refusal', title, lines: [`Slack says: ${code}.`], fix: delivery.fix }
    : { tone: 'refusal', title, lines: [`Slack does not take it just now (${code}).`], fix: 'try again in a minute' };
};

export const ourFault: Notice = {
  tone: 'refusal',
  title: 'Something went wrong in Crosswire.',
  lines: ['Your question was not answered. The log says why.'],
  fix: 'try again; if it happens again, tell whoever runs Crosswire here',
};

const briefingOf = (answer: Answer): Briefing | undefined => {
  if (answer.kind === 'briefing') return answer.briefing;
  return answer.kind === 'digest' ? answer.digest.briefing : undefined;
};

/** A thread that cannot be remembered is posted all the same: only questions in it will not know their Briefing. */
const remember = async ({ posted, log }: Answering, address: Address, briefing: Briefing): Promise<void> => {
  try {
    await posted(address, briefing);
  } catch (error) {
    log.error('A thread could not be remembered', { reason: error instanceof Error ? error.message : String(error) });
  }
};

/** What stands in the channel for all; the rest the asker alone sees. */
const isPrivate = ({ audience, kind }: Answer): boolean =>
  audience === undefined
    ? kind === 'notice' || kind === 'excerpt' || kind === 'panel' || kind === 'form'
    : audience === 'asker';

/** A briefing begins a thread of its own; all else is said in the thread where it was asked. */
const placeOf = ({ address }: Asked, { kind }: Answer): Address => {
  const { thread: _, ...channel } = address;
  return kind === 'briefing' || kind === 'digest' ? channel : address;
};

/**
 * Posts the card and then, in order, the thread under it. Undefined when all of it stands; else what did not, and why.
 *
 * @param standing whether some of it may stand already, from before a restart
 */
export const postAll = async (
  context: Answering,
  asked: Asked,
  answer: Answer,
  standing = false,
): Promise<Notice | undefined> => {
  const { parent, replies } = context.render(answer);
  let address = placeOf(asked, answer);
  for (const [part, payload] of [parent, ...replies].entries()) {
    const delivery = await persistently(context, address, payload, `${asked.id}:${part}`, standing);
    if (delivery.kind !== 'sent') {
      context.log.warn('An answer could not be posted', { delivery, part, channel: address.channel });
      return notPosted(delivery, address, part);
    }
    if (part > 0) continue;
    address = { ...address, thread: address.thread ?? delivery.ref };
    const briefing = briefingOf(answer);
    // Before the thread, so that a quick question there already finds its Briefing.
    if (briefing !== undefined) await remember(context, address, briefing);
  }
  return undefined;
};

/** A private post stands in no thread: its buttons carry the one that it is about. */
const carrying = (answer: Answer, thread: string | undefined): Answer => {
  const { actions } = answer;
  if (thread === undefined || actions === undefined) return answer;
  return { ...answer, actions: actions.map((action): Action => ({ thread, ...action })) };
};

/** Excerpts are leafed through and panels acted on where they stand. */
const staysInPlace = ({ kind }: Answer): boolean => kind === 'excerpt' || kind === 'panel';

export const whisperAnswer = async ({ render }: Answering, asked: Asked, answer: Answer): Promise<void> => {
  const { parent, replies } = render(carrying(answer, asked.address.thread));
  await asked.whisper(parent, staysInPlace(answer) ? 'instead' : undefined);
  for (const payload of replies) await asked.whisper(payload);
};

export const whisperNotice = (context: Answering, asked: Asked, notice: Notice): Promise<void> =>
  whisperAnswer(context, asked, { kind: 'notice', notice });

/** What the desk answers. The acknowledgement goes out first, also where a socket writes late: the engine may work without a pause. */
export const answerOf = async (
  { introduce, answerer }: Answering,
  { address, user, name, text }: Omit<Asked, 'whisper'>,
): Promise<Answer> => {
  await turn();
  const person = await introduce(user, address);
  const command: Command = { address, person, name, text };
  return answerer(command);
};

/** What was done for a channel that the bot is not in will not be seen there: said at once, not with the first digest. */
const withMembership = async ({ channels }: Answering, { address }: Asked, answer: Answer): Promise<Answer> => {
  if (answer.kind !== 'notice' || answer.notice.tone !== 'done') return answer;
  if ((await channels.of(address))?.joined !== false) return answer;
  const line = `Crosswire is not in this channel, and cannot post here until it is: ${invite}.`;
  return { ...answer, notice: { ...answer.notice, lines: [...answer.notice.lines, line] } };
};

/** In the channel, or to the asker alone. */
export const show = async (context: Answering, asked: Asked, answer: Answer): Promise<void> => {
  if (isPrivate(answer)) {
    await whisperAnswer(context, asked, await withMembership(context, asked, answer));
    return;
  }
  const trouble = await postAll(context, asked, answer);
  if (trouble !== undefined) await whisperNotice(context, asked, trouble);
};

/** Never rejects: what goes wrong is told to the asker and to the log. */
export const guarded = async (context: Answering, asked: Asked, work: () => Promise<void>): Promise<void> => {
  const { log } = context;
  try {
    await work();
  } catch (error) {
    log.error('A command failed', { name: asked.name, reason: error instanceof Error ? error.stack : String(error) });
    await whisperNotice(context, asked, ourFault).catch((reason: unknown) => {
      log.error('The asker could not be told', { reason: reason instanceof Error ? reason.message : String(reason) });
    });
  }
};

/** One question from Slack: ask the engine, then post what it answers where it belongs. */
import { setImmediate as turn } from 'node:timers/promises';
import type { Address, Answer, Briefing, Command, Delivery, Notice } from '../../src/model.ts';
import type { Answerer, Clock, Log, Payload, Posted, Rendered } from '../../src/ports.ts';
import { invite } from './failures.ts';
import type { Introduce } from './people.ts';
import type { Send } from './send.ts';

/** A Command as it came in, before we know who asks. */
export interface Asked {
  readonly id: string;
  readonly address: Address;
  readonly user: string;
  readonly name: string;
  readonly text: string;
  /** The thread that an answer to a question goes into, when the question was not put in a thread. */
  readonly under?: string;
  /** Shows a message to the asker alone. */
  readonly whisper: (payload: Payload) => Promise<void>;
}

export interface Answering {
  readonly answerer: Answerer;
  readonly render: (answer: Answer) => Rendered;
  readonly introduce: Introduce;
  readonly send: Send;
  readonly clock: Clock;
  readonly log: Log;
  /** Told of each card that stands, with the address of its thread. */
  readonly posted: Posted;
  /** Aborted when the Platform stops. */
  readonly signal: AbortSignal;
}

/** A person waits: few tries, and no longer wait than this. */
const TRIES = 4;
const LONGEST_WAIT_MS = 60_000;

const persistently = async (
  { send, clock, signal }: Answering,
  address: Address,
  payload: Payload,
  key: string,
): Promise<Delivery> => {
  let again = false;
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

const ourFault: Notice = {
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

/** Posts the card and then, in order, the thread under it. Undefined when all of it stands; else what did not, and why. */
const postAll = async (
  context: Answering,
  asked: Asked,
  answer: Answer,
  rendered: Rendered,
): Promise<Notice | undefined> => {
  const own = asked.address.thread ?? (answer.kind === 'reply' ? asked.under : undefined);
  let address: Address = own === undefined ? asked.address : { ...asked.address, thread: own };
  for (const [part, payload] of [rendered.parent, ...rendered.replies].entries()) {
    const delivery = await persistently(context, address, payload, `${asked.id}:${part}`);
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

/** Never rejects: what goes wrong is told to the asker and to the log. */
export const answerTo = async (context: Answering, asked: Asked): Promise<void> => {
  const { log, render } = context;
  const whisper = async (notice: Notice): Promise<void> => {
    const { parent, replies } = render({ kind: 'notice', notice });
    for (const payload of [parent, ...replies]) await asked.whisper(payload);
  };
  try {
    // The acknowledgement goes out first, also where a socket writes late: the engine may work without a pause.
    await turn();
    const person = await context.introduce(asked.user);
    const command: Command = { address: asked.address, person, name: asked.name, text: asked.text };
    const answer = await context.answerer(command);
    const trouble = answer.kind === 'notice' ? answer.notice : await postAll(context, asked, answer, render(answer));
    if (trouble !== undefined) await whisper(trouble);
  } catch (error) {
    log.error('A command failed', { name: asked.name, reason: error instanceof Error ? error.stack : String(error) });
    await whisper(ourFault).catch((reason: unknown) => {
      log.error('The asker could not be told', { reason: reason instanceof Error ? reason.message : String(reason) });
    });
  }
};

/** What answering needs, and the steps that every way of asking shares. */
import type { Address, Answer, Command, Delivery } from '../../src/model.ts';
import type { Answerer, Clock, Log, Payload, Posted, Rendered } from '../../src/ports.ts';
import type { CommandRow } from './commands.ts';
import { errorFields } from './log.ts';
import type { Requests } from './pace.ts';
import { persist } from './persist.ts';
import type { WithPicture } from './pictures.ts';
import type { Sender } from './send.ts';

export interface Answering {
  readonly answerer: Answerer;
  readonly render: (answer: Answer) => Rendered;
  readonly rest: Requests;
  readonly sender: Sender;
  readonly withPicture: WithPicture;
  readonly clock: Clock;
  readonly log: Log;
  readonly token: string;
  /** Aborted when the platform stops: nothing waits any longer. */
  readonly signal: AbortSignal;
  readonly commands: readonly CommandRow[];
  readonly expectsNotice: (command: Command) => boolean;
  readonly posted: Posted;
  readonly arrive: Arrive;
}

/** Notes an id, for all replicas; false when it was noted before. */
export type Arrive = (id: string) => Promise<boolean>;

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

export interface Asked {
  readonly answer: Answer;
  readonly rendered: Rendered;
}

export const ask = async (desk: Answering, command: Command): Promise<Asked> => {
  try {
    const answer = await desk.answerer(command);
    return { answer, rendered: desk.render(answer) };
  } catch (error) {
    desk.log.error('a command could not be answered', { command: command.name, ...errorFields(error, desk.token) });
    return { answer: failure, rendered: desk.render(failure) };
  }
};

/** Only these have a thread of their own, in which the rest of them stands. */
export const isCard = ({ kind }: Answer): boolean => kind === 'briefing' || kind === 'digest';

/** Before the thread is written, so that a quick question there already finds its Briefing. */
export const remember = async (desk: Answering, address: Address, answer: Answer): Promise<void> => {
  if (answer.kind === 'briefing') await desk.posted(address, answer.briefing);
  if (answer.kind === 'digest') await desk.posted(address, answer.digest.briefing);
};

/** In order; the first that cannot be sent ends it. */
export const sendReplies = async (
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

/** What a person typed on the page, made a Command, answered, and put where it belongs. */
import type { Address, Answer, Briefing, Command, Form, Person } from '../../src/model.ts';
import type { Answerer, Log, Payload, Posted, Rendered } from '../../src/ports.ts';
import type { Channel } from './channel.ts';

interface Typed {
  readonly text: string;
  /** Person.id of who typed it. */
  readonly by: string;
  /** `ref` of the post in whose thread it was typed, or whose button was pressed; empty in the channel. */
  readonly thread: string;
  /** IANA zone, as the browser tells it; may be anything. */
  readonly zone: string;
}

/** What became of it. What the asker alone sees is handed back and stands nowhere. */
export type Said =
  | { readonly kind: 'post'; readonly ref: string }
  | { readonly kind: 'reply'; readonly ref: string; readonly thread: string }
  | {
      readonly kind: 'notice';
      readonly payloads: readonly Payload[];
      readonly asked: string;
      /** The thread that it is about; empty for none. */
      readonly thread: string;
      /** What is still to be filled in. */
      readonly form?: Form;
    };

export type Say = (typed: Typed) => Promise<Said>;

export interface SayOptions {
  readonly channel: Channel;
  readonly answerer: () => Answerer | undefined;
  readonly render: (answer: Answer) => Rendered;
  readonly log: Log;
  readonly posted: Posted;
}

/** Where everything on the page happens. */
export const webAddress: Address = { platform: 'web', workspace: 'local', channel: 'news' };

const longestText = 500;

const refusal = (title: string, line: string, fix: string): Answer => ({
  kind: 'notice',
  notice: { tone: 'refusal', title, lines: [line], fix },
});

const fault = refusal(
  'That could not be answered.',
  'Crosswire ran into a fault of its own; the log has the details.',
  'Try again; if it stays, run crosswire doctor.',
);
const tooLong = refusal('That is too long.', `A line may have at most ${longestText} characters.`, 'Ask it shorter.');

const isZone = (zone: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return zone !== '';
  } catch {
    return false;
  }
};

/** `/swap who?` is the command `swap`; what begins without a slash is a question. */
const commandFrom = (text: string, address: Address, person: Person): Command => {
  const [, name, rest] = /^\/(\S+)\s*(.*)$/su.exec(text) ?? [undefined, 'ask', text];
  return { address, person, name: name ?? '', text: rest ?? '' };
};

/** A post's ref, of this process or an earlier one: threads are remembered longer than posts. */
const isRef = (thread: string): boolean => /^[\da-z]{1,20}-\d{1,9}$/u.test(thread);

const alone: ReadonlySet<Answer['kind']> = new Set(['notice', 'excerpt', 'panel', 'form']);
const isForAsker = ({ audience, kind }: Answer): boolean =>
  audience === undefined ? alone.has(kind) : audience === 'asker';

const briefingOf = (answer: Answer): Briefing | undefined =>
  answer.kind === 'briefing' ? answer.briefing : answer.kind === 'digest' ? answer.digest.briefing : undefined;

export const createSay = (options: SayOptions): Say => {
  const { channel } = options;

  const answerTo = async ({ by, thread, zone }: Typed, text: string): Promise<Answer> => {
    const answerer = options.answerer();
    if (answerer === undefined) return fault;
    if (text.length > longestText) return tooLong;
    // Whoever got in runs Crosswire: the page has no other visitors.
    const person = { id: by, manages: true, ...(isZone(zone) ? { zone } : {}) };
    const address = isRef(thread) ? { ...webAddress, thread } : webAddress;
    return answerer(commandFrom(text, address, person)).catch((cause: unknown) => {
      options.log.error('a command on the page could not be answered', { err: cause });
      return fault;
    });
  };

  const post = async (answer: Answer, { parent, replies }: Rendered, asked: string): Promise<Said> => {
    const card = channel.post({ payload: parent, asked });
    for (const payload of replies) channel.reply(card.ref, { payload });
    const briefing = briefingOf(answer);
    if (briefing !== undefined) await options.posted({ ...webAddress, thread: card.ref }, briefing);
    return { kind: 'post', ref: card.ref };
  };

  return async (typed) => {
    const asked = typed.text.trim();
    const answer = await answerTo(typed, asked);
    const rendered = options.render(answer);
    const { parent, replies } = rendered;
    if (isForAsker(answer)) {
      return {
        kind: 'notice',
        payloads: [parent, ...replies],
        asked: asked.slice(0, longestText),
        thread: isRef(typed.thread) ? typed.thread : '',
        ...(answer.kind === 'form' && { form: answer.form }),
      };
    }
    const under = briefingOf(answer) === undefined ? channel.find(typed.thread)?.ref : undefined;
    const first = under === undefined ? undefined : channel.reply(under, { payload: parent, asked });
    if (first === undefined || under === undefined) return post(answer, rendered, asked);
    for (const payload of replies) channel.reply(under, { payload });
    return { kind: 'reply', ref: first.ref, thread: under };
  };
};

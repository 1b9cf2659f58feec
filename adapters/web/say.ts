/** What a person typed on the page, made a Command, answered, and put where it belongs. */
import type { Address, Answer, Briefing, Command, Person } from '../../src/model.ts';
import type { Answerer, Log, Payload, Posted, Rendered } from '../../src/ports.ts';
import type { Channel } from './channel.ts';

interface Typed {
  readonly text: string;
  /** `ref` of the post in whose thread it was typed; empty in the channel. */
  readonly thread: string;
  /** IANA zone, as the browser tells it; may be anything. */
  readonly zone: string;
}

/** What became of it. A notice is handed back for the asker alone and stands nowhere. */
export type Said =
  | { readonly kind: 'post'; readonly ref: string }
  | { readonly kind: 'reply'; readonly ref: string; readonly thread: string }
  | {
      readonly kind: 'notice';
      readonly payloads: readonly Payload[];
      readonly asked: string;
      readonly thread: string | undefined;
    };

export type Say = (typed: Typed) => Promise<Said>;

export interface SayOptions {
  readonly channel: Channel;
  readonly answerer: () => Answerer | undefined;
  readonly render: (answer: Answer) => Rendered;
  readonly manages: boolean;
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

const briefingOf = (answer: Answer): Briefing | undefined =>
  answer.kind === 'briefing' ? answer.briefing : answer.kind === 'digest' ? answer.digest.briefing : undefined;

export const createSay = (options: SayOptions): Say => {
  const { channel } = options;

  const answerTo = async (text: string, thread: string, zone: string): Promise<Answer> => {
    const answerer = options.answerer();
    if (answerer === undefined) return fault;
    if (text.length > longestText) return tooLong;
    const person = { id: 'page', manages: options.manages, ...(isZone(zone) ? { zone } : {}) };
    const address = channel.find(thread) === undefined ? webAddress : { ...webAddress, thread };
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

  return async ({ text, thread, zone }) => {
    const asked = text.trim();
    const answer = await answerTo(asked, thread, zone);
    const rendered = options.render(answer);
    const under = channel.find(thread)?.ref;
    if (answer.kind === 'notice') {
      return {
        kind: 'notice',
        payloads: [rendered.parent, ...rendered.replies],
        asked: asked.slice(0, longestText),
        thread: under,
      };
    }
    const first =
      answer.kind === 'reply' && under !== undefined
        ? channel.reply(under, { payload: rendered.parent, asked })
        : undefined;
    if (first === undefined || under === undefined) return post(answer, rendered, asked);
    for (const payload of rendered.replies) channel.reply(under, { payload });
    return { kind: 'reply', ref: first.ref, thread: under };
  };
};

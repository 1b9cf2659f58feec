/** The terminal as a Platform: answers are written where the program runs; lines typed there are Commands. */
import type { Address, Answer, Command } from '../../src/model.ts';
import type { Answerer, Linker, Payload, Platform, Rendered } from '../../src/ports.ts';
import { renderAnswer } from './render.ts';

interface TerminalPost {
  readonly ref: string;
  /** `ref` of the post under which it stands. */
  readonly parent: string | undefined;
  /** A notice answers the one at the keyboard and is no part of the record. */
  readonly audience: 'channel' | 'asker';
}

export interface TerminalOptions {
  /** Takes a whole post, line break included; `post` says what it is, for whoever keeps a record. */
  write(text: string, post: TerminalPost): void;
  /** Columns of the window at this moment. */
  columns(): number;
  readonly color: boolean;
  readonly linker: Linker;
}

export interface TerminalPlatform extends Platform {
  /** A line typed at the keyboard: `/swap`, or a question. Resolves when it has been answered; an empty line is nothing. */
  type(line: string): Promise<void>;
}

/** Where everything at a terminal happens. */
export const terminalAddress: Address = { platform: 'terminal', workspace: 'local', channel: 'terminal' };

const failure: Answer = {
  kind: 'notice',
  notice: {
    tone: 'refusal',
    title: 'That could not be answered.',
    lines: ['Crosswire ran into a fault of its own; the log has the details.'],
    fix: 'Try again; if it stays, run crosswire doctor.',
  },
};

const commandFrom = (line: string): Command => {
  const [, name, text] = /^\/(\S+)\s*(.*)$/su.exec(line) ?? [undefined, 'ask', line];
  return { address: terminalAddress, person: { id: 'operator', manages: true }, name: name ?? '', text: text ?? '' };
};

export const createTerminalPlatform = (options: TerminalOptions): TerminalPlatform => {
  let answerer: Answerer | undefined;
  let written = 0;

  const render = (answer: Answer): Rendered =>
    renderAnswer(answer, { width: options.columns(), color: options.color, linker: options.linker });

  const write = (payload: Payload, audience: TerminalPost['audience'], parent?: string): string => {
    written += 1;
    const ref = `t${written}`;
    options.write(typeof payload.text === 'string' ? payload.text : '', { ref, parent, audience });
    return ref;
  };

  return {
    name: 'terminal',
    start: async (given) => {
      answerer = given;
    },
    stop: async () => {
      answerer = undefined;
    },
    render,
    send: async (address, payload) => ({ kind: 'sent', ref: write(payload, 'channel', address.thread) }),
    type: async (line) => {
      const typed = line.trim();
      if (typed === '' || answerer === undefined) return;
      const answer = await answerer(commandFrom(typed)).catch(() => failure);
      const rendered = render(answer);
      const parent = write(rendered.parent, answer.kind === 'notice' ? 'asker' : 'channel');
      for (const reply of rendered.replies) write(reply, 'channel', parent);
    },
  };
};

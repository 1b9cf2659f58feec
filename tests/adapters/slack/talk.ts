/** A desk that has an answer for each line, over the fake Slack. */
import type { SlackOptions } from '../../../adapters/slack/slack.ts';
import type { Answer, Command } from '../../../src/model.ts';
import { answers } from '../../contracts/samples.ts';
import type { Message } from '../../fakes/slack/workspace.ts';
import { type Mode, type Wired, wire } from './harness.ts';

export interface Talk extends Wired {
  readonly commands: readonly Command[];
  posts(): readonly Message[];
  /** The post that came `n`th, from 0. */
  post(n: number): Message;
}

/** By what was typed; else by the name of the command; else a refusal. */
export type Lines = Readonly<Record<string, Answer | (() => Promise<Answer>)>>;

export const talking = async (
  lines: Lines,
  mode: Mode = 'socket',
  change: Partial<SlackOptions> = {},
): Promise<Talk> => {
  const wired = await wire(mode, change);
  const commands: Command[] = [];
  await wired.platform.start((command) => {
    commands.push(command);
    const line = lines[command.text] ?? lines[`(${command.name})`] ?? answers.refusal;
    return typeof line === 'function' ? line() : Promise.resolve(line);
  });
  const posts = () => wired.fake.workspace.messages.filter(({ by }) => by === 'app');
  return {
    ...wired,
    commands,
    posts,
    post: (n) => {
      const found = posts()[n];
      if (found === undefined) throw new Error(`there is no post ${n}`);
      return found;
    },
  };
};

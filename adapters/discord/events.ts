/** What the gateway tells of, each handed on to whoever answers it; once, also when the gateway repeats itself. */
import { type Client, Events, type Guild } from 'discord.js';
import type { Suggest } from '../../src/ports.ts';
import { greet } from './arrivals.ts';
import type { Answering } from './desk.ts';
import { questionOf } from './incoming.ts';
import { answerCommand, answerPress, answerSubmission } from './interactions.ts';
import { errorFields } from './log.ts';
import { answerMessage } from './questions.ts';
import { createRecent } from './recent.ts';
import { complete } from './suggest.ts';

export interface Listening {
  readonly desk: Answering;
  readonly suggest: Suggest | undefined;
  /** A server that the bot has come into, or that is there again. */
  readonly present: (guild: Guild) => Promise<unknown>;
  /** Work that is waited for when the platform stops; nothing is begun after that. */
  readonly work: (run: () => Promise<unknown>) => void;
}

export const listen = (client: Client, { desk, suggest, present, work }: Listening): void => {
  const { clock, log, token } = desk;
  const seen = createRecent(2_000);
  const once = (id: string, run: () => Promise<unknown>): void => {
    if (seen.add(id)) work(run);
  };

  client.on(Events.InteractionCreate, (interaction) => {
    const { id } = interaction;
    if (interaction.isChatInputCommand()) once(id, () => answerCommand(desk, interaction));
    if (interaction.isButton() || interaction.isStringSelectMenu()) once(id, () => answerPress(desk, interaction));
    if (interaction.isModalSubmit()) once(id, () => answerSubmission(desk, interaction));
    if (interaction.isAutocomplete() && suggest !== undefined) {
      const failed = (error: unknown): void => log.warn('nothing could be suggested', errorFields(error, token));
      once(id, () => complete(desk.rest, interaction, suggest, clock, failed));
    }
  });

  client.on(Events.MessageCreate, (message) => {
    const bot = client.user?.id;
    try {
      const command = bot === undefined ? undefined : questionOf(message, bot);
      if (command !== undefined) once(message.id, () => answerMessage(desk, message, command));
    } catch (error) {
      // Roles are looked up in a server that may not have been told of yet: what a listener throws ends the process.
      log.warn('a message could not be read', errorFields(error, token));
    }
  });

  const meet = (guild: Guild): void => {
    work(() => greet(desk, client, guild));
    work(() => present(guild));
  };
  client.on(Events.GuildCreate, meet);
  // Every server at a start, and one that was joined while the connection was away.
  client.on(Events.GuildAvailable, meet);
};

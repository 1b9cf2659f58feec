/** What is offered while a person types after a command. */
import { type AutocompleteInteraction, InteractionResponseType, type REST, Routes } from 'discord.js';
import { clip } from '../text.ts';
import { choiceLimit, choiceNameLimit, choiceValueLimit } from './limits.ts';

/** `name` is shown, `value` is typed. */
export interface Choice {
  readonly name: string;
  readonly value: string;
}

/** Those that begin with what was typed, then those that hold it; at most 25, none whose value would be cut. Pure. */
export const matching = (choices: readonly Choice[], typed: string): readonly Choice[] => {
  const wanted = typed.trim().toLowerCase();
  const rank = ({ name, value }: Choice): number => {
    const texts = [value.toLowerCase(), name.toLowerCase()];
    if (texts.some((text) => text.startsWith(wanted))) return 0;
    return texts.some((text) => text.includes(wanted)) ? 1 : 2;
  };
  return choices
    .filter(({ name, value }) => name !== '' && value !== '' && value.length <= choiceValueLimit)
    .map((choice) => ({ choice, order: rank(choice) }))
    .filter(({ order }) => order < 2)
    .sort((a, b) => a.order - b.order)
    .slice(0, choiceLimit)
    .map(({ choice }) => ({ name: clip(choice.name, choiceNameLimit), value: choice.value }));
};

export const suggest = async (
  rest: REST,
  interaction: AutocompleteInteraction,
  choices: (workspace: string) => readonly Choice[] | Promise<readonly Choice[]>,
): Promise<void> => {
  const workspace = interaction.guildId ?? `direct-${interaction.channelId}`;
  const offered = matching(await choices(workspace), interaction.options.getFocused());
  await rest.post(Routes.interactionCallback(interaction.id, interaction.token), {
    auth: false,
    body: { type: InteractionResponseType.ApplicationCommandAutocompleteResult, data: { choices: offered } },
  });
};

/** What is offered while a person fills in an option. */
import { type AutocompleteInteraction, InteractionResponseType, Routes } from 'discord.js';
import type { Choice, Clock, Suggest } from '../../src/ports.ts';
import { clip } from '../text.ts';
import { placeOf, verbOf } from './incoming.ts';
import { choiceLimit, choiceNameLimit, choiceValueLimit, suggestPatienceMs } from './limits.ts';
import type { Requests } from './pace.ts';
import { plainLine } from './render/markdown.ts';

/** As Discord takes them: at most 25, names cut, none whose value would be cut, none offered twice. Pure. */
export const offered = (choices: readonly Choice[]): readonly Choice[] => {
  const byValue = new Map<string, Choice>();
  for (const { name, value } of choices) {
    const shown = clip(plainLine(name), choiceNameLimit);
    if (shown === '' || value === '' || value.length > choiceValueLimit || byValue.has(value)) continue;
    byValue.set(value, { name: shown, value });
    if (byValue.size === choiceLimit) break;
  }
  return [...byValue.values()];
};

/** Discord waits three seconds; nothing to choose from is better than a fault shown to whoever types. */
const inTime = async (asked: Promise<readonly Choice[]>, clock: Clock): Promise<readonly Choice[]> => {
  const timer = new AbortController();
  try {
    const late = clock.sleep(suggestPatienceMs, timer.signal).then((): readonly Choice[] => []);
    return await Promise.race([asked, late]);
  } finally {
    timer.abort();
  }
};

/** Answers an autocompletion; a `suggest` that fails or lingers offers nothing. */
export const complete = async (
  rest: Requests,
  interaction: AutocompleteInteraction,
  suggest: Suggest,
  clock: Clock,
  failed: (error: unknown) => void,
): Promise<void> => {
  const { name: parameter, value: typed } = interaction.options.getFocused(true);
  const verb = verbOf(interaction);
  const asked = suggest({ address: placeOf(interaction), verb, parameter, typed }).catch((error: unknown) => {
    failed(error);
    return [];
  });
  await rest.post(Routes.interactionCallback(interaction.id, interaction.token), {
    auth: false,
    body: {
      type: InteractionResponseType.ApplicationCommandAutocompleteResult,
      data: { choices: offered(await inTime(asked, clock)) },
    },
  });
};

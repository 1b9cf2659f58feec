/** Values offered while somebody fills in a field of a form. */
import type { App } from '@slack/bolt';
import type { Clock, Log, Suggest } from '../../src/ports.ts';
import { readPlace } from './forms.ts';
import { OPTION_CHARACTERS, OPTION_VALUE_CHARACTERS, OPTIONS } from './limits.ts';
import { plain } from './render/blocks.ts';
import { FIELD_PREFIX } from './render/modal.ts';

/** Slack takes nothing after 3 s: an empty list then leaves the person where they are. */
const PATIENCE_MS = 2000;

export const listenForSuggestions = (app: App, suggest: Suggest, clock: Clock, log: Log): void => {
  app.options<'block_suggestion'>({ type: 'block_suggestion' }, async ({ options, ack }) => {
    const read = options.view === undefined ? undefined : readPlace(options.view);
    const timer = new AbortController();
    const asked =
      read === undefined
        ? []
        : suggest({
            address: read.address,
            verb: read.verb,
            parameter: options.action_id.slice(FIELD_PREFIX.length),
            typed: options.value,
          }).catch((error: unknown) => {
            log.error('Nothing could be suggested', { reason: error instanceof Error ? error.message : String(error) });
            return [];
          });
    const offered = (await Promise.race([asked, clock.sleep(PATIENCE_MS, timer.signal)])) ?? [];
    timer.abort();
    await ack({
      options: offered
        .map(({ name, value }) => ({ text: plain(name, OPTION_CHARACTERS, '…'), value }))
        .filter(({ value }) => value !== '' && value.length <= OPTION_VALUE_CHARACTERS)
        .slice(0, OPTIONS),
    });
  });
};

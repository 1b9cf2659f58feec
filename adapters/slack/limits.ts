/** What Slack allows of one message, in UTF-16 code units as Slack counts them. Each is tested at N and N + 1. */

/** Blocks in one message. */
export const MESSAGE_BLOCKS = 50;

/**
 * All blocks of a message as JSON. Not documented; refused as `msg_blocks_too_long` from about 13,200, and blocks
 * without text lower it: so with a margin for the ids that Slack itself gives to up to 50 blocks.
 */
export const MESSAGE_CHARACTERS = 12_000;

/** The text beside the blocks, for notifications and screen readers. */
export const FALLBACK_CHARACTERS = 4000;

/** The text of a section, and of one element of a context. */
export const SECTION_CHARACTERS = 3000;

/** A header, which is plain text. */
export const HEADER_CHARACTERS = 150;

/** The address of a link. */
export const URL_CHARACTERS = 3000;

/** Slash commands that one app can declare, and the length of one with its slash. */
export const COMMANDS = 50;
export const COMMAND_CHARACTERS = 32;

// ── Of our own making: how much of a Briefing its card shows ──────────────────

/** A card shows at least this many points, */
export const CARD_POINTS_LEAST = 3;

/** and at most this many, */
export const CARD_POINTS_MOST = 5;

/** as long as they come to no more than this: a card is read at a glance. */
export const CARD_CHARACTERS = 1000;

/** All points of a card as JSON: with its other lines they make one message, which cannot be split. */
export const CARD_POINTS_JSON = 9000;

/** Who says a point of the card, how well it stands, and its sources; the thread has them all. */
export const CARD_SUPPORT_CHARACTERS = 500;

/** The line that says on what the sources differ; the thread has them all. */
export const CARD_DIFFERENCES_CHARACTERS = 400;

/** Entries of a Digest on its card. */
export const CARD_ENTRIES = 7;

/** Names, titles and quotations that are longer are clipped; a point never is. */
export const SPEAKER_CHARACTERS = 120;
export const TITLE_CHARACTERS = 250;
export const QUOTE_CHARACTERS = 400;

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

/** Buttons in one row of them, the words on a button and what it hands back when it is pressed. */
export const BUTTONS = 25;
export const BUTTON_CHARACTERS = 75;
export const VALUE_CHARACTERS = 2000;

/** Entries of an overflow menu. */
export const MENU_OPTIONS = 5;

/** The words of an option, and what it hands back when it is chosen; options of one select. */
export const OPTION_CHARACTERS = 75;
export const OPTION_VALUE_CHARACTERS = 150;
export const OPTIONS = 100;

/** Blocks in a modal or on a home tab. */
export const VIEW_BLOCKS = 100;

/** A modal's title, its buttons, and what it keeps for us. */
export const MODAL_WORD_CHARACTERS = 24;
export const PRIVATE_METADATA_CHARACTERS = 3000;

/** The label of a field, its hint, and what may be typed into it. */
export const LABEL_CHARACTERS = 2000;
export const HINT_CHARACTERS = 2000;
export const INPUT_CHARACTERS = 3000;

/** Questions that are offered in the app's messages. */
export const PROMPTS = 4;

/** The words beside a picture for those who do not see it. */
export const ALT_CHARACTERS = 1000;

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

/** The buttons of one post as JSON: they stand beside a full card in one message. */
export const ACTIONS_JSON = 1500;

/** Under which a Chart travels in a payload until it is drawn. */
export const CHART_KEY = 'crosswire_chart';

/** What Discord allows, counted in UTF-16 code units, and how long we wait. Source: Discord's developer documents. */

/** Messages and embeds. */
export const embedsPerMessage = 10;
export const embedTitleLimit = 256;
export const embedDescriptionLimit = 4_096;
/** Titles, descriptions, fields and footers of all embeds of one message together. */
export const embedCharactersPerMessage = 6_000;

/** The words beside a picture. */
export const attachmentAltLimit = 1_024;

/** Threads. */
export const threadNameLimit = 100;
export const threadArchiveMinutes = 1_440;

/** Commands. */
export const commandNamePattern = /^[-_\p{L}\p{N}\p{sc=Devanagari}\p{sc=Thai}]{1,32}$/u;
export const commandDescriptionLimit = 100;
export const commandsPerApplication = 100;
/** Beside those of the application. */
export const commandsPerGuild = 100;
/** Options of a command, subcommands of a command or a group. */
export const optionsPerCommand = 25;
/** Names, descriptions and values of a command and all that is in it. */
export const commandCharacterLimit = 8_000;
export const choiceLimit = 25;
export const choiceNameLimit = 100;
export const choiceValueLimit = 100;
export const optionTextLimit = 6_000;

/** Controls under a message. */
export const buttonsPerRow = 5;
export const rowsPerMessage = 5;
export const buttonLabelLimit = 80;
export const customIdLimit = 100;

/** Forms. */
export const formTitleLimit = 45;
export const fieldsPerForm = 5;
export const fieldLabelLimit = 45;
export const fieldDescriptionLimit = 100;
export const fieldValueLimit = 4_000;

/** A nonce by which Discord knows a second copy of a post. */
export const nonceLimit = 25;

/** Our own choices. */

/** A card is read at a glance: points after the third are left to the thread once it is this long. */
export const cardComfort = 1_600;
export const cardPointsAtLeast = 3;
export const cardPointsAtMost = 5;
export const digestEntriesAtMost = 7;
/** Waits up to this long for a rate limit are sat out inside discord.js; longer ones are the caller's to schedule. */
export const ratePatienceMs = 1_500;
/** One request, from our side, may take this long. */
export const requestTimeoutMs = 10_000;
/** How long suggestions may take: Discord waits three seconds for them to arrive. */
export const suggestPatienceMs = 1_500;
/** How long it may take to find out what a form is to ask: it must be opened within three seconds. */
export const formPatienceMs = 1_500;
/** How often a temporary failure is tried again while a person waits for the answer, and how long between. */
export const interactiveAttempts = 5;
export const interactivePauseMs = 1_000;
/** Longest wait for a rate limit before a person is left without the rest. */
export const interactivePatienceMs = 60_000;
/** How many recent messages are compared with a post that may have arrived already. */
export const recentMessages = 50;

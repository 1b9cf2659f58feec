/**
 * The words of Crosswire, one meaning each. Types only: no logic lives here.
 *
 * Source        an outlet and how it is read (feed URL, folder)
 * Article       one publication, as it was read; every Citation counts in its `text`
 * Statement     one sentence of an article with its speaker, names, quantities and dates
 * Citation      article id, start, end, quote: `article.text.slice(start, end) === quote`, always checkable again
 * Claim         what statements of one or more articles say in common; never without a Citation
 * Difference    one thing on which claims cannot all be right at once
 * Update        one thing whose figure changed as the story went on; the later-dated position supersedes
 * Story         the articles that report one happening, with its claims
 * Topic         a named standing question; may have a shortcut command (`/swap`)
 * Briefing      the immutable, platform-free answer
 * Subscription  a channel's standing order for a Digest
 * Digest        the Briefing that a Subscription yields for one slot
 * Delivery      what became of a post
 * Platform      a place that shows Briefings and hands in Commands
 * Command       what a person asked for, before it is understood
 * Answer        what a Command comes to, before a Platform renders it
 * Action        a control beside an Answer: pressing it is typing its words
 * Excerpt       one part of a Briefing on its own, a page at a time
 * Panel         rows with Actions: settings, a person's home
 * Form          what a Command still lacks, to be filled in
 * Change        what somebody changed, with what stood before: it can be undone
 * House         publishers that speak as one: an outlet under all its names, or outlets of one newsroom or owner
 * Voice         who speaks as one: a House, a publisher, or the articles that reprint one text
 * Slot          (scheduling) the instant at which a Subscription's Digest is due
 */
export type * from './model-articles.ts';
export type * from './model-briefings.ts';
export type * from './model-chat.ts';
export type * from './model-digests.ts';

/**
 * The tables, as Kysely types. What is looked up by is a column; the rest of each thing is one JSON document, which
 * keeps every string whole: a NUL or half a surrogate pair survives in neither database's own text type.
 */

export interface Tables {
  counters: { name: 'articles' | 'outbox'; value: number };
  articles: { id: string; content: string; seen: string | null };
  topics: { workspace: string; name: string; content: string };
  subscriptions: { id: string; content: string };
  watermarks: { subscription: string; slot: string };
  slots: { subscription: string; slot: string };
  posts: {
    key: string;
    subscription: string;
    slot: string;
    part: number;
    address: string;
    /** Null once the post is settled for good: only what may still be sent is kept. */
    payload: string | null;
    briefing: string | null;
    /** `ended`: will not be sent. */
    state: 'waiting' | 'sent' | 'ended';
    /** Milliseconds since the Unix epoch, both. */
    due_at: number;
    leased_until: number;
    attempts: number;
    ref: string | null;
    delivery: string | null;
  };
  threads: { platform: string; workspace: string; channel: string; thread: string; briefing: string };
}

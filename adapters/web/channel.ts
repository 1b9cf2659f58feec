/** What stands in the page's one channel, in memory: posts, the threads under them, and who waits for news of them. */
import type { Clock, Payload } from '../../src/ports.ts';

export interface ChannelPost {
  /** Unique across restarts, since threads are remembered by it. */
  readonly ref: string;
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
  readonly payload: Payload;
  /** What a person here typed to get it; undefined for what came by itself. */
  readonly asked: string | undefined;
  readonly replies: readonly ChannelPost[];
}

interface NewPost {
  readonly payload: Payload;
  readonly asked?: string;
  /** A second post with the key of an earlier one is that earlier one. */
  readonly key?: string;
}

export interface Channel {
  /** Oldest first. */
  posts(): readonly ChannelPost[];
  find(ref: string): ChannelPost | undefined;
  post(post: NewPost): ChannelPost;
  /** Undefined when there is no such parent (any more). */
  reply(parent: string, post: NewPost): ChannelPost | undefined;
  /** Hears of every new post and of the parent it stands under; returns how to stop. */
  listen(listener: (ref: string, parent: string | undefined) => void): () => void;
}

/** Posts that are kept; older ones go, as they would scroll away. */
export const postsKept = 100;
/** Replies that are kept under one post. */
export const repliesKept = 200;
const keysKept = 1000;

interface Held extends ChannelPost {
  readonly replies: ChannelPost[];
}

export const createChannel = (clock: Clock): Channel => {
  const born = clock.now().toString(36);
  const posts: Held[] = [];
  const byKey = new Map<string, ChannelPost>();
  const listeners = new Set<(ref: string, parent: string | undefined) => void>();
  let made = 0;

  const make = ({ payload, asked }: NewPost): Held => {
    made += 1;
    return { ref: `${born}-${made}`, at: clock.now(), payload, asked, replies: [] };
  };

  const remember = (key: string | undefined, post: ChannelPost, parent: string | undefined): void => {
    if (key !== undefined) {
      byKey.set(key, post);
      for (const [oldest] of byKey) {
        if (byKey.size <= keysKept) break;
        byKey.delete(oldest);
      }
    }
    for (const listener of listeners) listener(post.ref, parent);
  };

  const known = (key: string | undefined): ChannelPost | undefined => (key === undefined ? undefined : byKey.get(key));

  const find = (ref: string): Held | undefined => posts.find((post) => post.ref === ref);

  return {
    posts: () => posts,
    find,
    post: (post) => {
      const again = known(post.key);
      if (again !== undefined) return again;
      const made = make(post);
      posts.push(made);
      if (posts.length > postsKept) posts.shift();
      remember(post.key, made, undefined);
      return made;
    },
    reply: (parent, post) => {
      const again = known(post.key);
      if (again !== undefined) return again;
      const under = find(parent);
      if (under === undefined) return undefined;
      const made = make(post);
      under.replies.push(made);
      if (under.replies.length > repliesKept) under.replies.shift();
      remember(post.key, made, parent);
      return made;
    },
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};

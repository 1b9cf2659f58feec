/** The records of an export, checked: one that cannot be read back would make every later reading of its table fail. */
import { z } from 'zod';
import { CrosswireError } from '../errors.ts';
import {
  readAddress,
  readArticle,
  readBriefing,
  readChange,
  readDelivery,
  readFollower,
  readId,
  readPayload,
  readSettings,
  readSource,
  readSubscription,
  readTold,
  readTopic,
} from './records.ts';

const text = z.string();
/** Not in an export of the first format. */
const since2 = <T>(schema: z.ZodType<T>) => schema.nullable().default(null);

const document = (read: (json: string) => unknown) =>
  text.refine((json) => {
    try {
      read(json);
      return true;
    } catch (error) {
      if (error instanceof CrosswireError) return false;
      throw error;
    }
  }, 'is no document of ours');

export const records = {
  articles: z.strictObject({
    id: text,
    content: document(readArticle),
    seen: text.nullable(),
    source: since2(text),
    twin_of: since2(document(readId)),
  }),
  topics: z.strictObject({ workspace: text, name: text, content: document(readTopic) }),
  subscriptions: z.strictObject({ id: text, content: document(readSubscription) }),
  watermarks: z.strictObject({ subscription: text, slot: text }),
  slots: z.strictObject({
    subscription: text,
    slot: text,
    written_at: since2(z.int()),
    outcome: z.enum(['composed', 'missed', 'lost']).default('composed'),
  }),
  told: z.strictObject({ subscription: text, slot: text, channel: text, content: document(readTold) }),
  posts: z.strictObject({
    key: text,
    subscription: text,
    slot: text,
    part: z.int(),
    address: document(readAddress),
    payload: document(readPayload).nullable(),
    briefing: document(readBriefing).nullable(),
    state: z.enum(['waiting', 'sent', 'ended']),
    due_at: z.int(),
    leased_until: z.int(),
    attempts: z.int(),
    ref: text.nullable(),
    delivery: document(readDelivery).nullable(),
    settled_at: since2(z.int()),
  }),
  threads: z.strictObject({
    platform: text,
    workspace: text,
    channel: text,
    thread: text,
    briefing: document(readBriefing),
    written_at: since2(z.int()),
    question: since2(document(readId)),
  }),
  workspaces: z.strictObject({ workspace: text, settings: document(readSettings).nullable(), changes: z.int() }),
  changes: z.strictObject({
    workspace: text,
    number: z.int(),
    content: document(readChange),
    undone_by: z.int().nullable(),
  }),
  /** Sealed: to be opened with the key of where it was exported. */
  installs: z.strictObject({ platform: text, workspace: text, content: text }),
  secrets: z.strictObject({ name: text, content: text }),
  sources: z.strictObject({ id: text, content: document(readSource), listed_at: z.int() }),
  followers: z.strictObject({ source: text, workspace: text, channel: text, content: document(readFollower) }),
  listings: z.strictObject({ source: text, article: document(readId), listed_at: z.int() }),
  /** With its keys, and its page when that is still to be read. */
  items: z.strictObject({
    source: text,
    article: text.nullable(),
    origin: z.enum(['none', 'feed', 'stub', 'waiting', 'page']),
    digest: text.nullable(),
    seen_at: z.int(),
    keys: z.array(text),
    page: z
      .strictObject({
        id: text,
        host: text,
        url: text,
        content: document(readArticle),
        seen: text.nullable(),
        twin_of: since2(document(readId)),
        due_at: z.int(),
        attempts: z.int(),
      })
      .exactOptional(),
  }),
};

export type TableName = keyof typeof records;
export type RecordOf<T extends TableName> = z.output<(typeof records)[T]>;

/** Parents before children. */
export const tableNames = Object.keys(records).filter((name): name is TableName => name in records);

/** Named in the first line, so that a file of another kind or time is known for what it is. */
export const format = 'crosswire-export-2';
export const firstLine = z.object({ format: z.enum(['crosswire-export-1', format]) });

export const line = z.object({ table: z.enum(tableNames), row: z.record(text, z.unknown()) });

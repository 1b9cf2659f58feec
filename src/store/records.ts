/** The JSON documents in the database: how each is written and, checked, read again. */
import { z } from 'zod';
import { CrosswireError } from '../errors.ts';
import type {
  Address,
  Article,
  Briefing,
  ChangeRequest,
  Delivery,
  Edit,
  Follower,
  Settings,
  Source,
  Subscription,
  Told,
  Topic,
} from '../model.ts';
import type { Payload } from '../ports.ts';

const text = z.string();
const maybe = text.exactOptional();

const articleSchema = z.object({
  id: text,
  title: text.nullable(),
  publisher: text.nullable(),
  url: text.nullable(),
  published: text.nullable(),
  text,
  bodyStart: z.number(),
}) satisfies z.ZodType<Article>;

const topicSchema = z.object({
  name: text,
  title: text,
  query: text,
  description: text,
  shortcut: z.boolean(),
}) satisfies z.ZodType<Topic>;

const addressSchema = z.object({
  platform: z.enum(['slack', 'discord', 'web', 'terminal']),
  workspace: text,
  channel: text,
  thread: maybe,
  person: maybe,
}) satisfies z.ZodType<Address>;

const subscriptionSchema = z.object({
  id: text,
  address: addressSchema,
  topics: z.array(text),
  time: text,
  days: z.array(z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])),
  zone: text,
  paused: z.boolean(),
  quiet: z.enum(['line', 'nothing']).exactOptional(),
  refused: z.object({ code: text, fix: text, since: text }).exactOptional(),
  createdBy: text,
  createdAt: text,
}) satisfies z.ZodType<Subscription>;

const deliverySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('sent'), ref: text }),
  z.object({ kind: z.literal('edited'), ref: text }),
  z.object({ kind: z.literal('skipped'), code: text }),
  z.object({ kind: z.literal('rate-limited'), code: text, retryAfterMs: z.number(), limit: maybe }),
  z.object({ kind: z.literal('rejected'), code: text, fix: text }),
  z.object({ kind: z.literal('failed'), code: text, unknown: z.boolean() }),
]) satisfies z.ZodType<Delivery>;

const sourceSchema = z.object({
  id: text,
  url: text,
  host: text,
  title: text.nullable(),
  site: text.nullable(),
  status: z.enum(['new', 'active', 'resting', 'gone']),
  etag: text.nullable(),
  lastModified: text.nullable(),
  dueAt: z.number(),
  intervalMs: z.number(),
  failures: z.number(),
  failure: z.object({ code: text, reason: text, fix: text, at: text }).nullable(),
  readAt: text.nullable(),
  newAt: text.nullable(),
  rhythmMs: z.number().nullable(),
  ttlMs: z.number().optional(),
  toldAt: text.nullable(),
}) satisfies z.ZodType<Source>;

const followerSchema = z.object({ address: addressSchema, by: text, at: text }) satisfies z.ZodType<Follower>;

const settingsSchema = z.object({
  changes: z.enum(['managers', 'everyone']),
  editors: z.array(text),
  charts: z.boolean(),
}) satisfies z.ZodType<Settings>;

const editSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('subscription'),
    id: text,
    before: subscriptionSchema.nullable(),
    after: subscriptionSchema.nullable(),
  }),
  z.object({ kind: z.literal('topic'), name: text, before: topicSchema.nullable(), after: topicSchema.nullable() }),
  z.object({
    kind: z.literal('feed'),
    source: sourceSchema,
    before: z.array(followerSchema),
    after: z.array(followerSchema),
  }),
  z.object({ kind: z.literal('settings'), before: settingsSchema.nullable(), after: settingsSchema.nullable() }),
]) satisfies z.ZodType<Edit>;

const changeSchema = z.object({
  workspace: text,
  channel: text,
  by: text,
  at: text,
  what: text,
  edits: z.array(editSchema),
  undoes: maybe,
}) satisfies z.ZodType<ChangeRequest>;

const payloadSchema = z.record(text, z.unknown()) satisfies z.ZodType<Payload>;

const citations = z.array(
  z.object({ article: text, start: z.number(), end: z.number(), quote: text, source: z.number() }),
);
const difference = z.object({
  about: text,
  kind: z.enum(['number', 'money', 'duration', 'date', 'age', 'name', 'place', 'scope', 'polarity']),
  positions: z.array(z.object({ value: text, citations })),
});

const briefingSchema = z.object({
  title: text,
  asOf: text.nullable(),
  topic: maybe,
  story: maybe,
  points: z.array(
    z.object({ text, support: z.enum(['corroborated', 'single', 'disputed']), speaker: maybe, citations }),
  ),
  differences: z.array(difference),
  updates: z.array(difference),
  timeline: z.array(z.object({ date: text, precision: z.enum(['day', 'month', 'year']), text, citations })),
  ahead: z.array(z.object({ date: maybe, text, citations })),
  sources: z.array(
    z.object({ n: z.number(), article: text, title: text, publisher: maybe, url: maybe, published: maybe }),
  ),
}) satisfies z.ZodType<Briefing>;

const unreadable = (what: string, cause: unknown): CrosswireError =>
  new CrosswireError(
    'database',
    `The database holds a record (${what}) that this version of Crosswire cannot read.`,
    'Run the version that wrote it, or a newer one.',
    { cause },
  );

/** The reader throws CrosswireError `database` for a document that is not as we write it. */
const reader =
  <T>(schema: z.ZodType<T>, what: string) =>
  (json: string): T => {
    let value: unknown;
    try {
      value = JSON.parse(json);
    } catch (cause) {
      throw unreadable(what, cause);
    }
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    throw unreadable(what, parsed.error);
  };

const toldSchema = z.object({
  points: z.array(
    z.object({
      story: text,
      statements: z.array(text),
      terms: z.array(text),
      figures: z.array(text),
      // What was kept before names were.
      names: z.array(text).optional(),
      ahead: z.literal(true).optional(),
      denied: z.literal(true).optional(),
    }),
  ),
  slots: z.array(z.object({ story: text, about: text, values: z.array(text) })),
}) satisfies z.ZodType<Told>;

export const readTold = reader<Told>(toldSchema, 'what was told');
export const readArticle = reader<Article>(articleSchema, 'article');
export const readSource = reader<Source>(sourceSchema, 'source');
export const readFollower = reader<Follower>(followerSchema, 'follower');
/** An article's id, as its key holds it. */
export const readId = reader<string>(text, 'id');
export const readSettings = reader<Settings>(settingsSchema, 'settings');
export const readChange = reader<ChangeRequest>(changeSchema, 'change');
export const readTopic = reader<Topic>(topicSchema, 'topic');
export const readAddress = reader<Address>(addressSchema, 'address');
export const readSubscription = reader<Subscription>(subscriptionSchema, 'subscription');
export const readDelivery = reader<Delivery>(deliverySchema, 'delivery');
export const readPayload = reader<Payload>(payloadSchema, 'payload');
export const readBriefing = reader<Briefing>(briefingSchema, 'briefing');

/** One article, one string: the same fields in the same order, so that equal content is equal text. `seen` and `source` are apart. */
export const writeArticle = (article: Article): string =>
  JSON.stringify({
    id: article.id,
    title: article.title,
    publisher: article.publisher,
    url: article.url,
    published: article.published,
    text: article.text,
    bodyStart: article.bodyStart,
  });

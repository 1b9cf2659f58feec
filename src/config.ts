/** The environment as a frozen Config. The only reader of process.env; every problem is named at once. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import ipaddr from 'ipaddr.js';
import { z } from 'zod';
import { CrosswireError } from './errors.ts';

const levels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

const secret = (prefix: string, where: string) =>
  z.string().startsWith(prefix, `does not start with "${prefix}": copy it again from ${where}`).optional();
const address = z
  .url({ protocol: /^https?$/, error: 'is not an http(s) address, as in https://news.example.org' })
  .optional();
const port = (fallback: number) =>
  z.coerce
    .number({ error: 'is not a number' })
    .int('is not a whole number')
    .min(0, 'is not a port: 0 to 65535')
    .max(65_535, 'is not a port: 0 to 65535')
    .default(fallback);

const whole = (least: number, most: number, fallback: number) =>
  z.coerce
    .number({ error: 'is not a number' })
    .int('is not a whole number')
    .min(least, `is below ${least}`)
    .max(most, `is above ${most}`)
    .default(fallback);

/** A name, an IPv4 address or an IPv6 address in brackets; with or without a port. */
const hostName = /^(?:[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?|\[[0-9a-f:.]+\])(?::(\d{1,5}))?$/iu;

const isHost = (text: string): boolean => {
  const [whole, portText] = hostName.exec(text) ?? [];
  return whole !== undefined && (portText === undefined || (Number(portText) > 0 && Number(portText) <= 65_535));
};

const hosts = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(/[\s,;]+/u)
      .filter((host) => host !== '')
      .map((host) => host.toLowerCase()),
  )
  .refine((list) => list.every(isHost), {
    error: 'is not a list of host or host:port, as in nas.home.arpa,10.0.0.5:8081',
  });

const proxies = z
  .string()
  .default('')
  .transform((text) => text.split(/[\s,;]+/u).filter((proxy) => proxy !== ''))
  .refine((list) => list.every((one) => one === 'private' || ipaddr.isValid(one) || ipaddr.isValidCIDR(one)), {
    error: 'is no list of addresses or networks, as in 10.0.0.2,172.16.0.0/12; or private',
  });

/** Goes into a header: one line of plain characters. */
const contact = z
  .string()
  .max(200, 'is longer than 200 characters')
  .regex(
    /^(?:https?:\/\/[\x21-\x7e]+|[\x21-\x7e]+@[\x21-\x7e]+)$/u,
    'is neither an http(s) address nor an e-mail address',
  )
  .optional();

/** Every setting, with its default. README's table of settings is checked against this. */
const settings = z.object({
  SLACK_BOT_TOKEN: secret('xoxb-', 'OAuth & Permissions in your Slack app'),
  SLACK_APP_TOKEN: secret('xapp-', 'Basic Information, App-Level Tokens in your Slack app'),
  SLACK_SIGNING_SECRET: z.string().optional(),
  SLACK_CLIENT_ID: z.string().optional(),
  SLACK_CLIENT_SECRET: z.string().optional(),
  SLACK_STATE_SECRET: z.string().min(32, 'is shorter than 32 characters').optional(),
  ENCRYPTION_KEY: z
    .string()
    .min(32, 'is shorter than 32 characters: make one with "openssl rand -base64 32"')
    .optional(),
  SLACK_PORT: port(3000),
  SLACK_API_URL: address,
  DISCORD_TOKEN: z.string().optional(),
  DISCORD_API_URL: address,
  DIGESTS: z.string().default(''),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//u, 'is not postgres://user:password@host/database')
    .optional(),
  DATA_DIR: z.string().default('data'),
  HOST: z.string().default('127.0.0.1'),
  PORT: port(8080),
  PUBLIC_URL: address,
  WEB_PASSWORD: z.string().min(12, 'is shorter than 12 characters').optional(),
  WEB_USER_HEADER: z
    .string()
    .regex(/^[A-Za-z0-9-]+$/u, 'is not the name of a header, as in X-Forwarded-User')
    .optional(),
  TRUSTED_PROXIES: proxies,
  ALLOW_PRIVATE_HOSTS: hosts,
  CONTACT: contact,
  FETCH_CONCURRENCY: whole(1, 256, 16),
  LIVE_ARTICLES: whole(100, 1_000_000, 5_000),
  RETENTION_DAYS: whole(1, 3_650, 30),
  LOG_LEVEL: z.enum(levels, { error: `is none of ${levels.join(', ')}` }).default('warn'),
});

/** What an app for many workspaces needs, all of it. */
const many = ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'ENCRYPTION_KEY'] as const;

/** Settings that need one another. Judged on what was given, so that they are named beside every other problem. */
const halves = (given: Environment): string[] => {
  const has = (name: string): boolean => given[name] !== undefined;
  const way = ['SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET'].find(has);
  const oauth = ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'SLACK_STATE_SECRET'].find(has);
  if (has('SLACK_BOT_TOKEN') && oauth !== undefined)
    return [`SLACK_BOT_TOKEN is for one workspace, ${oauth} for many: give one of them`];
  const missing = many.filter((name) => !has(name));
  if (oauth !== undefined && missing.length > 0) return [`${oauth} needs ${missing.join(' and ')} beside it`];
  const token = has('SLACK_BOT_TOKEN') ? 'SLACK_BOT_TOKEN' : oauth;
  if (token !== undefined && way === undefined)
    return [`${token} needs SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP) beside it`];
  return token === undefined && way !== undefined
    ? [`${way} needs SLACK_BOT_TOKEN beside it, or SLACK_CLIENT_ID for many workspaces`]
    : [];
};

export type SettingName = keyof z.input<typeof settings>;
export const settingNames: readonly SettingName[] = settings.keyof().options;

/** An app that is installed in many workspaces, each with a token of its own. */
export interface SlackOauthConfig {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Derived from the key where it is not given. */
  readonly stateSecret?: string;
  /** With which the tokens are sealed in the database. */
  readonly encryptionKey: string;
}

/** Either a bot token or `oauth`. */
export interface SlackConfig {
  readonly botToken?: string;
  readonly oauth?: SlackOauthConfig;
  readonly appToken?: string;
  readonly signingSecret?: string;
  readonly port: number;
  readonly apiUrl?: string;
}

export interface DiscordConfig {
  readonly token: string;
  readonly apiUrl?: string;
}

export interface WebConfig {
  readonly host: string;
  readonly port: number;
  readonly publicUrl?: string;
  /** Who knows it may use the page from beyond this machine. */
  readonly password?: string;
  /** The header in which a proxy names whom it has let in. */
  readonly proxyUserHeader?: string;
  /** Addresses and networks (CIDR) of proxies that say who asks, or `private`. */
  readonly trustedProxies: readonly string[];
}

/** How feeds and pages are read, and how much of them is kept. */
export interface FeedsConfig {
  /** Hosts of private networks that may be read all the same: `host` or `host:port`. */
  readonly allowPrivateHosts: readonly string[];
  /** Whom a publisher may turn to: an address or an e-mail address. */
  readonly contact?: string;
  readonly fetchConcurrency: number;
  readonly liveArticles: number;
  readonly retentionDays: number;
}

export interface Config {
  readonly slack?: SlackConfig;
  readonly discord?: DiscordConfig;
  /** As written; deliver/ reads it, since it knows the grammar of schedules. */
  readonly digests: string;
  /** Where the embedded database stands, and what the operator adds: `publishers.yaml`. */
  readonly dataDir: string;
  readonly database:
    | { readonly kind: 'sqlite'; readonly path: string }
    | { readonly kind: 'postgres'; readonly url: string };
  readonly web: WebConfig;
  readonly feeds: FeedsConfig;
  readonly logLevel: (typeof levels)[number];
}

export type Environment = Readonly<Record<string, string | undefined>>;

const oauthOf = (value: z.output<typeof settings>): SlackOauthConfig | undefined => {
  const { SLACK_CLIENT_ID: clientId, SLACK_CLIENT_SECRET: clientSecret, ENCRYPTION_KEY: encryptionKey } = value;
  if (clientId === undefined || clientSecret === undefined || encryptionKey === undefined) return undefined;
  const stateSecret = value.SLACK_STATE_SECRET;
  return { clientId, clientSecret, encryptionKey, ...(stateSecret !== undefined && { stateSecret }) };
};

/**
 * Reads a Config. A setting that is empty counts as not set. Throws CrosswireError `config` with every problem on a
 * line of its own; no value is ever repeated, since it may be a secret.
 */
export const readConfig = (environment: Environment): Config => {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = settings.safeParse(given);
  const issues = parsed.success ? [] : parsed.error.issues;
  const problems = [...issues.map((issue) => `${issue.path.join('.')} ${issue.message}`), ...halves(given)];
  if (!parsed.success || problems.length > 0) {
    throw new CrosswireError(
      'config',
      problems.join('\n'),
      'mend these lines in .env or the environment; .env.example shows each',
    );
  }
  const value = parsed.data;
  const oauth = oauthOf(value);
  const config: Config = {
    ...((value.SLACK_BOT_TOKEN !== undefined || oauth !== undefined) && {
      slack: {
        ...(value.SLACK_BOT_TOKEN !== undefined && { botToken: value.SLACK_BOT_TOKEN }),
        ...(oauth !== undefined && { oauth }),
        ...(value.SLACK_APP_TOKEN !== undefined && { appToken: value.SLACK_APP_TOKEN }),
        ...(value.SLACK_SIGNING_SECRET !== undefined && { signingSecret: value.SLACK_SIGNING_SECRET }),
        port: value.SLACK_PORT,
        ...(value.SLACK_API_URL !== undefined && { apiUrl: value.SLACK_API_URL }),
      },
    }),
    ...(value.DISCORD_TOKEN !== undefined && {
      discord: {
        token: value.DISCORD_TOKEN,
        ...(value.DISCORD_API_URL !== undefined && { apiUrl: value.DISCORD_API_URL }),
      },
    }),
    digests: value.DIGESTS,
    dataDir: value.DATA_DIR,
    database:
      value.DATABASE_URL === undefined
        ? { kind: 'sqlite', path: join(value.DATA_DIR, 'crosswire.db') }
        : { kind: 'postgres', url: value.DATABASE_URL },
    web: {
      host: value.HOST,
      port: value.PORT,
      ...(value.PUBLIC_URL !== undefined && { publicUrl: value.PUBLIC_URL }),
      ...(value.WEB_PASSWORD !== undefined && { password: value.WEB_PASSWORD }),
      ...(value.WEB_USER_HEADER !== undefined && { proxyUserHeader: value.WEB_USER_HEADER }),
      trustedProxies: value.TRUSTED_PROXIES,
    },
    feeds: {
      allowPrivateHosts: value.ALLOW_PRIVATE_HOSTS,
      ...(value.CONTACT !== undefined && { contact: value.CONTACT }),
      fetchConcurrency: value.FETCH_CONCURRENCY,
      liveArticles: value.LIVE_ARTICLES,
      retentionDays: value.RETENTION_DAYS,
    },
    logLevel: value.LOG_LEVEL,
  };
  return Object.freeze(config);
};

/** The password within an address, as written and as meant. */
const passwordsIn = (address: string): string[] => {
  const [, written = ''] = /^[a-z]+:\/\/[^:@/]*:([^@]*)@/iu.exec(address) ?? [];
  try {
    return [written, decodeURIComponent(written)];
  } catch {
    return [written];
  }
};

/** Every secret in an environment, good or not, to be cut out of whatever is printed. */
export const secretsOf = (environment: Environment): readonly string[] =>
  [
    environment.SLACK_BOT_TOKEN,
    environment.SLACK_APP_TOKEN,
    environment.SLACK_SIGNING_SECRET,
    environment.SLACK_CLIENT_SECRET,
    environment.SLACK_STATE_SECRET,
    environment.ENCRYPTION_KEY,
    environment.DISCORD_TOKEN,
    environment.WEB_PASSWORD,
    ...passwordsIn(environment.DATABASE_URL ?? ''),
  ].flatMap((secret) => (secret === undefined || secret.trim() === '' ? [] : [secret]));

/** Colour is for terminals whose owner has not said no (https://no-color.org). */
export const wantsColor = (environment: Environment, terminal: boolean): boolean =>
  terminal && (environment.NO_COLOR ?? '') === '' && environment.TERM !== 'dumb';

/** The process's environment, `.env` of the working folder beneath it: what is exported wins over what is written. */
export const processEnvironment = (): Environment => {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return process.env;
};

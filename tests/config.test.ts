import { describe, expect, it } from 'vitest';
import type { Environment } from '../src/config.ts';
import { readConfig, secretsOf } from '../src/config.ts';
import { CrosswireError } from '../src/errors.ts';

const failure = (environment: Environment): CrosswireError => {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof CrosswireError) return error;
    throw error;
  }
  throw new Error('the configuration was taken');
};

describe('the configuration', () => {
  it('needs nothing at all', () => {
    const config = readConfig({});
    expect(config).toMatchObject({
      database: { kind: 'sqlite' },
      web: { host: '127.0.0.1', port: 8080 },
      digests: '',
    });
    expect(config.slack).toBeUndefined();
    expect(Object.isFrozen(config)).toBe(true);
  });

  it('takes an empty setting as one that is not set', () => {
    expect(readConfig({ SLACK_BOT_TOKEN: '', PORT: '', PUBLIC_URL: '' })).toEqual(readConfig({}));
  });

  it('names every problem at once, and repeats no value', () => {
    const error = failure({
      SLACK_BOT_TOKEN: 'hunter2-bot',
      PORT: 'eighty',
      DATABASE_URL: 'mysql://hunter2@db',
      LOG_LEVEL: 'loud',
    });
    expect(error.code).toBe('config');
    for (const name of ['SLACK_BOT_TOKEN', 'needs SLACK_APP_TOKEN', 'PORT', 'DATABASE_URL', 'LOG_LEVEL'])
      expect(error.message).toContain(name);
    expect(error.message.split('\n')).toHaveLength(5);
    expect(`${error.message}${error.fix}`).not.toContain('hunter2');
  });

  it('asks for the other half of a pair of Slack settings', () => {
    expect(failure({ SLACK_BOT_TOKEN: 'xoxb-1' }).message).toContain('needs SLACK_APP_TOKEN');
    expect(failure({ SLACK_SIGNING_SECRET: 's' }).message).toContain('needs SLACK_BOT_TOKEN');
  });

  it('takes an app for many workspaces in place of a bot token, whole or not at all', () => {
    const key = 'k'.repeat(32);
    const oauth = { SLACK_CLIENT_ID: '1.2', SLACK_CLIENT_SECRET: 'c', ENCRYPTION_KEY: key };
    expect(readConfig({ ...oauth, SLACK_APP_TOKEN: 'xapp-1' }).slack).toEqual({
      oauth: { clientId: '1.2', clientSecret: 'c', encryptionKey: key },
      appToken: 'xapp-1',
      port: 3000,
    });
    const state = { SLACK_STATE_SECRET: 's'.repeat(32), SLACK_SIGNING_SECRET: 'sign' };
    expect(readConfig({ ...oauth, ...state }).slack?.oauth?.stateSecret).toBe('s'.repeat(32));
    expect(failure(oauth).message).toContain('SLACK_CLIENT_ID needs SLACK_APP_TOKEN');
    expect(failure({ SLACK_CLIENT_ID: '1.2', SLACK_APP_TOKEN: 'xapp-1' }).message).toContain(
      'SLACK_CLIENT_ID needs SLACK_CLIENT_SECRET and ENCRYPTION_KEY beside it',
    );
    expect(failure({ ...oauth, SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' }).message).toContain(
      'SLACK_BOT_TOKEN is for one workspace, SLACK_CLIENT_ID for many',
    );
    expect(failure({ ...oauth, SLACK_APP_TOKEN: 'xapp-1', ENCRYPTION_KEY: 'short' }).message).toContain(
      'ENCRYPTION_KEY is shorter than 32 characters',
    );
    expect(readConfig({ ENCRYPTION_KEY: key }).slack).toBeUndefined();
  });

  it('reads how feeds are read, each setting with its default and its bounds', () => {
    expect(readConfig({}).feeds).toEqual({
      allowPrivateHosts: [],
      fetchConcurrency: 16,
      liveArticles: 5_000,
      retentionDays: 30,
    });
    const given = readConfig({
      ALLOW_PRIVATE_HOSTS: 'nas.home.arpa, 10.0.0.5:8081;[::1]:80 Feeds.Lan',
      CONTACT: 'desk@example.org',
      FETCH_CONCURRENCY: '4',
      LIVE_ARTICLES: '500',
      RETENTION_DAYS: '7',
    });
    expect(given.feeds).toEqual({
      allowPrivateHosts: ['nas.home.arpa', '10.0.0.5:8081', '[::1]:80', 'feeds.lan'],
      contact: 'desk@example.org',
      fetchConcurrency: 4,
      liveArticles: 500,
      retentionDays: 7,
    });
    const wrong = {
      ALLOW_PRIVATE_HOSTS: 'http://nas.home.arpa',
      CONTACT: 'me\r\nX-Forged: 1',
      FETCH_CONCURRENCY: '0',
      LIVE_ARTICLES: 'many',
      RETENTION_DAYS: '1.5',
    };
    const { message } = failure(wrong);
    for (const name of Object.keys(wrong)) expect(message).toMatch(new RegExp(`^${name} is `, 'mu'));
    for (const hosts of ['nas:0', 'nas:99999', 'nas/x', '-nas'])
      expect(failure({ ALLOW_PRIVATE_HOSTS: hosts }).message).toContain('ALLOW_PRIVATE_HOSTS is not a list');
  });

  it('trusts the proxies that are named, and none that is no address', () => {
    expect(readConfig({}).web.trustedProxies).toEqual([]);
    expect(readConfig({ TRUSTED_PROXIES: '10.0.0.2, 172.16.0.0/12;::1 private' }).web.trustedProxies).toEqual([
      '10.0.0.2',
      '172.16.0.0/12',
      '::1',
      'private',
    ]);
    for (const wrong of ['proxy.example', '10.0.0.0/40', '10.0.0.2:80', 'true'])
      expect(failure({ TRUSTED_PROXIES: wrong }).message).toContain('TRUSTED_PROXIES is no list of addresses');
  });

  it('knows every secret that it was given, a wrong one too', () => {
    const secrets = secretsOf({
      SLACK_BOT_TOKEN: 'bot',
      SLACK_APP_TOKEN: 'app',
      SLACK_SIGNING_SECRET: 'sign',
      SLACK_CLIENT_SECRET: 'client',
      SLACK_STATE_SECRET: 'state',
      ENCRYPTION_KEY: 'key',
      DISCORD_TOKEN: 'discord',
      DATABASE_URL: 'mysql://desk:pass%21word@db/news',
    });
    expect(secrets).toEqual(['bot', 'app', 'sign', 'client', 'state', 'key', 'discord', 'pass%21word', 'pass!word']);
    expect(secretsOf({ DATABASE_URL: 'postgres://localhost/news', DISCORD_TOKEN: '' })).toEqual([]);
  });

  it('uses PostgreSQL when DATABASE_URL names one', () => {
    const url = 'postgres://desk:secret@localhost/news';
    expect(readConfig({ DATABASE_URL: url }).database).toEqual({ kind: 'postgres', url });
  });
});

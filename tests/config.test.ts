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

  it('knows every secret that it was given, a wrong one too', () => {
    const secrets = secretsOf({
      SLACK_BOT_TOKEN: 'bot',
      SLACK_APP_TOKEN: 'app',
      SLACK_SIGNING_SECRET: 'sign',
      DISCORD_TOKEN: 'discord',
      DATABASE_URL: 'mysql://desk:pass%21word@db/news',
    });
    expect(secrets).toEqual(['bot', 'app', 'sign', 'discord', 'pass%21word', 'pass!word']);
    expect(secretsOf({ DATABASE_URL: 'postgres://localhost/news', DISCORD_TOKEN: '' })).toEqual([]);
  });

  it('uses PostgreSQL when DATABASE_URL names one', () => {
    const url = 'postgres://desk:secret@localhost/news';
    expect(readConfig({ DATABASE_URL: url }).database).toEqual({ kind: 'postgres', url });
  });
});

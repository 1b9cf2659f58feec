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

/** Databases of their own on the PostgreSQL server of the tests. */
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { openStore } from '../../src/store/store.ts';
import { postgresUrl } from '../environment.ts';

export const server = postgresUrl ?? 'postgres://127.0.0.1/postgres';

export const run = async (statement: string): Promise<void> => {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
};

const patienceMs = 30_000;

/** Resolves when nobody is connected any more: what a process that was killed had sent off is then done, or never will be. */
export const quiet = async (url: string): Promise<void> => {
  const name = new URL(url).pathname.slice(1);
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    const giveUp = Date.now() + patienceMs;
    for (;;) {
      const { rowCount } = await client.query('SELECT 1 FROM pg_stat_activity WHERE datname = $1', [name]);
      if (rowCount === 0) return;
      if (Date.now() > giveUp) throw new Error(`somebody is still connected to ${name}`);
      await delay(10);
    }
  } finally {
    await client.end();
  }
};

/** Brought up to date once, and copied for every test. */
const template = `crosswire_template_${randomUUID().replaceAll('-', '')}`;

/** A database of its own for every store, so that tests do not see one another. */
export const newDatabase = async (from = template): Promise<{ url: string; discard: () => Promise<void> }> => {
  const name = `crosswire_test_${randomUUID().replaceAll('-', '')}`;
  await run(`CREATE DATABASE ${name} TEMPLATE ${from}`);
  return { url: urlOf(name), discard: () => run(`DROP DATABASE ${name} WITH (FORCE)`) };
};

const urlOf = (name: string): string => {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
};

export const makeTemplate = async (): Promise<void> => {
  await run(`CREATE DATABASE ${template}`);
  await (await openStore({ kind: 'postgres', url: urlOf(template) })).close();
};

export const dropTemplate = (): Promise<void> => run(`DROP DATABASE ${template} WITH (FORCE)`);

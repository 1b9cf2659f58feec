/** A database of the simulation's own on the test server. */
import { randomUUID } from 'node:crypto';
import pg from 'pg';

const run = async (server: string, statement: string): Promise<void> => {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
};

export const newDatabase = async (server: string): Promise<{ url: string; discard: () => Promise<void> }> => {
  const name = `crosswire_fleet_${randomUUID().replaceAll('-', '')}`;
  await run(server, `CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, discard: () => run(server, `DROP DATABASE ${name} WITH (FORCE)`) };
};

/** What is made up once and kept for good. */
import type { Store } from '../ports.ts';
import type { Base } from './flavour.ts';

export const secretKeeper =
  ({ db }: Base): Store['secret'] =>
  async (name, fresh) => {
    await db
      .insertInto('secrets')
      .values({ name, content: fresh })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    const { content } = await db
      .selectFrom('secrets')
      .select('content')
      .where('name', '=', name)
      .executeTakeFirstOrThrow();
    return content;
  };

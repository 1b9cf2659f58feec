/** Topics made at run time, by workspace. */
import type { Kysely } from 'kysely';
import type { Topic } from '../model.ts';
import type { TopicStore } from '../ports.ts';
import { readTopic } from './records.ts';
import type { Tables } from './schema.ts';

export const putTopic = async (db: Kysely<Tables>, workspace: string, topic: Topic): Promise<void> => {
  await db
    .insertInto('topics')
    .values({ workspace, name: topic.name, content: JSON.stringify(topic) })
    .onConflict((conflict) =>
      conflict.columns(['workspace', 'name']).doUpdateSet((eb) => ({ content: eb.ref('excluded.content') })),
    )
    .execute();
};

export const topicStore = (db: Kysely<Tables>): TopicStore => ({
  list: async (workspace) => {
    const rows = await db
      .selectFrom('topics')
      .select('content')
      .where('workspace', '=', workspace)
      .orderBy('name')
      .execute();
    return rows.map((row) => readTopic(row.content));
  },

  put: async (workspace, topic) => {
    await putTopic(db, workspace, topic);
  },

  remove: async (workspace, name) => {
    const removed = await db
      .deleteFrom('topics')
      .where('workspace', '=', workspace)
      .where('name', '=', name)
      .returning('name')
      .execute();
    return removed.length > 0;
  },
});

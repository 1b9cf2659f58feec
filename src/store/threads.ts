/** Which Briefing stands above which thread. */
import type { Kysely } from 'kysely';
import type { ThreadStore } from '../ports.ts';
import { readBriefing } from './records.ts';
import type { Tables } from './schema.ts';

export const threadStore = (db: Kysely<Tables>): ThreadStore => ({
  put: async ({ platform, workspace, channel, thread = '' }, briefing) => {
    await db
      .insertInto('threads')
      .values({ platform, workspace, channel, thread, briefing: JSON.stringify(briefing) })
      .onConflict((conflict) =>
        conflict
          .columns(['platform', 'workspace', 'channel', 'thread'])
          .doUpdateSet((eb) => ({ briefing: eb.ref('excluded.briefing') })),
      )
      .execute();
  },

  get: async ({ platform, workspace, channel, thread = '' }) => {
    const row = await db
      .selectFrom('threads')
      .select('briefing')
      .where('platform', '=', platform)
      .where('workspace', '=', workspace)
      .where('channel', '=', channel)
      .where('thread', '=', thread)
      .executeTakeFirst();
    return row === undefined ? undefined : readBriefing(row.briefing);
  },
});

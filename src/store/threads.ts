/** Which Briefing stands above which thread. */
import type { ThreadStore } from '../ports.ts';
import type { Base } from './flavour.ts';
import { readBriefing, readId } from './records.ts';

export const threadStore = ({ db, now }: Base): ThreadStore => ({
  put: async ({ platform, workspace, channel, thread = '' }, briefing) => {
    await db
      .insertInto('threads')
      .values({ platform, workspace, channel, thread, briefing: JSON.stringify(briefing), written_at: now() })
      .onConflict((conflict) =>
        conflict.columns(['platform', 'workspace', 'channel', 'thread']).doUpdateSet((eb) => ({
          briefing: eb.ref('excluded.briefing'),
          written_at: eb.ref('excluded.written_at'),
        })),
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

  ask: async ({ platform, workspace, channel, thread = '' }, question) => {
    await db
      .updateTable('threads')
      .set({ question: JSON.stringify(question) })
      .where('platform', '=', platform)
      .where('workspace', '=', workspace)
      .where('channel', '=', channel)
      .where('thread', '=', thread)
      .execute();
  },

  asked: async ({ platform, workspace, channel, thread = '' }) => {
    const row = await db
      .selectFrom('threads')
      .select('question')
      .where('platform', '=', platform)
      .where('workspace', '=', workspace)
      .where('channel', '=', channel)
      .where('thread', '=', thread)
      .executeTakeFirst();
    const question = row?.question ?? null;
    return question === null ? undefined : readId(question);
  },
});

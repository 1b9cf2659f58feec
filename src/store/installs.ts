/** What platforms gave us for the workspaces in which we were installed. */
import type { InstallStore } from '../ports.ts';
import type { Base } from './flavour.ts';

export const installStore = ({ db }: Base): InstallStore => ({
  put: async (platform, workspace, content) => {
    await db
      .insertInto('installs')
      .values({ platform, workspace, content })
      .onConflict((conflict) =>
        conflict.columns(['platform', 'workspace']).doUpdateSet((eb) => ({ content: eb.ref('excluded.content') })),
      )
      .execute();
  },

  get: async (platform, workspace) => {
    const row = await db
      .selectFrom('installs')
      .select('content')
      .where('platform', '=', platform)
      .where('workspace', '=', workspace)
      .executeTakeFirst();
    return row?.content;
  },

  remove: async (platform, workspace) => {
    const removed = await db
      .deleteFrom('installs')
      .where('platform', '=', platform)
      .where('workspace', '=', workspace)
      .returning('workspace')
      .execute();
    return removed.length > 0;
  },

  workspaces: async (platform) => {
    const rows = await db
      .selectFrom('installs')
      .select('workspace')
      .where('platform', '=', platform)
      .orderBy('workspace')
      .execute();
    return rows.map(({ workspace }) => workspace);
  },
});

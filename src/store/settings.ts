/** What each workspace has decided for itself. */
import type { SettingsStore } from '../ports.ts';
import type { Base } from './flavour.ts';
import { readSettings } from './records.ts';

export const settingsStore = ({ db }: Base): SettingsStore => ({
  get: async (workspace) => {
    const row = await db
      .selectFrom('workspaces')
      .select('settings')
      .where('workspace', '=', workspace)
      .executeTakeFirst();
    return row === undefined || row.settings === null ? undefined : readSettings(row.settings);
  },

  workspaces: async () => {
    const rows = await db.selectFrom('workspaces').select('workspace').orderBy('workspace').execute();
    return rows.map(({ workspace }) => workspace);
  },
});

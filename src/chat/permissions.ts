/** Who may change what others in the channel get. Reading is for everyone. */
import type { Settings } from '../model.ts';
import { workspaceKey } from './topics.ts';
import type { VerbRequest } from './verb.ts';

/** Of a workspace that has decided nothing. */
export const usualSettings: Settings = { changes: 'managers', editors: [], charts: false };

type Asking = Pick<VerbRequest, 'store' | 'command'>;

export const settingsOf = async ({ store, command }: Asking): Promise<Settings> =>
  (await store.settings.get(workspaceKey(command.address))) ?? usualSettings;

/** Whether they may change subscriptions, topics and feeds here. */
export const mayChange = async (request: Asking): Promise<boolean> => {
  const { person } = request.command;
  if (person.manages) return true;
  const { changes, editors } = await settingsOf(request);
  return changes === 'everyone' || editors.includes(person.id);
};

const managers: Readonly<Record<VerbRequest['command']['address']['platform'], string>> = {
  slack: "one of the workspace's admins or the channel's creator",
  discord: 'somebody with "Manage Channels" here',
  web: 'whoever runs Crosswire',
  terminal: 'whoever runs Crosswire',
};

/** What somebody who may not can do about it. */
export const whoMay = async ({ command }: Asking): Promise<string> =>
  `Ask ${managers[command.address.platform]} to do it, or to let you: /news settings`;

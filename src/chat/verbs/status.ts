import { info } from '../notices.ts';
import { workspaceKey } from '../topics.ts';
import type { Verb } from '../verb.ts';

export const statusVerb: Verb = {
  name: 'status',
  usage: 'status',
  summary: 'how the desk is: articles, stories, digests',
  manages: false,
  parameters: [],
  run: async ({ status, desk, command }) => info('Status', await status(workspaceKey(command.address), desk)),
};

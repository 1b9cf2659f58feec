/** Channels and workspaces as the operator reads them. Pure. */
import type { Address, PlatformName } from '../../src/model.ts';
import { operator } from '../text.ts';

const platformLabel: Readonly<Record<PlatformName, string>> = {
  slack: 'Slack',
  discord: 'Discord',
  web: 'This page',
  terminal: 'Terminal',
};

/** "Slack · channel C0123 · workspace T0456". */
export const placeLabel = ({ platform, workspace, channel }: Address): string => {
  if (platform === 'web' || platform === 'terminal') return platformLabel[platform];
  const where = `${platformLabel[platform]} · channel ${channel}`;
  if (workspace === operator) return where;
  return `${where} · ${platform === 'discord' ? 'server' : 'workspace'} ${workspace}`;
};

/** "Slack, workspace T0456" for `slack:T0456`. */
export const workspaceLabel = (key: string): string => {
  const colon = key.indexOf(':');
  const [platform, workspace] = [key.slice(0, colon), key.slice(colon + 1)];
  if (workspace === operator) return `The settings of ${platform}`;
  if (platform === 'slack') return `Slack, workspace ${workspace}`;
  if (platform === 'discord') return `Discord, server ${workspace}`;
  return platform === 'web' ? 'This page' : key;
};

/** "whoever set DIGESTS", or the id of a person. */
export const personLabel = (id: string): string => (id === operator ? 'the DIGESTS setting' : id);

/** `/news feed list` and `/news feed errors`: how this workspace's feeds stand. */
import { isSilent } from '../../ingest/feeds/feeds.ts';
import type { Answer, Source } from '../../model.ts';
import { instantLabel } from '../../schedule.ts';
import { nameOf } from '../described.ts';
import { info } from '../notices.ts';
import { workspaceKey } from '../topics.ts';
import type { VerbRequest } from '../verb.ts';

const sourcesOf = ({ store, command }: VerbRequest): Promise<readonly Source[]> =>
  store.sources.list(workspaceKey(command.address));

const addOne = 'Add one with: /news feed add URL';

const zoneOf = ({ command }: VerbRequest): string => command.person.zone ?? 'UTC';

/** "at Tue 3 Jun, 08:05", or "now" for what is due. */
const nextOf = (request: VerbRequest, { dueAt }: Source): string => {
  if (dueAt <= request.clock.now()) return 'now';
  return `${instantLabel(new Date(dueAt).toISOString(), zoneOf(request))} (${zoneOf(request)})`;
};

const standing = (request: VerbRequest, source: Source): string => {
  switch (source.status) {
    case 'gone':
      return 'gone for good';
    case 'resting':
      return 'at rest, see /news feed errors';
    case 'new':
      return source.failures > 0 ? 'not read yet, see /news feed errors' : 'not read yet';
    case 'active': {
      if (source.failures > 0) return 'not read at the moment, see /news feed errors';
      if (isSilent(source, request.clock.now())) return 'silent, see /news feed errors';
      const last = source.newAt === null ? '' : `last new item ${instantLabel(source.newAt, zoneOf(request))}, `;
      return `${last}next reading ${nextOf(request, source)}`;
    }
  }
};

export const listFeeds = async (request: VerbRequest): Promise<Answer> => {
  const sources = await sourcesOf(request);
  if (sources.length === 0) return info('No feed is followed here yet.', [addOne]);
  return info(
    `Feeds: ${sources.length}`,
    sources.map((source) => `${nameOf(source)}, ${source.url}: ${standing(request, source)}`),
  );
};

const troubleOf = (request: VerbRequest, source: Source): string | undefined => {
  const name = `${nameOf(source)}, ${source.url}`;
  const { failure, failures, status } = source;
  if (failure !== null) {
    const times = failures === 1 ? '' : `, ${failures} times in a row`;
    const next = status === 'gone' ? 'it is not tried again' : `next try ${nextOf(request, source)}`;
    const rests = status === 'resting' ? ' It rests.' : '';
    return `${name}: ${failure.reason}${times}; ${next}.${rests} What to do: ${failure.fix}`;
  }
  if (!isSilent(source, request.clock.now())) return undefined;
  const since = source.newAt === null ? '' : ` since ${instantLabel(source.newAt, zoneOf(request))}`;
  return `${name}: it answers, but has had nothing new${since}, far longer than it used to take. What to do: see whether the site has moved its feed.`;
};

export const listErrors = async (request: VerbRequest): Promise<Answer> => {
  const sources = await sourcesOf(request);
  if (sources.length === 0) return info('No feed is followed here yet.', [addOne]);
  const lines = sources.flatMap((source) => troubleOf(request, source) ?? []);
  return lines.length === 0
    ? info(sources.length === 1 ? 'The one feed is well.' : `All ${sources.length} feeds are well.`, [])
    : info(`Feeds in trouble: ${lines.length} of ${sources.length}`, lines);
};

/** `/news feed add URL` and `/news feed remove URL`. */
import { findFeed, sourceIdOf } from '../../ingest/feeds/feeds.ts';
import type { Answer, Follower, Source } from '../../model.ts';
import { done, refusal } from '../notices.ts';
import { workspaceKey } from '../topics.ts';
import type { VerbRequest } from '../verb.ts';

/** An address as people and platforms write it: Slack puts it between angle brackets, with a label after a bar. */
export const addressIn = (text: string): string => /^<([^<>|\s]+)(?:\|[^<>]*)?>$/u.exec(text)?.[1] ?? text;

/** Who asked for it, and for where: the channel, whatever thread they stood in. */
export const followerOf = ({ command: { address, person }, clock }: VerbRequest): Follower => {
  const { platform, workspace, channel } = address;
  return { address: { platform, workspace, channel }, by: person.id, at: new Date(clock.now()).toISOString() };
};

export const nameOf = (source: Source): string => source.title ?? source.url;

/** That nothing old comes up is the first thing that somebody who adds a feed wants to know. */
export const noneOfTheOld = 'None of the old ones will be posted: the first reading only notes them.';

const itemsLine = (items: number, sample: readonly string[]): string => {
  const held = items === 0 ? 'It holds no item now' : `It holds ${items} item${items === 1 ? '' : 's'} now`;
  return sample.length === 0 ? `${held}.` : `${held}: ${sample.map((title) => `“${title}”`).join(', ')}.`;
};

const example = '/news feed add https://example.org/feed.xml';

export const addFeed = async (request: VerbRequest, rest: string): Promise<Answer> => {
  const url = addressIn(rest);
  if (url === '' || /\s/u.test(url))
    return refusal('A feed needs one address.', `Write that of a feed, or of a site that has one, as in: ${example}`);
  const found = await findFeed(request.fetch, url);
  if (found.kind === 'refused') return refusal(`I cannot add ${url}: ${found.reason}.`, found.fix);
  const { source, items, sample } = found;
  const outcome = await request.store.sources.follow(source, followerOf(request));
  if (outcome === 'already') return done(`This channel follows ${nameOf(source)} already.`, [source.url]);
  return done(`This channel follows ${nameOf(source)}.`, [source.url, itemsLine(items, sample), noneOfTheOld]);
};

const isMeant = (source: Source, typed: string, id: string | undefined): boolean =>
  source.id === id || [source.url, source.site, source.title].includes(typed);

export const removeFeed = async (request: VerbRequest, rest: string): Promise<Answer> => {
  const typed = addressIn(rest);
  if (typed === '')
    return refusal('Which feed?', 'Name its address, as in: /news feed remove https://example.org/feed.xml');
  const workspace = workspaceKey(request.command.address);
  const address = /^https?:\/\//iu.test(typed) ? typed : `https://${typed}`;
  const id = URL.canParse(address) ? sourceIdOf(address) : undefined;
  const [source, other] = (await request.store.sources.list(workspace)).filter((each) => isMeant(each, typed, id));
  if (source === undefined)
    return refusal(`No feed here has the address ${typed}.`, 'See them all with: /news feed list');
  if (other !== undefined)
    return refusal(
      `More than one feed here is called ${typed}.`,
      `Name its address, as in: /news feed remove ${source.url}`,
    );
  await request.store.sources.unfollow(workspace, source.id);
  return done(`${nameOf(source)} is no longer followed here.`, ['What was read of it stays until its time is over.']);
};

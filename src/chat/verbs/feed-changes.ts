/** `/news feed add URL` and `/news feed remove URL`. */
import { findFeed, sourceIdOf } from '../../ingest/feeds/feeds.ts';
import type { Answer, Follower, Source } from '../../model.ts';
import { changed, typedIn } from '../changes.ts';
import { nameOf, shortened } from '../described.ts';
import { formOf } from '../forms.ts';
import { done, refusal } from '../notices.ts';
import { urlParameter } from '../parameters.ts';
import { workspaceKey } from '../topics.ts';
import type { VerbAction, VerbRequest } from '../verb.ts';

/** An address as people and platforms write it: Slack puts it between angle brackets, with a label after a bar. */
export const addressIn = (text: string): string => /^<([^<>|\s]+)(?:\|[^<>]*)?>$/u.exec(text)?.[1] ?? text;

/** Who asked for it, and for where: the channel, whatever thread they stood in. */
export const followerOf = ({ command: { address, person }, clock }: VerbRequest): Follower => {
  const { platform, workspace, channel } = address;
  return { address: { platform, workspace, channel }, by: person.id, at: new Date(clock.now()).toISOString() };
};

/** The channels of this workspace that follow a source. */
export const followersHere = async ({ store, command }: VerbRequest, id: string): Promise<readonly Follower[]> =>
  (await store.sources.followers(id)).filter(({ address }) => workspaceKey(address) === workspaceKey(command.address));

/** That nothing old comes up is the first thing that somebody who adds a feed wants to know. */
export const noneOfTheOld = 'None of the old ones will be posted: the first reading only notes them.';

const itemsLine = (items: number, sample: readonly string[]): string => {
  const held = items === 0 ? 'It holds no item now' : `It holds ${items} item${items === 1 ? '' : 's'} now`;
  return sample.length === 0 ? `${held}.` : `${held}: ${sample.map((title) => `“${title}”`).join(', ')}.`;
};

const example = '/news feed add https://example.org/feed.xml';

export const addForm: Omit<VerbAction, 'run'> = {
  name: 'add',
  summary: 'follow a feed, or a site that has one',
  manages: true,
  parameters: [urlParameter('The address of a feed, or of a site that has one')],
};

const incomplete = (url: string, problem: string, fix: string): Answer =>
  formOf({ name: 'feed' }, addForm, { url }, problem, fix);

export const addFeed = async (request: VerbRequest, rest: string): Promise<Answer> => {
  const url = addressIn(rest);
  if (url === '' || /\s/u.test(url))
    return incomplete(
      url,
      'A feed needs one address.',
      `Write that of a feed, or of a site that has one, as in: ${example}`,
    );
  const found = await findFeed(request.fetch, url);
  if (found.kind === 'refused') return incomplete(url, `I cannot add ${shortened(url)}: ${found.reason}.`, found.fix);
  const { source, items, sample } = found;
  const before = await followersHere(request, source.id);
  const { channel } = request.command.address;
  if (before.some(({ address }) => address.channel === channel))
    return done(`This channel follows ${nameOf(source)} already.`, [source.url]);
  const edit = { kind: 'feed', source, before, after: [...before, followerOf(request)] } as const;
  const outcome = await changed(request, typedIn(request), [edit]);
  if (outcome.kind === 'refused') return outcome.answer;
  return {
    ...done(`This channel follows ${nameOf(source)}.`, [source.url, itemsLine(items, sample), noneOfTheOld]),
    actions: outcome.actions,
  };
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
    return refusal(`No feed here has the address ${shortened(typed)}.`, 'See them all with: /news feed list');
  if (other !== undefined)
    return refusal(
      `More than one feed here is called ${shortened(typed)}.`,
      `Name its address, as in: /news feed remove ${source.url}`,
    );
  const before = await followersHere(request, source.id);
  const outcome = await changed(request, typedIn(request), [{ kind: 'feed', source, before, after: [] }]);
  if (outcome.kind === 'refused') return outcome.answer;
  return {
    ...done(`${nameOf(source)} is no longer followed here.`, ['What was read of it is told here no longer.']),
    actions: outcome.actions,
  };
};

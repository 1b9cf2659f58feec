import type { Why } from '../../brief/why.ts';
import { articleIdOf, urlKeyOf } from '../../ingest/feeds/feeds.ts';
import type { Answer, Subscription } from '../../model.ts';
import { seenThrough } from '../../reader-scope.ts';
import { instantLabel, nextSlots } from '../../schedule.ts';
import { info, refusal } from '../notices.ts';
import { urlParameter } from '../parameters.ts';
import { topicsFor, workspaceKey } from '../topics.ts';
import type { Verb, VerbRequest } from '../verb.ts';
import { standsIn } from './follow.ts';

const example = '/news why https://news.example.org/story';

/** Chat wraps an address: Slack as <URL|label>, people in quotes. */
const addressIn = (text: string): string | undefined => {
  const [, url = ''] = /(https?:\/\/[^\s<>|"']+)/iu.exec(text) ?? [];
  return URL.canParse(url) ? url : undefined;
};

/** One whose text has not reached the desk. */
const unread = async ({ store, desk, command }: VerbRequest, url: string, id: string): Promise<string> => {
  const isAll = desk.scope === 'everything';
  const item = await store.sources.item(urlKeyOf(url), isAll ? undefined : workspaceKey(command.address));
  const article = await store.articles.get(id);
  if (item === 'known')
    return 'Baseline: it stood in the feed before the feed was followed, or it was let go with age.';
  if (item === 'waiting') return 'Not yet read: its page is still to be fetched.';
  if (item === 'article' || (article !== undefined && seenThrough(desk.scope)(article)))
    return 'Not yet read: the article is there and waits for the analysis.';
  return 'Not listed: no feed that is followed has named it. See them with: /news feed list';
};

const reasonOf = (why: Why, next: string | undefined): string => {
  switch (why.kind) {
    case 'told':
      return 'It was: a point rests on it, or says what it says.';
    case 'later':
      return `Too late for it: it was found after that digest.${next === undefined ? '' : ` The next one is due ${next}.`}`;
    case 'earlier':
      return 'Too early for it: it was found before the span of that digest.';
    case 'duplicate':
      return `Duplicate: it reprints "${why.of}", which came first and speaks for both.`;
    case 'other-language':
      return 'Other language: articles that are not in English are kept, not briefed.';
    case 'no-statement':
      return 'No prose: nothing in it could be read as a statement.';
    case 'other-topic':
      return 'Other topic: nothing in it is about what this channel follows.';
    case 'no-change':
      return 'No change: what it says about it, this channel had been told.';
    case 'outranked':
      return `Outranked: other points of "${why.story}", or other stories, came first.`;
  }
};

/** The subscription of this channel whose digest came last. */
const latest = async ({ store, command }: VerbRequest): Promise<{ order: Subscription; slot: string } | undefined> => {
  let found: { order: Subscription; slot: string } | undefined;
  for (const order of await store.subscriptions.list()) {
    if (!standsIn(order, command.address)) continue;
    const slot = await store.subscriptions.covered(order.id);
    if (slot !== undefined && (found === undefined || slot > found.slot)) found = { order, slot };
  }
  return found;
};

const explain = async (request: VerbRequest, url: string): Promise<Answer> => {
  const { desk, store, clock, command } = request;
  const last = await latest(request);
  if (last === undefined)
    return refusal('No digest has been posted here yet.', 'Follow a topic first, as in: /news follow swap at 08:00');
  const { order, slot } = last;
  const known = await topicsFor(request, command.address);
  const [before, told] = await Promise.all([
    store.subscriptions.told(order.address, slot),
    store.subscriptions.toldBy(order.id, slot),
  ]);
  const from = (await store.subscriptions.covered(order.id, slot)) ?? null;
  const past = {
    topics: known.filter((topic) => order.topics.includes(topic.name)),
    from,
    to: slot,
    told: told ?? { points: [], slots: [] },
    before,
  };
  const id = articleIdOf({ url });
  const why = await desk.why({ id, url }, past);
  const [next] = nextSlots(order, clock.now(), 1).map((each) => instantLabel(each, order.zone));
  const reason = why === undefined ? await unread(request, url, id) : reasonOf(why, next);
  return info(`Why, or why not, in the digest of ${instantLabel(slot, order.zone)}`, [url, reason]);
};

/** `/news why URL`: the named reason an article was or was not in the channel's last digest. */
export const whyVerb: Verb = {
  name: 'why',
  usage: 'why URL',
  summary: 'why an article was, or was not, in the last digest here',
  manages: false,
  parameters: [urlParameter('The address of an article')],
  run: async (request) => {
    const url = addressIn(request.rest);
    if (url === undefined) return refusal('I need the address of an article.', `As in: ${example}`);
    return explain(request, url);
  },
};

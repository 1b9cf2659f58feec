/** `/news feed import` and `/news feed export`: the list of feeds as other readers write and read it. */
import { newSource, readOpml, writeOpml } from '../../ingest/feeds/feeds.ts';
import type { Answer, Edit, Source } from '../../model.ts';
import { changed, typedIn } from '../changes.ts';
import { done, info, refusal } from '../notices.ts';
import { workspaceKey } from '../topics.ts';
import type { VerbRequest } from '../verb.ts';
import { addressIn, followerOf, followersHere, noneOfTheOld } from './feed-changes.ts';

const accepted = 'text/x-opml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1';

type Given =
  | { readonly kind: 'ok'; readonly text: string }
  | { readonly kind: 'refused'; readonly reason: string; readonly fix: string };

/** Slack hands in what was typed with these three characters escaped. */
const unescaped = (text: string): string =>
  /^&lt;/u.test(text) ? text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&') : text;

/** The document itself, or what stands at an address. */
const documentOf = async ({ fetch }: VerbRequest, rest: string): Promise<Given> => {
  const address = addressIn(rest);
  if (!/^https?:\/\/\S+$/iu.test(address)) return { kind: 'ok', text: unescaped(rest) };
  const outcome = await fetch({ url: address, accept: accepted });
  switch (outcome.kind) {
    case 'ok':
      return { kind: 'ok', text: new TextDecoder().decode(outcome.body) };
    case 'failed':
    case 'refused':
      return { kind: 'refused', reason: outcome.reason, fix: outcome.fix };
    case 'gone':
    case 'not-modified':
      return { kind: 'refused', reason: 'nothing stands at that address', fix: 'Paste the document itself.' };
  }
};

export const importFeeds = async (request: VerbRequest, rest: string): Promise<Answer> => {
  if (rest === '')
    return refusal(
      'There is no list to import.',
      'Put the OPML document, or its address, after it, as in: /news feed import https://example.org/feeds.opml',
    );
  const given = await documentOf(request, rest);
  const read = given.kind === 'ok' ? readOpml(given.text) : given;
  if (read.kind === 'refused') return refusal(`I cannot import that: ${read.reason}.`, read.fix);
  // Two addresses of a list may be one feed's.
  const sources = new Map(
    read.feeds.map(({ url, title }) => newSource(url, title, null)).map((source) => [source.id, source]),
  );
  const edits = await joining(request, [...sources.values()]);
  const already = sources.size - edits.length;
  const known = already > 0 ? [`${already} ${already === 1 ? 'was' : 'were'} followed already.`] : [];
  if (edits.length === 0) return done('0 feeds added.', known);
  const outcome = await changed(request, typedIn(request), edits);
  if (outcome.kind === 'refused') return outcome.answer;
  return {
    ...done(`${edits.length} feed${edits.length === 1 ? '' : 's'} added.`, [
      ...known,
      noneOfTheOld,
      'Those that cannot be read will show up in: /news feed errors',
    ]),
    actions: outcome.actions,
  };
};

/** An edit for each source that this channel does not follow yet. */
const joining = async (request: VerbRequest, sources: readonly Source[]): Promise<readonly Edit[]> => {
  const follower = followerOf(request);
  const held = new Set((await request.store.sources.list(workspaceKey(request.command.address))).map(({ id }) => id));
  const edits: Edit[] = [];
  for (const source of sources) {
    const before = held.has(source.id) ? await followersHere(request, source.id) : [];
    if (before.some(({ address }) => address.channel === follower.address.channel)) continue;
    edits.push({ kind: 'feed', source, before, after: [...before, follower] });
  }
  return edits;
};

export const exportFeeds = async (request: VerbRequest): Promise<Answer> => {
  const sources = await request.store.sources.list(workspaceKey(request.command.address));
  if (sources.length === 0) return info('No feed is followed here yet.', ['Add one with: /news feed add URL']);
  return info(
    `OPML of ${sources.length} feed${sources.length === 1 ? '' : 's'}`,
    writeOpml(sources).trim().split('\n'),
  );
};

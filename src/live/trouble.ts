/** A source that rests, is gone, or has fallen silent: each channel that follows it is told, once until it is well again. */
import { isSilent } from '../ingest/feeds/feeds.ts';
import type { Address, Notice, Source } from '../model.ts';
import type { Clock, ItemOutcome, Outbox, Platform, SourceStore } from '../ports.ts';

export interface Trouble {
  /**
   * Before a reading is settled: tells of a source at rest or gone; gives the source with `toldAt` as it then stands. A
   * crash between the two tells nobody twice, since the posts are there.
   *
   * @param before the source as it was claimed
   */
  mark(source: Source, before: Source): Promise<Source>;
  /** After it was settled, when it is known whether anything in it was new: tells of silence. */
  silence(source: Source, outcomes: readonly ItemOutcome[]): Promise<void>;
}

type Ailment = 'resting' | 'gone' | 'silent';

const ailmentOf = (source: Source, now: number): Ailment | undefined => {
  if (source.status === 'resting' || source.status === 'gone') return source.status;
  return isSilent(source, now) ? 'silent' : undefined;
};

const day = 86_400_000;

const noticeOf = (source: Source, ailment: Ailment, now: number): Notice => {
  const name = source.title ?? source.url;
  const cause = source.failure?.reason ?? 'it cannot be read';
  switch (ailment) {
    case 'resting':
      return {
        tone: 'info',
        title: `Feed at rest: ${name}`,
        lines: [`Read in vain ${source.failures} times in a row: ${cause}`, 'It is tried again now and then.'],
        fix: source.failure?.fix ?? 'see /news feed errors',
      };
    case 'gone':
      return {
        tone: 'info',
        title: `Feed gone: ${name}`,
        lines: ['Its owner has taken it away for good (410). It is no longer read.'],
        fix: `take it off with /news feed remove ${source.url}, and add where it has moved to`,
      };
    case 'silent': {
      const days = source.newAt === null ? undefined : Math.floor((now - Date.parse(source.newAt)) / day);
      return {
        tone: 'info',
        title: `Feed silent: ${name}`,
        lines: [
          'It answers, but has had nothing new for far longer than it used to take.',
          ...(days === undefined ? [] : [`Last new item: ${days} days ago.`]),
        ],
        fix: `see whether it has moved; if so, /news feed remove ${source.url} and add the new address`,
      };
    }
  }
};

const channelKey = ({ platform, workspace, channel }: Address): string =>
  [platform, workspace, channel].map(encodeURIComponent).join(':');

/**
 * Since when it is as it is: the same for every attempt to tell of one spell of trouble, so that a crash in the middle
 * tells nobody twice.
 */
const spellOf = ({ readAt, newAt }: Source, ailment: Ailment): string =>
  (ailment === 'silent' ? newAt : readAt) ?? new Date(0).toISOString();

export interface TroubleStore {
  readonly sources: Pick<SourceStore, 'followers'>;
  readonly outbox: Pick<Outbox, 'claim'>;
}

export const createTrouble = (
  { sources, outbox }: TroubleStore,
  platforms: ReadonlyMap<string, Platform>,
  clock: Clock,
): Trouble => {
  const tell = async (source: Source, ailment: Ailment): Promise<void> => {
    const answer = { kind: 'notice', notice: noticeOf(source, ailment, clock.now()) } as const;
    for (const { address } of await sources.followers(source.id)) {
      const platform = platforms.get(address.platform);
      if (platform === undefined) continue;
      const { parent, replies } = platform.render(answer);
      const posts = [parent, ...replies].map((payload) => ({ address, payload }));
      await outbox.claim(`feed:${source.id}:${channelKey(address)}:${ailment}`, spellOf(source, ailment), posts);
    }
  };
  return {
    mark: async (source, before) => {
      const ailment = ailmentOf(source, clock.now());
      if (ailment === undefined) return { ...source, toldAt: null };
      if (source.toldAt !== null) return source;
      // It was silent when it was last read, and its channels were told then.
      const told = ailment === 'silent' && before.readAt !== null && isSilent(before, Date.parse(before.readAt));
      if (ailment === 'silent' && !told) return source;
      if (!told) await tell(source, ailment);
      return { ...source, toldAt: new Date(clock.now()).toISOString() };
    },
    silence: async (source, outcomes) => {
      const brought = outcomes.includes('new') || outcomes.includes('listed');
      if (source.toldAt === null && !brought && isSilent(source, clock.now())) await tell(source, 'silent');
    },
  };
};

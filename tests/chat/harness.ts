/** The chat over the seed corpus and a real embedded database, with a clock that stands where it is put. */
import { fileURLToPath } from 'node:url';
import { createChat } from '../../src/chat/chat.ts';
import { loadTopics } from '../../src/cli/corpus.ts';
import { createDesk } from '../../src/desk.ts';
import { readCorpus } from '../../src/ingest/ingest.ts';
import type { Address, Answer, Person } from '../../src/model.ts';
import type { Clock, Fetch, Store } from '../../src/ports.ts';
import { openStore } from '../../src/store/store.ts';

export const here: Address = { platform: 'slack', workspace: 'T1', channel: 'C1' };
const manager: Person = { id: 'U1', manages: true };
export const reader: Person = { id: 'U2', manages: false };

export const standingClock = (iso: string): Clock & { set(iso: string): void } => {
  let now = Date.parse(iso);
  return {
    now: () => now,
    sleep: async () => undefined,
    set: (to) => {
      now = Date.parse(to);
    },
  };
};

export interface ChatHarness {
  readonly store: Store;
  say(text: string, options?: { person?: Person; address?: Address }): Promise<Answer>;
}

const seeds = fileURLToPath(new URL('../../seeds', import.meta.url));

const noNetwork: Fetch = async () => ({ kind: 'failed', code: 'dns', reason: 'there is no network', fix: 'none' });

export const createHarness = async (clock: Clock, fetch: Fetch = noNetwork): Promise<ChatHarness> => {
  const store = await openStore({ kind: 'sqlite', path: ':memory:' });
  const corpus = await readCorpus(`${seeds}/articles`);
  await store.articles.put(corpus.articles);
  const topics = await loadTopics(seeds);
  const desk = createDesk(store.articles);
  const chat = createChat({ desk, store, fetch, clock, topics, status: async () => ['well'] });
  return {
    store,
    say: (text, { person = manager, address = here } = {}) => {
      const [, name = '', rest = ''] = /^\/?(\S+)\s*(.*)$/su.exec(text) ?? [];
      return chat({ address, person, name, text: rest });
    },
  };
};

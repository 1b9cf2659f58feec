/** What commands and the service open alike: the store, the network, the topics and publishers that ship. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Config } from '../config.ts';
import type { Clock, Signer, Store } from '../ports.ts';
import { fillWhenEmpty, loadHouses, loadTopics } from './corpus.ts';
import type { Output } from './output.ts';

const seeds = fileURLToPath(new URL('../../seeds', import.meta.url));

/** The store of the configuration; an empty one is filled with the corpus that ships. @param now ISO instant */
export const openFilled = async (config: Config, output: Output, now: string): Promise<Store> => {
  const { openStore } = await import('../store/store.ts');
  const store = await openStore(config.database);
  await fillWhenEmpty(store, join(seeds, 'articles'), output, now);
  return store;
};

/** What tells our own links to the reader: the same for every replica, and after a restart. */
export const linkSigner = async (store: Store): Promise<Signer> => {
  const { createSigner, newSecret } = await import('../seal.ts');
  return createSigner(await store.secret('links', newSecret()));
};

export const shippedTopics = () => loadTopics(seeds);

/** Which publishers speak as one: those that ship, and those of `publishers.yaml` in a folder of the operator's. */
export const housesBeside = (folder: string) => loadHouses(seeds, folder);

/** The network for strangers' addresses. */
export const openNetwork = async ({ allowPrivateHosts, contact }: Config['feeds'], version: string, clock: Clock) => {
  const { createFetch } = await import('../ingest/fetch/fetch.ts');
  const whom = contact === undefined ? 'a self-hosted news desk' : `+${contact}`;
  return createFetch({ allowPrivateHosts, userAgent: `Crosswire/${version} (${whom})`, clock });
};

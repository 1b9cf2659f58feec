/** Run as a process of its own by kill.test.ts, which kills it: settles one reading after another, and the pages of each. */
import { z } from 'zod';
import { openStore } from '../../src/store/store.ts';
import { feed, reading } from '../contracts/store-samples.ts';
import { itemsOf } from './settled.ts';

const choice = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('sqlite'), path: z.string() }),
    z.object({ kind: z.literal('postgres'), url: z.string() }),
  ])
  .parse(JSON.parse(process.argv[2] ?? ''));

const store = await openStore(choice);
const last = (await store.sources.get('f'))?.etag;
for (let n = Number(last ?? -1) + 1; ; n += 1) {
  await store.sources.settle(reading(feed('f', { etag: `${n}` }), itemsOf(n)));
  process.stdout.write(`${n}\n`);
  for (const job of await store.pages.claim(1_000 + n, 1, 1))
    await store.pages.settle(job, { article: { ...job.article, text: `The page of ${job.id}.` } }, 0);
  const articles = await store.readings.claim('1', 1_000 + n, 1, 4);
  await store.readings.put(
    '1',
    articles.map((article) => ({ article, content: '{}' })),
  );
}

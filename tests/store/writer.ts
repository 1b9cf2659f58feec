/** Run as a process of its own by sqlite.test.ts, which kills it while it writes. */
import { openStore } from '../../src/store/store.ts';
import { sampleArticle } from './sample.ts';

const store = await openStore({ kind: 'sqlite', path: process.argv[2] ?? '' });
for (let n = 0; ; n += 1) {
  const article = sampleArticle(`n${n}`);
  await store.articles.put([article]);
  process.stdout.write(`${article.id}\n`);
}

/** Run as a process of its own by twins.test.ts: settles the readings of one source as soon as it is told to. */
import { once } from 'node:events';
import { z } from 'zod';
import { openStore } from '../../src/store/store.ts';
import { feed, reading } from '../contracts/store-samples.ts';
import { shareOf } from './shares.ts';

const [url, source] = z.tuple([z.string(), z.string()]).parse(process.argv.slice(2));
const store = await openStore({ kind: 'postgres', url });
process.stdout.write('ready\n');
await once(process.stdin, 'data');
const outcomes: string[] = [];
for (const items of shareOf(source)) outcomes.push(...(await store.sources.settle(reading(feed(source), items))));
process.stdout.write(`${JSON.stringify(outcomes)}\n`);
await store.close();
process.stdin.destroy();

/** The card of a digest of a busy day: short enough to be read in a minute, whatever stands in its thread. */
import { expect, it } from 'vitest';
import { render as renderDiscord } from '../../adapters/discord/render/render.ts';
import { renderAnswer as renderSlack } from '../../adapters/slack/render/render.ts';
import { newsStream } from '../../bench/stream.ts';
import { composeDigest } from '../../src/deliver/compose.ts';
import { createDesk } from '../../src/desk.ts';
import { openStore } from '../../src/store/store.ts';
import { sampleLinker } from '../contracts/samples.ts';
import { readMessage } from '../fakes/discord/reading.ts';
import { read } from '../fakes/slack/reading.ts';
import { order, slot } from './harness.ts';

/** Silent reading of plain prose: 240 words a minute (Brysbaert 2019 gives 238 for English). */
const wordsAMinute = 240;

it('is read in a minute on Slack and on Discord', async () => {
  const store = await openStore({ kind: 'sqlite', path: ':memory:' });
  const articles = newsStream(200, 1);
  const to =
    articles
      .map(({ published }) => published ?? slot)
      .toSorted()
      .at(-1) ?? slot;
  await store.articles.put(articles);
  const span = { from: null, to, told: { points: [], slots: [] } };
  const desk = createDesk(store.articles).within('everything');
  const digest = await composeDigest(desk, order, [], span, undefined, Date.parse(to));
  expect(digest.entries.length).toBeGreaterThanOrEqual(7);
  const answer = { kind: 'digest', digest } as const;
  const cards = [
    read(renderSlack(answer, sampleLinker).parent).text,
    readMessage(renderDiscord(answer, sampleLinker).parent).text,
  ];
  for (const card of cards) {
    expect(card).toContain(digest.entries[0]?.title);
    expect(card.split(/\s+/u).length).toBeLessThanOrEqual(wordsAMinute);
  }
  await store.close();
});

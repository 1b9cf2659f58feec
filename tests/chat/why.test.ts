/** Every reason that `/news why URL` can give, over a desk of a few articles with addresses. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { articleIdOf, newSource, urlKeyOf } from '../../src/ingest/feeds/feeds.ts';
import type { Answer, Article, Told } from '../../src/model.ts';
import { type ChatHarness, createHarness, here, standingClock } from './harness.ts';

const slot = '2025-06-03T05:00:00.000Z';
const earlier = '2025-06-02T05:00:00.000Z';
const urlOf = (name: string): string => `https://news.example/${name}`;

const article = (name: string, text: string, published: string): Article => ({
  id: articleIdOf({ url: urlOf(name) }),
  title: `About ${name}`,
  publisher: `Publisher of ${name}`,
  url: urlOf(name),
  published,
  text,
  bodyStart: 0,
});

const inSpan = '2025-06-02T12:00:00Z';
const divers =
  'Divers of the coast guard searched the harbour of Port Elsa for the ferry Aurora on Monday. The search for the prisoners of the Aurora will last a week, said Ilse Brandt.';
const articles = [
  article(
    'told',
    'Norland freed 40 prisoners of the ferry Aurora in Port Elsa on Monday, said mayor Tom Ravn.',
    inSpan,
  ),
  article('known', 'In Marlow the prisoners of the lighthouse painted 12 boats for the harbour festival.', inSpan),
  article('divers', divers, inSpan),
  article('reprint', divers, '2025-06-02T13:00:00Z'),
  article('cooking', 'The cook Jonas Vik opened a bakery with eight tables in Kesterby on Monday.', inSpan),
  article(
    'french',
    'Le port reste fermé jusqu’à lundi prochain, a déclaré le maire de la ville devant la presse. Les prisonniers seront libérés plus tard dans la semaine.',
    inSpan,
  ),
  article('list', 'Prisoners:', inSpan),
  article('old', 'Prisoners of the ferry Kestrel sang in Dunmere on Friday.', '2025-05-30T12:00:00Z'),
  article('new', 'Prisoners of the ferry Gannet sang in Halvik on Tuesday.', '2025-06-03T09:00:00Z'),
];

const line = (answer: Answer): string => {
  if (answer.kind !== 'notice') throw new Error(`a ${answer.kind}, no notice`);
  return answer.notice.lines[1] ?? '';
};

/** As a digest kept it that told just these articles. */
const toldOf = (...names: string[]): Told => ({
  points: names.map((name) => ({
    story: 's1',
    statements: [`${articleIdOf({ url: urlOf(name) })}#0`],
    terms: [],
    figures: [],
    names: [],
  })),
  slots: [],
});

describe('/news why URL says', () => {
  let chat: ChatHarness;
  const why = async (url: string): Promise<string> => line(await chat.say(`/news why ${url}`));

  beforeEach(async () => {
    chat = await createHarness(standingClock('2025-06-03T10:00:00Z'));
    await chat.store.articles.put(articles);
    await chat.say('/news follow swap at 08:00 in Europe/Kyiv');
    const [order] = await chat.store.subscriptions.list();
    if (order === undefined) throw new Error('nothing is followed');
    await chat.store.outbox.claim(order.id, earlier, [], { address: here, told: toldOf('known') });
    await chat.store.outbox.claim(order.id, slot, [], { address: here, told: toldOf('told') });
  });
  afterEach(() => chat.store.close());

  it.each([
    ['that it was', 'told', /^It was/u],
    ['no change', 'known', /^No change/u],
    ['outranked', 'divers', /^Outranked/u],
    ['duplicate', 'reprint', /^Duplicate: it reprints "About divers"/u],
    ['other topic', 'cooking', /^Other topic/u],
    ['other language', 'french', /^Other language/u],
    ['no prose', 'list', /^No prose/u],
    ['not in the span, for it was found before', 'old', /^Too early/u],
    ['not in the span, for it was found after, and when the next digest comes', 'new', /^Too late.*next one is due/u],
    ['unknown', 'nowhere', /^Not listed/u],
  ])('%s', async (_, name, reason) => expect(await why(urlOf(name))).toMatch(reason));

  describe('of what feeds have named', () => {
    const settle = async (name: string, baseline: boolean, page: boolean): Promise<void> => {
      const url = urlOf(name);
      const source = newSource(`https://news.example/${name}.xml`, 'Example', null);
      await chat.store.sources.follow(source, { address: here, by: 'U1', at: slot });
      const item = {
        keys: [urlKeyOf(url)],
        article: article(name, 'Old.', inSpan),
        ...(page && { page: { url, host: 'news.example' } }),
      };
      await chat.store.sources.settle({ source, hostFreeAt: 0, items: [item], baseline, now: Date.parse(slot) });
    };
    it('baseline', async () => {
      await settle('ferry', true, false);
      expect(await why(urlOf('ferry'))).toMatch(/^Baseline/u);
    });
    it('not yet read, where the page is still to be fetched', async () => {
      await settle('waiting', false, true);
      expect(await why(urlOf('waiting'))).toMatch(/^Not yet read: its page/u);
    });
  });
});

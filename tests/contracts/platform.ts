/**
 * What every Platform must do, whatever it is made of. An adapter's test hands in a Harness: the Platform wired to a
 * fake (or a stream) that can be read back. Nothing here waits for a length of time: an engine that is slow is one whose
 * promise the test still holds.
 */
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CrosswireError } from '../../src/errors.ts';
import type { Answer, Briefing, Command } from '../../src/model.ts';
import type { Answerer, Payload } from '../../src/ports.ts';
import { faultRetryAfterMs, type Harness, type Reading } from './harness.ts';
import { answers, briefings, sampleLinker } from './samples.ts';

const plain = (text: string): string => text.replace(/\s+/gu, ' ').trim();

const freeze = <T>(value: T): T => {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) freeze(inner);
  }
  return value;
};

/** A promise in the test's hand. */
const held = <T>(): { readonly promise: Promise<T>; readonly release: (value: T) => void } => {
  let release: (value: T) => void = () => undefined;
  const promise = new Promise<T>((resolve) => {
    release = resolve;
  });
  return { promise, release };
};

const saying =
  (answer: Answer): Answerer =>
  () =>
    Promise.resolve(answer);

/** Each point that `readings` show in full, with what follows it up to the next one of the same payload. */
const shownPoints = (briefing: Briefing, readings: readonly Reading[]): ReadonlyMap<string, string> => {
  const shown = new Map<string, string>();
  for (const reading of readings) {
    const text = plain(reading.text);
    const places = briefing.points
      .map((point) => ({ point, at: text.indexOf(plain(point.text)) }))
      .filter(({ at }) => at >= 0)
      .sort((a, b) => a.at - b.at);
    for (const [index, { point, at }] of places.entries()) {
      if (!shown.has(point.text))
        shown.set(point.text, text.slice(at + plain(point.text).length, places[index + 1]?.at));
    }
  }
  return shown;
};

const expectEveryPointCited = (briefing: Briefing, readings: readonly Reading[]): void => {
  const shown = shownPoints(briefing, readings);
  for (const point of briefing.points) {
    const after = shown.get(point.text);
    expect(after, `this point stands whole in one reply: ${point.text}`).toBeDefined();
    for (const citation of point.citations) expect(after).toContain(`[${citation.source}]`);
  }
};

/** One spelling for a URL that a renderer may have percent-encoded. */
const canonical = (url: string): string => new URL(url).href.replaceAll('|', '%7C');

/** Where the Linker sends each citation of a Briefing, and each source. */
const allowedLinks = (briefing: Briefing): ReadonlySet<string> => {
  const urls = new Map(briefing.sources.map((source) => [source.n, source.url]));
  const citations = [
    ...briefing.points,
    ...briefing.timeline,
    ...briefing.ahead,
    ...briefing.differences.flatMap((difference) => difference.positions),
    ...briefing.updates.flatMap((update) => update.positions),
  ].flatMap((one) => one.citations);
  const linked = citations.map((citation) => sampleLinker(citation, urls.get(citation.source)));
  return new Set(
    [...linked, ...urls.values()].flatMap((url) =>
      url !== undefined && /^https?:/u.test(url) ? [canonical(url)] : [],
    ),
  );
};

export const platformContract = (name: string, makeHarness: () => Promise<Harness>): void => {
  describe(`${name} as a Platform`, () => {
    let harness: Harness;
    beforeEach(async () => {
      harness = await makeHarness();
    });
    afterEach(async () => {
      await harness.platform.stop();
      await harness.close();
    });

    const threadOf = (answer: Answer): readonly Reading[] =>
      harness.platform.render(answer).replies.map((payload) => harness.reads(payload));
    const cardOf = (answer: Answer): Reading => harness.reads(harness.platform.render(answer).parent);
    const until = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 30_000, interval: 10 });
    const seen = (count: number): Promise<void> =>
      until(() => expect(harness.posts().length).toBeGreaterThanOrEqual(count));

    describe('rendering', () => {
      it.each(Object.entries(answers))(
        'shows the %s sample the same way twice and changes nothing in it',
        (_, answer) => {
          const input = freeze(structuredClone(answer));
          const first = harness.platform.render(input);
          expect(JSON.stringify(harness.platform.render(structuredClone(answer)))).toBe(JSON.stringify(first));
          expect(JSON.parse(JSON.stringify(first))).toEqual(first);
        },
      );

      it('puts the title, the number of sources and the first points on the card, each with its support and sources', () => {
        const card = plain(cardOf(answers.typical).text);
        const { points, title } = briefings.typical;
        expect(card).toContain(title);
        expect(card).toContain('4 sources');
        expect(card).toContain('3 June 2025');
        expect(points.slice(0, 3).every((point) => card.includes(point.text))).toBe(true);
        expect(card).toContain('2 sources');
        expect(card).toContain('disputed');
        expect(card).toContain('Sources differ on 2 things: people taken to hospital; length of the closure');
        expect(card).toContain('in the thread');
      });

      it('shows every point of the thread in full with the number and the link of each source it cites', () => {
        const thread = threadOf(answers.typical);
        expectEveryPointCited(briefings.typical, thread);
        const links = new Set(thread.flatMap((reading) => reading.links).map(canonical));
        for (const url of allowedLinks(briefings.typical)) expect(links).toContain(url);
      });

      it('shows both positions of a difference with the quoted words, then what changed, the timeline, what is ahead and the sources', () => {
        const text = plain(
          threadOf(answers.typical)
            .map((reading) => reading.text)
            .join('\n'),
        );
        const order = ['Where sources differ', 'What changed', 'Timeline', 'Ahead', 'Sources'].map((heading) =>
          text.lastIndexOf(heading),
        );
        expect(order.every((at) => at >= 0)).toBe(true);
        expect(order).toEqual([...order].sort((a, b) => a - b));
        for (const difference of briefings.typical.differences) {
          for (const position of difference.positions) {
            expect(text).toContain(position.value);
            for (const citation of position.citations) expect(text).toContain(citation.quote);
          }
        }
        for (const source of briefings.typical.sources) expect(text).toContain(source.title);
      });

      it('leaves out the sections that have nothing in them', () => {
        const text = threadOf(answers.small)
          .map((reading) => reading.text)
          .join('\n');
        for (const heading of ['Where sources differ', 'What changed', 'Timeline', 'Ahead']) {
          expect(text).not.toContain(heading);
        }
        expect(cardOf(answers.small).text).not.toContain('Sources differ');
      });

      it('says in one plain line that a briefing has no points', () => {
        const card = cardOf(answers.empty);
        expect(card.text).toContain(briefings.empty.title);
        expect(card.text).toMatch(/no (?:source|point|article|report)/iu);
      });

      it('splits a huge briefing between whole points, none cut from its citations', () => {
        const thread = threadOf(answers.huge);
        expectEveryPointCited(briefings.huge, thread);
        const whole = thread.map((reading) => plain(reading.text)).join('\n');
        for (const point of briefings.huge.points) expect(whole.split(plain(point.text))).toHaveLength(2);
        for (const difference of briefings.huge.differences) {
          const holding = thread.filter((reading) =>
            difference.positions.every((position) => reading.text.includes(position.value)),
          );
          expect(holding.length, `both sides of "${difference.about}" stand together`).toBeGreaterThan(0);
        }
      });

      it('lets no text of an article ping anybody or make a link of its own', () => {
        const readings = [cardOf(answers.hostile), ...threadOf(answers.hostile)];
        const allowed = allowedLinks(briefings.hostile);
        for (const reading of readings) {
          expect(reading.pings).toEqual([]);
          expect(reading.links.filter((link) => !allowed.has(canonical(link)))).toEqual([]);
        }
        const text = plain(readings.map((reading) => reading.text).join(' '));
        expect(text).toContain('<!channel> and <!here> and <!everyone>');
        expect(text).toContain('<script>alert(1)</script>');
      });

      it('shows a digest with its span, at most 7 entries with their mark in words, and the next one', () => {
        const card = plain(cardOf(answers.digest).text);
        expect(card).toMatch(/08:00 to .*08:00 \(Europe\/Kyiv\)/u);
        expect(card).toContain('New');
        expect(card).toContain('Updated: cost of the repairs: 3 million, now 4.5 million');
        expect(card).toContain('Disputed');
        expect(card).toContain('Smaller story 7');
        expect(card).not.toContain('Smaller story 8');
        expect(card).toContain('Next:');
        expectEveryPointCited(answers.digest.digest.briefing, threadOf(answers.digest));
      });

      it('answers a question with cited points, or with the reason why there are none', () => {
        const rendered = harness.platform.render(answers.reply);
        const shown = [rendered.parent, ...rendered.replies].map((payload) => harness.reads(payload));
        const text = plain(shown.map((reading) => reading.text).join(' '));
        expect(text).toContain('The closure will last at least six weeks, the harbour master said.');
        expect(text).toContain('[1]');
        expect(shown.flatMap((reading) => reading.links).length).toBeGreaterThan(0);
        expect(cardOf(answers.unanswered).text).toContain(answers.unanswered.reply.reason);
      });

      it('shows a refusal with its cause and its fix', () => {
        const text = cardOf(answers.refusal).text;
        const { notice } = answers.refusal;
        for (const part of [notice.title, ...notice.lines, notice.fix]) expect(text).toContain(part);
      });
    });

    describe('commands', () => {
      it('hands in the command as typed, with the channel it came from', async () => {
        const commands: Command[] = [];
        await harness.platform.start((command) => {
          commands.push(command);
          return Promise.resolve(answers.notice);
        });
        await harness.type({ name: 'swap', text: 'who & <what>?' });
        await until(() => expect(commands).toHaveLength(1));
        expect(commands[0]).toMatchObject({ name: 'swap', text: 'who & <what>?', address: harness.address });
      });

      it('acknowledges while the engine is still at work, then posts the card and the thread under it in order', async () => {
        const engine = held<Answer>();
        await harness.platform.start(() => engine.promise);
        await harness.type({ name: 'news', text: 'bridge' });
        expect(
          harness.posts().filter((post) => post.audience === 'channel' && post.reading.text.includes('Ellery')),
        ).toEqual([]);
        engine.release(answers.typical);

        const rendered = harness.platform.render(answers.typical);
        await seen(1 + rendered.replies.length);
        const [card, ...replies] = harness.posts().filter((post) => post.audience === 'channel');
        expect(card?.reading).toEqual(harness.reads(rendered.parent));
        expect(card?.parent).toBeUndefined();
        expect(replies.map((post) => post.reading)).toEqual(rendered.replies.map((payload) => harness.reads(payload)));
        expect(replies.every((post) => post.parent === card?.ref)).toBe(true);
      });

      it('shows a notice to the asker alone', async () => {
        await harness.platform.start(saying(answers.refusal));
        await harness.type({ name: 'news', text: 'brige' });
        await seen(1);
        expect(harness.posts().map((post) => post.audience)).toEqual(['asker']);
        expect(harness.posts()[0]?.reading.text).toContain(answers.refusal.notice.fix);
      });

      it('tells the asker alone, in plain words, when the engine fails, and lives on', async () => {
        let calls = 0;
        await harness.platform.start(() => {
          calls += 1;
          return calls === 1 ? Promise.reject(new Error('a bug: secret-detail')) : Promise.resolve(answers.small);
        });
        await harness.type({ name: 'news', text: '' });
        await seen(1);
        expect(harness.posts()[0]?.audience).toBe('asker');
        expect(harness.posts()[0]?.reading.text).not.toContain('secret-detail');
        await harness.type({ name: 'news', text: '' });
        await until(() => {
          const said = harness.posts().map((post) => post.reading.text);
          expect(said.some((text) => text.includes(briefings.small.title))).toBe(true);
        });
      });
    });

    describe('sending', () => {
      const card = (): Payload => harness.platform.render(answers.typical).parent;

      it('sends a post and then a reply under it', async () => {
        await harness.platform.start(saying(answers.small));
        const rendered = harness.platform.render(answers.typical);
        const parent = await harness.platform.send(harness.address, rendered.parent, 'key-1');
        expect(parent.kind).toBe('sent');
        if (parent.kind !== 'sent') return;
        const [first] = rendered.replies;
        expect(first).toBeDefined();
        if (first === undefined) return;
        const reply = await harness.platform.send({ ...harness.address, thread: parent.ref }, first, 'key-2');
        expect(reply.kind).toBe('sent');
        expect(harness.posts().map((post) => post.parent)).toEqual([undefined, parent.ref]);
      });

      it('reports a rate limit with the wait that was asked for', async ({ skip }) => {
        if (harness.wire === undefined) return skip('nothing can go wrong on the way');
        await harness.platform.start(saying(answers.small));
        harness.wire.fail('rate-limited');
        const delivery = await harness.platform.send(harness.address, card(), 'key-1');
        expect(delivery).toMatchObject({ kind: 'rate-limited', code: expect.stringMatching(/./u) });
        if (delivery.kind === 'rate-limited') expect(delivery.retryAfterMs).toBeGreaterThanOrEqual(faultRetryAfterMs);
        expect(harness.posts()).toEqual([]);
      });

      it('reports a refusal with a code and its fix, and does not throw', async ({ skip }) => {
        if (harness.wire === undefined) return skip('nothing can go wrong on the way');
        await harness.platform.start(saying(answers.small));
        harness.wire.fail('rejected');
        const delivery = await harness.platform.send(harness.address, card(), 'key-1');
        expect(delivery).toMatchObject({
          kind: 'rejected',
          code: expect.stringMatching(/./u),
          fix: expect.stringMatching(/./u),
        });
      });

      it('reports a server error as failed, and succeeds once the server is back', async ({ skip }) => {
        if (harness.wire === undefined) return skip('nothing can go wrong on the way');
        await harness.platform.start(saying(answers.small));
        harness.wire.fail('down');
        const delivery = await harness.platform.send(harness.address, card(), 'key-1');
        expect(delivery.kind).toBe('failed');
        harness.wire.fail(undefined);
        expect((await harness.platform.send(harness.address, card(), 'key-1', true)).kind).toBe('sent');
        expect(harness.posts()).toHaveLength(1);
      });

      it('stands once in the channel when the answer to a post was lost and it is sent again with its key', async ({
        skip,
      }) => {
        if (harness.wire === undefined) return skip('nothing can go wrong on the way');
        await harness.platform.start(saying(answers.small));
        harness.wire.fail('dropped');
        const lost = await harness.platform.send(harness.address, card(), 'key-1');
        expect(lost).toMatchObject({ kind: 'failed', unknown: true });
        harness.wire.fail(undefined);
        const again = await harness.platform.send(harness.address, card(), 'key-1', true);
        expect(again.kind).toBe('sent');
        expect(harness.posts()).toHaveLength(1);
        const other = await harness.platform.send(harness.address, card(), 'key-2');
        expect(other.kind).toBe('sent');
        const [one, two] = harness.posts();
        expect(one?.key).toBeDefined();
        expect(one?.key).not.toBe(two?.key);
      });
    });

    describe('its life', () => {
      it('stops cleanly, also twice and also before it was started', async () => {
        await harness.platform.stop();
        await harness.platform.start(saying(answers.small));
        await harness.platform.stop();
        await expect(harness.platform.stop()).resolves.toBeUndefined();
      });

      it('refuses to start with wrong credentials, says the fix, and keeps them out of the error', async ({ skip }) => {
        const wrong = harness.misconfigured?.();
        if (wrong === undefined) return skip('it has no credentials');
        const error: unknown = await wrong.platform.start(saying(answers.small)).then(
          () => undefined,
          (reason: unknown) => reason,
        );
        await wrong.platform.stop();
        expect(error).toBeInstanceOf(CrosswireError);
        if (!(error instanceof CrosswireError)) return;
        expect(error.code).toBe('platform');
        expect(error.fix).not.toBe('');
        for (const secret of wrong.secrets) expect(inspect(error, { depth: 10 })).not.toContain(secret);
      });
    });
  });
};

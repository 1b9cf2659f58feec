import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DeskThread, openDeskThread, ThreadLost } from '../../src/live/desk-thread.ts';
import { articleOn, recordedLog } from './harness.ts';

describe('the thread of the analysis', () => {
  let thread: DeskThread;
  beforeEach(() => {
    thread = openDeskThread(recordedLog());
  });
  afterEach(() => thread.close());

  const takeIn = async (): Promise<void> => {
    for (const article of [articleOn('a', 'Port Tarven', 41), articleOn('b', 'Port Tarven', 41)])
      await thread.engine.adopt([await thread.engine.read(article)]);
  };

  it('answers from what it was given, with the story that its articles make', async () => {
    await thread.engine.start(undefined);
    await takeIn();
    thread.open('whole');
    expect(await thread.engine.tell()).toEqual({ articles: 2, stories: 1, left: 0 });
    const [story] = await thread.desk.stories();
    expect(story?.articles).toEqual(['a', 'b']);
    const briefing = await thread.desk.topStories();
    expect(briefing.points[0]?.text).toContain('Port Tarven');
  });

  it('answers each who asks from what they may see, which goes over to it as data', async () => {
    await thread.engine.start(undefined);
    for (const article of [
      { ...articleOn('a', 'Port Tarven', 41), source: 's1', seen: '2031-01-05T06:00:00.000Z' },
      { ...articleOn('b', 'Port Tarven', 41), source: 's2', seen: '2031-01-05T06:00:00.000Z' },
    ])
      await thread.engine.adopt([await thread.engine.read(article)]);
    await thread.engine.tell();
    thread.open('whole');
    const storiesOf = async (sources: ReadonlyMap<string, number>, ...old: readonly string[]) =>
      (await thread.desk.within({ sources, old: new Set(old) }).stories()).map((story) => story.articles);
    const at = Date.parse('2031-01-05T06:00:00.000Z');
    expect(await storiesOf(new Map([['s1', at]]))).toEqual([['a']]);
    expect(await storiesOf(new Map([['s1', at + 1]]))).toEqual([]);
    const both = new Map([
      ['s1', at],
      ['s2', at],
    ]);
    expect(await storiesOf(both)).toEqual([['a', 'b']]);
    expect(await storiesOf(both, 'b')).toEqual([['a']]);
    expect(await storiesOf(new Map())).toEqual([]);
    expect((await thread.desk.stories()).map((story) => story.articles)).toEqual([['a', 'b']]);
    const { sources } = await thread.desk.within({ sources: new Map([['s2', at]]), old: new Set() }).topStories();
    expect(sources.map(({ article }) => article)).toEqual(['b']);
  });

  it('goes on from a snapshot with the same story, and lets articles go', async () => {
    await thread.engine.start(undefined);
    await takeIn();
    thread.open('whole');
    await thread.engine.tell();
    const [before] = await thread.desk.stories();
    const snapshot = await thread.engine.snapshot();
    await thread.engine.start(snapshot);
    thread.open('whole');
    expect(await thread.engine.tell()).toEqual({ articles: 0, stories: 0, left: 0 });
    await takeIn();
    await thread.engine.tell();
    expect((await thread.desk.stories()).map(({ id }) => id)).toEqual([before?.id]);
    await thread.engine.retire(['a', 'b']);
    expect(await thread.engine.tell()).toEqual({ articles: 0, stories: 0, left: 0 });
  });

  it('keeps questions waiting until it is opened', async () => {
    await thread.engine.start(undefined);
    let answered = false;
    const asked = thread.desk.stories().then(() => {
      answered = true;
    });
    await thread.engine.tell();
    expect(answered).toBe(false);
    thread.open('whole');
    await asked;
    expect(answered).toBe(true);
  });

  it('keeps digests waiting while it can answer in part only, and both when it begins anew', async () => {
    await thread.engine.start(undefined);
    thread.open('in part');
    await thread.desk.stories();
    const order = { topics: [], title: 'Digest', from: null, to: null, next: null, zone: 'UTC' };
    const came: string[] = [];
    const digest = thread.desk.digest(order).then(() => came.push('digest'));
    await thread.engine.tell();
    expect(came).toEqual([]);
    thread.open('whole');
    await digest;
    expect(came).toEqual(['digest']);

    await thread.engine.start(undefined);
    const again = thread.desk.stories().then(() => came.push('stories'));
    await thread.engine.tell();
    expect(came).toEqual(['digest']);
    thread.open('in part');
    await again;
  });

  it('tells stories a few at a time, and answers from those that it has told', async () => {
    await thread.engine.start(undefined);
    thread.open('whole');
    const texts = [
      'The harbour bridge at Tarven was closed on Monday after engineers found cracks in two of its pillars.',
      'A court in Olsk acquitted four farmers of damming a stream without the consent of their neighbours.',
      'The orchestra of Medda will play its opening concert in a former tram depot, its director announced.',
      'Heavy snow kept every school in the Brint valley shut, and three villages are without electricity.',
      'The football club of Kessal has signed a goalkeeper of nineteen from its own youth team.',
    ];
    const take = async (id: string, text: string): Promise<void> => {
      await thread.engine.adopt([await thread.engine.read({ ...articleOn(id, 'Tarven', 30), title: text, text })]);
    };
    for (const [at, text] of texts.entries()) await take(`a${at}`, text);
    const all = texts.length;
    expect(await thread.engine.tell(0)).toEqual({ articles: 0, stories: 0, left: all });
    expect(await thread.engine.tell(2)).toEqual({ articles: 2, stories: 2, left: all - 2 });
    expect((await thread.desk.stories()).flatMap(({ articles }) => articles).sort()).toEqual(['a3', 'a4']);
    expect(await thread.engine.tell()).toEqual({ articles: all, stories: all, left: 0 });
    // One that changes stands as it was told before, until it is told again.
    await take('b0', `${texts[0]} Ferries run in its place.`);
    expect(await thread.engine.tell(0)).toEqual({ articles: all, stories: all, left: 1 });
    expect(await thread.engine.tell()).toEqual({ articles: all + 1, stories: all, left: 0 });
  });

  it('tells what it is at without being asked in its turn, and for how long', async () => {
    await thread.engine.start(undefined);
    expect(thread.standing()).toEqual({ kind: 'idle' });
    const read = Array.from({ length: 12 }, (_, at) => thread.engine.read(articleOn(`a${at}`, 'Port Tarven', at)));
    const told = thread.engine.tell(0);
    expect(thread.standing()).toMatchObject({ kind: 'at-work', task: 'read' });
    const [first = Promise.resolve()] = read;
    await first;
    const standing = thread.standing();
    expect(standing).toMatchObject({ kind: 'at-work', task: 'read' });
    await Promise.all(read);
    // The one that was behind them all: it has not been at it since it was handed in.
    const behind = thread.standing();
    if (behind.kind === 'at-work') expect(behind.task).toBe('tell');
    await told;
    expect(thread.standing()).toEqual({ kind: 'idle' });
    await thread.close();
    expect(thread.standing()).toEqual({ kind: 'ended' });
  });

  it('says that it knows nothing before it was started', async () => {
    await expect(thread.engine.tell()).rejects.toBeInstanceOf(ThreadLost);
  });

  it('hands back an error with its code and its fix', async () => {
    await thread.engine.start(undefined);
    thread.open('whole');
    const topic = { name: 'x', title: 'X', query: '"', description: '', shortcut: false };
    await expect(thread.desk.topic(topic)).rejects.toMatchObject({ name: 'CrosswireError', code: 'topic' });
  });
});

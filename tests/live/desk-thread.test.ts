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
    thread.open();
    expect(await thread.engine.tell()).toEqual({ articles: 2, stories: 1 });
    const [story] = await thread.desk.stories();
    expect(story?.articles).toEqual(['a', 'b']);
    const briefing = await thread.desk.topStories();
    expect(briefing.points[0]?.text).toContain('Port Tarven');
  });

  it('goes on from a snapshot with the same story, and lets articles go', async () => {
    await thread.engine.start(undefined);
    await takeIn();
    thread.open();
    const [before] = await thread.desk.stories();
    const snapshot = await thread.engine.snapshot();
    await thread.engine.start(snapshot);
    expect(await thread.engine.tell()).toEqual({ articles: 0, stories: 0 });
    await takeIn();
    expect((await thread.desk.stories()).map(({ id }) => id)).toEqual([before?.id]);
    await thread.engine.retire(['a', 'b']);
    expect(await thread.engine.tell()).toEqual({ articles: 0, stories: 0 });
  });

  it('keeps questions waiting until it is opened', async () => {
    await thread.engine.start(undefined);
    let answered = false;
    const asked = thread.desk.stories().then(() => {
      answered = true;
    });
    await thread.engine.tell();
    expect(answered).toBe(false);
    thread.open();
    await asked;
    expect(answered).toBe(true);
  });

  it('says that it knows nothing before it was started', async () => {
    await expect(thread.engine.tell()).rejects.toBeInstanceOf(ThreadLost);
  });

  it('hands back an error with its code and its fix', async () => {
    await thread.engine.start(undefined);
    thread.open();
    const topic = { name: 'x', title: 'X', query: '"', description: '', shortcut: false };
    await expect(thread.desk.topic(topic)).rejects.toMatchObject({ name: 'CrosswireError', code: 'topic' });
  });
});

import { describe, expect, it } from 'vitest';
import { createDesk } from '../../src/desk.ts';
import type { Article, Reply } from '../../src/model.ts';

const article = (id: string, text: string): Article => ({
  id,
  title: null,
  publisher: null,
  url: null,
  published: null,
  bodyStart: 0,
  text,
});

const articles = [
  article(
    'ferry',
    'The ferry Aurora ran aground near Port Elsa on Monday with 41 passengers aboard. Harbour master Ilse Brandt said that nobody was hurt. The inquiry lasted three weeks. Mayor Tom Ravn rejected calls for a second inquiry because it would cost too much.',
  ),
  article(
    'pier',
    'Port Elsa will open a second pier on 20 April 2024. The pier cost $4 million, said Mayor Tom Ravn. Builders raised the pier with steel from Norland.',
  ),
  article(
    'race',
    'The rowing club Norland won the regatta of Port Elsa on 4 May 2024. Norland Star finished 12 seconds before the Aurora crew. North Coast Rescue searched six boats after the race.',
  ),
];

const ask = (question: string, within?: readonly string[]): Promise<Reply> =>
  createDesk({
    all: async () => articles.filter(({ id }) => within?.includes(id) !== false),
    revision: async () => 0,
  }).ask(question);

describe('a question is answered by the passage that holds what it asks for', () => {
  it.each([
    ['How many passengers were aboard the Aurora?', '41 passengers'],
    ['how many passengers were aboard the aurora', '41 passengers'],
    ['Where did the ferry run aground?', 'Port Elsa'],
    ['When will the second pier open?', '20 April 2024'],
    ['How much did the pier cost?', '$4 million'],
    ['How long did the inquiry last?', 'three weeks'],
    ['Why did Tom Ravn reject a second inquiry?', 'because'],
    ['Did the mayor accept a second inquiry?', 'rejected'],
    ['Who is Ilse Brandt?', 'Harbour master'],
    ['What did Ilse Brandt say?', 'nobody was hurt'],
    ['Who won the regatta?', 'rowing club Norland'],
    ['How many boats did North Coast Rescue search?', 'six boats'],
    ['By how many seconds was the Aurora crew beaten by Norland Star?', '12 seconds'],
  ])('%s', async (question, phrase) => {
    const { answer, reason } = await ask(question);
    expect(answer[0]?.citations[0]?.quote ?? reason).toContain(phrase);
  });
});

describe('a question typed as in chat', () => {
  const asked = createDesk({
    all: async () => [
      article(
        'marlow',
        'The lighthouse of Marlow, which is 31 metres tall, was struck by lightning at 8.40 p.m. on Tuesday. Two of the three thieves who broke into its museum got away in a boat. The curator Lena Holt, a historian of Marlow, apologised to visitors. The mayor was on holiday, and deputy mayor Paul Reyne of Marlow took the call. Lisbet Arn won race 6 of the regatta. The council urged Norland to apologise to Marlow. About 40 people donated $300 to the museum through Norland.',
      ),
    ],
    revision: async () => 0,
  });
  it.each([
    ['how tall is the lighthouse of marlow', '31 metres'],
    ['when was the lighthouse struck', '8.40 p.m.'],
    ['how many thieves escaped', 'got away'],
    ['how many thieves got away', 'Two of the three'],
    ['who is lena holt', 'curator'],
    ['who is the deputy mayor of marlow', 'Paul Reyne'],
    ['who won race 6', 'Lisbet Arn'],
    ['did lena holt apologise', 'apologised to visitors'],
    ['DID LENA HOLT APOLOGISE?', 'apologised to visitors'],
  ])('%s', async (question, phrase) => {
    const { answer, reason } = await asked.ask(question);
    expect(answer[0]?.citations[0]?.quote ?? reason).toContain(phrase);
  });

  it.each([
    ['who is the mayor of marlow', 'a deputy is not the mayor'],
    ['who won race 7', 'another race is told of'],
    ['did norland apologise to marlow', 'it was only urged to'],
    ['how much did norland donate', 'others gave through it'],
    ["how tall is lena holt's house", 'it is of another thing'],
    ['when will the museum reopen', 'what has been is told alone'],
  ])('%s: no source says, as %s', async (question) => {
    expect((await asked.ask(question)).answer).toEqual([]);
  });

  it('is refused with the nearest thing that is said of whom it names', async () => {
    expect((await asked.ask('how old is lena holt')).nearest?.text).toContain('Lena Holt');
  });
});

describe('how many is told by what there is one of for each person', () => {
  const desk = createDesk({
    all: async () => [
      article(
        'wreck',
        'Divers brought home the remains of 14 sailors of the Aurora on Monday. Relatives of 30 sailors came to the pier. A choir of 25 fishermen sang for an hour.',
      ),
    ],
    revision: async () => 0,
  });
  it.each([
    'How many bodies were brought home?',
    'how many bodies were returned',
    'How many sailors were brought home?',
  ])('%s', async (question) => {
    const { answer, reason } = await desk.ask(question);
    expect(answer[0]?.text ?? reason).toContain('the remains of 14 sailors');
  });
  it.each(['How many relatives came to the pier?', 'How many choirs sang?'])('but not: %s', async (question) => {
    expect((await desk.ask(question)).answer).toEqual([]);
  });
});

describe('a misspelt question', () => {
  it.each([
    ['how many pasengers were aboard the aurora', '41 passengers', ['passengers']],
    ['How many passengers were aboard the Auroba?', '41 passengers', ['Aurora']],
    ['who is ilse brnadt', 'Harbour master', ['Brandt']],
    ['wen will the second pier open', '20 April 2024', ['when']],
    ['hoe many baots did north coast rescue search', 'six boats', ['how', 'boats']],
    ['WHO WON THE REGTATA', 'rowing club Norland', ['regatta']],
    ['why did tom ravn rejected a second inqiury', 'because', ['inquiry']],
  ])('%s: is read as the articles spell it, and says so', async (question, phrase, readAs) => {
    const reply = await ask(question);
    expect(reply.answer[0]?.citations[0]?.quote ?? reply.reason).toContain(phrase);
    expect(reply).toMatchObject({ question, readAs });
  });

  it.each([
    ['how many dolphins were aboard the aurora', 'a word that English has'],
    ['who won the regattas', 'a form of a word that stands there'],
    ['who is Tom Braun', 'a name that is far from every other'],
    ['how much did the peers cost', 'a word that English has, though another is near'],
    ['who is ilse brandt', 'nothing is misspelt'],
    ['how many pasengers were abord the frery at the harbuor', 'too many slips to tell what was meant'],
    ['how many boats2 and race-boots were there', 'what holds a number or a hyphen'],
  ])('%s: is left as typed, as it holds %s', async (question) => {
    expect((await ask(question)).readAs).toBeUndefined();
  });

  it('is not read as one word rather than another that is as near', async () => {
    const desk = createDesk({
      all: async () => [
        article('shore', 'The divers saw a striped moose on the shore. The divers saw a striped mouse on the pier.'),
      ],
      revision: async () => 0,
    });
    expect((await desk.ask('where did the divers see a moise')).readAs).toBeUndefined();
    expect((await desk.ask('where did the divrs see a moose')).readAs).toEqual(['divers']);
  });

  it('is told the word rather than the name that it is part of', async () => {
    const desk = createDesk({
      all: async () => [article('club', 'The Prisoners Aid Club met on Monday. It wrote to 12 prisoners.')],
      revision: async () => 0,
    });
    expect((await desk.ask('how many prisonners did it write to')).readAs).toEqual(['prisoners']);
  });

  it('is never given another number', async () => {
    expect((await ask('how many boats were siix')).readAs).toBeUndefined();
  });

  it('is read by the words of what may answer it alone', async () => {
    const reply = await ask('how many pasengers were aboard', ['pier', 'race']);
    expect(reply.answer).toEqual([]);
    expect(reply.readAs).toBeUndefined();
  });

  it('that no source answers is told how it was read, too', async () => {
    expect(await ask('how many pasengers were hurt in norland')).toMatchObject({ answer: [], readAs: ['passengers'] });
  });
});

describe('a question is answered by the sentence after', () => {
  const lighthouse = article(
    'lighthouse',
    'The council of Elsa closed the lighthouse of Marlow on Monday. The stairs had become unsafe because of the damp.\n\nThe museum of Elsa burnt down in March. It reopens in a school.',
  );
  const desk = createDesk({ all: async () => [lighthouse], revision: async () => 0 });
  it('that gives the reason', async () => {
    const { answer } = await desk.ask('Why did the council close the lighthouse?');
    expect(answer[0]?.text).toBe(
      'The council of Elsa closed the lighthouse of Marlow on Monday. The stairs had become unsafe because of the damp.',
    );
    expect(answer[0]?.support).toBe('single');
  });
  it('but not by one that gives none', async () => {
    expect((await desk.ask('Why did the museum of Elsa burn down?')).answer).toEqual([]);
  });
});

describe('a question that no source answers is refused', () => {
  it.each([
    'How many crew members were aboard the Aurora?',
    'How many passengers were aboard the Borealis?',
    'How long did the ferry journey last?',
    'Who paid for the lighthouse?',
    'What did Ilse Brandt say about the pier?',
    'How old is Tom Ravn?',
    'Who paid for the second pier?',
    'Who was not aboard the ferry?',
    'Where will the next regatta be held?',
    'How much did the regatta cost?',
  ])('%s', async (question) => {
    expect((await ask(question)).answer).toEqual([]);
  });

  it('with the nearest thing said, and cited', async () => {
    const { reason, nearest } = await ask('How many crew members were aboard the Aurora?');
    expect(reason).toContain('No source says');
    expect(nearest?.citations.length).toBeGreaterThan(0);
  });

  it('naming what no source mentions', async () => {
    expect((await ask('How many passengers were aboard the Borealis?')).reason).toContain('Borealis');
  });

  it('when there is nothing to read', async () => {
    expect(await ask('Who is Ilse Brandt?', [])).toMatchObject({ answer: [], sources: [] });
  });

  it('when it has no words', async () => {
    expect((await ask('???')).reason).toBe('The question has no words to look for.');
  });
});

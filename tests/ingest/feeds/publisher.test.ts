import { describe, expect, it } from 'vitest';
import { publisherOf } from '../../../src/ingest/feeds/publisher.ts';

describe('the publisher of a feed', () => {
  it.each([
    ['The Example Post', 'https://examplepost.example/', 'The Example Post'],
    ['World news | The Example Post', 'https://www.examplepost.example/world', 'The Example Post'],
    ['Example Post - Politics', 'https://examplepost.example/', 'Example Post'],
    ['EXP > World', 'https://rss.exptimes.example/feed', 'EXP'],
    ['Gull News: Europe', 'https://www.gull.example/', 'Gull News'],
    ['Sport » Harbour Herald', 'https://harbourherald.example/', 'Harbour Herald'],
    // Nothing in the host's name says which part it is.
    ['Notes - from the harbour', 'https://blog.example/', 'Notes - from the harbour'],
    ['Ten years on: a look back', 'https://harbour.example/', 'Ten years on: a look back'],
    // What is a kind of feed or a section is no part of a name.
    ['Ministry of Roads - Press releases', 'https://roads.example/', 'Ministry of Roads'],
    ['Northern Wire: Top News', 'https://wire.example/', 'Northern Wire'],
    ['RSS', 'https://www.gull.example/', 'gull.example'],
    ['News | Latest', 'https://gull.example/', 'gull.example'],
    [null, 'https://www.gull.example/feed', 'gull.example'],
    [null, 'no address', null],
  ])('%s at %s is %s', (title, address, publisher) => {
    expect(publisherOf(title, address)).toBe(publisher);
  });
});

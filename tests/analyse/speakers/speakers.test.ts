import { describe, expect, it } from 'vitest';
import { findNames } from '../../../src/analyse/names/names.ts';
import { attributionSpan } from '../../../src/analyse/speakers/attribution.ts';
import { findSpeaker } from '../../../src/analyse/speakers/speakers.ts';
import { findStance, findTense } from '../../../src/analyse/speakers/stance.ts';

const speakerOf = (sentence: string) => findSpeaker(sentence, findNames(sentence));

describe('findSpeaker', () => {
  it.each([
    ['Anna Lindqvist said the bridge was safe.', 'Anna Lindqvist'],
    ['The bridge was safe, Anna Lindqvist told reporters on Monday.', 'Anna Lindqvist'],
    ['“The bridge is safe,” said Norwegian engineer Anna Lindqvist.', 'Anna Lindqvist'],
    ['According to Anna Lindqvist, the bridge was safe.', 'Anna Lindqvist'],
    ['The bridge was safe, according to the Norwegian delegation.', 'the Norwegian delegation'],
    ['Anna Lindqvist, Norway’s transport minister, announced that the bridge was safe.', 'Anna Lindqvist'],
    ['The Norwegian Foreign Minister, Anna Lindqvist, added that the bridge was safe.', 'Anna Lindqvist'],
    ['Anna Lindqvist, speaking in Oslo, Norway, said the bridge was safe.', 'Anna Lindqvist'],
    ['President Anna Lindqvist of Norway said the bridge was safe.', 'Anna Lindqvist'],
    ['Norway says the bridge is safe.', 'Norway'],
    ['The Norwegian delegation said on Monday that the bridge was safe.', 'the Norwegian delegation'],
    ['In Oslo, where officials confirmed the plan, boats were waiting.', 'officials'],
    ['“We have won,” the two sides said.', 'the two sides'],
    ['“It is safe," said Lindqvist. "The report has shown it.”', 'Lindqvist'],
  ])('names who speaks in "%s"', (sentence, name) => {
    expect(speakerOf(sentence)?.name).toBe(name);
  });

  it.each([
    ['The bridge was opened on Monday.'],
    ['He said the bridge was safe.'],
    ['The drivers were told to wait.'],
    ['The boats are said to have left Oslo.'],
    ['The Oslo report has two parts.'],
  ])('names nobody in "%s"', (sentence) => {
    expect(speakerOf(sentence)).toBeNull();
  });

  it('gives a people and its country one key, and a name the key of its mention', () => {
    expect(speakerOf('The Norwegian delegation said so.')?.entity).toBe('norway delegation');
    expect(speakerOf('Norway’s delegation said so.')?.entity).toBe('norway delegation');
    expect(speakerOf('Anna Lindqvist said so.')?.entity).toBe('anna lindqvist');
  });

  it.each([
    ['According to Anna Lindqvist, the bridge was safe.', 'According to Anna Lindqvist'],
    ['Anna Lindqvist said that the bridge was safe.', 'Anna Lindqvist said that'],
    ['“The bridge is safe,” said Anna Lindqvist.', 'said Anna Lindqvist'],
  ])('marks the words that attribute in "%s"', (sentence, clause) => {
    const span = attributionSpan(sentence, findNames(sentence));
    expect(sentence.slice(span?.start ?? 0, span?.end ?? 0)).toBe(clause);
  });
});

describe('findStance', () => {
  it.each([
    ['Norway opened the bridge.', 'asserts'],
    ['Norway denied that the bridge was unsafe.', 'denies'],
    ['Norway rejected calls for a new bridge.', 'denies'],
    ['Norway urged its neighbours to wait.', 'demands'],
    ['Norway plans to build a bridge.', 'plans'],
    ['Norway proposed a new bridge.', 'plans'],
    ['Norway doubted the report.', 'doubts'],
    ['Despite calls for a halt, Norway opened the bridge.', 'asserts'],
    ['The plan to build a bridge was opened to all.', 'asserts'],
    ['Norway said: “We deny nothing.”', 'asserts'],
  ])('reads "%s" as one that %s', (sentence, stance) => {
    expect(findStance(sentence)).toBe(stance);
  });
});

describe('findTense', () => {
  it.each([
    ['The bridge opened on Monday.', 'happened'],
    ['The minister said the bridge will open.', 'ahead'],
    ['The bridge is expected to open in May.', 'ahead'],
    ['A vote to be held in May decides on the bridge.', 'ahead'],
    ['She was the first person to be held in the new prison.', 'happened'],
    ['The first ferry will sail in May.', 'ahead'],
    ['Norway would like a second bridge.', 'ongoing'],
    ['Workers are painting the bridge.', 'ongoing'],
    ['The bridge remains closed.', 'ongoing'],
    ['Norway said the bridge had closed.', 'happened'],
  ])('reads "%s" as %s', (sentence, tense) => {
    expect(findTense(sentence)).toBe(tense);
  });
});

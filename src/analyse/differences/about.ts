/** What a difference is about: the article's own noun phrase and a small table of kinds. */
import { z } from 'zod';
import type { DifferenceKind } from '../../model.ts';
import { dimension } from '../quantities/lexicon.ts';
import data from './about.json' with { type: 'json' };
import type { Frame } from './frame.ts';
import { keyOf } from './words.ts';

const table = z.record(z.string(), z.string());
const { happened, happenedToThings, sums, lengths, measures, units } = z
  .strictObject({
    happened: table,
    happenedToThings: table,
    sums: table,
    lengths: table,
    measures: table,
    units: table,
  })
  .parse(data);

/** A phrase longer than this is no label. */
const longest = 50;
/** "of", "in", "worth of" and an article: what may stand between a quantity and what it is of. */
const link = /^\s*(?:,\s*)?(?:worth\s+)?(?:of|in)?\s*(?:the|its|their|his|her|all)?\s*$/iu;

const trimmed = (text: string): string => text.replace(/^["“”'‘’\s-]+|["“”'‘’\s]+$/gu, '');

/** Sentence case goes, names keep their capitals. */
const inside = (frame: Frame, phrase: string): string =>
  frame.statement.text.startsWith(phrase) && !frame.statement.names.some((name) => name.start === 0)
    ? phrase.charAt(0).toLowerCase() + phrase.slice(1)
    : phrase;

/** What is counted, as written. */
const counted = (frame: Frame): string | null => {
  const text = trimmed(frame.quantity.of ?? '');
  return text === '' || text.length > longest ? null : inside(frame, text);
};

/** What a measure is of, when it is said right behind it: "70% of traffic", "two hours of talks". */
const measured = (frame: Frame): string | null => {
  const phrase = counted(frame);
  if (phrase === null) return null;
  const { text } = frame.statement;
  const at = text.indexOf(frame.quantity.of ?? '', frame.quantity.end);
  return at >= 0 &&
    link.test(text.slice(frame.quantity.end, at)) &&
    /\b(?:of|in)\b/.test(text.slice(frame.quantity.end, at))
    ? phrase
    : null;
};

const first = <T>(frames: readonly Frame[], read: (frame: Frame) => T | null | undefined): T | null => {
  for (const frame of frames) {
    const found = read(frame);
    if (found !== null && found !== undefined) return found;
  }
  return null;
};

/** The entry of the group of meaning nearest to any of the quantities. */
const byEvent = (frames: readonly Frame[], entries: Readonly<Record<string, string>>): string | null =>
  first(frames, (frame) =>
    [...frame.events]
      .sort(([, a], [, b]) => b - a)
      .map(([key]) => entries[key])
      .find((entry) => entry !== undefined),
  );

/** A plural noun of the sentence with the meaning `key`, as written. */
const wordFor = (frame: Frame, key: string): string | null =>
  (frame.statement.text.match(/\p{L}[\p{L}’'-]*/gu) ?? []).find(
    (word) => /s$/.test(word) && keyOf(word.toLowerCase()) === key,
  ) ?? null;

const aboutCount = (frames: readonly Frame[], unit: string): string => {
  const things = !['person', 'child', 'body'].includes(unit);
  const noun = first(frames, counted) ?? units[unit] ?? 'number';
  const said = new Set(
    noun
      .toLowerCase()
      .split(/[^\p{L}]+/u)
      .map(keyOf),
  );
  const event = first(frames, (frame) =>
    frame.event === null || said.has(frame.event)
      ? null
      : things && happenedToThings[frame.event] !== undefined
        ? happenedToThings[frame.event]
        : happened[frame.event],
  );
  return event === null || event === ''
    ? Object.values(units).includes(noun)
      ? `number of ${noun}`
      : noun
    : `${noun} ${event}`;
};

const aboutLength = (frames: readonly Frame[]): string => {
  const talks = first(frames, (frame) => wordFor(frame, '#talk'));
  if (talks !== null) return `length of the ${talks.toLowerCase()}`;
  return byEvent(frames, lengths) ?? measures.duration ?? 'length of time';
};

const aboutMeasure = (frames: readonly Frame[], unit: string): string => {
  const name = measures[dimension(unit)?.dimension ?? unit] ?? 'measure';
  const of = first(frames, measured);
  return of === null ? name : `${name} of ${of}`;
};

/** A short noun phrase for a reader; `frames` are the positions' own, best first. */
export const aboutOf = (kind: DifferenceKind, frames: readonly Frame[]): string => {
  const unit = frames[0]?.quantity.unit ?? 'item';
  if (kind === 'age') {
    if (frames.every((frame) => frame.kind === 'limit')) return 'age limit';
    const name = first(frames, (frame) => frame.statement.names.find(({ entity }) => entity === frame.owner)?.text);
    return name === null ? 'age' : `age of ${name}`;
  }
  if (kind === 'duration') return aboutLength(frames);
  if (kind === 'money') {
    const of = first(frames, measured);
    const event = byEvent(frames, sums);
    return event ?? (of === null ? 'sum of money' : `sum: ${of}`);
  }
  return frames.some((frame) => frame.kind === 'count') ? aboutCount(frames, unit) : aboutMeasure(frames, unit);
};

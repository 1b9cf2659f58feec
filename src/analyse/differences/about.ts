/** What a difference is about, in the article's own words and a small table of kinds. */
import type { DifferenceKind } from '../../model.ts';
import type { Frame } from './frame.ts';
import { keyOf } from './words.ts';

const whatHappened = new Map([
  ['#kill', 'killed'],
  ['#hurt', 'injured'],
  ['#arrest', 'held'],
  ['#miss', 'missing'],
  ['#rescue', 'rescued'],
  ['#free', 'to be exchanged'],
  ['#leave', 'displaced'],
  ['#march', 'marching'],
  ['#destroy', 'destroyed or damaged'],
]);

/** The noun phrase counted, without its own determiner and quotation marks. */
const phrase = (frame: Frame): string | null => {
  const text = frame.quantity.of?.replace(/^["“”'‘’\s]+|["“”'‘’\s]+$/gu, '') ?? '';
  return text === '' ? null : text;
};

/** A noun of the sentence with the meaning `key`, as written. */
const wordFor = (frame: Frame, key: string): string | null => {
  for (const word of frame.statement.text.match(/[\p{L}][\p{L}’'-]*/gu) ?? [])
    if (/s$/.test(word) && keyOf(word.toLowerCase()) === key) return word.toLowerCase();
  return null;
};

const nameOf = (frame: Frame): string | null =>
  frame.statement.names.find((name) => name.entity === frame.owner)?.text ?? null;

const longest = 60;

const first = (frames: readonly Frame[], read: (frame: Frame) => string | null): string | null => {
  for (const frame of frames) {
    const found = read(frame);
    if (found !== null && found.length <= longest) return found;
  }
  return null;
};

const counted = (frames: readonly Frame[]): string => {
  const noun = first(frames, phrase);
  const event = first(frames, (frame) => (frame.event === null ? null : (whatHappened.get(frame.event) ?? null)));
  const unit = frames[0]?.quantity.unit ?? 'item';
  const subject =
    noun ?? (unit === 'child' ? 'children' : unit === 'body' ? 'bodies' : unit === 'person' ? 'people' : 'number');
  const shown = event !== null && !subject.includes(event) ? `${subject} ${event}` : subject;
  return shown;
};

const subjectOf = (frames: readonly Frame[]): string | null =>
  first(frames, (frame) => wordFor(frame, '#talk')) ??
  first(frames, (frame) => (frame.quantity.of === null ? null : phrase(frame)));

const lowerFirst = (text: string): string =>
  /^\p{Lu}\p{Ll}+s?$/u.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1);

/** A short noun phrase for a reader; `frames` are the positions' own, best first. */
export const aboutOf = (kind: DifferenceKind, frames: readonly Frame[]): string => {
  if (kind === 'age') {
    if (frames.every((frame) => frame.kind === 'limit')) return 'age limit';
    const name = first(frames, nameOf);
    return name === null ? 'age' : `age of ${name}`;
  }
  if (kind === 'duration') {
    const subject = subjectOf(frames);
    return subject === null ? 'length of time' : `length of the ${lowerFirst(subject)}`;
  }
  if (kind === 'money') {
    const subject = first(frames, phrase);
    return subject === null ? 'sum of money' : `sum: ${subject}`;
  }
  const unit = frames[0]?.quantity.unit ?? 'item';
  if (['person', 'child', 'body', 'aircraft', 'vehicle', 'building', 'item'].includes(unit)) return counted(frames);
  const subject = first(frames, phrase);
  const measured = unit === 'percent' ? 'share' : unit === 'magnitude' ? 'magnitude' : 'measure';
  return subject === null ? measured : `${measured} of ${lowerFirst(subject)}`;
};

/** Figures that one sentence tells side by side are two things, whoever tells one of them. */
import { clash } from './align.ts';
import { measureKey } from './candidates.ts';
import type { Frame } from './frame.ts';
import { contrast } from './words.ts';

/** What a figure is of: twelve rifles and twelve rounds are not one. */
const nounKey = (frame: Frame): string => `${measureKey(frame)}|${frame.quantity.unit === 'item' ? frame.head : ''}`;
const figureOf = ({ quantity }: Frame): number | null => quantity.value ?? quantity.low;

/** Whether one sentence of the story tells both figures, of one kind of thing, as two. Linear in the sentences. */
export const togetherIn = (frames: readonly Frame[]): ((a: Frame, b: Frame) => boolean) => {
  const sentences = new Map<string, Frame[]>();
  for (const frame of frames) {
    const list = sentences.get(frame.statement.id);
    if (list === undefined) sentences.set(frame.statement.id, [frame]);
    else list.push(frame);
  }
  const pairs = new Set<string>();
  for (const list of sentences.values()) {
    if (list.length < 2 || contrast.test(list[0]?.statement.text ?? '')) continue;
    // Two dead and one hurt say nothing of two reports of the hurt.
    for (const one of list)
      for (const other of list)
        if (figureOf(one) !== figureOf(other) && measureKey(one) === measureKey(other) && !clash(one, other))
          pairs.add(`${nounKey(one)} ${figureOf(one)} ${nounKey(other)} ${figureOf(other)}`);
  }
  return (a, b) => pairs.has(`${nounKey(a)} ${figureOf(a)} ${nounKey(b)} ${figureOf(b)}`);
};

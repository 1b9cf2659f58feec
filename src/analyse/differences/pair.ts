/** The verdict on two sentences: what the engine would make of them side by side. */
import type { Statement } from '../../model.ts';
import { framesOf } from './frame.ts';
import { type Context, type Judgement, judgeFrames } from './judge.ts';

const weight = { differ: 3, update: 3, agree: 2, unrelated: 1 } as const;

/** The most certain verdict on any two quantities of the two statements; undefined when nothing is comparable. */
export const judgePair = (a: Statement, b: Statement, context: Context): Judgement | undefined => {
  let best: Judgement | undefined;
  for (const one of framesOf(a))
    for (const two of framesOf(b)) {
      const judgement = judgeFrames(one, two, context);
      if (judgement.score === 0) continue;
      const better =
        best === undefined ||
        judgement.score > best.score ||
        (judgement.score === best.score && weight[judgement.verdict] > weight[best.verdict]);
      if (better) best = judgement;
    }
  return best;
};

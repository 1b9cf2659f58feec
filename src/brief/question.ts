/** What a question asks for, so that a passage without it is no answer. */
import type { Statement } from '../model.ts';

export type QuestionKind = 'how many' | 'how long' | 'who' | 'when' | 'where' | 'other';

export interface Question {
  readonly kind: QuestionKind;
  /** Stems of its content words, each once. */
  readonly terms: readonly string[];
}

const kinds: readonly (readonly [RegExp, QuestionKind])[] = [
  [/\bhow (?:many|much)\b/iu, 'how many'],
  [/\bhow long\b/iu, 'how long'],
  [/\bwho(?:m|se)?\b/iu, 'who'],
  [/\bwhen\b/iu, 'when'],
  [/\bwhere\b/iu, 'where'],
];

export const readQuestion = (text: string, terms: readonly string[]): Question => ({
  kind: kinds.find(([pattern]) => pattern.test(text))?.[1] ?? 'other',
  terms: [...new Set(terms)],
});

const timeUnits = new Set(['second', 'minute', 'hour', 'day', 'week', 'month', 'year']);

/** Whether a Statement holds the sort of thing that is asked for. */
export const answersKind = ({ kind }: Question, statement: Statement): boolean => {
  switch (kind) {
    case 'how many':
      return statement.quantities.length > 0;
    case 'how long':
      return statement.quantities.some(({ unit }) => unit !== null && timeUnits.has(unit));
    case 'who':
      return statement.names.length > 0 || statement.speaker !== null;
    case 'when':
      return statement.dates.length > 0;
    case 'where':
      return statement.names.some((name) => name.kind === 'place');
    case 'other':
      return true;
  }
};

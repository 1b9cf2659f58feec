/** Answers that the asker alone sees. */
import type { Answer } from '../model.ts';

export const info = (title: string, lines: readonly string[]): Answer => ({
  kind: 'notice',
  notice: { tone: 'info', title, lines },
});

export const done = (title: string, lines: readonly string[] = []): Answer => ({
  kind: 'notice',
  notice: { tone: 'done', title, lines },
});

/** Every refusal names its cause and its fix. */
export const refusal = (cause: string, fix: string): Answer => ({
  kind: 'notice',
  notice: { tone: 'refusal', title: cause, lines: [], fix },
});

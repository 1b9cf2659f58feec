/** How a command ends badly: one clear line with the fix, an exit status, no stack trace for what a person can mend. */
import { CrosswireError } from '../errors.ts';

export interface Failure {
  readonly lines: readonly string[];
  readonly exitStatus: 1 | 2;
}

/** @param debug show where a bug comes from */
export const describeFailure = (error: unknown, debug: boolean): Failure => {
  if (error instanceof CrosswireError) {
    const [first = '', ...more] = error.message.split('\n');
    const lines =
      more.length === 0 ? [`crosswire: ${first}`] : ['crosswire:', ...[first, ...more].map((line) => `  ${line}`)];
    return { lines: [...lines, `fix: ${error.fix}`], exitStatus: error.exitStatus };
  }
  const what = error instanceof Error ? (debug ? (error.stack ?? error.message) : error.message) : String(error);
  return {
    lines: [
      `crosswire: this is a bug in Crosswire: ${what}`,
      'fix: run it again with LOG_LEVEL=debug and report what it prints',
    ],
    exitStatus: 1,
  };
};

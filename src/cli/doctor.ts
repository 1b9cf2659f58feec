/** `crosswire doctor`: what is well, what is not, and the fix of each problem. */
import { CrosswireError } from '../errors.ts';
import type { Finding } from '../ports.ts';
import type { Output } from './output.ts';

export type Examinations = Readonly<Record<string, () => Promise<readonly Finding[]>>>;

/** A configuration that cannot be read stops the examinations that need it; it is told once. */
const examine = async (run: () => Promise<readonly Finding[]>): Promise<readonly Finding[]> => {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof CrosswireError)) throw error;
    return error.message.split('\n').map((what) => ({ what, fix: error.fix }));
  }
};

/** @throws CrosswireError when anything is wrong, after all of it was printed */
export const runDoctor = async (output: Output, examinations: Examinations): Promise<void> => {
  const told = new Set<string>();
  let problems = 0;
  for (const run of Object.values(examinations))
    for (const { what, fix } of await examine(run)) {
      if (told.has(what)) continue;
      told.add(what);
      if (fix !== undefined) problems += 1;
      output.print(fix === undefined ? `ok       ${what}\n` : `problem  ${what}\n         fix: ${fix}\n`);
    }
  if (problems > 0)
    throw new CrosswireError(
      'config',
      `${problems} problem${problems === 1 ? '' : 's'} found`,
      'mend them as said above and run it again',
    );
};

/** `crosswire export FILE` and `crosswire import FILE`: everything in the store, as lines of JSON. */
import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CrosswireError } from '../errors.ts';
import type { Store } from '../ports.ts';
import type { Output } from './output.ts';

const fileFailure = (file: string, cause: unknown): CrosswireError => {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown cause';
  return new CrosswireError(
    'database',
    `${file} cannot be read or written (${code})`,
    'check the path and its permissions',
    { cause },
  );
};

/** Written beside the file first: an export that was cut off never stands in the place of a whole one. */
export const runExport = async (store: Store, file: string, output: Output): Promise<void> => {
  const unfinished = `${file}.part`;
  try {
    await pipeline(Readable.from(store.dump()), createWriteStream(unfinished));
    await rename(unfinished, file);
  } catch (cause) {
    await rm(unfinished, { force: true });
    throw cause instanceof CrosswireError ? cause : fileFailure(file, cause);
  }
  output.note(`Everything is in ${file}.`);
};

export const runImport = async (store: Store, file: string, output: Output): Promise<void> => {
  const stream = createReadStream(file);
  let records: number;
  try {
    records = await store.restore(createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY }));
  } catch (cause) {
    throw cause instanceof CrosswireError ? cause : fileFailure(file, cause);
  } finally {
    stream.destroy();
  }
  output.note(`${records} records taken in from ${file}.`);
};

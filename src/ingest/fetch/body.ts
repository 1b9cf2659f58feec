/** Reads an answer's body, unpacked, and stops as soon as it grows past what is allowed. */
import { type Readable, Transform, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import { badPacking, FaultError, packedBomb, tooLarge } from './faults.ts';

export interface BodyLimits {
  /** Bytes before and after decompression. */
  readonly packedBytes: number;
  readonly bytes: number;
}

/** Text shrinks to a fifth or a tenth; past this many bytes, more than a hundredth of the size is an attack. */
const RATIO = 100;
const RATIO_FROM = 4_000_000;

/** More than two codings on top of one another serve nobody but an attacker. */
const MOST_CODINGS = 2;

export const ACCEPTED_CODINGS = 'gzip, deflate, br';

/** @throws FaultError when it is too large or packed in an unknown way; the stream's own errors as they come */
export const readBody = async (
  body: Readable,
  coding: string | undefined,
  { packedBytes, bytes }: BodyLimits,
  signal: AbortSignal,
): Promise<Uint8Array> => {
  const chunks: Buffer[] = [];
  let [packed, unpacked] = [0, 0];
  const weighPacked = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      packed += chunk.length;
      done(packed > packedBytes ? new FaultError(tooLarge(packedBytes)) : null, chunk);
    },
  });
  const unpackers = (coding ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '' && name !== 'identity')
    .reverse();
  if (unpackers.length > MOST_CODINGS) throw new FaultError(badPacking());
  const stages: NodeJS.ReadWriteStream[] = [weighPacked, ...unpackers.map(unpackerOf)];
  const gather = new Writable({
    write(chunk: Buffer, _encoding, done) {
      unpacked += chunk.length;
      chunks.push(chunk);
      if (unpacked > bytes) done(new FaultError(tooLarge(bytes)));
      else if (unpacked > RATIO_FROM && unpacked > RATIO * packed) done(new FaultError(packedBomb()));
      else done();
    },
  });
  await pipeline([body, ...stages, gather], { signal });
  return Buffer.concat(chunks, unpacked);
};

const unpackerOf = (coding: string): NodeJS.ReadWriteStream => {
  if (coding === 'gzip' || coding === 'x-gzip') return createGunzip();
  if (coding === 'br') return createBrotliDecompress({ flush: constants.BROTLI_OPERATION_FLUSH });
  if (coding === 'deflate') return createInflateEither();
  throw new FaultError(badPacking());
};

/** "deflate" is a zlib stream by the standard and a bare one by custom: the first byte tells which. */
const createInflateEither = (): NodeJS.ReadWriteStream => {
  let inner: ReturnType<typeof createInflate> | undefined;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      if (inner === undefined) {
        inner = ((chunk[0] ?? 0) & 0x0f) === 8 ? createInflate() : createInflateRaw();
        inner.on('data', (unpacked: Buffer) => this.push(unpacked));
        inner.on('error', (error) => this.destroy(error));
      }
      inner.write(chunk, done);
    },
    flush(done) {
      if (inner === undefined) done();
      else inner.once('end', () => done()).end();
    },
    destroy(error, done) {
      inner?.destroy();
      done(error);
    },
  });
};

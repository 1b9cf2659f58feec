/** How the fake's routes answer. */
import { z } from 'zod';
import type { Json } from './world.ts';

export interface RestAnswer {
  readonly status: number;
  readonly body?: unknown;
}

export const refusal = (status: number, code: number, message: string): RestAnswer => ({
  status,
  body: { message, code },
});

const anyObject = z.record(z.string(), z.unknown());
export const asObject = (body: unknown): Json => anyObject.parse(body ?? {});

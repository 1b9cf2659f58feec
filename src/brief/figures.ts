/** A figure as a key: what tells two passages' figures apart. */
import type { Quantity } from '../model.ts';

export const figureOf = ({ value, low, high, unit }: Quantity): string => `${unit ?? ''} ${value ?? `${low}-${high}`}`;

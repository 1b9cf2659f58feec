/** How well a statement would stand for a claim in a chat message. */
import type { Features } from './features.ts';

/** Words beyond which a sentence is long for a chat message. */
const comfortable = 30;

/** 0 to 1: whole and no question, readable alone, short; its source named is a small plus. */
export const merit = ({ statement }: Features): number => {
  const words = statement.text.split(/\s+/u).length;
  const length = words <= comfortable ? 1 : comfortable / words;
  const whole = words >= 6 && /[.!]["'”’)]*$/u.test(statement.text) ? 1 : 0.3;
  return length * whole * (statement.standsAlone ? 1 : 0.4) * (statement.speaker === null ? 0.95 : 1);
};

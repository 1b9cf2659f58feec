/** Figures as keys, as they are kept with what was told, and whether one says no more than another. */
import type { Quantity } from '../model.ts';

/** `UNIT VALUE` or `UNIT LOW-HIGH`; a bound that is open is `null`. */
export const figureOf = ({ value, low, high, unit }: Quantity): string => `${unit ?? ''} ${value ?? `${low}-${high}`}`;

interface Figure {
  readonly unit: string;
  readonly value: number | undefined;
  /** Of a vague figure ("thousands"): its lower bound. */
  readonly least: number | undefined;
}

const pattern = /^(.*) (?:(-?[\d.e+]+)|([\d.e+]+)-(null|[\d.e+]+)|null-.*)$/u;

const readFigure = (figure: string): Figure | undefined => {
  const [, unit, value, low] = pattern.exec(figure) ?? [];
  if (unit === undefined) return undefined;
  return {
    unit,
    value: value === undefined ? undefined : Number(value),
    least: low === undefined ? undefined : Number(low),
  };
};

/** What is counted one by one: the dead are bodies to one outlet and soldiers to another. */
const counted = new Set(['', 'person', 'child', 'body', 'item']);
const sameUnit = (a: Figure, b: Figure): boolean => a.unit === b.unit || (counted.has(a.unit) && counted.has(b.unit));

/** "thousands" may be 6,000, but hardly 600,000. */
const vagueness = 20;

/** Whether one of the other figures says as much: the same, or the exact number where this one is vague. */
export const isFigureTold = (figure: string, others: readonly string[]): boolean => {
  if (others.includes(figure)) return true;
  const one = readFigure(figure);
  if (one === undefined) return false;
  return others.some((each) => {
    const other = readFigure(each);
    if (other === undefined || other.value === undefined || !sameUnit(one, other)) return false;
    if (one.value !== undefined) return one.value === other.value;
    return one.least !== undefined && other.value >= one.least && other.value < one.least * vagueness;
  });
};

/** Figures as keys, as they are kept with what was told, and whether one says no more than another. */
import type { Quantity } from '../model.ts';

/** `UNIT VALUE` or `UNIT LOW-HIGH`; a bound that is open is `null`. */
export const figureOf = ({ value, low, high, unit }: Quantity): string => `${unit ?? ''} ${value ?? `${low}-${high}`}`;

/** The same as it is told: `UNIT BOUND+` for "over 40" and "at least 40", which 41 tells as well. */
export const toldFigureOf = (quantity: Quantity): string => {
  const { value, unit, comparator } = quantity;
  const isBound = value !== null && (comparator === '>' || comparator === '>=');
  return isBound ? `${unit ?? ''} ${value}+` : figureOf(quantity);
};

interface Figure {
  readonly unit: string;
  readonly value: number | undefined;
  /** Of a vague figure ("thousands") and of a bound ("over 40"): the least that it says. */
  readonly least: number | undefined;
  /** How many times as much it may be, as it is commonly used. */
  readonly reach: number;
}

const pattern = /^(.*) (?:(-?\d[\d.]*(?:e\+?\d+)?)(\+?)|([\d.e+]+)-(null|[\d.e+]+)|null-.*)$/u;

/** "thousands" may be 6,000, but hardly 600,000. */
const vagueness = 20;
/** "over 40" may be 41, but hardly 70. */
const slack = 1.2;

const readFigure = (figure: string): Figure | undefined => {
  const [, unit, value, bound, low] = pattern.exec(figure) ?? [];
  if (unit === undefined) return undefined;
  if (bound === '+') return { unit, value: undefined, least: Number(value), reach: slack };
  return {
    unit,
    value: value === undefined ? undefined : Number(value),
    least: low === undefined ? undefined : Number(low),
    reach: vagueness,
  };
};

/** What is counted one by one: the dead are bodies to one outlet and soldiers to another. */
const counted = new Set(['', 'person', 'child', 'body', 'item']);
const sameUnit = (a: Figure, b: Figure): boolean => a.unit === b.unit || (counted.has(a.unit) && counted.has(b.unit));

/** Whether one of the other figures says as much: the same, or the exact number where this one is vague. */
export const isFigureTold = (figure: string, others: readonly string[]): boolean => {
  if (others.includes(figure)) return true;
  const one = readFigure(figure);
  if (one === undefined) return false;
  return others.some((each) => {
    const other = readFigure(each);
    if (other === undefined || !sameUnit(one, other)) return false;
    // "at least 1,000" and "1,000" are one figure.
    const said = other.value ?? (other.reach === slack ? other.least : undefined);
    if (said === undefined) return false;
    if (one.value !== undefined) return one.value === said;
    return one.least !== undefined && said >= one.least && said < one.least * one.reach;
  });
};

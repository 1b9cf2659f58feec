/** One line a measure: what, how much, the gate where there is one, and whether it was met. */
export interface Measure {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly gate?: { readonly least: number } | { readonly most: number };
}

const digits = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toFixed(2));

export const isMet = ({ value, gate }: Measure): boolean =>
  gate === undefined || ('least' in gate ? value >= gate.least : value <= gate.most);

const gateOf = ({ gate }: Measure): string => {
  if (gate === undefined) return '';
  return 'least' in gate ? `at least ${gate.least}` : `at most ${gate.most}`;
};

export const printTable = (measures: readonly Measure[]): string => {
  const rows = measures.map((measure) => [
    measure.what,
    `${digits(measure.value)} ${measure.unit}`.trim(),
    gateOf(measure),
    measure.gate === undefined ? '' : isMet(measure) ? 'met' : 'MISSED',
  ]);
  const all = [['measure', 'value', 'gate', ''], ...rows];
  const width = (column: number): number => Math.max(...all.map((row) => row[column]?.length ?? 0));
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(width(column)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
};

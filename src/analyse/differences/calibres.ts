/** The calibre of a weapon: no quantity of anything, yet a figure on which reports differ. */
import type { Quantity } from '../../model.ts';

const millimetresInInch = 25.4;
/** ".38-caliber revolver", "9mm handgun"; each part is bounded, so that the scan is linear. */
const pattern =
  /(?:(?<inch>\.\d{2,3})[ -]?cali(?:ber|bre)|(?<![\d.])(?<mm>\d{1,2}(?:\.\d{1,2})?)[ -]?mm(?=[ -](?:pistol|handgun|rifle|gun|revolver|round|bullet|semi|automatic|weapon)))\b/giu;

/** Calibres told in a sentence, as quantities in millimetres; spans count in `text`. */
export const findCalibres = (text: string): readonly Quantity[] =>
  [...text.matchAll(pattern)].map((match) => {
    const { inch, mm } = match.groups ?? {};
    const value = inch === undefined ? Number(mm) : Number((Number(inch) * millimetresInInch).toFixed(2));
    return {
      start: match.index,
      end: match.index + match[0].length,
      text: match[0],
      value,
      low: value,
      high: value,
      comparator: '=',
      unit: 'calibre',
      of: /^[ -](\p{Ll}+)/u.exec(text.slice(match.index + match[0].length))?.[1] ?? null,
      scope: null,
    };
  });

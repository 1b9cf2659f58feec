/** HTML's character references in a text that is none any more. */
import { decodeBytes } from 'ftfy-js/bad-codecs';
import { HTML_ENTITIES } from 'ftfy-js/chardata';

const replacement = '\ufffd';
const highest = 0x10ffff;

/** As the standard decodes it: the numbers of windows-1252 for what they meant there; no controls, no non-characters. */
const characterOf = (number: number): string => {
  if (number === 0 || number > highest || (number >= 0xd800 && number <= 0xdfff)) return replacement;
  if (number >= 0x80 && number <= 0x9f) return decodeBytes(Uint8Array.of(number), 'sloppy-windows-1252');
  const character = String.fromCodePoint(number);
  return /[^\P{Cc}\t\n\f\r]|\p{Noncharacter_Code_Point}/u.test(character) ? '' : character;
};

/** @param reference one that ends with a semicolon; what is none comes back as it is */
export const decodeEntity = (reference: string): string => {
  const [, hex, decimal] = /^&#(?:[xX]([0-9a-fA-F]+)|([0-9]+));$/u.exec(reference) ?? [];
  if (hex !== undefined) return characterOf(Number.parseInt(hex, 16));
  if (decimal !== undefined) return characterOf(Number.parseInt(decimal, 10));
  return HTML_ENTITIES[reference] ?? reference;
};

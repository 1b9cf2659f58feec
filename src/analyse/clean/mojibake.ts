/**
 * Text that was UTF-8 and was decoded as something else, decoded anew, as ftfy does it (Speer, python-ftfy 6.3): from the
 * parts of ftfy-js, whose own `fix_encoding` comes with a table of all character names, ten megabytes of memory.
 */

import { canEncode, decodeBytes, encodeText, UnicodeDecodeError } from 'ftfy-js/bad-codecs';
import { is_bad } from 'ftfy-js/badness';
import {
  ALTERED_UTF8_RE,
  binaryToBytes,
  bytesToBinary,
  C1_CONTROL_RE,
  CHARMAP_ENCODINGS,
  LOSSY_UTF8_RE,
  UTF8_DETECTOR_RE,
} from 'ftfy-js/chardata';

/** "Ã " that was "à " of a word, not the à of "à la" that stands alone in a few languages. */
const lostGrave = /\u00c3 (?! |quele|quela|quilo|s )/gu;

const test = (pattern: RegExp, text: string): boolean => text.search(pattern) !== -1;

/** Puts a no-break space back where something took it for a space, since it was the second half of a letter. */
const withByteA0 = (binary: string): string =>
  binary.replace(lostGrave, '\u00c3\u00a0 ').replace(ALTERED_UTF8_RE, (sequence) => sequence.replaceAll(' ', '\u00a0'));

/** Undefined where the bytes are none of the encoding. */
const decoded = (bytes: Uint8Array, encoding: string): string | undefined => {
  try {
    return decodeBytes(bytes, encoding);
  } catch (error) {
    if (error instanceof UnicodeDecodeError) return undefined;
    throw error;
  }
};

/** Read as UTF-8 in place of the encoding that it was read as; undefined when that was not how it came to be. */
const asUtf8 = (text: string, encoding: string): string | undefined => {
  let binary = bytesToBinary(encodeText(text, encoding));
  if (encoding !== 'macroman' && test(ALTERED_UTF8_RE, binary)) binary = withByteA0(binary);
  if (encoding.startsWith('sloppy')) binary = binary.replace(LOSSY_UTF8_RE, '\u00ef\u00bf\u00bd');
  // CESU-8 and Java's own UTF-8 have these bytes; proper UTF-8 never has.
  const variant = /[\u00ed\u00c0]/u.test(binary);
  return decoded(binaryToBytes(binary), variant ? 'utf-8-variants' : 'utf-8');
};

/** Where parts alone are broken, each by itself. */
const partsMended = (text: string): string =>
  text.replace(UTF8_DETECTOR_RE, (part) => (part.length < text.length && is_bad(part) ? mendMojibake(part) : part));

const mendOnce = (text: string): string => {
  if (!is_bad(text)) return text;
  const possible: string[] = CHARMAP_ENCODINGS.filter((encoding) => canEncode(text, encoding));
  for (const encoding of possible) {
    const found = asUtf8(text, encoding);
    if (found !== undefined) return found;
  }
  if (test(UTF8_DETECTOR_RE, text)) {
    const found = partsMended(text);
    if (found !== text) return found;
  }
  if (possible.includes('latin-1')) {
    const found = decoded(encodeText(text, 'latin-1'), 'windows-1252');
    if (found !== undefined && found !== text) return found;
  }
  return text.replace(C1_CONTROL_RE, (character) =>
    decodeBytes(encodeText(character, 'latin-1'), 'sloppy-windows-1252'),
  );
};

/** Mends until nothing more is to be mended: text may have been broken more than once. Each turn makes it shorter or ends. */
export const mendMojibake = (text: string): string => {
  const mended = mendOnce(text);
  return mended === text ? text : mendMojibake(mended);
};

/**
 * Bytes to text, so that offsets count as in the file itself.
 *
 * A byte order mark stays in the text as its first character (U+FEFF): who reads the file as UTF-8 gets the same
 * offsets as our citations. Line endings stay as they are for the same reason.
 */

export interface Decoded {
  readonly text: string;
  readonly encoding: string;
  /** Set when the text is not what its bytes say in UTF-8; one line. */
  readonly doubt?: string;
}

export const BYTE_ORDER_MARK = '\uFEFF';

/** UTF-8; UTF-16 by its byte order mark; windows-1252 for what is not UTF-8. `declared` is a label from a page or a header. */
export const decode = (bytes: Uint8Array, declared?: string): Decoded => {
  const marked = markedEncoding(bytes);
  if (marked !== undefined) return decodeAs(bytes, marked);
  if (declared !== undefined && isKnown(declared) && !isUtf8(declared)) return decodeAs(bytes, declared);
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes), encoding: 'utf-8' };
  } catch {
    return decodeDamaged(bytes);
  }
};

const markedEncoding = (bytes: Uint8Array): string | undefined => {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return undefined;
};

const isKnown = (label: string): boolean => {
  try {
    return new TextDecoder(label).encoding !== '';
  } catch {
    return false;
  }
};

const isUtf8 = (label: string): boolean => new TextDecoder(label).encoding === 'utf-8';

const decodeAs = (bytes: Uint8Array, label: string): Decoded => {
  const decoder = new TextDecoder(label, { ignoreBOM: true });
  const text = decoder.decode(bytes);
  const { encoding } = decoder;
  return { text: encoding === 'windows-1252' ? withWindowsMarks(text) : text, encoding };
};

/** 0x80 to 0x9F in windows-1252, as the WHATWG Encoding Standard lists them; the five that are not used stay as they are. */
const WINDOWS_MARKS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ';

/** Node 20 decodes windows-1252 as if it were Latin-1; with a Node that does not, nothing is left to replace. */
const withWindowsMarks = (text: string): string =>
  text.replace(/[\u0080-\u009F]/gu, (control) => WINDOWS_MARKS.charAt(control.charCodeAt(0) - 0x80));

/** A few bad bytes among good UTF-8 stay UTF-8, each as U+FFFD; a file whose accents are all bad is windows-1252. */
const decodeDamaged = (bytes: Uint8Array): Decoded => {
  const asUtf8 = decodeAs(bytes, 'utf-8');
  let bad = 0;
  let good = 0;
  for (const character of asUtf8.text) {
    if (character === '\uFFFD') bad += 1;
    else if (character > '\u007F') good += 1;
  }
  if (good > bad) return { ...asUtf8, doubt: `${bad} characters are not valid UTF-8 and are lost` };
  return { ...decodeAs(bytes, 'windows-1252'), doubt: 'the file is not UTF-8 and was read as windows-1252' };
};

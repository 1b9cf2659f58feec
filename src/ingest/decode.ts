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
  const encoding = declared === undefined ? undefined : encodingOf(declared);
  const believed = encoding !== undefined && encoding !== 'utf-8' && !isBelied(bytes, encoding);
  if (believed && !SINGLE_BYTE.test(encoding)) return decodeAs(bytes, encoding);
  const text = asUtf8(bytes);
  // Accented letters of one byte each hardly ever make UTF-8 by chance; a server's default says that they are there, often.
  if (believed && (text === undefined || text.length === bytes.length)) return decodeAs(bytes, encoding);
  return text === undefined ? decodeDamaged(bytes) : { text, encoding: 'utf-8' };
};

const SINGLE_BYTE = /^(?:windows-\d+|iso-8859-|koi8-|macintosh|x-mac-|ibm866)/u;

const asUtf8 = (bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
};

/** Mark-up in UTF-16 has a zero in nearly every pair of bytes. */
const isBelied = (bytes: Uint8Array, encoding: string): boolean =>
  encoding.startsWith('utf-16') && !bytes.subarray(0, 64).includes(0);

const markedEncoding = (bytes: Uint8Array): string | undefined => {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return undefined;
};

/** The standard name of an encoding; undefined for a label that means none. */
const encodingOf = (label: string): string | undefined => {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return undefined;
  }
};

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

/** A feed's bytes as text: by byte order mark, then XML declaration, then header, then by what the bytes can be. Pure. */
import type { Headers } from '../../ports.ts';
import { BYTE_ORDER_MARK, decode } from '../decode.ts';

/** How XML without a mark begins in UTF-16 (XML 1.0, appendix F): "<?" with a zero beside each. */
const unmarkedUtf16 = (bytes: Uint8Array): string | undefined => {
  const [a, b, c, d] = bytes;
  if (a === 0x3c && b === 0 && (c === 0x3f || c === 0x21 || c === 0x72) && d === 0) return 'utf-16le';
  if (a === 0 && b === 0x3c && c === 0 && (d === 0x3f || d === 0x21 || d === 0x72)) return 'utf-16be';
  return undefined;
};

const DECLARATION = /^\s{0,100}<\?xml[^>]{0,200}?\bencoding\s{0,10}=\s{0,10}["']([\w.:-]{1,40})["']/u;
const CHARSET = /;\s*charset\s*=\s*"?([\w.:-]{1,40})/iu;

const declaredIn = (bytes: Uint8Array): string | undefined => {
  const label = DECLARATION.exec(new TextDecoder('latin1').decode(bytes.subarray(0, 512)))?.[1];
  // A declaration that could be read byte for byte is not in UTF-16, whatever it says.
  return label === undefined || /^utf-?16/iu.test(label) ? undefined : label;
};

/** Without the mark, NUL characters, and what stands before the first element or brace. */
export const decodeFeed = (bytes: Uint8Array, headers: Headers): string => {
  const label =
    unmarkedUtf16(bytes) ?? declaredIn(bytes) ?? CHARSET.exec(headers['content-type'] ?? '')?.[1] ?? undefined;
  const text = decode(bytes, label).text.replaceAll('\0', '').replaceAll(BYTE_ORDER_MARK, '');
  const start = /[<{[]/u.exec(text)?.index ?? 0;
  return text.slice(start);
};

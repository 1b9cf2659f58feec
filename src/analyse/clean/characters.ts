/** Characters that a reader does not see, and the many that look like a space. */
import { decodeEntity } from './entities.ts';
import { type Edit, editsOf } from './traced.ts';

/** Semicolon-terminated entities that survived a page's conversion to text. */
const entity = /&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});/g;

/** Entities decoded. */
export const entityEdits = (text: string): Edit[] =>
  editsOf(text, entity, ([found]) => decodeEntity(found).replace(/\p{Cs}/gu, ''));

/**
 * Everything that a reader does not see as such: line ends of every system, spaces of every width, control characters,
 * soft hyphens, zero-width and direction marks, byte order marks, halves of surrogate pairs.
 */
const odd = /\r\n?|(?![\n ])[\p{Cc}\p{Cf}\p{Cs}\p{Z}]/gu;
const lineEnd = /^[\r\v\f\u0085\p{Zl}\p{Zp}]/u;
const space = /^[\t\p{Zs}]/u;

/** Scripts and emoji that are spelt with joiners keep them. */
const joins = (text: string, at: number): boolean => text.charCodeAt(at - 1) > 0x24f && text.charCodeAt(at + 1) > 0x24f;

/** Line ends become "\n", spaces " ", the invisible nothing. */
export const characterEdits = (text: string): Edit[] =>
  editsOf(text, odd, (match) => {
    const [found] = match;
    if (lineEnd.test(found)) return '\n';
    if (space.test(found)) return ' ';
    if ((found === '\u200c' || found === '\u200d') && joins(text, match.index)) return found;
    return '';
  });

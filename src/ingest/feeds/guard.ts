/** Makes XML safe to parse: its own entities expanded within bounds, others never, and no deeper than anyone needs. Pure, linear. */
import { tagEnd } from '../dom.ts';
import { type Refusal, refusal } from './refusal.ts';

export type Guarded = { readonly kind: 'ok'; readonly xml: string } | Refusal;

/** More than a feed needs: a name or two for itself and a few accented letters. */
const MOST_ENTITIES = 300;
const MOST_GROWTH = 100_000;
const LONGEST_DOCTYPE = 200_000;
/** Elements in elements; the deepest XHTML in a feed stays far below. */
const DEEPEST = 256;

const FIX = "Tell the site's owner, or use another feed of the site.";
const hostile = (code: string, reason: string): Refusal => refusal(code, reason, FIX);

/** `<!DOCTYPE` out, the entities that it declares put in, and the nesting checked. External entities are never read. */
export const guardXml = (xml: string): Guarded => {
  const doctype = doctypeOf(xml);
  if (doctype === 'broken') return hostile('bad-doctype', 'its DOCTYPE has no end');
  const expanded = doctype === undefined ? { kind: 'ok' as const, xml } : expand(xml, doctype);
  if (expanded.kind === 'refused') return expanded;
  if (nestsTooDeep(expanded.xml)) return hostile('nesting', `its elements nest more than ${DEEPEST} deep`);
  return expanded;
};

interface Doctype {
  readonly start: number;
  readonly end: number;
  readonly subset: string;
}

/** Before the root element only: elsewhere it is text (in CDATA) or a fault that the parser passes over. */
const doctypeOf = (xml: string): Doctype | 'broken' | undefined => {
  let at = xml.indexOf('<');
  while (at !== -1) {
    if (xml.startsWith('<!--', at)) at = after(xml, '-->', at);
    else if (xml.startsWith('<?', at)) at = after(xml, '?>', at);
    else break;
    if (at !== -1) at = xml.indexOf('<', at);
  }
  if (at === -1 || !/^<!doctype/iu.test(xml.slice(at, at + 9))) return undefined;
  const head = xml.slice(at, at + LONGEST_DOCTYPE);
  const close = head.indexOf('>');
  const open = head.indexOf('[');
  if (open === -1 || (close !== -1 && close < open))
    return close === -1 ? 'broken' : { start: at, end: at + close + 1, subset: '' };
  const end = /\]\s{0,100}>/u.exec(head.slice(open));
  if (end === null) return 'broken';
  return { start: at, end: at + open + end.index + end[0].length, subset: head.slice(open + 1, open + end.index) };
};

const after = (text: string, mark: string, from: number): number => {
  const at = text.indexOf(mark, from);
  return at === -1 ? -1 : at + mark.length;
};

const ENTITY = /<!ENTITY\s{1,10}([\w.:-]{1,100})\s{1,10}(?:"([^"]*)"|'([^']*)')\s{0,10}>/gu;

const expand = (xml: string, { start, end, subset }: Doctype): Guarded => {
  const entities = new Map<string, string>();
  for (const [, name = '', double, single] of subset.matchAll(ENTITY)) {
    if (entities.size >= MOST_ENTITIES) return hostile('entities', 'it declares more entities than a feed can need');
    if (!entities.has(name)) entities.set(name, double ?? single ?? '');
  }
  for (const value of entities.values()) {
    // One entity made of others is how a kilobyte becomes gigabytes.
    if ([...value.matchAll(REFERENCE)].some(([, name = '']) => entities.has(name)))
      return hostile('entities', 'its entities are made of one another');
  }
  const rest = xml.slice(0, start) + xml.slice(end);
  let growth = 0;
  for (const [, name = ''] of rest.matchAll(REFERENCE)) growth += entities.get(name)?.length ?? 0;
  if (growth > MOST_GROWTH) return hostile('entities', 'it grows beyond all measure when its entities are put in');
  return { kind: 'ok', xml: rest.replace(REFERENCE, (whole, name: string) => entities.get(name) ?? whole) };
};

const REFERENCE = /&([\w.:-]{1,100});/gu;

/** Tags alone are counted; what stands in comments, CDATA and processing instructions is none. */
const nestsTooDeep = (xml: string): boolean => {
  let depth = 0;
  for (let at = xml.indexOf('<'); at !== -1; at = xml.indexOf('<', at)) {
    if (xml.startsWith('<!--', at)) at = after(xml, '-->', at);
    else if (xml.startsWith('<![CDATA[', at)) at = after(xml, ']]>', at);
    else if (xml.startsWith('<?', at)) at = after(xml, '?>', at);
    else if (!/[\p{L}_:/]/u.test(xml.charAt(at + 1))) at += 1;
    else {
      const closes = xml.charAt(at + 1) === '/';
      at = tagEnd(xml, at + 1);
      if (closes) depth = Math.max(0, depth - 1);
      else if (xml.charAt(at - 2) !== '/') depth += 1;
      if (depth > DEEPEST) return true;
    }
    if (at === -1) return false;
  }
  return false;
};

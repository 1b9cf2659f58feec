/**
 * The little of the DOM that reading a page needs. linkedom's own types lean on the browser's globals, which this
 * project does not load, so the parts that are used are declared here.
 */
import { parseHTML } from 'linkedom';

export interface PageNode {
  readonly nodeType: number;
  readonly nodeName: string;
  readonly textContent: string | null;
  readonly childNodes: Iterable<PageNode>;
  /** Elements have it. */
  getAttribute?(name: string): string | null;
}

interface PageElement extends PageNode {
  getAttribute(name: string): string | null;
}

export interface PageDocument {
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
}

export const TEXT_NODE = 3;
export const ELEMENT_NODE = 1;

/** A fragment without a body is put into one: linkedom, unlike a browser, does not do so itself. */
export const parsePage = (html: string): PageDocument =>
  parseHTML(/<body[\s>]/iu.test(html) ? html : `<html><body>${html}</body></html>`).document;

const UNSEEN_STYLE = /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))\b/iu;

/**
 * Whether an element says of itself that nobody sees it. What a style sheet hides is not known; a size, a place or a
 * transparency of nothing is how honest pages, too, lay out what they show.
 */
export const isHidden = (node: PageNode): boolean => {
  const attribute = (name: string): string | null => node.getAttribute?.(name) ?? null;
  const hidden = attribute('hidden');
  return (
    (hidden !== null && hidden.toLowerCase() !== 'until-found') ||
    attribute('aria-hidden')?.toLowerCase() === 'true' ||
    UNSEEN_STYLE.test(attribute('style')?.slice(0, 2_000) ?? '')
  );
};

/** Elements in elements, at the deepest; stops counting past `limit`. */
export const depthOf = (root: PageNode, limit: number): number => {
  let level: PageNode[] = [root];
  let depth = 0;
  while (level.length > 0 && depth <= limit) {
    level = level.flatMap((node) => [...node.childNodes].filter((child) => child.nodeType === ELEMENT_NODE));
    depth += 1;
  }
  return depth;
};

/** Whether an element holds more than `limit` others, however deep; stops counting there. */
export const holdsMoreThan = (root: PageNode, limit: number): boolean => {
  const todo: PageNode[] = [root];
  let count = -1;
  for (let node = todo.pop(); node !== undefined && count <= limit; node = todo.pop()) {
    count += 1;
    for (const child of node.childNodes) if (child.nodeType === ELEMENT_NODE) todo.push(child);
  }
  return count > limit;
};

/** Elements that hold none, or that the next of their kind ends: they do not nest by themselves. */
const FLAT = new Set(
  (
    'area base br col embed hr img input link meta param source track wbr ' +
    'p li dd dt option optgroup tr td th thead tbody tfoot rp rt'
  ).split(' '),
);
const TAG = /<(\/?)([a-z][a-z\d-]{0,30})/gy;
/** What stands in these is no mark-up. */
const RAW = new Set(['script', 'style', 'textarea', 'title']);
/** Opens and ends what is neither a tag nor text. */
const ASIDES = [
  ['<!--', '-->'],
  ['<![cdata[', ']]>'],
  ['<!', '>'],
  ['<?', '>'],
] as const;
const TAG_MARK = />|=\s*["']/g;

/** Past the `>` that ends a tag, which one in a quoted value does not do. */
export const tagEnd = (source: string, from: number): number => {
  for (let at = from; ; ) {
    TAG_MARK.lastIndex = at;
    const mark = TAG_MARK.exec(source)?.[0];
    if (mark === undefined) return source.length;
    if (mark === '>') return TAG_MARK.lastIndex;
    const close = source.indexOf(mark.slice(-1), TAG_MARK.lastIndex);
    if (close === -1) return source.length;
    at = close + 1;
  }
};

/**
 * Whether elements stand in more than `limit` others, judged by the tags alone: the parser's time grows with the square
 * of the depth, so it must be known before. Linear.
 */
export const nestsDeeperThan = (html: string, limit: number): boolean => {
  const source = html.toLowerCase();
  let depth = 0;
  for (let at = source.indexOf('<'); at !== -1; at = source.indexOf('<', at)) {
    const [opens, ends] = ASIDES.find(([mark]) => source.startsWith(mark, at)) ?? [];
    if (opens !== undefined && ends !== undefined) {
      const end = source.indexOf(ends, at + opens.length);
      if (end === -1) return false;
      at = end + ends.length;
      continue;
    }
    TAG.lastIndex = at;
    const [tag = '<', slash, name = ''] = TAG.exec(source) ?? [];
    if (name === '') {
      at += 1;
      continue;
    }
    at = tagEnd(source, at + tag.length);
    if (FLAT.has(name)) continue;
    depth = Math.max(0, depth + (slash === '' ? 1 : -1));
    if (depth > limit) return true;
    if (slash === '' && RAW.has(name)) {
      const end = source.indexOf(`</${name}`, at);
      if (end === -1) return false;
      at = end;
    }
  }
  return false;
};

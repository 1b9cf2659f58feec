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

/** Elements that hold none, or that the next of their kind ends: they do not nest by themselves. */
const FLAT = new Set(
  (
    'area base br col embed hr img input link meta param source track wbr ' +
    'p li dd dt option optgroup tr td th thead tbody tfoot rp rt'
  ).split(' '),
);
const TAG = /<(\/?)([a-z][a-z\d-]{0,30})/gy;

/**
 * Whether elements stand in more than `limit` others, judged by the tags alone: the parser's time grows with the square
 * of the depth, so it must be known before. Linear.
 */
export const nestsDeeperThan = (html: string, limit: number): boolean => {
  const source = html.toLowerCase();
  let depth = 0;
  for (let at = source.indexOf('<'); at !== -1; at = source.indexOf('<', at)) {
    TAG.lastIndex = at;
    const [tag = '<', slash, name = ''] = TAG.exec(source) ?? [];
    at += tag.length;
    if (name === '' || FLAT.has(name)) continue;
    depth = Math.max(0, depth + (slash === '' ? 1 : -1));
    if (depth > limit) return true;
    // What stands in these is no mark-up.
    if (slash === '' && (name === 'script' || name === 'style')) {
      const end = source.indexOf(`</${name}`, at);
      if (end === -1) return false;
      at = end;
    }
  }
  return false;
};

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

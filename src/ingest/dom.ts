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

export interface PageElement extends PageNode {
  getAttribute(name: string): string | null;
}

export interface PageDocument {
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
}

export const TEXT_NODE = 3;
export const ELEMENT_NODE = 1;

export const parsePage = (html: string): PageDocument => parseHTML(html).document;

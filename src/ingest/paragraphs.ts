/** The readable text of a part of a page, one string a paragraph. */
import { ELEMENT_NODE, type PageNode, TEXT_NODE } from './dom.ts';

const BLOCKS = new Set(
  (
    'ADDRESS ARTICLE ASIDE BLOCKQUOTE DD DETAILS DIV DL DT FIGCAPTION FIGURE FOOTER FORM H1 H2 H3 H4 H5 H6 HEADER HR ' +
    'LI MAIN NAV OL P PRE SECTION SUMMARY TABLE TBODY TD TFOOT TH THEAD TR UL'
  ).split(' '),
);

/** Never text for a reader. */
const SILENT = new Set('SCRIPT STYLE NOSCRIPT TEMPLATE IFRAME SVG MATH BUTTON SELECT TEXTAREA OBJECT'.split(' '));

/** Walks with a stack of its own: a hostile page may nest deeper than the call stack allows. */
export const paragraphsOf = (root: PageNode): readonly string[] => {
  const paragraphs: string[] = [];
  let current: string[] = [];
  let breaks = 0;
  const finish = (): void => {
    const text = current.join('').replace(/\s+/gu, ' ').trim();
    if (text !== '') paragraphs.push(text);
    current = [];
    breaks = 0;
  };
  const todo: (PageNode | 'finish')[] = [root];
  while (todo.length > 0) {
    const node = todo.pop();
    if (node === undefined) break;
    if (node === 'finish') {
      finish();
    } else if (node.nodeType === TEXT_NODE) {
      const text = node.textContent ?? '';
      if (text.trim() !== '') breaks = 0;
      current.push(text);
    } else if (node.nodeType === ELEMENT_NODE || node === root) {
      const name = node.nodeName.toUpperCase();
      if (SILENT.has(name)) continue;
      if (name === 'BR') {
        // Two breaks in a row are how old pages part their paragraphs.
        breaks += 1;
        if (breaks > 1) finish();
        else current.push(' ');
        continue;
      }
      if (BLOCKS.has(name)) {
        finish();
        todo.push('finish');
      }
      todo.push(...[...node.childNodes].reverse());
    }
  }
  finish();
  return paragraphs;
};

/** The readable text of a part of a page, one string a paragraph. */
import { ELEMENT_NODE, isHidden, type PageNode, TEXT_NODE } from './dom.ts';
import { visibleLine } from './visible.ts';

const elements = (names: string): ReadonlySet<string> => new Set(names.split(' '));

const BLOCKS = elements(
  'ADDRESS ARTICLE ASIDE BLOCKQUOTE DD DETAILS DIV DL DT FIGURE H1 H2 H3 H4 H5 H6 HEADER HR LI MAIN OL P PRE SECTION ' +
    'SUMMARY TABLE TBODY TD TFOOT TH THEAD TR UL',
);

/** Holds no sentence of the article: programs, controls, navigation, captions. */
const SILENT = elements(
  'BUTTON FIGCAPTION FOOTER FORM IFRAME MATH NAV NOSCRIPT OBJECT SCRIPT SELECT STYLE SVG TEMPLATE TEXTAREA',
);

/** A list of links leads away from the article; the cells of a table may all be links and still be its matter. */
const CELLS = elements('TD TH');

/** A paragraph as it is gathered, with how much of it stands in links. */
interface Gathered {
  readonly parts: string[];
  linked: number;
  inCell: boolean;
}

const blank = (): Gathered => ({ parts: [], linked: 0, inCell: false });

const ALL_LINKS = 0.8;

/** All link and no sentence: "Related: Ten more stories". */
const leadsAway = (text: string, { linked, inCell }: Gathered, share: number): boolean =>
  !inCell && linked > 0 && linked >= share * text.length && !/[.!?]["'”’)]*$/u.test(text);

/** A number that leads to a note on the same page: it would stand as a figure at the end of the word before it. */
const isNoteMark = (node: PageNode): boolean =>
  node.getAttribute?.('href')?.includes('#') === true && /^\s*[[(]?\d{1,3}[\])]?\s*$/u.test(node.textContent ?? '');

const lengthOf = (text: string): number => text.replace(/\s+/gu, ' ').trim().length;

/**
 * Walks with a stack of its own: a hostile page may nest deeper than the call stack allows.
 *
 * @param keepLinks keep paragraphs that are all links
 * @param linked share of a paragraph in links from which it is all links
 */
export const paragraphsOf = (root: PageNode, { keepLinks = false, linked = ALL_LINKS } = {}): readonly string[] => {
  const paragraphs: string[] = [];
  let current = blank();
  let breaks = 0;
  let links = 0;
  let cells = 0;
  const finish = (): void => {
    const text = visibleLine(current.parts.join(''));
    if (text !== '' && (keepLinks || !leadsAway(text, current, linked))) paragraphs.push(text);
    current = blank();
    breaks = 0;
  };
  const todo: (PageNode | (() => void))[] = [root];
  const enter = (node: PageNode, leave?: () => void): void => {
    if (leave !== undefined) todo.push(leave);
    // One by one: of some hundred thousand arguments the call stack is full.
    for (const child of [...node.childNodes].reverse()) todo.push(child);
  };
  for (let node = todo.pop(); node !== undefined; node = todo.pop()) {
    if (typeof node === 'function') {
      node();
      continue;
    }
    if (node.nodeType === TEXT_NODE) {
      const text = node.textContent ?? '';
      if (text.trim() !== '') breaks = 0;
      if (links > 0) current.linked += lengthOf(text);
      current.inCell ||= cells > 0;
      current.parts.push(text);
      continue;
    }
    if (node.nodeType !== ELEMENT_NODE && node !== root) continue;
    const name = node.nodeName.toUpperCase();
    if (SILENT.has(name) || isHidden(node)) continue;
    if (name === 'BR') {
      // Two breaks in a row are how old pages part their paragraphs.
      breaks += 1;
      if (breaks > 1) finish();
      else current.parts.push(' ');
    } else if (name === 'A') {
      if (isNoteMark(node)) continue;
      links += 1;
      enter(node, () => {
        links -= 1;
      });
    } else if (BLOCKS.has(name)) {
      finish();
      const cell = CELLS.has(name) ? 1 : 0;
      cells += cell;
      enter(node, () => {
        finish();
        cells -= cell;
      });
    } else {
      enter(node);
    }
  }
  finish();
  return paragraphs;
};

/** Whether a document broke off on its way. Pure, linear. */

const ROOT = /<((?:[\w-]{1,20}:)?(?:rss|rdf|feed))[\s>]/iu;
const ITEM_END = /<\/(?:[\w-]{1,20}:)?(?:item|entry)\s{0,10}>/giu;

/** What careless feeds leave open is no loss where nothing follows their last item but ends of elements. */
const ONLY_ENDS = /^(?:\s|<\/[\w:-]{1,60}\s{0,10}>)*$/u;
const LONGEST_END = 500;

/**
 * True for a feed whose root has no end, with more than ends of elements behind its last whole item. The parser closes
 * by itself what was left open: of half an item it would make an article with half a title.
 */
export const isTorn = (xml: string): boolean => {
  const root = ROOT.exec(xml)?.[1];
  if (root === undefined) return false;
  const end = endOfLastItem(xml);
  const rest = xml.slice(end);
  if (new RegExp(`</${root}[\\s>]`, 'iu').test(rest)) return false;
  return end === 0 || rest.length > LONGEST_END || !ONLY_ENDS.test(rest);
};

const endOfLastItem = (xml: string): number => {
  let end = 0;
  for (const found of xml.matchAll(ITEM_END)) end = found.index + found[0].length;
  return end;
};

/** Marks the passage that the address names, `#START-END`, counted in the article's text. */
const text = document.getElementById('reader-text');
const status = document.getElementById('reader-status');
const calm = matchMedia('(prefers-reduced-motion: reduce)');

const unmark = () => {
  for (const mark of [...text.querySelectorAll('mark')]) {
    mark.replaceWith(...mark.childNodes);
  }
  text.normalize();
};

/** Wraps the parts of one paragraph's text that lie within the passage; mark-up that is not shown splits it. */
const markIn = (paragraph, start, end) => {
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode() !== null) nodes.push(walker.currentNode);
  const marks = [];
  let offset = Number(paragraph.dataset.start);
  for (const node of nodes) {
    const length = node.length;
    const from = Math.max(0, start - offset);
    const to = Math.min(length, end - offset);
    if (from < to && node.parentElement.className !== 'reader-markup') {
      const range = document.createRange();
      range.setStart(node, from);
      range.setEnd(node, to);
      const mark = document.createElement('mark');
      range.surroundContents(mark);
      marks.push(mark);
    }
    offset += length;
  }
  return marks;
};

const show = () => {
  const found = /^#(\d{1,9})-(\d{1,9})$/u.exec(location.hash);
  if (found === null) {
    document.getElementById('passage')?.scrollIntoView({ block: 'center', behavior: 'auto' });
    return;
  }
  unmark();
  const [start, end] = [Number(found[1]), Number(found[2])];
  const marks = [...text.querySelectorAll('p')].flatMap((paragraph) => markIn(paragraph, start, end));
  const [first] = marks;
  if (first === undefined) {
    status.textContent = 'The cited passage is not in the text shown here.';
    return;
  }
  first.id = 'passage';
  first.tabIndex = -1;
  status.textContent = 'The cited passage is marked.';
  first.scrollIntoView({ block: 'center', behavior: calm.matches ? 'auto' : 'smooth' });
  first.focus({ preventScroll: true });
};

show();
addEventListener('hashchange', show);

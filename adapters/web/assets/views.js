/** Which look posts are shown in: kept for the next visit, and fitted to the window. */
import { remember, remembered } from './memory.js';

const narrow = matchMedia('(max-width: 60rem)');

const check = (view) => {
  const radio = document.getElementById(`view-${view}`);
  if (radio !== null) radio.checked = true;
};
const fitView = () => {
  const view = remembered('view') ?? 'both';
  check(narrow.matches && view === 'both' ? 'slack' : view);
};
fitView();
narrow.addEventListener('change', fitView);
document.querySelector('.views').addEventListener('change', (event) => remember('view', event.target.value));

/** The box to type in: commands are offered as you type, and what was typed before comes back with the arrow keys. */
import { remember, remembered } from './memory.js';

export const input = document.getElementById('text');
const list = document.getElementById('commands');
const options = [...list.querySelectorAll('[role=option]')];

// ── Commands as you type ───────────────────────────────────────────────────
let active = -1;
/** Somebody went through the list, and did not only type beside it. */
let chosen = false;
const visible = () => options.filter((option) => !option.hidden);

const mark = (index) => {
  const shown = visible();
  active = shown.length === 0 ? -1 : (index + shown.length) % shown.length;
  for (const option of options) option.setAttribute('aria-selected', 'false');
  const option = shown[active];
  if (option === undefined) input.removeAttribute('aria-activedescendant');
  else {
    option.setAttribute('aria-selected', 'true');
    input.setAttribute('aria-activedescendant', option.id);
    option.scrollIntoView({ block: 'nearest' });
  }
};
export const closeList = () => {
  list.hidden = true;
  input.setAttribute('aria-expanded', 'false');
  input.removeAttribute('aria-activedescendant');
  active = -1;
};
const filter = () => {
  chosen = false;
  const typed = input.value.toLowerCase();
  for (const option of options) {
    const { command } = option.dataset;
    // What a command can do is offered once its own name stands there.
    option.hidden = !command.startsWith(typed) || (command.includes(' ') && !typed.includes(' '));
  }
  const shown = visible();
  if (!typed.startsWith('/') || shown.length === 0) return closeList();
  list.hidden = false;
  input.setAttribute('aria-expanded', 'true');
  mark(0);
};
const complete = () => {
  const option = visible()[active];
  if (list.hidden || option === undefined) return false;
  input.value = `${option.dataset.command} `;
  closeList();
  return true;
};

input.addEventListener('input', filter);
input.addEventListener('blur', () => setTimeout(closeList, 150));
list.addEventListener('mousedown', (event) => event.preventDefault());
list.addEventListener('click', (event) => {
  const option = event.target.closest('[role=option]');
  if (option === null) return;
  mark(visible().indexOf(option));
  complete();
  input.focus();
});

// ── What was typed before ──────────────────────────────────────────────────
const typedBefore = JSON.parse(remembered('typed') ?? '[]');
let place = typedBefore.length;
const recall = (step) => {
  place = Math.min(typedBefore.length, Math.max(0, place + step));
  input.value = typedBefore[place] ?? '';
  input.setSelectionRange(input.value.length, input.value.length);
};
export const keep = (text) => {
  if (typedBefore.at(-1) !== text) typedBefore.push(text);
  if (typedBefore.length > 50) typedBefore.shift();
  place = typedBefore.length;
  remember('typed', JSON.stringify(typedBefore));
};

input.addEventListener('keydown', (event) => {
  const open = !list.hidden;
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    const step = event.key === 'ArrowDown' ? 1 : -1;
    event.preventDefault();
    chosen = open;
    if (open) mark(active + step);
    else recall(step);
  } else if (event.key === 'Tab' && open && !event.shiftKey) {
    if (complete()) event.preventDefault();
  } else if (event.key === 'Enter' && open) {
    // A command typed whole is sent; a part of its name is completed first, and what follows it is sent as it stands.
    const typed = input.value.trim();
    if (visible()[active]?.dataset.command === typed || (typed.includes(' ') && !chosen)) closeList();
    else if (complete()) event.preventDefault();
  } else if (event.key === 'Escape' && open) {
    event.preventDefault();
    closeList();
  }
});

document.addEventListener('keydown', (event) => {
  const typing = event.target.closest?.('input, textarea, select');
  if (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    input.focus();
    input.value = '/';
    filter();
  }
});

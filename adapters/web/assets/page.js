/** The channel page's script: live posts, threads beside the channel, commands as you type. All works without it, plainly. */
import { closeList, keep } from './commands.js';
import './views.js';

const byId = (id) => document.getElementById(id);
const channel = byId('channel');
const thread = byId('thread');
const status = byId('status');
const calm = matchMedia('(prefers-reduced-motion: reduce)');
const narrow = matchMedia('(max-width: 60rem)');

const say = (words) => {
  status.textContent = words;
};

// ── Posts ──────────────────────────────────────────────────────────────────
/** Our own server's fragments: every text in them was escaped there. */
const element = (html) => {
  const template = document.createElement('template');
  template.innerHTML = html;
  return template.content.firstElementChild;
};
const fragment = async (path) => {
  const response = await fetch(path, { headers: { accept: 'text/html' } });
  // The session has ended: the way leads over the login.
  if (response.redirected) location.reload();
  return response.ok && !response.redirected ? element(await response.text()) : null;
};
const show = (post) => post.scrollIntoView({ block: 'start', behavior: calm.matches ? 'auto' : 'smooth' });

/** Puts a post in, or draws it anew when its replies have changed. */
const refreshPost = async (ref) => {
  const fresh = await fragment(`/fragment/post/${encodeURIComponent(ref)}`);
  if (fresh === null) return null;
  const standing = byId(`post-${ref}`);
  if (standing === null) {
    byId('empty')?.remove();
    channel.append(fresh);
  } else if (!standing.contains(document.activeElement)) {
    standing.replaceWith(fresh);
  }
  return byId(`post-${ref}`);
};

const openRef = () => thread.querySelector('.thread-inner')?.dataset.ref;

const fillThread = async (ref) => {
  const inner = await fragment(`/fragment/thread/${encodeURIComponent(ref)}`);
  if (inner === null) return false;
  // Looked at only now: people go on typing while the thread is fetched.
  const typed = byId('ask-text')?.value ?? '';
  const held = thread.contains(document.activeElement) ? document.activeElement.id : '';
  const same = openRef() === ref;
  thread.replaceChildren(inner);
  const box = byId('ask-text');
  if (same && typed !== '' && box !== null) box.value = typed;
  if (same && held !== '') byId(held)?.focus({ preventScroll: true });
  return true;
};

/** Several replies of one thread arrive together: draw it once. */
const waiting = new Map();
const soon = (ref, draw) => {
  clearTimeout(waiting.get(ref));
  waiting.set(ref, setTimeout(draw, 120));
};
const heard = ({ data }) => {
  const { ref, parent } = JSON.parse(data);
  const top = parent ?? ref;
  soon(top, async () => {
    const isNew = byId(`post-${top}`) === null;
    await refreshPost(top);
    if (isNew) say('A new post stands in the channel.');
    if (openRef() === top && !thread.hidden) await fillThread(top);
  });
};

/** Posts that came while nobody listened. */
const catchUp = async () => {
  const response = await fetch('/', { headers: { accept: 'text/html' } }).catch(() => undefined);
  if (response?.ok !== true || response.redirected) return;
  const now = new DOMParser().parseFromString(await response.text(), 'text/html');
  for (const post of now.querySelectorAll('#channel > .post')) {
    if (byId(post.id) === null) await refreshPost(post.dataset.ref);
  }
};

/** Listens while the page is looked at: a browser keeps few connections to one server, and each open tab would take one. */
let events = null;
const listen = () => {
  if (document.hidden) {
    events?.close();
    events = null;
  } else if (events === null) {
    events = new EventSource('/events');
    events.addEventListener('post', heard);
    events.addEventListener('open', catchUp);
    // Too many pages are open: this one listens again when it is next looked at.
    events.addEventListener('displaced', () => {
      events?.close();
      events = null;
    });
  }
};
listen();
document.addEventListener('visibilitychange', listen);
addEventListener('pagehide', () => events?.close());

// ── Thread ─────────────────────────────────────────────────────────────────
let opener = null;

const openThread = async (ref, push) => {
  if (!(await fillThread(ref))) return;
  thread.hidden = false;
  document.body.classList.add('thread-open');
  if (push) history.pushState({ thread: ref }, '', `/thread/${encodeURIComponent(ref)}`);
  thread.scrollTop = 0;
  if (getComputedStyle(channel).display === 'none') thread.scrollIntoView({ block: 'start', behavior: 'auto' });
  byId('thread-title').focus({ preventScroll: true });
};

const closeThread = (push) => {
  const ref = openRef();
  thread.hidden = true;
  thread.replaceChildren();
  document.body.classList.remove('thread-open');
  if (push) history.pushState({}, '', '/');
  const back = opener?.isConnected ? opener : document.querySelector(`[data-thread="${CSS.escape(ref ?? '')}"]`);
  opener = null;
  back?.focus({ preventScroll: true });
  back?.scrollIntoView({ block: 'center', behavior: 'auto' });
};

const plainClick = (event) =>
  event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;

document.addEventListener('click', (event) => {
  const link = event.target.closest?.('[data-thread], [data-close]');
  if (!link || !plainClick(event)) return;
  event.preventDefault();
  if (link.dataset.thread === undefined) {
    closeThread(true);
  } else {
    opener = link;
    openThread(link.dataset.thread, true);
  }
});

addEventListener('popstate', () => {
  const ref = /^\/thread\/([^/]+)/u.exec(location.pathname)?.[1];
  if (ref !== undefined) openThread(decodeURIComponent(ref), false);
  else if (!thread.hidden) closeThread(false);
});

document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && !thread.hidden && !event.defaultPrevented) closeThread(true);
});

// ── Sending ────────────────────────────────────────────────────────────────
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

const channelHidden = () => getComputedStyle(channel).display === 'none';

/** In the thread, in place of the notice that was pressed, under the post that was pressed, or at the end. */
const placeNotice = (html, form) => {
  const notice = element(html);
  byId('empty')?.remove();
  const pressed = form.closest('.notice');
  const post = form.closest('#channel > .post');
  if (pressed !== null) pressed.replaceWith(notice);
  else if (form.closest('#thread') !== null) thread.querySelector('.thread-posts').append(notice);
  else if (post !== null) post.after(notice);
  else {
    if (!thread.hidden && channelHidden()) closeThread(true);
    channel.append(notice);
  }
  show(notice);
  notice.focus({ preventScroll: true });
};

const placeAnswer = async (answer, form) => {
  if (answer.kind === 'notice') return placeNotice(answer.html, form);
  if (answer.kind === 'reply') {
    if (openRef() === answer.thread) await fillThread(answer.thread);
    else await openThread(answer.thread, true);
    const reply = byId(`post-${answer.ref}`);
    return reply === null ? undefined : show(reply);
  }
  if (!thread.hidden && channelHidden()) closeThread(true);
  const post = await refreshPost(answer.ref);
  if (post !== null) show(post);
};

/** Crosswire was started anew: forms that stand here are of before, and take the new token. */
const renewToken = async (body) => {
  const response = await fetch('/', { headers: { accept: 'text/html' } });
  if (response.redirected) {
    location.assign(response.url);
    return false;
  }
  const now = new DOMParser().parseFromString(await response.text(), 'text/html');
  const token = now.querySelector('input[name=token]')?.value;
  if (token === undefined) return false;
  for (const held of document.querySelectorAll('input[name=token]')) held.value = token;
  body.set('token', token);
  return true;
};

const post = async (body) => {
  const ask = () => fetch('/say', { method: 'POST', body, headers: { accept: 'application/json' } });
  const response = await ask();
  if ((response.status === 403 || response.status === 401) && (await renewToken(body))) return ask();
  return response;
};

const send = async (form, body) => {
  form.setAttribute('aria-busy', 'true');
  say('Sent. The answer is on its way.');
  try {
    const response = await post(body);
    if (!response.ok) throw new Error(`status ${response.status}`);
    const answer = await response.json();
    form.querySelector('[role=alert].only-you')?.remove();
    await placeAnswer(answer, form);
    say(answer.kind === 'reply' ? 'The answer stands in the thread.' : 'The answer stands in the channel.');
  } catch {
    say('');
    const refused = document.createElement('p');
    refused.className = 'only-you';
    refused.setAttribute('role', 'alert');
    refused.textContent = 'Crosswire did not answer. Is it still running? What you typed is kept in the box.';
    form.querySelector('[role=alert].only-you')?.remove();
    form.prepend(refused);
    const box = form.querySelector('input[type=text][name=text]');
    if (box?.value === '') box.value = body.get('text');
  } finally {
    form.removeAttribute('aria-busy');
  }
};

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!form.matches('[data-say]')) return;
  event.preventDefault();
  if (form.getAttribute('aria-busy') === 'true') return;
  const body = new URLSearchParams(new FormData(form, event.submitter));
  body.set('zone', zone);
  const text = (body.get('text') ?? '').trim();
  if (text === '' && !body.has('verb')) return;
  const box = form.querySelector('input[type=text][name=text]');
  if (box !== null) {
    box.value = '';
    // On a small screen the keyboard would cover the answer.
    if (narrow.matches) box.blur();
  }
  if (form.id === 'composer') {
    keep(text);
    closeList();
  }
  send(form, body);
});

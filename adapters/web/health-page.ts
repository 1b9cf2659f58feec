/** How the service is, in words: what is wrong, what waits, and what else is good to know. */
import { createElement as h, type ReactElement } from 'react';
import { count } from '../text.ts';
import type { ServiceHealth } from './operator.ts';
import { factList } from './parts.ts';
import { deskHtml, type Shell } from './shell.ts';

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const verdict = (problems: readonly string[]): ReactElement =>
  problems.length === 0
    ? h('p', { className: 'verdict verdict-well' }, 'All is well.')
    : h(
        'div',
        { className: 'verdict verdict-ill' },
        h('h2', null, `${count(problems.length, 'thing')} ${problems.length === 1 ? 'is' : 'are'} wrong`),
        h(
          'ul',
          null,
          problems.map((problem) => h('li', { key: problem }, `${capitalised(problem)}.`)),
        ),
      );

const number = new Intl.NumberFormat('en-GB');

const queues = (waiting: ServiceHealth['queues']): ReactElement =>
  h(
    'dl',
    { className: 'tiles' },
    waiting.map((queue) =>
      h(
        'div',
        { key: queue.name, className: 'tile' },
        h('dt', null, queue.name),
        h('dd', null, number.format(queue.waiting)),
      ),
    ),
  );

export const healthHtml = ({ problems, queues: waiting, facts }: ServiceHealth, shell: Shell, now: number): string =>
  deskHtml(
    { title: 'Health', current: '/health', shell, now },
    verdict(problems),
    h('h2', null, 'What waits'),
    queues(waiting),
    h('h2', null, 'The desk'),
    factList(facts.map(({ name, value }) => [name, value] as const)),
    h(
      'p',
      { className: 'machines' },
      'For machines: ',
      h('a', { href: '/healthz' }, '/healthz'),
      ' and ',
      h('a', { href: '/metrics' }, '/metrics'),
      '.',
    ),
  );

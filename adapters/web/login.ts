/** What stands at the door: the login, and why somebody does not get in. */
import { createElement as h, type ReactNode } from 'react';
import { documentHtml } from './document.ts';

const doorHtml = (title: string, ...inside: readonly ReactNode[]): string =>
  documentHtml({
    title: `${title} · Crosswire`,
    styles: ['/assets/base.css', '/assets/door.css'],
    scripts: [],
    bodyClass: 'door',
    body: h(
      'main',
      null,
      h('img', { src: '/assets/mark.svg', alt: '', width: 44, height: 44 }),
      h('h1', null, title),
      ...inside,
    ),
  });

/** @param problem why the last attempt failed */
export const loginHtml = (next: string, problem?: string): string =>
  doorHtml(
    'Crosswire',
    h(
      'form',
      { method: 'post', action: '/login' },
      h('input', { type: 'hidden', name: 'next', value: next }),
      // So that a password manager knows what to keep it under.
      h('input', {
        type: 'text',
        name: 'username',
        value: 'operator',
        autoComplete: 'username',
        readOnly: true,
        hidden: true,
      }),
      h('label', { htmlFor: 'password' }, 'Password'),
      h('input', {
        id: 'password',
        name: 'password',
        type: 'password',
        required: true,
        maxLength: 500,
        autoComplete: 'current-password',
        ...(problem !== undefined && { 'aria-invalid': true, 'aria-describedby': 'problem' }),
      }),
      problem === undefined ? null : h('p', { id: 'problem', className: 'door-problem', role: 'alert' }, problem),
      h('button', { type: 'submit' }, 'Log in'),
    ),
    h('p', { className: 'door-hint' }, 'It is the one that WEB_PASSWORD was set to where Crosswire runs.'),
  );

export const closedHtml = (): string =>
  doorHtml(
    'This page is closed',
    h('p', null, 'It can be reached from beyond its own machine, and nothing says who may come in.'),
    h(
      'p',
      null,
      'Whoever runs Crosswire opens it with ',
      h('code', null, 'WEB_PASSWORD'),
      ', or with ',
      h('code', null, 'WEB_USER_HEADER'),
      ' where a proxy in front of it asks who is there.',
    ),
  );

export const proxyHtml = (): string =>
  doorHtml(
    'Come in by the front door',
    h('p', null, 'This page stands behind a proxy that asks who is there, and your request did not come through it.'),
    h('p', null, 'Open it at its public address.'),
  );

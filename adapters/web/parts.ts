/** Small parts that the operator's pages share. Pure. */
import { createElement as h, type ReactElement, type ReactNode } from 'react';

export type Tone = 'well' | 'idle' | 'ill';

/** A state in one word; its colour says nothing that the word does not. */
export const badge = (tone: Tone, words: string): ReactElement =>
  h('span', { className: `badge badge-${tone}` }, words);

/** Pairs of a name and what stands for it; those without are left out. */
export const factList = (facts: readonly (readonly [name: string, value: ReactNode])[]): ReactElement =>
  h(
    'dl',
    { className: 'facts' },
    facts
      .filter(([, value]) => value !== undefined && value !== null && value !== '')
      .map(([name, value]) => h('div', { key: name }, h('dt', null, name), h('dd', null, value))),
  );

/** What is wrong, and what to do about it. */
export const trouble = (cause: ReactNode, fix: string | undefined, tone: 'idle' | 'ill' = 'ill'): ReactElement =>
  h(
    'div',
    { className: tone === 'ill' ? 'trouble' : 'trouble trouble-idle' },
    h('p', null, cause),
    fix === undefined || fix === '' ? null : h('p', null, h('strong', null, 'What to do: '), fix),
  );

export const nothing = (...words: readonly ReactNode[]): ReactElement => h('p', { className: 'empty' }, ...words);

export const typed = (words: string): ReactElement => h('code', { key: words }, words);

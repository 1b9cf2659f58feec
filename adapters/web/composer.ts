/** The box to type in, the commands that it offers, the same as buttons, and the help to them. */
import { createElement as h, type ReactElement, type ReactNode } from 'react';
import type { Parameter } from '../../src/model.ts';
import { hiddenFields } from './press.ts';

export interface PageCommand {
  /** Without the slash. */
  readonly name: string;
  readonly usage: string;
  readonly description: string;
  /** What can be done with it. */
  readonly verbs?: readonly PageVerb[];
}

interface PageVerb {
  readonly name: string;
  readonly summary: string;
  readonly parameters: readonly Pick<Parameter, 'name' | 'lead' | 'required'>[];
}

/** Commands offered as buttons. */
const buttonsShown = 10;

interface Offered {
  readonly words: string;
  readonly usage: string;
  readonly says: string;
}

/** "TOPICS at TIME [DAYS] [in ZONE]". */
const usageOf = ({ parameters }: PageVerb): string =>
  parameters
    .map(({ name, lead, required }) => {
      const words = [lead, name.toUpperCase()].filter((word) => word !== undefined).join(' ');
      return required ? words : `[${words}]`;
    })
    .join(' ');

const offeredBy = ({ name, usage, description, verbs = [] }: PageCommand): readonly Offered[] => [
  { words: `/${name}`, usage, says: description },
  ...verbs.map((verb) => ({ words: `/${name} ${verb.name}`, usage: usageOf(verb), says: verb.summary })),
];

const option = ({ words, usage, says }: Offered): ReactNode =>
  h(
    'li',
    {
      key: words,
      role: 'option',
      id: `command-${words.replace(/\W+/gu, '-')}`,
      'data-command': words,
      'aria-selected': false,
    },
    h('span', { className: 'command-name' }, words),
    usage === '' ? null : h('span', { className: 'command-usage' }, ` ${usage}`),
    h('span', { className: 'command-says' }, says),
  );

/** A form of its own: the first button of a form is the one that Enter presses. */
export const commandButtons = (commands: readonly PageCommand[], token: string): ReactElement =>
  h(
    'form',
    { className: 'buttons', method: 'post', action: '/say', 'data-say': '', 'aria-label': 'Commands to try' },
    hiddenFields({ token, thread: '', inThread: false }),
    commands
      .slice(0, buttonsShown)
      .map(({ name, description }) =>
        h('button', { key: name, type: 'submit', name: 'text', value: `/${name}`, title: description }, `/${name}`),
      ),
  );

export const composer = (commands: readonly PageCommand[], token: string): ReactElement =>
  h(
    'form',
    {
      className: 'composer',
      method: 'post',
      action: '/say',
      'data-say': '',
      id: 'composer',
      'aria-label': 'Write to #news',
    },
    hiddenFields({ token, thread: '', inThread: false }),
    h(
      'ul',
      { role: 'listbox', id: 'commands', 'aria-label': 'Commands', hidden: true },
      commands.flatMap(offeredBy).map(option),
    ),
    h(
      'div',
      { className: 'field' },
      h('label', { className: 'visually-hidden', htmlFor: 'text' }, 'A command, as /swap, or a question'),
      h('input', {
        id: 'text',
        name: 'text',
        type: 'text',
        autoComplete: 'off',
        autoCapitalize: 'off',
        spellCheck: false,
        maxLength: 500,
        required: true,
        placeholder: 'Type / or ask …',
        role: 'combobox',
        'aria-expanded': false,
        'aria-controls': 'commands',
        'aria-autocomplete': 'list',
      }),
      h('button', { type: 'submit' }, 'Send'),
    ),
  );

/** All that can be typed, for whoever looks it up; nothing where the commands tell nothing of themselves. */
export const commandHelp = (commands: readonly PageCommand[]): ReactNode => {
  const offered = commands.filter(({ verbs = [] }) => verbs.length > 0).flatMap((one) => offeredBy(one).slice(1));
  if (offered.length === 0) return null;
  return h(
    'details',
    { className: 'help', id: 'help' },
    h('summary', null, 'What can be typed'),
    h(
      'dl',
      { tabIndex: 0, 'aria-label': 'What can be typed' },
      offered.map(({ words, usage, says }) =>
        h('div', { key: words }, h('dt', null, h('code', null, `${words} ${usage}`.trim())), h('dd', null, says)),
      ),
    ),
  );
};

/** The box to type in, the commands that it offers, and the same as buttons. */
import { createElement as h, type ReactElement, type ReactNode } from 'react';

export interface PageCommand {
  /** Without the slash. */
  readonly name: string;
  readonly usage: string;
  readonly description: string;
}

/** Commands offered as buttons. */
const buttonsShown = 10;

const commandOption = (command: PageCommand): ReactNode =>
  h(
    'li',
    {
      key: command.name,
      role: 'option',
      id: `command-${command.name.replace(/\W+/gu, '-')}`,
      'data-command': `/${command.name}`,
      'aria-selected': false,
    },
    h('span', { className: 'command-name' }, `/${command.name}`),
    command.usage === '' ? null : h('span', { className: 'command-usage' }, ` ${command.usage}`),
    h('span', { className: 'command-says' }, command.description),
  );

/** A form of its own: the first button of a form is the one that Enter presses. */
export const commandButtons = (commands: readonly PageCommand[]): ReactElement =>
  h(
    'form',
    { className: 'buttons', method: 'post', action: '/say', 'data-say': '', 'aria-label': 'Commands to try' },
    commands
      .slice(0, buttonsShown)
      .map(({ name, description }) =>
        h('button', { key: name, type: 'submit', name: 'text', value: `/${name}`, title: description }, `/${name}`),
      ),
  );

export const composer = (commands: readonly PageCommand[]): ReactElement =>
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
    h('ul', { role: 'listbox', id: 'commands', 'aria-label': 'Commands', hidden: true }, commands.map(commandOption)),
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

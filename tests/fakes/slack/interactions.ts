/** The bodies that Slack hands to an app when a button is pressed, a modal filled in, a field typed into. */
import { type HeldView, ids, type Message, type Workspace } from './workspace.ts';

type Fields = Readonly<Record<string, unknown>>;

const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const textOf = (value: unknown): string => String(fieldsOf(value).text ?? '');

interface Pressable {
  readonly label: string;
  readonly action: Fields;
}

/** What can be pressed among some blocks: the words on it, and the action that Slack hands in for it. */
export const pressables = (blocks: unknown): readonly Pressable[] =>
  listOf(blocks)
    .map(fieldsOf)
    .flatMap((block) => {
      const elements = [...listOf(block.elements), block.accessory].map(fieldsOf);
      return elements.flatMap((element): readonly Pressable[] => {
        const { type, action_id, value } = element;
        const common = { type, action_id, block_id: block.block_id, action_ts: '1750000000.000001' };
        if (type === 'button')
          return [{ label: textOf(element.text), action: { ...common, text: element.text, value } }];
        if (type !== 'overflow') return [];
        return listOf(element.options).map((option) => ({
          label: textOf(fieldsOf(option).text),
          action: { ...common, selected_option: option },
        }));
      });
    });

const common = (workspace: Workspace, user: string): Fields => ({
  token: 'deprecated',
  api_app_id: ids.app,
  team: { id: workspace.team, domain: 'fake' },
  user: { id: user, username: 'asker', name: 'asker', team_id: workspace.team },
  enterprise: null,
  is_enterprise_install: false,
});

/** Pressed in a message: one for all, or one that the asker alone sees, which Slack does not hand over. */
export const pressBody = (
  workspace: Workspace,
  message: Message,
  how: { readonly user: string; readonly action: Fields; readonly responseUrl: string; readonly trigger: string },
): Fields => {
  const { ts, threadTs, channel, onlyFor, text, blocks } = message;
  const replies = workspace.messages.some((one) => one.threadTs === ts && one.onlyFor === undefined);
  const thread = threadTs ?? (replies ? ts : undefined);
  return {
    ...common(workspace, how.user),
    type: 'block_actions',
    container: {
      type: 'message',
      message_ts: ts,
      channel_id: channel,
      is_ephemeral: onlyFor !== undefined,
      ...(thread !== undefined && { thread_ts: thread }),
    },
    trigger_id: how.trigger,
    channel: { id: channel, name: 'news' },
    ...(onlyFor === undefined && {
      message: {
        type: 'message',
        bot_id: ids.bot,
        ts,
        text,
        blocks,
        ...(thread !== undefined && { thread_ts: thread }),
      },
    }),
    state: { values: {} },
    response_url: how.responseUrl,
    actions: [how.action],
  };
};

const viewOutput = (workspace: Workspace, { id, view }: HeldView, values: Fields): Fields => ({
  callback_id: '',
  private_metadata: '',
  title: { type: 'plain_text', text: '', emoji: false },
  submit: null,
  close: null,
  ...view,
  id,
  team_id: workspace.team,
  app_id: ids.app,
  bot_id: ids.bot,
  hash: '1.abc',
  root_view_id: id,
  previous_view_id: null,
  clear_on_close: false,
  notify_on_close: false,
  external_id: '',
  state: { values },
});

/** Pressed on the home tab: there is no channel and no response URL. */
export const homePressBody = (
  workspace: Workspace,
  home: HeldView,
  how: { readonly action: Fields; readonly trigger: string },
): Fields => ({
  ...common(workspace, home.user),
  type: 'block_actions',
  container: { type: 'view', view_id: home.id },
  trigger_id: how.trigger,
  view: viewOutput(workspace, home, {}),
  actions: [how.action],
});

/** The state of one field: as it was filled in, or as the modal had it. */
const stateOf = (element: Fields, typed: string | undefined): Fields => {
  const { type } = element;
  const option = (value: string) => ({ text: { type: 'plain_text', text: value }, value });
  switch (type) {
    case 'timepicker':
      return { type, selected_time: typed ?? element.initial_time ?? null };
    case 'static_select':
    case 'external_select':
      return { type, selected_option: typed === undefined ? (element.initial_option ?? null) : option(typed) };
    case 'multi_external_select':
      return {
        type,
        selected_options: typed === undefined ? (element.initial_options ?? []) : typed.split(/,\s*/u).map(option),
      };
    default:
      return { type, value: typed ?? element.initial_value ?? null };
  }
};

/** Filled in and sent off. `filled` is by the name of the field. */
export const submissionBody = (
  workspace: Workspace,
  modal: HeldView,
  how: { readonly user: string; readonly filled: Readonly<Record<string, string>>; readonly trigger: string },
): Fields => {
  const inputs = listOf(modal.view.blocks)
    .map(fieldsOf)
    .filter(({ type }) => type === 'input');
  const values = Object.fromEntries(
    inputs.map((input) => {
      const element = fieldsOf(input.element);
      const name = String(element.action_id).replace(/^field:/u, '');
      return [String(input.block_id), { [String(element.action_id)]: stateOf(element, how.filled[name]) }];
    }),
  );
  return {
    ...common(workspace, how.user),
    type: 'view_submission',
    trigger_id: how.trigger,
    view: viewOutput(workspace, modal, values),
    response_urls: [],
  };
};

/** Typed into a field that offers values. */
export const suggestionBody = (
  workspace: Workspace,
  modal: HeldView,
  how: { readonly user: string; readonly field: string; readonly typed: string },
): Fields => ({
  ...common(workspace, how.user),
  type: 'block_suggestion',
  action_id: `field:${how.field}`,
  block_id: `field:${how.field}`,
  value: how.typed,
  container: { type: 'view', view_id: modal.id },
  view: viewOutput(workspace, modal, {}),
});

/**
 * A Slack that runs in the test: the Web API over HTTP, Socket Mode over a real WebSocket, signed posts to an app's
 * request URL, `response_url`. It drives the real SDK; nothing of it is mocked. It records all that it was sent.
 */
import { type EventFields, eventBody, type Slash, slashBody } from './inbound.ts';
import { homePressBody, pressables, pressBody, submissionBody, suggestionBody } from './interactions.ts';
import { viewProblem } from './views.ts';
import { type Acknowledgement, SlackWire } from './wire.ts';
import { type HeldView, ids, type Message } from './workspace.ts';

/** Scopes without which Slack hands over no such event. */
const eventScopes: Readonly<Record<string, string>> = {
  app_mention: 'app_mentions:read',
  message: 'im:history',
  member_joined_channel: 'channels:read',
};

/** What people do there. */
export class FakeSlack extends SlackWire {
  static async start(): Promise<FakeSlack> {
    const fake = new FakeSlack();
    await fake.listen();
    return fake;
  }

  /** Types a slash command. Rejects when the app has not acknowledged after 3 s, as Slack then tells the person. */
  slash(slash: Slash): Promise<Acknowledgement> {
    const workspace = this.of(slash.team);
    workspace.scopesUsed.add('commands');
    const responseUrl = this.responseUrl(workspace, slash.channel ?? ids.channel, slash.user ?? ids.admin);
    const body = slashBody(slash, responseUrl, this.trigger(workspace));
    return this.requestUrl === undefined
      ? this.envelope('slash_commands', body)
      : this.post(new URLSearchParams(body).toString(), { type: 'application/x-www-form-urlencoded' });
  }

  /** Something happened. The same `eventId` again is a second delivery of the same event. */
  event(event: EventFields, eventId?: string, team?: string): Promise<Acknowledgement> {
    this.serial += 1;
    const workspace = this.of(team);
    const scope = eventScopes[event.type];
    if (scope !== undefined) workspace.scopesUsed.add(scope);
    if (scope !== undefined && !workspace.scopes.has(scope))
      return Promise.reject(new Error(`not subscribed: ${scope}`));
    const body = eventBody(event, eventId ?? `Ev${String(this.serial)}`, workspace.team);
    return this.requestUrl === undefined
      ? this.envelope('events_api', body)
      : this.post(JSON.stringify(body), { type: 'application/json' });
  }

  /** Presses what bears these words in a message. The same `trigger` again is a second delivery of the same press. */
  press(
    message: Message,
    label: string,
    how: { readonly user?: string; readonly trigger?: string; readonly team?: string } = {},
  ): Promise<Acknowledgement> {
    const workspace = this.of(how.team);
    const user = how.user ?? message.onlyFor ?? ids.admin;
    const pressed = pressables(message.blocks).find((one) => one.label === label);
    if (pressed === undefined) return Promise.reject(new Error(`there is no button "${label}"`));
    const responseUrl = this.responseUrl(workspace, message.channel, user, message);
    const trigger = how.trigger ?? this.trigger(workspace);
    return this.interact(pressBody(workspace, message, { user, action: pressed.action, responseUrl, trigger }));
  }

  /** Presses what bears these words on a person's home tab. */
  pressAtHome(user: string, label: string): Promise<Acknowledgement> {
    const home = this.workspace.homes.get(user);
    const pressed = pressables(home?.view.blocks).find((one) => one.label === label);
    if (home === undefined || pressed === undefined)
      return Promise.reject(new Error(`there is no button "${label}" at home`));
    const trigger = this.trigger(this.workspace);
    return this.interact(homePressBody(this.workspace, home, { action: pressed.action, trigger }));
  }

  /** The modal that was opened last. */
  get modal(): HeldView {
    const modal = [...this.workspace.modals.values()].at(-1);
    if (modal === undefined) throw new Error('no modal is open');
    return modal;
  }

  /** Fills in a modal and sends it off; what the app answers is done to the modal, as Slack does it. */
  async submit(
    modal: HeldView,
    filled: Readonly<Record<string, string>>,
    how: { readonly user?: string; readonly trigger?: string } = {},
  ): Promise<Acknowledgement> {
    const { user = ids.admin, trigger = this.trigger(this.workspace) } = how;
    const ack = await this.interact(submissionBody(this.workspace, modal, { user, filled, trigger }));
    const said: unknown = ack.body === '' ? undefined : JSON.parse(ack.body);
    const answer: Record<string, unknown> = typeof said === 'object' && said !== null ? { ...said } : {};
    const { view } = answer;
    if (answer.response_action !== 'update') this.workspace.modals.delete(modal.id);
    else {
      const problem = viewProblem(view, 'modal');
      if (problem !== undefined || typeof view !== 'object' || view === null)
        throw new Error(`Slack does not take the view: ${problem?.detail}`);
      modal.view = { ...view };
    }
    return ack;
  }

  /** Types into a field that offers values; what is offered. */
  async suggestions(modal: HeldView, field: string, typed: string): Promise<readonly unknown[]> {
    const { body } = await this.interact(suggestionBody(this.workspace, modal, { user: ids.admin, field, typed }));
    const said: unknown = JSON.parse(body);
    return typeof said === 'object' && said !== null && 'options' in said && Array.isArray(said.options)
      ? said.options
      : [];
  }
  /** Somebody writes in a channel or a thread; returns the message's ts. */
  says(text: string, channel: string = ids.channel, threadTs?: string): string {
    const by = { by: 'person', onlyFor: undefined, metadata: undefined, unfurls: false } as const;
    return this.workspace.add({ ...by, channel, threadTs, text, blocks: undefined }).ts;
  }
  /** Hands a command over and hangs up before the app can acknowledge it. */
  async slashAndHangUp(slash: Slash): Promise<void> {
    const payload = slashBody(slash, `http://127.0.0.1:${this.port}/response/none`, 'trigger.cut');
    for (const socket of this.sockets.clients) {
      const envelope = JSON.stringify({ type: 'slash_commands', envelope_id: 'cut', payload });
      await new Promise((resolve) => socket.send(envelope, resolve));
      socket.terminate();
    }
  }
}

/** A person's home tab: what is pressed there acts, and the tab is shown anew with what came of it. */
import type { App } from '@slack/bolt';
import type { Address, Answer, Notice } from '../../src/model.ts';
import { type Answering, type Asked, answerOf, guarded, postAll } from './answering.ts';
import { clientOf } from './clients.ts';
import { homeView, type Outcome } from './render/panel.ts';
import type { Running } from './running.ts';
import type { Whispers } from './whisper.ts';

const HOME = 'home';

const publish = async (
  context: Answering,
  { address, user }: Asked,
  ...view: Parameters<typeof homeView>
): Promise<void> => {
  const client = await clientOf(context.clientFor, address.workspace);
  await client.views.publish({ user_id: user, view: homeView(...view) });
};

/** As the desk has it now, with what came of a press above it. */
const showHome = async (context: Answering, asked: Asked, outcome?: Outcome): Promise<void> => {
  const answer = await answerOf(context, { ...asked, name: HOME, text: '' });
  if (answer.kind === 'panel') await publish(context, asked, answer, outcome);
  else if (answer.kind === 'notice')
    await publish(context, asked, { panel: { title: 'Crosswire', sections: [] } }, outcome ?? answer);
};

const written: Notice = { tone: 'done', title: 'Crosswire has answered under Messages.', lines: [] };

/** Shows what a press on the home tab came to: there, or in the person's messages when it is more than a line or a panel. */
export const showAtHome = async (context: Answering, asked: Asked, answer: Answer): Promise<void> => {
  if (answer.kind === 'panel') await publish(context, asked, answer);
  else if (answer.kind === 'notice') await showHome(context, asked, answer);
  else await showHome(context, asked, { notice: (await postAll(context, asked, answer)) ?? written });
};

/** The address of a home is its person. */
export const homeAddress = (workspace: string, user: string): Address => ({
  platform: 'slack',
  workspace,
  channel: user,
});

export const listenForHomes = (app: App, running: Running, whispers: Whispers): void => {
  app.event('app_home_opened', ({ event, context: { teamId }, body }) => {
    const context = running.current();
    if (context === undefined || event.tab !== 'home') return Promise.resolve();
    const address = homeAddress(teamId ?? body.team_id, event.user);
    const asked: Asked = {
      id: body.event_id,
      address,
      user: event.user,
      name: HOME,
      text: '',
      whisper: whispers.direct(address),
    };
    void running.track(guarded(context, asked, () => showHome(context, asked)));
    return Promise.resolve();
  });
};

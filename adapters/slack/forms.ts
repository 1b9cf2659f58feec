/** Forms: a modal is opened for what a command lacks, and what is filled in is that command, typed. */
import type { App, types, ViewOutput, ViewSubmitAction } from '@slack/bolt';
import { z } from 'zod';
import type { Address, Answer, Form, Notice } from '../../src/model.ts';
import type { Log } from '../../src/ports.ts';
import { formNotice, typedWords } from '../typed.ts';
import { type Answering, type Asked, answerOf, guarded, ourFault, show, whisperAnswer } from './answering.ts';
import { clientOf } from './clients.ts';
import { codeOf } from './failures.ts';
import { showAtHome } from './home.ts';
import { FIELD_PREFIX, FORM, type FormPlace, formView, refusedView, wordsView } from './render/modal.ts';
import type { Running } from './running.ts';
import type { Whispers } from './whisper.ts';

/** What is typed after the slash command to ask for the same again. */
const NEWS = 'news';

/** Where no modal can be opened: the line to type, and a button that asks again, which then can be answered with one. */
const inWords = (form: Form, asked: Asked): Answer => ({
  kind: 'notice',
  notice: formNotice(form),
  ...(asked.name === NEWS && { actions: [{ label: 'Fill in the rest', text: asked.text, style: 'primary' }] }),
});

/** Opens the modal; where Slack does not (any more), the asker alone is told what is missing. */
export const askForRest = async (context: Answering, asked: Asked, form: Form, home?: true): Promise<void> => {
  const { trigger, address, responseUrl } = asked;
  const place: FormPlace = {
    address,
    ...(responseUrl !== undefined && { responseUrl }),
    ...(home !== undefined && { home }),
  };
  if (trigger !== undefined) {
    const client = await clientOf(context.clientFor, address.workspace);
    try {
      await client.views.open({ trigger_id: trigger, view: formView(form, place, context.canSuggest) });
      return;
    } catch (error) {
      context.log.warn('A form could not be opened; it is told in words', { code: codeOf(error) });
    }
  }
  const words = inWords(form, asked);
  if (home === undefined) await whisperAnswer(context, asked, words);
  else await showAtHome(context, asked, words);
};

// ── What was filled in ──────────────────────────────────────────────────────

const keptShape = z.object({
  workspace: z.string(),
  channel: z.string(),
  thread: z.string().optional(),
  url: z.url().optional(),
  home: z.literal(true).optional(),
  verb: z.string(),
  fields: z.array(z.union([z.tuple([z.string()]), z.tuple([z.string(), z.string()])])),
});

const option = z.object({ value: z.string() });
const fieldShape = z.object({
  value: z.string().nullish(),
  selected_time: z.string().nullish(),
  selected_option: option.nullish(),
  selected_options: z.array(option).nullish(),
});

const parsed = (json: string): unknown => {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
};

const chosen = (state: unknown): string => {
  const field = fieldShape.safeParse(state);
  if (!field.success) return '';
  const { value, selected_time: time, selected_option: one, selected_options: many } = field.data;
  return value ?? time ?? one?.value ?? (many ?? []).map((each) => each.value).join(', ');
};

/** For which command, asked where, a modal is; undefined for one that is none of ours. */
export const readPlace = ({
  private_metadata: kept,
}: Pick<ViewOutput, 'private_metadata'>): { readonly address: Address; readonly verb: string } | undefined => {
  const read = keptShape.safeParse(parsed(kept));
  if (!read.success) return undefined;
  const { workspace, channel, thread, verb } = read.data;
  return { address: { platform: 'slack', workspace, channel, ...(thread !== undefined && { thread }) }, verb };
};

interface Submission {
  readonly place: FormPlace;
  readonly text: string;
}

/** Undefined for a modal that is none of ours. */
const readSubmission = (view: Pick<ViewOutput, 'private_metadata' | 'state'>): Submission | undefined => {
  const kept = keptShape.safeParse(parsed(view.private_metadata));
  if (!kept.success) return undefined;
  const { workspace, channel, thread, url, home, verb, fields } = kept.data;
  const values = new Map(
    fields.map(([name]) => {
      const id = `${FIELD_PREFIX}${name}`;
      return [name, chosen(view.state.values[id]?.[id])] as const;
    }),
  );
  const parameters = fields.map(([name, lead]) => (lead === undefined ? { name } : { name, lead }));
  return {
    place: {
      address: { platform: 'slack', workspace, channel, ...(thread !== undefined && { thread }) },
      ...(url !== undefined && { responseUrl: url }),
      ...(home !== undefined && { home }),
    },
    text: typedWords(verb, parameters, values),
  };
};

/** So long an acknowledgement waits for the answer: it can then show in the modal what is wrong. */
const PATIENCE_MS = 250;

const working: Notice = { tone: 'info', title: 'Working on it…', lines: [] };
const finished: Notice = { tone: 'done', title: 'Done.', lines: ['You can close this.'] };

/** What the modal shows of an answer; undefined when there is nothing to mend and it can go. */
const problemView = (
  answer: Answer,
  view: ViewOutput,
  place: FormPlace,
  context: Answering,
): types.ModalView | undefined => {
  if (answer.kind === 'form') return formView(answer.form, place, context.canSuggest);
  return answer.kind === 'notice' && answer.notice.tone === 'refusal' ? refusedView(view, answer.notice) : undefined;
};

const deliver = (context: Answering, asked: Asked, place: FormPlace, answer: Answer): Promise<void> =>
  guarded(context, asked, () =>
    place.home === undefined ? show(context, asked, answer) : showAtHome(context, asked, answer),
  );

type Ack = (
  response: { response_action: 'clear' } | { response_action: 'update'; view: types.ModalView },
) => Promise<void>;

/** One that came too late changes nothing of what was done: whoever filled it in is told all the same. */
const inTime =
  (ack: Ack, log: Log): Ack =>
  async (response) => {
    try {
      await ack(response);
    } catch (error) {
      log.warn('A form was acknowledged too late', { reason: error instanceof Error ? error.message : String(error) });
    }
  };

interface Submitted extends Submission {
  readonly view: ViewOutput;
  readonly asked: Asked;
  readonly ack: Ack;
}

const submit = async (context: Answering, { view, place, asked, ack }: Submitted): Promise<void> => {
  const { clock, log } = context;
  const timer = new AbortController();
  const answering = answerOf(context, asked).catch((error: unknown): Answer => {
    log.error('A form failed', { reason: error instanceof Error ? error.stack : String(error) });
    return { kind: 'notice', notice: ourFault };
  });
  const soon = await Promise.race([answering, clock.sleep(PATIENCE_MS, timer.signal)]);
  timer.abort();
  const title = view.title.text;
  if (soon !== undefined) {
    const problem = problemView(soon, view, place, context);
    await ack(problem === undefined ? { response_action: 'clear' } : { response_action: 'update', view: problem });
    if (problem === undefined) await deliver(context, asked, place, soon);
    return;
  }
  await ack({ response_action: 'update', view: wordsView(title, working) });
  const answer = await answering;
  const problem = problemView(answer, view, place, context);
  const client = await clientOf(context.clientFor, asked.address.workspace);
  await client.views
    .update({ view_id: view.id, view: problem ?? wordsView(title, finished) })
    .catch((error: unknown) => log.debug('A modal was closed before its answer', { code: codeOf(error) }));
  if (problem === undefined) await deliver(context, asked, place, answer);
};

/** Takes what was filled in. It acknowledges by itself: what is wrong is shown in the modal. */
export const listenForForms = (app: App, running: Running, whispers: Whispers): void => {
  app.view<ViewSubmitAction>(
    { callback_id: FORM, type: 'view_submission' },
    async ({ ack, body, view, context: { teamId } }) => {
      const read = readSubmission(view);
      const context = running.current();
      // What another workspace was asked is none of this one's.
      const theirs = teamId === undefined || read?.place.address.workspace === teamId;
      if (read === undefined || context === undefined || !theirs) {
        await ack();
        return;
      }
      const { place, text } = read;
      const { address, responseUrl } = place;
      const asked: Asked = {
        id: body.trigger_id,
        address,
        user: body.user.id,
        name: NEWS,
        text,
        whisper:
          responseUrl === undefined
            ? whispers.ephemeral(address, body.user.id)
            : whispers.respond(responseUrl, address, body.user.id),
      };
      await running.track(submit(context, { view, place, text, asked, ack: inTime(ack, context.log) }));
    },
  );
};

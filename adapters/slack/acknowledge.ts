/** First of all: Slack is told that something came in; and what came in before goes no further. */
import type { App } from '@slack/bolt';
import type { Log } from '../../src/ports.ts';
import { once } from './inbound.ts';

/** Notes that Slack has handed in something, by its id. True for the first that notes it, in whichever replica. */
export type Arrive = (id: string) => Promise<boolean>;

/** Remembered against a second delivery: far more than Slack repeats within its 5 minutes. */
const REMEMBERED = 10_000;

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Their acknowledgement says something, so that whoever handles them makes it. */
const answeredByAck: ReadonlySet<unknown> = new Set(['view_submission', 'block_suggestion']);

/** Acknowledges whatever comes after: an engine at work must never cost Slack's 3 seconds. */
export const acknowledge = (app: App, arrive: Arrive | undefined, log: Log): void => {
  const isNew = once(REMEMBERED);
  /** A database that cannot be asked keeps nobody from an answer. */
  const isNewAnywhere = async (id: string): Promise<boolean> => {
    if (!isNew(id)) return false;
    if (arrive === undefined) return true;
    return arrive(`slack/${id}`).catch((error: unknown) => {
      log.warn('It is not known whether another replica took this too', { reason: reasonOf(error) });
      return true;
    });
  };
  app.use(async (args) => {
    const { body } = args;
    const ack = async (): Promise<void> => {
      try {
        // Events are acknowledged by the SDK itself; `ack` is there for all else.
        if ('ack' in args && typeof args.ack === 'function') await args.ack();
      } catch (error) {
        log.warn('An acknowledgement came too late', { reason: reasonOf(error) });
      }
    };
    const later = answeredByAck.has('type' in body ? body.type : undefined);
    if (!later) await ack();
    const id = 'event_id' in body ? body.event_id : 'trigger_id' in body ? body.trigger_id : undefined;
    if (typeof id !== 'string' || (await isNewAnywhere(id))) {
      await args.next();
      return;
    }
    log.debug('Slack sent something again; it is dropped', { id });
    if (later) await ack();
  });
  // What still escapes ends here: the SDK would make it an unhandled rejection.
  app.error((error) => {
    log.error('Slack handed in something that could not be handled', { code: error.code, reason: error.message });
    return Promise.resolve();
  });
};

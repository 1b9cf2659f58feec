/** A Command and its answer, in a channel and on the home tab. */
import { type Answering, type Asked, answerOf, guarded, show } from './answering.ts';
import { askForRest } from './forms.ts';
import { showAtHome } from './home.ts';

/** Never rejects. */
export const answerTo = (context: Answering, asked: Asked): Promise<void> =>
  guarded(context, asked, async () => {
    const answer = await answerOf(context, asked);
    if (answer.kind === 'form') await askForRest(context, asked, answer.form);
    else await show(context, asked, answer);
  });

/** The same for what was pressed on a person's home tab. */
export const answerAtHome = (context: Answering, asked: Asked): Promise<void> =>
  guarded(context, asked, async () => {
    const answer = await answerOf(context, asked);
    if (answer.kind === 'form') await askForRest(context, asked, answer.form, true);
    else await showAtHome(context, asked, answer);
  });

/** A Chart in a payload -> a picture that Slack holds, with its words beside it. The text stands whatever becomes of it. */
import type { Chart } from '../../src/model.ts';
import type { Clock, Draw, Log, Payload } from '../../src/ports.ts';
import { chartSchema } from '../chart-schema.ts';
import type { Client } from './clients.ts';
import { codeOf } from './failures.ts';
import { ALT_CHARACTERS, CHART_KEY, MESSAGE_BLOCKS } from './limits.ts';
import { readOut } from './render/mrkdwn.ts';

/** `bare` without the picture; the same object twice where there is none. */
export interface Dressed {
  readonly dressed: Payload;
  readonly bare: Payload;
}

export type Dress = (client: Client, payload: Payload) => Promise<Dressed>;

/** How often, and how far apart, Slack is asked whether it has looked at the picture: until then no message may show it. */
const LOOKS = 8;
const LOOK_MS = 250;
const UPLOAD_MS = 15_000;

const ready = async (client: Client, clock: Clock, file: string): Promise<boolean> => {
  for (let look = 0; look < LOOKS; look += 1) {
    const info = await client.files.info({ file });
    if ((info.file?.mimetype ?? '') !== '') return true;
    await clock.sleep(LOOK_MS);
  }
  return false;
};

/** The id of the picture at Slack; undefined when it did not get there. */
const upload = async (client: Client, clock: Clock, chart: Chart, picture: Uint8Array): Promise<string | undefined> => {
  const { upload_url: url, file_id: id } = await client.files.getUploadURLExternal({
    filename: 'chart.png',
    length: picture.byteLength,
    alt_text: readOut(chart.alt, ALT_CHARACTERS),
  });
  if (url === undefined || id === undefined) return undefined;
  const taken = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: Buffer.from(picture),
    signal: AbortSignal.timeout(UPLOAD_MS),
  });
  await taken.body?.cancel();
  if (!taken.ok) return undefined;
  await client.files.completeUploadExternal({ files: [{ id, title: chart.title }] });
  return (await ready(client, clock, id)) ? id : undefined;
};

const isRow = (block: unknown): boolean =>
  typeof block === 'object' && block !== null && 'type' in block && block.type === 'actions';

/** Above the buttons. */
const withPicture = (payload: Payload, blocks: readonly unknown[], chart: Chart, id: string): Payload => {
  const image = {
    type: 'image',
    slack_file: { id },
    alt_text: readOut(chart.alt, ALT_CHARACTERS) || 'A chart',
  };
  const end = isRow(blocks.at(-1)) ? blocks.length - 1 : blocks.length;
  return { ...payload, blocks: [...blocks.slice(0, end), image, ...blocks.slice(end)] };
};

export const dresser =
  (draw: Draw | undefined, clock: Clock, log: Log): Dress =>
  async (client, payload) => {
    if (!(CHART_KEY in payload)) return { dressed: payload, bare: payload };
    const { [CHART_KEY]: kept, ...bare } = payload;
    const chart = chartSchema.safeParse(kept);
    const { blocks } = bare;
    if (draw === undefined || !chart.success || !Array.isArray(blocks) || blocks.length >= MESSAGE_BLOCKS)
      return { dressed: bare, bare };
    try {
      const id = await upload(client, clock, chart.data, await draw(chart.data));
      if (id === undefined) log.warn('A picture did not get to Slack; the text stands without it');
      return { dressed: id === undefined ? bare : withPicture(bare, blocks, chart.data, id), bare };
    } catch (error) {
      const reason = error instanceof Error && codeOf(error) === 'unexpected' ? error.message : codeOf(error);
      log.warn('A picture could not be drawn or uploaded; the text stands without it', { reason });
      return { dressed: bare, bare };
    }
  };

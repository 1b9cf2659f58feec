/** A Chart in a payload -> a picture attached to the post, with its words beside it. The text stands whatever becomes of it. */
import { DiscordAPIError, type RawFile } from 'discord.js';
import { z } from 'zod';
import type { Chart } from '../../src/model.ts';
import type { Draw, Log, Payload } from '../../src/ports.ts';
import { chartSchema } from '../chart-schema.ts';
import { clip } from '../text.ts';
import { attachmentAltLimit } from './limits.ts';
import { errorFields } from './log.ts';
import { plainLine } from './render/markdown.ts';

/** What one request carries. */
export interface Wire {
  readonly body: Payload;
  readonly files?: RawFile[];
}

/** Sends a payload with its picture, and without it where it cannot be drawn or Discord does not take it. */
export type WithPicture = <T>(payload: Payload, request: (wire: Wire) => Promise<T>) => Promise<T>;

const file = 'chart.png';

/** The picture stands in the first embed, under its text. */
const shownIn = (body: Payload, chart: Chart, picture: Uint8Array): Wire => {
  const [first, ...rest] = z.array(z.looseObject({})).parse(body.embeds ?? []);
  const description = clip(plainLine(chart.alt || chart.title), attachmentAltLimit) || 'A chart';
  return {
    body: {
      ...body,
      embeds: [{ ...first, image: { url: `attachment://${file}` } }, ...rest],
      attachments: [{ id: '0', filename: file, description }],
    },
    files: [{ name: file, data: picture, contentType: 'image/png' }],
  };
};

export const createPictures = (draw: Draw | undefined, log: Log, token: string): WithPicture => {
  const drawn = async (body: Payload, kept: unknown): Promise<Wire> => {
    const chart = chartSchema.safeParse(kept);
    if (draw === undefined || !chart.success) return { body };
    try {
      return shownIn(body, chart.data, await draw(chart.data));
    } catch (error) {
      log.warn('a chart could not be drawn', errorFields(error, token));
      return { body };
    }
  };
  return async ({ chart, ...body }, request) => {
    const wire = await drawn(body, chart);
    try {
      return await request(wire);
    } catch (error) {
      // Files take a permission of their own, and have a size of their own.
      if (wire.files === undefined || !(error instanceof DiscordAPIError) || error.status === 401) throw error;
      log.warn('Discord did not take a picture', errorFields(error, token));
      return request({ body });
    }
  };
};

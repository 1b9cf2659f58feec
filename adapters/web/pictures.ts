/** Charts of posts as pictures, named by what they show: drawn when somebody looks, and the latest kept. */
import { createHash } from 'node:crypto';
import type { Chart } from '../../src/model.ts';
import type { Draw, Log } from '../../src/ports.ts';

export interface Pictures {
  /** Where the picture is; undefined where none can be drawn. */
  path(chart: Chart): string | undefined;
  /** A PNG; undefined for a name that is not known (any more), and for a picture that cannot be drawn. */
  png(name: string): Promise<Uint8Array | undefined>;
}

const kept = 200;

export const createPictures = (draw: Draw | undefined, log: Log): Pictures => {
  const charts = new Map<string, { readonly chart: Chart; png?: Promise<Uint8Array | undefined> }>();
  const drawn = (chart: Chart, by: Draw): Promise<Uint8Array | undefined> =>
    by(chart).catch((cause: unknown) => {
      log.warn('a chart could not be drawn', { err: cause });
      return undefined;
    });
  return {
    path: (chart) => {
      if (draw === undefined) return undefined;
      const name = createHash('sha256').update(JSON.stringify(chart)).digest('base64url');
      if (!charts.has(name)) charts.set(name, { chart });
      for (const [oldest] of charts) {
        if (charts.size <= kept) break;
        charts.delete(oldest);
      }
      return `/chart/${name}.png`;
    },
    png: async (name) => {
      const held = charts.get(name);
      if (held === undefined || draw === undefined) return undefined;
      held.png ??= drawn(held.chart, draw);
      return held.png;
    },
  };
};

/** Chart -> PNG, drawn here: our own SVG, by resvg, in the font that we ship. Nothing of the machine's goes in. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type ResvgRenderOptions, renderAsync } from '@resvg/resvg-js';
import type { Draw } from '../../src/ports.ts';
import { chartSvg } from './svg.ts';

const require = createRequire(import.meta.url);

/** Pixels of the PNG for one of the SVG: sharp on a phone. */
const enlarged = 2;

const rendering = (): ResvgRenderOptions => {
  const fonts = join(dirname(require.resolve('dejavu-fonts-ttf/package.json')), 'ttf');
  return {
    font: {
      loadSystemFonts: false,
      fontFiles: ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'].map((name) => join(fonts, name)),
      defaultFontFamily: 'DejaVu Sans',
    },
    fitTo: { mode: 'zoom', value: enlarged },
    logLevel: 'off',
  };
};

/** The same Chart gives the same bytes; drawn off the main thread. */
export const createDraw = (): Draw => {
  const options = rendering();
  return async (chart) => (await renderAsync(chartSvg(chart), options)).asPng();
};

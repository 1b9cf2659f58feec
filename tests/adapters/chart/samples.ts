/** The charts whose pictures stand in golden/, looked at by eye when they were made. */
import type { Chart } from '../../../src/model.ts';

export const goldenCharts = {
  range: {
    kind: 'range',
    title: 'Length of the closure',
    unit: 'in weeks',
    bars: [
      { label: 'at least six weeks (Harbour Gazette)', low: 6, high: null },
      { label: 'eight weeks (Inland Post, Coast Radio)', low: 8, high: 8 },
      { label: 'seven to nine weeks (Estuary Paper)', low: 7, high: 9 },
    ],
    alt: 'Length of the closure, in weeks: at least six weeks (Harbour Gazette), 6 or more; eight weeks (Inland Post, Coast Radio), 8; seven to nine weeks (Estuary Paper), 7 to 9.',
  },
  timeline: {
    kind: 'timeline',
    title: 'Barge strike closes the Port Ellery bridge',
    marks: [
      { date: '2025-06-02', label: 'A barge strikes the northern pier and the bridge is closed.' },
      { date: '2025-06-02', label: 'Eleven people are taken to hospital.' },
      { date: '2025-06-03', label: 'The ferry runs every 20 minutes; lorries over 12 tonnes go by the northern road.' },
      { date: '2025-06-20', label: 'A vote on the repair budget is due.' },
      { date: '2025-08-04', label: 'The bridge is opened again.' },
    ],
    alt: 'Barge strike closes the Port Ellery bridge.',
  },
} as const satisfies Record<string, Chart>;

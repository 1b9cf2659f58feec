/** Two accounts of one happening, and one of another. */
import type { Article } from '../../src/model.ts';

export const article = (id: string, text: string, more: Partial<Article> = {}): Article => ({
  id,
  title: null,
  publisher: null,
  url: null,
  published: null,
  text,
  bodyStart: 0,
  ...more,
});

export const ferry = [
  article(
    'ferry-1',
    'A ferry with 212 people aboard ran aground off Varnholm on Tuesday. The coastguard took all passengers off the Saint Olga within three hours. Captain Mirko Antell blamed a failed rudder.',
    { publisher: 'Varnholm Post', published: '2031-03-04', title: 'Ferry Saint Olga runs aground off Varnholm' },
  ),
  article(
    'ferry-2',
    'All 212 passengers were taken off the ferry Saint Olga after it ran aground near Varnholm on Tuesday. The rudder had failed, Captain Mirko Antell told the coastguard.',
    { publisher: 'Coast Daily', published: '2031-03-05', title: 'What went wrong on the Saint Olga?' },
  ),
];
export const tax = article(
  'tax',
  'Parliament in Ostrel passed a budget with a tax on sugar by 88 votes to 61. Finance Minister Jana Kolbe called the tax overdue. Bakers marched against it.',
  { publisher: 'Ostrel Herald', published: '2031-03-04T09:00:00Z', title: 'Sugar tax passes in Ostrel by 88 to 61' },
);
export const news = [...ferry, tax];

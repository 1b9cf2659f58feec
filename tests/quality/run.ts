/** `npm run quality`: every measure beside its floor, in one table. What needs the evaluation data says so without it. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { dataFolder } from '../environment.ts';
import { measureBriefings } from './briefings.ts';
import { measureDisagreements } from './disagreements.ts';
import { measureFeeds } from './feeds.ts';
import { floors } from './floors.ts';
import { allMojibake, ownMojibake } from './mojibake.ts';
import { measurePages } from './pages.ts';
import { ownQuantities } from './quantities.ts';
import { measureQuestions } from './questions.ts';
import { ownSentences } from './sentences.ts';
import { loadStories, measureStories } from './stories.ts';

type Figures = Readonly<Record<string, number>>;

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

const ownFigures = async (): Promise<Figures> => {
  const quantities = ownQuantities();
  const sentences = ownSentences();
  const { broken, repaired, clean, damaged } = allMojibake(dataFolder) ?? ownMojibake();
  const asked = await measureQuestions(fileURLToPath(new URL('../../seeds/articles', import.meta.url)));
  return {
    'quantities right': quantities.right / quantities.labelled,
    'quantities not invented': 1 - quantities.invented / quantities.found,
    'sentences exact': sentences.exact / sentences.texts,
    'mojibake repaired': repaired / broken,
    'mojibake clean kept': 1 - damaged / clean,
    'questions right, retold': asked.right / asked.asked,
  };
};

const dataFigures = async (data: string): Promise<Figures> => {
  const { found } = measureDisagreements(data);
  const stories = loadStories(data);
  const inFile = measureStories(stories.inputs, stories.gold);
  const byDate = measureStories(stories.byDate, stories.gold);
  const briefings = await measureBriefings(data);
  const asked = await measureQuestions(join(data, 'seeds'));
  const feeds = measureFeeds(data);
  const pages = measurePages(data);
  return {
    'feeds as defined': feeds.defined.right / feeds.defined.rows,
    'feeds with nothing alive': 1 - feeds.alive.length / (feeds.defined.rows + feeds.sanitized.rows),
    'feeds cleaned as elsewhere': feeds.sanitized.right / feeds.sanitized.rows,
    'pages F1': pages.f1,
    'differences precision': found.differ.precision,
    'differences recall': found.differ.recall,
    'differences without false alarm': 1 - found.falseAlarms,
    'updates precision': found.update.precision,
    'updates recall': found.update.recall,
    'stories B-cubed F1, file order': inFile.all.f1,
    'stories B-cubed F1, date order': byDate.all.f1,
    'stories B-cubed F1, topics held out': Math.min(inFile.heldOut.f1, byDate.heldOut.f1),
    'stories not falsely merged': 1 - Math.max(inFile.all.falseMerges, byDate.all.falseMerges),
    'briefings ROUGE-2 above the lead':
      mean(briefings.map(({ ours }) => ours)) - mean(briefings.map(({ lead }) => lead)),
    'questions right, originals': asked.right / asked.asked,
  };
};

const figures = { ...(await ownFigures()), ...(dataFolder === undefined ? {} : await dataFigures(dataFolder)) };
const known = floors();
console.table(
  Object.fromEntries(
    Object.entries(figures).map(([name, figure]) => {
      const floor = known[name]?.floor;
      const held = floor === undefined ? 'no floor' : figure >= floor ? 'yes' : 'NO';
      return [name, { figure: Number(figure.toFixed(3)), floor: floor ?? '', held }];
    }),
  ),
);
if (dataFolder === undefined) console.log('CROSSWIRE_DATA is not set: what needs the evaluation data was left out.');
if (Object.entries(figures).some(([name, figure]) => figure < (known[name]?.floor ?? Number.NEGATIVE_INFINITY)))
  process.exitCode = 1;

/** The command line as a person or a script meets it. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { briefingSchema, replySchema, storiesSchema } from '../../src/brief/schema.ts';
import { dataFolder } from '../environment.ts';
import { discardAll, type Finished, newFolder, root, run, runAlone, start } from './command-line.ts';

const retold = join(root, 'seeds', 'articles');

afterAll(discardAll);

/** The one document, and nothing beside it. */
const documentOf = <T>(schema: z.ZodType<T>, { status, stdout, stderr }: Finished): T => {
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return schema.parse(JSON.parse(stdout));
};

type Cited = { readonly article: string; readonly start: number; readonly end: number; readonly quote: string };

/** The files of a corpus as they are on disk, by the id that a citation names. */
const filesOf = async (folder: string): Promise<ReadonlyMap<string, string>> => {
  const names = await readdir(folder);
  const read = async (name: string) =>
    [name.replace(/\.[^.]+$/u, ''), await readFile(join(folder, name), 'utf8')] as const;
  return new Map(await Promise.all(names.map(read)));
};

const inexact = (citations: readonly Cited[], files: ReadonlyMap<string, string>): readonly Cited[] =>
  citations.filter(({ article, start, end, quote }) => files.get(article)?.slice(start, end) !== quote);

/** One clear line and its fix, and nothing of how the program is made. */
const expectFailure = ({ status, stdout, stderr }: Finished, wanted: { status: number; says: RegExp }): void => {
  expect(stderr).toMatch(wanted.says);
  expect(stderr.trimEnd().split('\n').at(-1)).toMatch(/^fix: \w/u);
  expect(stderr).not.toMatch(/^\s+at |node:internal|\.ts:\d|Error:/mu);
  expect({ status, stdout }).toEqual({ status: wanted.status, stdout: '' });
};

/** What each topic must come to on five articles: points, and articles cited in them. */
const floors = [
  ['swap', 5, 3],
  ['talks', 5, 3],
  ['ceasefire', 5, 3],
  ['diplomacy', 5, 3],
  ['bodies', 4, 3],
  ['strikes', 4, 3],
  ['sanctions', 3, 3],
  ['children', 2, 1],
] as const;

if (dataFolder === undefined) console.log('CROSSWIRE_DATA is not set: briefings of the originals are not tested.');

describe.each([
  ['as retold', retold],
  ['as published', dataFolder === undefined ? undefined : join(dataFolder, 'seeds')],
])('briefings of the five articles %s', (_, folder) => {
  it.skipIf(folder === undefined).each(floors)(
    '%s: at least %i points from %i articles, every quote exact',
    async (topic, points, articles) => {
      if (folder === undefined) return;
      const briefing = documentOf(briefingSchema, await run(['brief', topic, '--corpus', folder, '--json']));
      expect(briefing.topic).toBe(topic);
      const { timeline, ahead, sources } = briefing;
      const positions = [...briefing.differences, ...briefing.updates].flatMap((each) => each.positions);
      const all = [...briefing.points, ...timeline, ...ahead, ...positions].flatMap((each) => each.citations);
      expect(inexact(all, await filesOf(folder))).toEqual([]);
      const numbers = new Map(sources.map(({ n, article }) => [n, article]));
      expect(all.filter(({ source, article }) => numbers.get(source) !== article)).toEqual([]);
      const cited = new Set(briefing.points.flatMap((point) => point.citations.map(({ article }) => article)));
      expect(briefing.points.length).toBeGreaterThanOrEqual(points);
      expect(cited.size).toBeGreaterThanOrEqual(articles);
    },
  );
});

describe('the commands that read', () => {
  it('print the same bytes for the same corpus', async () => {
    const [first, second] = await Promise.all([1, 2].map(() => run(['brief', '--corpus', retold, '--json'])));
    expect(first?.stdout).toBe(second?.stdout);
  });

  it('keep within the words that are asked for, as plain sentences', async () => {
    const { status, stdout } = await run(['brief', 'swap', '--corpus', retold, '--words', '80']);
    expect(status).toBe(0);
    const words = stdout.split(/\s+/u).filter((word) => word !== '');
    expect(words.length).toBeGreaterThan(20);
    expect(words.length).toBeLessThanOrEqual(80);
    for (const line of stdout.trimEnd().split('\n')) expect(line).toMatch(/^\p{Lu}.*[.!?”’"]$/u);
  });

  it('brief a query, and a story by its id', async () => {
    const found = documentOf(
      briefingSchema,
      await run(['brief', '--query', 'sanctions OR "oil"', '--corpus', retold, '--json']),
    );
    expect(found.points.length).toBeGreaterThan(0);
    const { stories } = documentOf(storiesSchema, await run(['stories', '--corpus', retold, '--json']));
    expect(stories.flatMap((story) => story.articles).sort()).toEqual([...(await filesOf(retold)).keys()].sort());
    const id = stories[0]?.id ?? '';
    const story = documentOf(briefingSchema, await run(['brief', '--story', id, '--corpus', retold, '--json']));
    expect(story.story).toBe(id);
  });

  it('answer a question from passages, or say why not', async () => {
    const files = await filesOf(retold);
    const asked = documentOf(
      replySchema,
      await run(['ask', 'How many bodies will be returned?', '--corpus', retold, '--json']),
    );
    expect(asked.answer.length).toBeGreaterThan(0);
    expect(
      inexact(
        asked.answer.flatMap((point) => point.citations),
        files,
      ),
    ).toEqual([]);
    const other = documentOf(
      replySchema,
      await run(['ask', 'Who won the chess world cup?', '--corpus', retold, '--json']),
    );
    expect(other.answer).toEqual([]);
    expect(other.reason).toMatch(/\w/u);
  });

  it('show a digest to a person, within the width and without colour where there is no terminal', async () => {
    const { status, stdout, stderr } = await run(['digest', '--corpus', retold]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('Morning digest');
    expect(stdout).not.toContain('\u001b');
    const wide = stdout.split('\n').filter((line) => line.length > 80 && !line.includes('http'));
    expect(wide).toEqual([]);
  });

  it('take a reader that closes early for no fault', async () => {
    const running = start(['brief', '--corpus', retold, '--json']);
    running.child.stdout?.destroy();
    const { status, stderr } = await running.ended;
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });
});

describe('the store', () => {
  it('begins with the corpus that ships, takes articles in once, and moves whole to another', async () => {
    const env = { DATA_DIR: await newFolder() };
    const incoming = await newFolder();
    const ferry = {
      id: 'ferry',
      text: 'The ferry Northern Light ran aground on Tuesday with 41 people aboard, the coast guard said.',
    };
    await writeFile(join(incoming, 'news.jsonl'), `${JSON.stringify(ferry)}\n`);

    const first = await run(['ingest', incoming], { env });
    expect(first).toMatchObject({ status: 0, stderr: '' });
    expect(first.stdout).toMatch(/^new +ferry\n1 new, 0 changed, 0 already there\n$/u);
    const second = await run(['ingest', incoming], { env });
    expect(second.stdout).toMatch(/^same +ferry\n0 new, 0 changed, 1 already there\n$/u);
    await writeFile(
      join(incoming, 'news.jsonl'),
      `${JSON.stringify({ ...ferry, text: `${ferry.text} Nobody was hurt.` })}\n`,
    );
    expect((await run(['ingest', incoming], { env })).stdout).toMatch(/^changed +ferry\n/u);

    const before = documentOf(storiesSchema, await run(['stories', '--json'], { env }));
    expect(before.stories.flatMap((story) => story.articles)).toContain('ferry');
    expect(before.stories.flatMap((story) => story.articles)).toHaveLength(6);

    const file = join(incoming, 'everything.jsonl');
    expect((await run(['export', file], { env })).status).toBe(0);
    const elsewhere = { DATA_DIR: await newFolder() };
    const imported = await run(['import', file], { env: elsewhere });
    expect(imported).toMatchObject({ status: 0, stdout: '' });
    expect(imported.stderr).toContain('records taken in');
    expect(documentOf(storiesSchema, await run(['stories', '--json'], { env: elsewhere }))).toEqual(before);
  });

  it('takes in what can be read beside a broken line, which it names', async () => {
    const incoming = await newFolder();
    const file = join(incoming, 'news.jsonl');
    await writeFile(file, '{"id":"a","text":"The bridge at Elm Street was closed on Monday."}\nno json\n{"id":"b"}\n');
    const { status, stdout, stderr } = await runAlone(['ingest', incoming]);
    expect(status).toBe(1);
    expect(stdout).toContain('1 new');
    expect(stderr).toContain(`${file}:2`);
    expect(stderr).toContain(`${file}:3`);
    expect(stderr).toMatch(/^fix: \w/mu);
  });
});

describe('moving the store', () => {
  it('says what is wrong with the file, and leaves nothing half done', async () => {
    const env = { DATA_DIR: await newFolder() };
    const folder = await newFolder();
    await writeFile(join(folder, 'other.txt'), 'Not an export.\n');
    for (const [parameters, says] of [
      [['import', join(folder, 'none')], /none cannot be read or written \(ENOENT\)/u],
      [['import', join(folder, 'other.txt')], /line 1 of the export is not JSON/u],
      [['export', join(folder, 'no', 'such', 'folder')], /cannot be read or written \(ENOENT\)/u],
      [['export', folder], /cannot be read or written/u],
    ] as const)
      expectFailure(await run(parameters, { env }), { status: 1, says });
    expect(await readdir(folder)).toEqual(['other.txt']);
    expect((await readdir(join(folder, '..'))).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('takes in a page by its address, once, and says what stands in the way of another', async () => {
    const paragraphs = [
      'The lighthouse at Varrow Point was lit again on Monday after 14 months of repairs, the harbour board said.',
      'Its lamp had been dark since a storm broke 3 of the 8 panes. The board paid for the work out of harbour dues.',
      'Fishermen of the village had asked for a buoy in its place; it will now be taken in before the end of the week.',
    ];
    const page = `<html lang="en"><head><title>Lighthouse lit again</title></head><body><article><h1>Lighthouse lit again</h1>${paragraphs.map((text) => `<p>${text}</p>`).join('')}</article></body></html>`;
    const server = createServer((request, response) => {
      response.writeHead(request.url === '/lighthouse' ? 200 : 404, { 'content-type': 'text/html' });
      response.end(request.url === '/lighthouse' ? page : '');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('not listening');
    const host = `127.0.0.1:${address.port}`;
    const env = { DATA_DIR: await newFolder(), ALLOW_PRIVATE_HOSTS: host };
    try {
      const first = await run(['ingest', `http://${host}/lighthouse`], { env });
      expect(first).toMatchObject({ status: 0, stderr: '' });
      expect(first.stdout).toMatch(/^new +\w+\n1 new, 0 changed, 0 already there\n$/u);
      const again = await run(['ingest', `http://${host}/lighthouse`, `http://${host}/none`, retold], { env });
      expect(again.stdout.split('\n').at(-2)).toBe('0 new, 0 changed, 6 already there');
      expect(again.status).toBe(1);
      expect(again.stderr).toMatch(/\/none.*404.*\nfix: /u);
      const refused = await run(['ingest', `http://${host}/lighthouse`], { env: { ...env, ALLOW_PRIVATE_HOSTS: '' } });
      expect(refused.status).toBe(1);
      expect(refused.stderr).toMatch(/ALLOW_PRIVATE_HOSTS/u);
    } finally {
      server.close();
      server.closeAllConnections();
    }
  });
});

describe('setting up', () => {
  const slashCommand = z.object({ command: z.string() });
  const slack = z.object({
    features: z.object({ slash_commands: z.array(slashCommand) }),
    settings: z.object({ socket_mode_enabled: z.boolean() }),
  });
  const discord = z.object({ commands: z.array(z.object({ name: z.string() })), invite: z.url() });

  it('prints a manifest for each platform with the same commands, every topic among them', async () => {
    const [slackRun, discordRun] = await Promise.all(['slack', 'discord'].map((name) => run(['manifest', name])));
    const forSlack = slack.parse(JSON.parse(slackRun?.stdout ?? ''));
    const forDiscord = discord.parse(JSON.parse(discordRun?.stdout ?? ''));
    const names = forDiscord.commands.map(({ name }) => `/${name}`);
    expect(forSlack.features.slash_commands.map(({ command }) => command)).toEqual(names);
    expect(names).toEqual([
      '/news',
      ...['swap', 'talks', 'bodies', 'children', 'ceasefire', 'strikes', 'sanctions', 'diplomacy'].map(
        (name) => `/${name}`,
      ),
    ]);
    expect(forSlack.settings.socket_mode_enabled).toBe(true);
    expect(await run(['manifest', 'teams'])).toMatchObject({ status: 2, stdout: '' });
  });

  it('adds topics that were made in chat to the manifest, each once', async () => {
    const { stdout } = await run(['manifest', 'slack', '--with', 'grain', 'ferries', 'grain', 'swap']);
    const commands = slack.parse(JSON.parse(stdout)).features.slash_commands.map(({ command }) => command);
    expect(commands.slice(-2)).toEqual(['/grain', '/ferries']);
    expect(new Set(commands).size).toBe(commands.length);
    expect(await run(['manifest', 'slack', '--with', 'Not a name'])).toMatchObject({ status: 2, stdout: '' });
  });

  it('names the request address in the manifest where Slack is to come over HTTP', async () => {
    const env = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 'shh', PUBLIC_URL: 'https://news.example.org' };
    const { stdout } = await run(['manifest', 'slack'], { env });
    expect(stdout).toContain('https://news.example.org/slack/events');
    expect(slack.parse(JSON.parse(stdout)).settings.socket_mode_enabled).toBe(false);
  });

  it('finds nothing to mend where nothing is connected', async () => {
    const { status, stdout, stderr } = await runAlone(['doctor']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    for (const line of stdout.trimEnd().split('\n')) expect(line).toMatch(/^ok /u);
    expect(stdout).toMatch(/database.*Slack.*Discord/su);
  });

  it('reads .env of the working folder, beneath what is exported', async () => {
    const cwd = await newFolder();
    await writeFile(join(cwd, '.env'), 'LOG_LEVEL=loud\nPORT=eighty\n');
    const { status, stdout } = await run(['doctor'], { cwd, env: { PORT: '0' } });
    expect(status).toBe(1);
    expect(stdout).toContain('LOG_LEVEL');
    expect(stdout).not.toContain('PORT');
  });

  it('helps, and tells its version', async () => {
    const help = await run(['--help']);
    expect(help).toMatchObject({ status: 0, stderr: '' });
    for (const name of [
      'serve',
      'brief',
      'digest',
      'stories',
      'ask',
      'ingest',
      'manifest',
      'doctor',
      'export',
      'import',
    ])
      expect(help.stdout).toMatch(new RegExp(`^ {2}${name}\\b`, 'mu'));
    expect((await run(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/u);
  });
});

describe('wrong usage', () => {
  it.each([
    ['a command that does not exist', ['bref'], /unknown command 'bref'.*brief/u],
    ['an option that does not exist', ['brief', '--jsn'], /'--jsn'.*--json/u],
    ['no whole number of words', ['brief', '--words', 'many'], /'many'.*whole number/u],
    ['a word too many', ['brief', 'swap', 'talks'], /too many arguments/u],
    ['a topic that does not exist', ['brief', 'swpa', '--corpus', retold], /no topic "swpa"\nfix: .*swap/u],
    ['a topic and a query', ['brief', 'swap', '--query', 'oil', '--corpus', retold], /exclude one another/u],
    ['a query that only excludes', ['brief', '--query', '-oil', '--corpus', retold], /--query/u],
    [
      'a story that does not exist',
      ['brief', '--story', 'nope', '--corpus', retold],
      /no story "nope"\nfix: .*stories/u,
    ],
    ['a question without words', ['ask', '  ', '--corpus', retold], /there is no question/u],
    ['no date', ['digest', '--since', 'yesterweek', '--corpus', retold], /"yesterweek" is no date/u],
  ])('is told in one line: %s', async (_, parameters, says) => {
    expectFailure(await run(parameters), { status: 2, says });
  });
});

describe('a corpus that cannot be used', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await newFolder();
    const write = (name: string, text: string) => writeFile(join(folder, name), text);
    await write('broken.jsonl', '{"id":"a","text":"The bridge was closed on Monday."}\n{"id": "b", "text": \n');
    await write('nothing.txt', ' \n');
    await write('topics.yaml', '- name: Not A Name\n');
  });

  it.each([
    ['missing', 'none/such', /none\/such cannot be read: there is no such file/u],
    ['not to be read', 'nothing.txt/below', /nothing\.txt\/below cannot be read/u],
    ['broken in one line', 'broken.jsonl', /broken\.jsonl:2: the line is not valid JSON/u],
    ['empty', 'nothing.txt', /holds no article/u],
  ])('is named when it is %s', async (_, name, says) => {
    expectFailure(await run(['brief', '--json', '--corpus', join(folder, name)]), { status: 1, says });
  });

  it('is used all the same when one of its articles is empty, which is named', async () => {
    const corpus = await newFolder();
    await writeFile(join(corpus, 'empty.txt'), '');
    await writeFile(
      join(corpus, 'full.txt'),
      'The bridge at Elm Street was closed on Monday after a crack was found, the city said.',
    );
    const { status, stdout, stderr } = await run(['brief', '--json', '--corpus', corpus]);
    expect(status).toBe(0);
    expect(briefingSchema.parse(JSON.parse(stdout)).sources.map(({ article }) => article)).toEqual(['full']);
    expect(stderr).toMatch(/^\S*empty\.txt: .+\n$/u);
  });
});
